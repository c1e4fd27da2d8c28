"""Brings a catalog in step with the texts of a policy's versions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from legalsite.languages import Language
from legalsite.model import Diagnostic
from legalsite.translations.carrying import Carrying, carried
from legalsite.translations.catalog import BRACES, Catalog, Entry, new_header
from legalsite.translations.comments import cited, warned, warning
from legalsite.translations.immaterial import NOTHING, Immaterial
from legalsite.translations.leaning import changed
from legalsite.translations.match import blank, compared, renumbered, stood
from legalsite.translations.messages import Message
from legalsite.translations.numbers import Numbers
from legalsite.translations.originals import Originals

Wordings = Callable[[str], tuple[str, ...]]
"""What translators are told of a message's terms, a comment each."""


def update(
    catalog: Catalog,
    originals: Originals,
    *,
    source: Language,
    target: Language,
    immaterial: Immaterial = NOTHING,
    wordings: Wordings | None = None,
) -> Catalog:
    """The catalog with all messages of the original's versions, and every translation kept that still holds.

    source, target: the languages of the original and of the catalog. immaterial: the changes that no
        translation has to follow. wordings: what translators are told of how a message's terms are said.

    A text whose numbers or emphasis alone are others keeps its translation; it becomes fuzzy where that has
    something beside a number that goes by how this sounds. A changed one gets the translation of
    what its clause said before, fuzzy, with the text that this translates. A text that no version has
    any more becomes obsolete. A catalog that could not be read whole is given back as it is, and so is
    every catalog where there is no version: a policy that cannot be read has not been withdrawn. A text
    that its own message would not give back is a problem of the catalog.
    """
    if catalog.problems or not originals.versions:
        return catalog
    return _Update(catalog, originals, Numbers(source, target), immaterial, wordings).result()


class _Update:
    def __init__(
        self,
        catalog: Catalog,
        originals: Originals,
        numbers: Numbers,
        immaterial: Immaterial,
        wordings: Wordings | None,
    ) -> None:
        self.catalog = catalog
        self.originals = originals
        self.numbers = numbers
        self.immaterial = immaterial
        self.wordings = wordings
        self.messages = originals.messages
        self.done: dict[str, Entry] = {}
        self.rewritten: set[str] = set()
        self.stood: dict[str, list[AbstractSet[str]]] = {}

    def result(self) -> Catalog:
        if unfaithful := tuple(self.unfaithful()):
            return replace(self.catalog, problems=unfaithful)
        carrying = Carrying(self.catalog, self.originals, self.immaterial)
        self.keep(carrying)
        self.find_renumbered()
        missing = {msgid for msgid in self.messages if msgid not in self.done}
        if missing:
            gone = {entry.msgid for entry in self.catalog.ours() if not self.in_use(entry)}
            carrying.carry(self.done, missing, gone)
        entries = [*map(self.entry, self.messages), *self.others()]
        header = self.catalog.header or new_header(self.catalog.language)
        return replace(self.catalog, header=header, entries=tuple(entries))

    def unfaithful(self) -> Iterator[Diagnostic]:
        """Every text that its own message, where that is new, would not give back to the letter."""
        for msgid in self.messages:
            if msgid not in self.catalog.current and not self.originals.faithful(msgid):
                yield Diagnostic(
                    "broken-catalog",
                    f"a message would not give its text back: {msgid[:60]!r}",
                    self.catalog.place(1),
                    "this is a fault of legalsite: write that text more plainly, and tell us of it",
                )

    def missing(self) -> list[Message]:
        return [message for msgid, message in self.messages.items() if msgid not in self.done]

    def keep(self, carrying: Carrying) -> None:
        """Messages that the catalog has, obsolete ones included: their text has come back."""
        for msgid in self.messages:
            entry = self.catalog.current.get(msgid) or self.catalog.obsolete.get(msgid)
            if entry:
                holds = not entry.fuzzy or carrying.allows(entry)
                settled = entry.fuzzy or entry.previous
                self.done[msgid] = replace(entry, fuzzy=False, previous="") if holds and settled else entry

    # messages whose numbers alone are found anew

    def find_renumbered(self) -> None:
        missing = self.missing()
        known = self.by_words() if missing else {}
        standing = self.originals.standing if known else {}
        for message in missing:
            for entry in known.get(blank(message.msgid), ()):
                slots = compared(entry.msgid, message.msgid, cited(entry.comments), standing[message.msgid])
                if slots is None:
                    continue
                msgstr = renumbered(entry.msgstr, slots, self.numbers.written)
                if msgstr is None:
                    self.done[message.msgid] = carried(entry, message.msgid)
                    break
                self.done[message.msgid] = replace(entry, msgid=message.msgid, msgstr=msgstr)
                self.stood[message.msgid] = stood(slots, cited(entry.comments), len(message.cited))
                if any(slot.found_anew for slot in slots) or all(slot.old == slot.new for slot in slots):
                    self.rewritten.add(entry.msgid)
                break

    def by_words(self) -> dict[str, list[Entry]]:
        """The translated entries by their words; the safest to take from come first."""
        entries = [entry for entry in self.catalog.ours() if entry.msgstr]
        entries.sort(key=lambda entry: (entry.fuzzy, entry.obsolete, entry.msgid in self.messages))
        found: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            if words := blank(entry.msgid):
                found[words].append(entry)
        return found

    # the result

    def entry(self, msgid: str) -> Entry:
        """The entry as it is written: what legalsite knows anew, what translators wrote as it is."""
        entry = self.done.get(msgid) or Entry(msgid)
        flags = tuple(flag for flag in entry.flags if flag != BRACES)
        told, location = self.originals.told[msgid]
        if self.wordings:
            told += self.wordings(msgid)
        leans = self.leans(entry, told)
        return Entry(
            msgid,
            entry.msgstr,
            entry.fuzzy or bool(leans),
            entry.previous,
            told + leans,
            entry.remarks,
            location,
            flags + (BRACES,) * ("{" in msgid),
            line=entry.line,
            msgstr_line=entry.msgstr_line,
        )

    def leans(self, entry: Entry, told: Sequence[str]) -> tuple[str, ...]:
        """What a translator is told of numbers that changed beside words which go by their sound; as long as
        the message waits for that, also when it was found at an earlier update."""
        if "{" not in entry.msgid or not entry.msgstr:
            return ()
        earlier = warned(entry.comments) if entry.fuzzy else ()
        was = self.stood.get(entry.msgid) or cited(entry.comments)
        found = changed(entry.msgstr, was, cited(told), self.numbers.target)
        fresh = [warning(slot, numbers) for slot, numbers in found]
        known = {line.partition(" was ")[0] for line in earlier}
        return (*earlier, *(line for line in fresh if line.partition(" was ")[0] not in known))

    def others(self) -> Iterator[Entry]:
        """Messages that are not ours; then what no version has any more, if anyone wrote anything in it."""
        yield from (entry for entry in self.catalog.entries if entry.context and not entry.obsolete)
        for entry in self.catalog.entries:
            if entry.context and entry.obsolete:
                yield entry
            elif not entry.context and not self.in_use(entry) and (entry.msgstr or entry.remarks):
                yield replace(entry, obsolete=True, comments=(), locations=())

    def in_use(self, entry: Entry) -> bool:
        """Whether a version has the entry's text, or has it with its numbers found anew."""
        return entry.msgid in self.messages or entry.msgid in self.rewritten
