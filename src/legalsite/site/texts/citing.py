"""Citations of other policies of the site: of which version, and of which clause there.

From the version in force a citation leads to the undated address, from any other to the version of the
cited policy that was, or will be, in force on its last day. What the author meant is the clause that bore
the number when the citing version took effect; where the cited policy was renumbered since, the link
follows the clause and not the number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from legalsite.model import Diagnostic, Document, Mark, Reference, Rewrite, Target, Text
from legalsite.site.folder.content import PolicyFiles
from legalsite.site.folder.file_names import DRAFT
from legalsite.site.texts.offered import in_force
from legalsite.site.texts.others import Others
from legalsite.versions import History, Version


@dataclass
class Citing:
    """Follows the citations of one policy's versions into the others.

    history: of the citing policy. today: decides which versions are in force.
    """

    others: Others
    today: date
    history: History
    cited: set[str] = field(default_factory=set)

    def lookup(self, day: str) -> Callable[[str], tuple[Document, str] | None]:
        """What the citing version of that day cites: a policy's text of its first day, and its date."""
        taken = self._effective(day)

        def look(slug: str) -> tuple[Document, str] | None:
            policy = self.others.policy(slug)
            if policy is None:
                return None
            self.cited.add(slug)
            meant = in_force(policy, taken)
            document = self.others.original(policy, meant)
            return None if document is None else (document, meant)

        return look

    def follow(self, document: Document, day: str) -> Document:
        """The document with its links into other policies leading where readers of that day are sent.

        Notes `cited-clause-moved` where the number that the text cites is another clause's there, if the
        text can still be corrected: a superseded one cannot.
        """
        if not self.cited:
            return document
        moved: dict[Target, Target] = {}

        def change(text: Text) -> Text:
            marks = []
            for mark in text.marks:
                style = mark.style
                if isinstance(style, Reference) and any(target.policy for target in style.targets):
                    style = replace(
                        style, targets=tuple(self._followed(t, day, moved) for t in style.targets)
                    )
                marks.append(Mark(mark.start, mark.end, style))
            return Text(text.plain, tuple(marks)) if tuple(marks) != text.marks else text

        done = Rewrite(change)(document)
        if self._superseded(day):
            return done
        return done.noting(*self._problems(document, moved))

    def _problems(self, document: Document, moved: dict[Target, Target]) -> Iterator[Diagnostic]:
        """What of a text's citations no longer says what it means. It still has the targets it meant."""
        for index, clause in enumerate(document.everything()):
            for text, where in clause.texts():
                for mark, style in _references(text):
                    for target in style.targets:
                        now = moved.get(target, target)
                        if now.anchor != target.anchor:
                            yield Diagnostic(
                                "cited-clause-moved",
                                f"what {target.policy} called {target.anchor} on {target.date} "
                                f"it calls {now.anchor} now",
                                document.place(index, where, mark.start, mark.end),
                                f"write {now.anchor}",
                            )

    def _followed(self, target: Target, day: str, moved: dict[Target, Target]) -> Target:
        """Where a target in the version meant is in the version that readers are sent to."""
        if not target.policy:
            return target
        policy = self.others.policy(target.policy)
        if policy is None:
            return target
        if target not in moved:
            undated = day != DRAFT and self.history.in_force(self.today) == Version(date.fromisoformat(day))
            shown = in_force(policy, self.today if undated else self._last_day(day))
            anchor: str | None = target.anchor
            for older, newer in _steps(policy, target.date, shown):
                way = self.others.way(policy, older, newer)
                if way is not None and anchor is not None:
                    anchor = way.get(anchor)
            if anchor is None:  # removed since: it is read where it still stood
                moved[target] = target
            else:
                moved[target] = Target(anchor, target.policy, "" if undated else shown)
        return moved[target]

    def _effective(self, day: str) -> date:
        return self.today if day == DRAFT else date.fromisoformat(day)

    def _last_day(self, day: str) -> date:
        """The last day of a version; while none is known today, or its first day if that is later."""
        if day == DRAFT:
            return self.today
        version = Version(date.fromisoformat(day))
        return self.history.last_day(version) or max(version.date, self.today)

    def _superseded(self, day: str) -> bool:
        if day == DRAFT:
            return False
        last = self.history.last_day(Version(date.fromisoformat(day)))
        return last is not None and last < self.today


def _steps(policy: PolicyFiles, start: str, end: str) -> list[tuple[str, str]]:
    """The versions from one to another, as pairs of neighbours, forwards or backwards."""
    days = [version.date for version in policy.versions]
    a, b = days.index(start), days.index(end)
    way = days[a : b + 1] if a <= b else days[b : a + 1][::-1]
    return list(pairwise(way))


def _references(text: Text) -> Iterator[tuple[Mark, Reference]]:
    """The references of a text."""
    for mark in text.marks:
        if isinstance(mark.style, Reference):
            yield mark, mark.style
