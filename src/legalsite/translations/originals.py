"""What the versions of an original say, read once for the catalogs of all languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, cached_property

from legalsite.model import Document, Text
from legalsite.translations.comments import comments
from legalsite.translations.messages import Message, Reader
from legalsite.translations.placeholders import returns

Alignment = Sequence[tuple[str, str]]
"""The clauses of a version and of the one before it that are the same, as (anchor, anchor before)."""


class Originals:
    """The messages of an original's versions.

    editions: the versions, the newest first, with references found and not yet resolved; where terms are
        marked in them, translators are told where these are defined.
    align: tells for an edition, by its place, which of its clauses are which of the next one's in `editions`;
        asked only where a translation may come from there. Where it is left out, clauses of one anchor are
        the same.
    versions: their dates. texts: the messages of each, in reading order. messages: the first of each msgid.
    """

    def __init__(self, editions: Sequence[Document], align: Callable[[int], Alignment] | None = None) -> None:
        reader = Reader()
        self.versions = [edition.version for edition in editions]
        self.texts = [reader.messages(edition) for edition in editions]
        self.messages: dict[str, Message] = {}
        for message in (m for texts in self.texts for m in texts):
            self.messages.setdefault(message.msgid, message)
        self._align = cache(align) if align else None
        self._names = [f"{e.version}.{e.language}.md" if e.version else "" for e in editions]
        self._texts_of: defaultdict[str, list[Text]] = defaultdict(list)
        for text, own in reader.forms.items():
            self._texts_of[own.msgid].append(text)
        self._forms = reader.forms
        self._faithful: dict[str, bool] = {}

    @cached_property
    def told(self) -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """The comments and the location of each message. The comments are those of the newest version
        that has it; the location is the file that brought it, so that a new version changes few lines."""
        told: dict[str, tuple[str, ...]] = {}
        location: dict[str, tuple[str, ...]] = {}
        for place, (version, texts) in enumerate(zip(self.versions, self.texts, strict=True)):
            places: defaultdict[str, list[Message]] = defaultdict(list)
            for message in texts:
                places[message.msgid].append(message)
            name = (self._names[place],) if self._names[place] else ()
            for msgid, found in places.items():
                if msgid not in told:
                    told[msgid] = comments(found, version if place else "")
                location[msgid] = name
        return {msgid: (told[msgid], location[msgid]) for msgid in told}

    @cached_property
    def standing(self) -> Mapping[str, Sequence[AbstractSet[str]]]:
        """All numbers that each placeholder of a message stands for, in whatever version and clause."""
        found: dict[str, tuple[set[str], ...]] = {}
        for message in (m for texts in self.texts for m in texts):
            sets = found.setdefault(message.msgid, tuple(set() for _ in message.cited))
            for numbers, number in zip(sets, message.cited, strict=True):
                numbers.add(number)
        return found

    @cached_property
    def spotted(self) -> Sequence[Mapping[str, Sequence[str]]]:
        """The msgids at each spot of each version."""
        return [_by_spot(texts) for texts in self.texts]

    def aligned(self, newer: int) -> Iterator[tuple[str, str]]:
        """The clauses that a version and the one before it have in common, by their spots in both."""
        yield from (("title", "title"), ("", ""))
        if self._align:
            yield from ((now, was) for now, was in self._align(newer) if now and was)
        else:
            yield from ((spot, spot) for spot in self.spotted[newer])

    def faithful(self, msgid: str) -> bool:
        """Whether a message, taken for its own translation, gives back every text that it was made of."""
        known = self._faithful.get(msgid)
        if known is None:
            texts = self._texts_of[msgid]
            known = self._faithful[msgid] = all(returns(self._forms[text], text) for text in texts)
        return known


def _by_spot(texts: Iterable[Message]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for message in texts:
        found[message.spot].append(message.msgid)
    return found
