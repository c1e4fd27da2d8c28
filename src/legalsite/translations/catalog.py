"""A catalog: all messages of one policy in one language, as a value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from legalsite.model import Diagnostic, Place, Source

BRACES = "python-brace-format"
"""The flag that makes gettext's tools check the placeholders of a message."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a PO file.

    msgid: the original's inline Markdown with placeholders for the numbers it cites; "" in the header.
    msgstr: the translation, "" where there is none.
    fuzzy: the translation is of another text, `previous`, and waits for a translator.
    comments: extracted ones (``#.``), for the translator. remarks: the translator's own (``#``).
    locations: the files (``#:``). flags: all but ``fuzzy``. context: ``msgctxt``, "" for none.
    obsolete: no version has the text any more (``#~``).
    line, msgstr_line: where it stands in its file, from 1; 0 for a new entry.
    """

    msgid: str
    msgstr: str = ""
    fuzzy: bool = False
    previous: str = ""
    comments: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    context: str = ""
    obsolete: bool = False
    line: int = field(default=0, compare=False)
    msgstr_line: int = field(default=0, compare=False)

    @property
    def translated(self) -> bool:
        """Whether a reader may be shown the translation as current."""
        return bool(self.msgstr.strip()) and not self.fuzzy


@dataclass(frozen=True)
class Catalog:
    """A PO file as a value; equal catalogs say the same, however their lines are broken.

    language: BCP 47 tag of the translations, "" of a template. header: the entry with an empty msgid, None if
        there is none.
    entries: in the file's order, obsolete ones included. ending: remarks behind the last entry.
    newline: what ends a line. problems: what kept the file from being read whole; such a catalog is
        shown as far as it goes and never written.
    """

    language: str
    header: Entry | None = None
    entries: tuple[Entry, ...] = ()
    ending: tuple[str, ...] = ()
    newline: str = "\n"
    problems: tuple[Diagnostic, ...] = ()
    source: Source = field(default=Source("", ""), compare=False, repr=False)

    @cached_property
    def current(self) -> dict[str, Entry]:
        """The entries in use, by msgid."""
        return {entry.msgid: entry for entry in self.ours() if not entry.obsolete}

    @cached_property
    def obsolete(self) -> dict[str, Entry]:
        """The entries out of use, by msgid, without those that are in use too."""
        return {e.msgid: e for e in self.ours() if e.obsolete and e.msgid not in self.current}

    def ours(self) -> Iterator[Entry]:
        """The entries without a context: legalsite gives its messages none, and keeps those of others."""
        return (entry for entry in self.entries if not entry.context)

    def place(self, line: int, part: str = "") -> Place:
        """A line of the file, from 1; `part` of it, if it stands there."""
        excerpt = self.source.words_of(line)
        column = max(excerpt.find(part), 0) if part else 0
        width = len(part) if part and part in excerpt else max(len(excerpt), 1)
        return Place(self.source.path, max(line, 1), column + 1, width, excerpt)


def new_header(language: str) -> Entry:
    """The header of a new catalog; of a template, where there is no language. It holds no date, so that the
    same input gives the same bytes."""
    fields = {
        "Project-Id-Version": "legalsite",
        "Report-Msgid-Bugs-To": "",
        "PO-Revision-Date": "YEAR-MO-DA HO:MI+ZONE",  # gettext's own: no date yet
        "Last-Translator": "",
        "Language-Team": "",
        "Language": language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    if language:
        fields["Plural-Forms"] = _plural_forms(language)
    # gettext's tools write the header of a template fuzzy, and take it for filled in where it is not
    return Entry("", "".join(f"{name}: {value}\n" for name, value in fields.items()), fuzzy=not language)


def _plural_forms(language: str) -> str:
    """What gettext's tools want of every catalog, although no message of ours has plural forms."""
    from babel import UnknownLocaleError  # imported here, because few runs make a new catalog
    from babel.messages.plurals import get_plural

    try:
        return str(get_plural(language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return "nplurals=1; plural=0;"
