"""A policy as its pages show it: every edition and redline, and what is in force."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import partial
from itertools import pairwise
from types import MappingProxyType

from legalsite.model import Diagnostic, Document, digest
from legalsite.site.folder import urls
from legalsite.site.folder.reasons import reason
from legalsite.site.texts.editions import Editions
from legalsite.site.texts.known import Known
from legalsite.site.texts.offered import in_force, offer
from legalsite.site.texts.pasts import Past, followed, with_past, without_past
from legalsite.site.texts.standing import WHOLE, Names, Standing, Standings
from legalsite.site.texts.summary import Summary, summarised, titled
from legalsite.site.texts.superseded import superseded
from legalsite.site.texts.version_days import VersionDays
from legalsite.versions import Pair, Status, carry, compare, passed_on, redline

NOTHING: Mapping[str, str] = MappingProxyType({})


class Policy:
    """All editions of a policy, resolved, and what the day makes of its versions.

    documents: by language and date, oldest first, the draft last. offered: which of them have pages.
    """

    def __init__(self, editions: Editions) -> None:
        self.editions = editions
        self.slug = editions.policy.slug
        self.documents = {tag: editions.resolved(tag) for tag in editions.languages}
        self._days = VersionDays(editions.history, editions.today)
        self._pasts: dict[str, Past] = {}
        self._redlines: dict[str, dict[str, Document]] = {}
        self._compared: dict[str, dict[str, str]] = {}
        self._since: dict[str, tuple[Pair, ...]] = {}
        self._which: dict[str, str] = {}
        self.kept = editions.kept
        self._standings: dict[str, Standings] = {}
        self._names: dict[str, Names] = {}
        self._standing: dict[tuple[str, str], Standing] = {}
        self._real: dict[str, frozenset[str]] = {}
        self.offered = offer(
            editions.policy,
            editions.content.config.translations,
            in_force(editions.policy, editions.today),
            self.documents,
            lambda tag, day: not self.complete(tag, day),
        )

    def past(self, tag: str) -> Past:
        """The versions in a language, with each clause followed, and told of where the site wants it."""
        if tag not in self._pasts:
            self._pasts[tag] = self._past(tag, self.documents[tag])
        return self._pasts[tag]

    def shown(self, tag: str) -> Mapping[str, Document]:
        """The versions in a language as pages show them: told of their past where the site wants it."""
        return self.past(tag).documents if self.editions.content.config.history else self.documents[tag]

    def is_followed(self, tag: str) -> bool:
        """Whether the clauses are followed in a language."""
        config, documents = self.editions.content.config, self.documents[tag]
        several = len(self.editions.originals) > 1
        return len(documents) > 1 or bool(documents and several and config.redlines and config.history)

    def _past(self, tag: str, documents: Mapping[str, Document]) -> Past:
        config = self.editions.content.config
        several = len(documents) > 1
        if not several and not config.redlines:
            return Past(documents, {})
        original = self.editions.policy.original
        if not config.redlines and not config.history and tag != original:
            shared = self.past(original).shared(documents)
            if shared is not None:
                return shared
        memory = self.editions.comparisons(tag)
        days, told = tuple(self.editions.originals), config.tells_words
        past = without_past(documents, self.editions.pairs, days, memory, self.kept, tag, told=told)
        if not config.history or len(self.editions.originals) < 2:
            return followed(past, self.kept, tag) if several else past
        return with_past(past, self.kept, tag) if documents else past

    def redlines(self, tag: str) -> dict[str, Document]:
        """By date: each version in a language against the one before it."""
        if tag not in self._redlines:
            self._redlines[tag] = dict(self._redlined(tag))
        return self._redlines[tag]

    def _redlined(self, tag: str) -> Iterator[tuple[str, Document]]:
        original = self.editions.policy.original
        compared = self.compared(tag)
        own = tag == original or self.is_written(tag)  # then all of it is in its own language
        originals = self.redlines(original) if compared and not own else {}
        past = self.past(tag) if compared else Past({}, {})
        memory = self.editions.comparisons(tag)
        for day, before in compared.items():
            old, new, pairs = past.documents[before], past.documents[day], past.pairs[day]
            whole = originals.get(day)
            make = partial(redline, old, new, pairs, whole, memory)
            yield day, self.kept(("redline", tag, day), (old, new, pairs, whole), make)

    def compared(self, tag: str) -> dict[str, str]:
        """The versions that have a redline in a language, each with the one before it, oldest first."""
        if tag not in self._compared:
            there = self.documents.get(tag, {}) if self.editions.content.config.redlines else {}
            self._compared[tag] = {
                day: before
                for before, day in pairwise(self.editions.originals)
                if before in there and day in there and self._shown_together(tag, before, day)
            }
        return self._compared[tag]

    def _shown_together(self, tag: str, before: str, day: str) -> bool:
        """Whether readers may read a version against the one before it: none of the three is gone."""
        address = urls.redline(tag, self.slug, day)
        return self.offered.gone[tag].keys().isdisjoint((before, day)) and not reason(
            self.editions.policy.config.gone, address
        )

    def superseded(self, tag: str) -> tuple[str, ...]:
        """The versions that have a redline against the one in force, in a language; oldest first."""
        return superseded(self.editions, self.offered, tag)

    def since(self, tag: str, day: str) -> Document:
        """The version in force against one that it superseded, or the draft against it."""
        shown, original, pairs = self.offered.shown, self.editions.policy.original, self._pairs_since(day)
        old, new = (self.past(tag).documents[each] for each in sorted((day, shown)))  # a draft is the last
        complete = all(self.complete(tag, each) for each in (day, shown))
        gone = self.offered.gone.get(original)
        readable = gone is not None and gone.keys().isdisjoint((day, shown))
        whole = self.since(original, day) if tag != original and readable and not complete else None
        memory = self.editions.comparisons(tag)
        return redline(old, new, carry(pairs, old, new, memory), whole, memory)

    def _pairs_since(self, day: str) -> tuple[Pair, ...]:
        """What became of the clauses of a superseded version in the one in force, in the original."""
        if day not in self._since:
            originals, shown = self.editions.originals, self.offered.shown
            memory = self.editions.comparisons(self.editions.policy.original)
            self._since[day] = compare(originals[min(day, shown)], originals[max(day, shown)], memory)
        return self._since[day]

    def passed_on(self, before: Mapping[str, str] = NOTHING, same: Collection[str] = ()) -> dict[str, str]:
        """What translations with files of their own take over of the original: by version which clause is
        which, as digests. Nothing where there are none. before: what that was when the originals of some
        versions were the same."""
        tags = list(filter(self.is_written, self.documents))
        if not tags or len(self.editions.originals) < 2:
            return {}
        days = dict.fromkeys(day for tag in tags for day in self.superseded(tag))
        found = {}
        for was, day in pairwise(self.editions.originals):
            known = before.get(day) if was in same and day in same else None
            found[day] = known or self.which(day)
        for day in days:
            name = f"since {day}"
            known = before.get(name) if day in same and self.offered.shown in same else None
            found[name] = known or passed_on(self._pairs_since(day))
        return found

    def which(self, day: str) -> str:
        """Which clause of a version is which of the one before, in the original, as a digest."""
        if day not in self._which:
            self._which[day] = passed_on(self.editions.pairs[day])
        return self._which[day]

    def is_written(self, tag: str) -> bool:
        """Whether a language has texts of its own beside the original's, if in another script."""
        policy = self.editions.policy
        return not self.editions.is_translated(tag) and policy.derived.get(tag, tag) != policy.original

    def shape(self) -> str:
        """The digest of what pages in one language take over of other ones, but for what is passed on by the
        original: which editions there are, and which of these are translated."""
        days = {tag: tuple(found) for tag, found in self.documents.items()}
        real = [self.real(day) for day in self.editions.originals]
        return digest(self.offered, days, list(map(sorted, real))).hex()

    def summary(self) -> Summary:
        """What other pages say of the policy."""
        return summarised(self.offered, self._days, self.title, lambda tag, day: day in self.compared(tag))

    def title(self, tag: str, day: str) -> tuple[str, str]:
        """The title of a version in a language, in plain words, and the language of these; where the version
        is gone, of the nearest one that readers have."""
        if day in self.offered.gone[tag]:
            pages = self.offered.pages[tag]
            before = [each for each in pages if each < day]
            day = before[-1] if before else next(iter(pages), "")
        return self.titled(tag, day) if day else (self.slug, tag)

    def titled(self, tag: str, day: str) -> tuple[str, str]:
        """The title of an edition in plain words, and the language of these."""
        known = self._known(tag, day)
        return known.title if known else titled(self.documents[tag][day].title, tag)

    def complete(self, tag: str, day: str) -> bool:
        """Whether all of an edition is current."""
        if not self.editions.is_translated(tag):
            return True
        known = self._known(tag, day)
        return known.complete if known else self.standing(tag, day).complete

    def known(self, tag: str, day: str, problems: tuple[Diagnostic, ...]) -> Known:
        """What the next build has to know of an edition. problems: what is wrong with it."""
        mark, real = self.editions.fingerprint(tag, day), self.is_real(tag, day)
        return self._known(tag, day) or Known(
            self.titled(tag, day), mark, self.complete(tag, day), real, problems
        )

    def read(self, tag: str) -> None:
        """Reads all texts in a language, which one after another takes less time than by turns with pages."""
        for _ in self.documents[tag].values():
            pass

    def forget(self, tag: str) -> None:
        """Lets go of the editions in a language, of which all is known. Of the original only of what it was
        read with, once all of it has been: translations are set beside it."""
        if tag != self.editions.policy.original:
            self.editions.forget(tag)
            for made in (self._pasts, self._redlines, self._standings, self._names):
                made.pop(tag, None)
        elif all(each != tag for each, _ in self.editions.unread()):
            self.editions.forget(tag, texts=False)

    def _known(self, tag: str, day: str) -> Known | None:
        return self.editions.known.get(tag, {}).get(day)

    def standing(self, tag: str, day: str) -> Standing:
        """What of an edition is not current."""
        if not self.editions.is_translated(tag):
            return WHOLE
        known = self._standing.get((tag, day))
        if known is None:
            if tag not in self._standings:
                self._standings[tag] = self.kept(("standings", tag), (), Standings)
            known = self._standing[tag, day] = self._standings[tag](self.documents[tag][day])
        return known

    def names(self, tag: str, day: str) -> dict[str, str]:
        """How each clause of an edition is cited, by its anchor, in reading order."""
        return self._names.setdefault(tag, Names())(self.documents[tag][day])

    def real(self, day: str) -> frozenset[str]:
        """The languages in which a version has a page that is for the greater part in that language."""
        if day not in self._real:
            tags = (tag for tag in self.documents if self.offered.has(tag, day))
            self._real[day] = frozenset(tag for tag in tags if self.is_real(tag, day))
        return self._real[day]

    def real_pasts(self) -> frozenset[str]:
        """The languages whose pages about all versions show the newest one for the greater part in that
        language."""
        offered = self.offered
        newest = {tag: offered.undated.get(tag) or days[-1] for tag, days in offered.pages.items() if days}
        return frozenset(tag for tag, day in newest.items() if tag in self.real(day))

    def is_real(self, tag: str, day: str) -> bool:
        """Whether a reader of a language would call an edition a text in that language."""
        if not self.editions.is_translated(tag):
            return True
        if known := self._known(tag, day):
            return known.real
        if self.editions.policy.derived.get(tag, tag) not in self.editions.policy.catalogs:
            return True
        foreign = self.standing(tag, day).open
        return foreign == 0 or foreign * 2 < sum(1 for _ in self.documents[tag][day].walk())

    def status(self, day: str) -> Status | None:
        """What a version is on the day of the build; None for a draft."""
        return self._days.status(day)

    def until(self, day: str) -> str:
        """The last day of a version, "" while none is known."""
        return self._days.until(day)

    def withdrawn(self, day: str) -> str:
        """The day from which a version is withdrawn, "" where it is not."""
        return self._days.withdrawn(day)

    def published(self, day: str) -> str:
        """The day on which a version was published, "" where that is not known."""
        released = self.editions.lock.version(day)
        return (released.published if released else "") or self.editions.policy.config.published.get(day, "")
