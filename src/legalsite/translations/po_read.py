"""Reads PO files, and refuses what GNU `msgfmt` refuses.

Not left to Babel, whose reader lets an unclosed string, words behind a string and a message written
twice pass. Plural forms and domains are refused too: no catalog of a legal text holds them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache, partial

from legalsite.model import Diagnostic, Place, Source, summed_up
from legalsite.translations.catalog import Catalog, Entry
from legalsite.translations.po_notes import read_notes
from legalsite.translations.po_plain import plain_entry
from legalsite.translations.po_strings import Fault, unquoted

_LINE = re.compile(r'(?P<prefix>#~\||#~|#\||)\s*(?P<keyword>[A-Za-z_]+(?:\[\d*\])?)?\s*(?P<string>".*)?')
_CHARSET = re.compile(r"^Content-Type:.*charset=([\w-]+)", re.IGNORECASE | re.MULTILINE)
_LANGUAGE = re.compile(r"^Language:[ \t]*([A-Za-z]+)", re.MULTILINE)
_REPAIR = "correct the line, or take the file as it was before; until then it is not written to"


@dataclass(slots=True)
class _Draft:
    """An entry while its lines come in.

    strings: by keyword, those of the previous text with "|" before it. notes: the lines of comments and
        flags. open, prefix: of the string that a line without keyword goes on with, what it is called and
        what its lines start with.
    """

    strings: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    obsolete: bool = False
    broken: bool = False
    line: int = 0
    msgstr_line: int = 0
    open: str = ""
    prefix: str = ""

    def string(self, name: str) -> str:
        return "".join(self.strings.get(name, ()))


_NOTHING = _Draft()


@lru_cache(maxsize=8)  # a catalog is read for names, for its update, and again before it is written
def parse_po(data: bytes, path: str, language: str) -> Catalog:
    """The catalog that a PO file's bytes hold, and what is wrong with them.

    path: as diagnostics should show it. language: the BCP 47 tag of the translations.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        excerpt = data.split(b"\n")[line - 1].decode("utf-8", "replace").rstrip("\r")
        column = excerpt.find("\ufffd")
        problem = Diagnostic(
            "broken-catalog",
            "the catalog is not UTF-8 text",
            Place(path, line, max(column, 0) + 1, 1, excerpt),
            "save it in the encoding UTF-8",
        )
        return Catalog(language, problems=(problem,), source=Source(path, ""))
    return _Reader(text, path, language).read()


