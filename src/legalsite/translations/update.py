"""Brings a catalog in step with the texts of a policy's versions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from legalsite.languages import Language
from legalsite.model import Document
from legalsite.translations.catalog import BRACES, Catalog, Entry, new_header
from legalsite.translations.comments import cited, comments, spots
from legalsite.translations.match import blank, compared, pairs, renumbered
from legalsite.translations.messages import Message, Reader
from legalsite.translations.numbers import Numbers

Alignment = Sequence[tuple[str | None, str | None]]
"""The clauses of a version and of the one before it that are the same, as (anchor, anchor before)."""


def update(
    catalog: Catalog,
    editions: Sequence[Document],
    alignments: Sequence[Alignment] = (),
    *,
    source: Language,
    target: Language,
) -> Catalog:
    """The catalog with all messages of the editions, and every translation kept that still holds.

    editions: the original's versions, the newest first, with references found and not yet resolved; where
        terms are marked in them, translators are told where these are defined.
    alignments: for each edition but the last, which of its clauses are which of the next one's in
        `editions`; where it is left out, clauses of one anchor are the same.
    source, target: the languages of the original and of the catalog.

    A text whose numbers alone are found anew keeps its translation. A changed one gets the translation of
    what its clause said before, fuzzy, with the text that this translates. A text that no edition has
    any more becomes obsolete. A catalog that could not be read whole is given back as it is, and so is
    every catalog where there is no edition: a policy that cannot be read has not been withdrawn.
    """
    if catalog.problems or not editions:
        return catalog
    return _Update(catalog, editions, alignments, Numbers(source, target)).result()


class _Update:
    def __init__(
        self,
        catalog: Catalog,
        editions: Sequence[Document],
        alignments: Sequence[Alignment],
        numbers: Numbers,
    ) -> None:
        self.catalog = catalog
        self.editions = editions
        self.alignments = alignments
        self.numbers = numbers
        reader = Reader()
        self.texts = [reader.messages(edition) for edition in editions]
        self.messages: dict[str, Message] = {}
        for message in (m for texts in self.texts for m in texts):
            self.messages.setdefault(message.msgid, message)
        self.told = self.tell()
        self.done: dict[str, Entry] = {}
        self.rewritten: set[str] = set()

    def result(self) -> Catalog:
        self.keep()
        self.find_renumbered()
        self.follow_edits()
        self.follow_versions()
        entries = [*map(self.entry, self.messages), *self.others()]
        header = self.catalog.header or new_header(self.catalog.language)
        return replace(self.catalog, header=header, entries=tuple(entries))

    def tell(self) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """The comments and the location of each message. The comments are those of the newest version
        that has it; the location is the file that brought it, so that a new version changes few lines."""
        told: dict[str, tuple[str, ...]] = {}
        location: dict[str, tuple[str, ...]] = {}
        for edition, texts in zip(self.editions, self.texts, strict=True):
            places: defaultdict[str, list[Message]] = defaultdict(list)
            for message in texts:
                places[message.msgid].append(message)
            gone = edition.version if edition is not self.editions[0] else ""
            name = (f"{edition.version}.{edition.language}.md",) if edition.version else ()
            for msgid, found in places.items():
                if msgid not in told:
                    told[msgid] = comments(found, gone)
                location[msgid] = name
        return {msgid: (told[msgid], location[msgid]) for msgid in told}

    def missing(self) -> list[Message]:
        return [message for msgid, message in self.messages.items() if msgid not in self.done]

    def keep(self) -> None:
        """Messages that the catalog has, obsolete ones included: their text has come back."""
        for msgid in self.messages:
            entry = self.catalog.current.get(msgid) or self.catalog.obsolete.get(msgid)
            if entry:
                self.done[msgid] = entry if entry.fuzzy else replace(entry, previous="")

    # messages whose numbers alone are found anew

    def find_renumbered(self) -> None:
        missing = self.missing()
        known = self.by_words() if missing else {}
        standing = self.standing() if known else {}
        for message in missing:
            for entry in known.get(blank(message.msgid), ()):
                slots = compared(entry.msgid, message.msgid, cited(entry.comments), standing[message.msgid])
                if slots is None:
                    continue
                msgstr = renumbered(entry.msgstr, slots, self.numbers.written)
                if msgstr is None:
                    self.done[message.msgid] = _carried(entry, message.msgid)
                    break
                self.done[message.msgid] = replace(entry, msgid=message.msgid, msgstr=msgstr)
                if any(slot.found_anew for slot in slots):
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

    def standing(self) -> dict[str, tuple[set[str], ...]]:
        """All numbers that each placeholder of a message stands for, in whatever version and clause."""
        found: dict[str, tuple[set[str], ...]] = {}
        for message in (m for texts in self.texts for m in texts):
            sets = found.setdefault(message.msgid, tuple(set() for _ in message.cited))
            for numbers, number in zip(sets, message.cited, strict=True):
                numbers.add(number)
        return found

    # changed texts

    def follow_edits(self) -> None:
        """Texts that were changed in a version's own file: what stood there only the catalog knows."""
        before: defaultdict[str, list[str]] = defaultdict(list)
        for entry in self.catalog.ours():
            if entry.msgstr and not entry.obsolete and not self.in_use(entry):
                for spot in spots(entry.comments):
                    before[spot].append(entry.msgid)
        if not before:
            return
        after: defaultdict[str, list[str]] = defaultdict(list)
        for message in self.missing():
            after[message.spot].append(message.msgid)
        for spot, new in after.items():
            self.carry(before.get(spot, ()), new)

    def follow_versions(self) -> None:
        """Texts that changed from one version to the next, from the oldest on; then, for a policy whose
        older versions came into the site after the newest, backwards."""
        if not self.missing():
            return
        spotted = [_by_spot(texts) for texts in self.texts]
        kept = [{message.msgid for message in texts} for texts in self.texts]
        steps = range(len(self.texts) - 1)
        for newer in reversed(steps):
            for now, was in self.aligned(newer, spotted[newer]):
                self.carry(spotted[newer + 1].get(was, ()), spotted[newer].get(now, ()), kept[newer])
        for newer in steps if self.missing() else ():
            for now, was in self.aligned(newer, spotted[newer]):
                self.carry(spotted[newer].get(now, ()), spotted[newer + 1].get(was, ()), kept[newer + 1])

    def aligned(self, newer: int, spotted: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The clauses that a version and the one before it have in common, by their spots in both."""
        yield from (("title", "title"), ("", ""))
        if newer < len(self.alignments):
            yield from ((now, was) for now, was in self.alignments[newer] if now and was)
        else:
            yield from ((spot, spot) for spot in spotted)

    def carry(self, old: Sequence[str], new: Sequence[str], kept: AbstractSet[str] = frozenset()) -> None:
        """Gives messages of a clause that have no translation those of its texts on the other side.

        kept: the texts of the side that is given to. One that stands there too has not been changed.
        """
        if not old or all(msgid in self.done for msgid in new):
            return
        known = ((msgid, self.done.get(msgid) or self.catalog.current.get(msgid)) for msgid in old)
        given = {msgid: entry for msgid, entry in known if entry and entry.msgstr and msgid not in kept}
        for one, other in pairs(old, new, given, {msgid for msgid in new if msgid not in self.done}):
            self.done[other] = _carried(given[one], other)

    # the result

    def entry(self, msgid: str) -> Entry:
        """The entry as it is written: what legalsite knows anew, what translators wrote as it is."""
        entry = self.done.get(msgid) or Entry(msgid)
        flags = tuple(flag for flag in entry.flags if flag != BRACES)
        told, location = self.told[msgid]
        return replace(
            entry,
            comments=told,
            locations=location,
            flags=flags + (BRACES,) * ("{" in msgid),
            obsolete=False,
        )

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


def _by_spot(texts: Iterable[Message]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for message in texts:
        found[message.spot].append(message.msgid)
    return found


def _carried(entry: Entry, msgid: str) -> Entry:
    """An entry for a text with the translation of another one, for a translator to look at."""
    translated = entry.previous if entry.fuzzy and entry.previous else entry.msgid
    return Entry(msgid, entry.msgstr, True, translated, remarks=entry.remarks, flags=entry.flags)
