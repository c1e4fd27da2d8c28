"""What a site's folder says that it did not say before: which texts changed, and what that means for each
translation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from legalsite.bounded import read_bounded
from legalsite.exports import Effect, Revision
from legalsite.model import Diagnostic, uncollected
from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.site.folder.names import NameIndex, index_names
from legalsite.site.texts.editions import Editions
from legalsite.site.texts.progress import Row, translation_progress
from legalsite.versions import compare, redline


@uncollected()
def proposed(
    before: Content, after: Content, today: date
) -> tuple[list[Revision], list[Effect], list[Diagnostic]]:
    """What is different, policies by name, oldest version first; and what keeps texts from being read.

    A version that is new is set against the one before it, another's text against what it was. Only the
    languages that texts are written in have redlines: what a catalog holds follows from them.
    """
    revisions: list[Revision] = []
    problems: list[Diagnostic] = []
    olds = {policy.slug: policy for policy in before.policies}
    names = index_names(before), index_names(after)
    for policy in after.policies:
        old = olds.pop(policy.slug, None)
        revisions += _Policy(before, after, old, policy, names, today, problems).revisions()
    for old in olds.values():
        revisions += (
            Revision(old.slug, v.date, old.original, "", gone=True)
            for v in old.versions
            if old.original in v.files
        )
    return revisions, list(_effects(before, after, today)), problems


class _Policy:
    """One policy before and after."""

    def __init__(
        self,
        before: Content,
        after: Content,
        old: PolicyFiles | None,
        new: PolicyFiles,
        names: tuple[NameIndex, NameIndex],
        today: date,
        problems: list[Diagnostic],
    ) -> None:
        self.slug = new.slug
        self.was = _files(old) if old else {}
        self.now = _files(new)
        self.problems = problems
        self.older = Editions(before, old, names[0], today, drafts=True) if old else None
        self.newer = Editions(after, new, names[1], today, drafts=True)

    def revisions(self) -> Iterator[Revision]:
        """The texts that are others than before."""
        for tag in dict.fromkeys((*self.was, *self.now)):
            was, now = self.was.get(tag, {}), self.now.get(tag, {})
            previous = {day: before for before, day in pairwise(now)}
            for day, data in now.items():
                if was.get(day) != data:
                    yield self._revised(tag, day, day if day in was else previous.get(day, ""))
            yield from (Revision(self.slug, day, tag, "", gone=True) for day in was.keys() - now.keys())

    def _revised(self, tag: str, day: str, against: str) -> Revision:
        new = self.newer.resolved(tag).get(day)
        side = self.older if against == day else self.newer
        old = side.resolved(tag).get(against) if side and against else None
        self.problems += self.newer.problems
        if new is None or old is None:
            return Revision(self.slug, day, tag, new.title.plain if new else "")
        redlined = redline(old, new, compare(old, new))
        return Revision(self.slug, day, tag, new.title.plain, against, redlined)


def _files(policy: PolicyFiles) -> dict[str, dict[str, bytes]]:
    """The bytes of a policy's texts, by language and version, oldest first, the draft last."""
    found: dict[str, dict[str, bytes]] = {}
    for version in policy.versions:
        for tag, path in version.files.items():
            found.setdefault(tag, {})[version.date] = read_bounded(path)
    return found


def _effects(before: Content, after: Content, today: date) -> Iterator[Effect]:
    """The translations of which more or less is current than before, and those of new versions."""
    olds = _rows(before, today)
    for at, row in _rows(after, today).items():
        old = olds.get(at)
        told = row.translated + row.reviewed
        if old is None or (old.total, old.translated + old.reviewed) != (row.total, told):
            yield Effect(*at, old.percent if old else None, row.percent, row.total - told)


def _rows(content: Content, today: date) -> Mapping[tuple[str, str, str], Row]:
    rows, _ = translation_progress(content, today)
    return {(row.policy, row.version, row.language): row for row in rows}