class _Reader:
    def __init__(self, text: str, path: str, language: str) -> None:
        crlf = text.count("\r\n")
        self.newline = "\r\n" if crlf and crlf == text.count("\n") else "\n"
        self.blank = Catalog(language, source=Source(path, text))
        self.text = text
        self.draft = _Draft()
        self.entries: list[Entry] = []
        self.header: Entry | None = None
        self.seen: dict[tuple[str, str], int] = {}
        self.problems: list[tuple[str, Callable[[], Diagnostic]]] = []

    def read(self) -> Catalog:
        at, number = 0, 1
        while at <= len(self.text):
            plain = plain_entry(self.text, at, number) if self.may_begin() else None
            if plain:
                self.ends(number)
                self.add(plain[0])
                end = plain[1]
            else:
                end = self.line(at, number) + 1
            number += self.text.count("\n", at, end)
            at = end
        self.finish(number)
        return Catalog(
            self.blank.language,
            self.header,
            tuple(self.entries),
            read_notes("\n".join(self.draft.notes)).remarks,
            self.newline,
            tuple(summed_up(self.problems)),
            self.blank.source,
        )

    def may_begin(self) -> bool:
        """Whether a line that can begin an entry would: nothing has been read of one, or a message has."""
        return "msgid" in self.draft.strings or self.draft == _NOTHING

    def line(self, at: int, number: int) -> int:
        """Reads a line by itself; where it ends."""
        end = self.text.find("\n", at)
        end = len(self.text) if end < 0 else end
        try:
            self.take(self.text[at:end].rstrip("\r"), number)
        except Fault as fault:
            if not self.draft.broken:  # one report an entry: what follows from it would only confuse
                self.report(number, str(fault), fault.part)
            self.draft.broken = bool(self.draft.strings)
        return end

    def report(self, line: int, message: str, part: str = "", remedy: str = _REPAIR) -> None:
        self.problems.append(("broken-catalog", partial(self.told, line, message, part, remedy)))

    def told(self, line: int, message: str, part: str, remedy: str) -> Diagnostic:
        return Diagnostic("broken-catalog", message, self.blank.place(line, part), remedy)

    def take(self, line: str, number: int) -> None:
        if "\x00" in line:
            if "msgstr" in self.draft.strings and not line.startswith('"'):
                self.finish(number - 1)
            raise Fault("the line holds a NUL character", "\x00")
        line = line.strip(" \t\f\v")
        if line.startswith("#") and line[1:2] not in ("~", "|"):
            self.ends(number)
            self.draft.notes.append(line)
        elif line:
            self.statement(line, number)

    def ends(self, number: int) -> None:
        """Closes the entry, if there is one: what comes now is of the next."""
        if "msgid" in self.draft.strings:
            self.finish(number - 1)

    def statement(self, line: str, number: int) -> None:
        found = _LINE.fullmatch(line)
        if not found:
            self.ends(number)
            word = line.split(maxsplit=1)[0]
            raise Fault(f"this is no line of a PO file: {word[:40]!r}", word)
        prefix, keyword, string = found["prefix"], found["keyword"] or "", found["string"]
        if line == "#~":
            return
        if keyword:
            self.begins(prefix, keyword, number)
        if string is None:
            before = keyword or prefix
            raise Fault(f"a text in quotation marks is missing after {before!r}", before)
        if not self.draft.open or prefix != self.draft.prefix:
            raise Fault("a text that belongs to no msgid or msgstr", string)
        self.draft.strings[self.draft.open].append(unquoted(string))

    def begins(self, prefix: str, keyword: str, number: int) -> None:
        """Opens a string of the entry, or the next entry."""
        previous = prefix.endswith("|")
        if previous or keyword in ("msgctxt", "msgid"):
            self.ends(number)
        draft = self.draft
        if keyword == "msgid_plural" or keyword.startswith("msgstr["):
            raise Fault("a message with plural forms, of which a legal text has none", keyword)
        if keyword not in ("msgctxt", "msgid", "msgstr") or (previous and keyword == "msgstr"):
            raise Fault(f"an unknown keyword {keyword!r}", keyword)
        name = "|" * previous + keyword
        if keyword == "msgstr" and "msgid" not in draft.strings:
            raise Fault("a msgstr without a msgid before it", keyword)
        if name in draft.strings:
            raise Fault(f"a second {keyword} of one message", keyword)
        obsolete = prefix.startswith("#~")
        if draft.strings and obsolete != draft.obsolete:
            raise Fault("a message of which only a part is obsolete (#~)", keyword)
        draft.obsolete = obsolete
        draft.open, draft.prefix = name, prefix
        draft.strings[name] = []
        if name == "msgid":
            draft.line = number
        elif name == "msgstr":
            draft.msgstr_line = number

    def finish(self, number: int) -> None:
        """Adds the entry, if there is one, to the catalog."""
        draft = self.draft
        if not draft.strings:
            if draft.broken:
                self.draft = _Draft()
            return
        self.draft = _Draft()
        if draft.broken:
            return
        if "msgstr" not in draft.strings:
            self.report(draft.line or number, "a message without msgstr")
            return
        notes = read_notes("\n".join(draft.notes))
        self.add(
            Entry(
                msgid=draft.string("msgid"),
                msgstr=draft.string("msgstr"),
                fuzzy=notes.fuzzy,
                previous=draft.string("|msgid"),
                comments=notes.comments,
                remarks=notes.remarks,
                locations=notes.locations,
                flags=notes.flags,
                context=draft.string("msgctxt"),
                obsolete=draft.obsolete,
                line=draft.line,
                msgstr_line=draft.msgstr_line,
            )
        )

    def add(self, entry: Entry) -> None:
        """Adds an entry to the catalog, unless it is there."""
        key = (entry.context, entry.msgid)
        first = self.seen.setdefault(key, entry.line)
        if first != entry.line:
            remedy = "keep the better translation and delete the other message"
            self.report(entry.line, f"the message of line {first} stands here a second time", "", remedy)
        elif entry.msgid or entry.context:
            self.entries.append(entry)
            self.check_ends(entry)
        else:
            self.header = entry
            self.check_header(entry)

    def check_ends(self, entry: Entry) -> None:
        """That both texts begin and end with a line break, or neither does: a rule of gettext's."""
        texts = (entry.msgid, entry.msgstr)
        if entry.translated and not entry.obsolete:
            for place, ends in (("begins", str.startswith), ("ends", str.endswith)):
                if ends(texts[0], "\n") != ends(texts[1], "\n"):
                    remedy = "take the line break out, or put it in"
                    message = f"only one of text and translation {place} with a line break"
                    self.report(entry.msgstr_line, message, "", remedy)

    def check_header(self, header: Entry) -> None:
        charset = _CHARSET.search(header.msgstr)
        if charset and charset[1].upper() not in ("UTF-8", "UTF8", "ASCII", "US-ASCII", "CHARSET"):
            remedy = "save the catalog in the encoding UTF-8, which its header must say too"
            said = charset[1]
            line = self.line_of(header, said)
            self.report(line, f"the header says that the catalog is {said}", said, remedy)
        language = _LANGUAGE.search(header.msgstr)
        own = self.blank.language
        if language and language[1].lower() != own.split("-")[0].lower():
            remedy = "give the file the name of its language, or correct the header"
            line = self.line_of(header, language[0])
            self.report(
                line, f"the header says {language[1]!r}, the file's name {own!r}", language[0], remedy
            )

    def line_of(self, entry: Entry, part: str) -> int:
        """The line of an entry in which something stands."""
        lines = enumerate(self.text.split("\n"), 1)
        return next((n for n, line in lines if n >= entry.line and part in line), entry.line)
