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
from functools import partial
from itertools import pairwise

from legalsite.languages import load
from legalsite.model import Diagnostic, Document, Mark, Reference, Rewrite, Source, Target, Text
from legalsite.parsing import Memory, parse
from legalsite.references import Finder, Names
from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.site.folder.file_names import DRAFT
from legalsite.site.folder.kept import NOTHING, Kept
from legalsite.site.folder.names import NameIndex
from legalsite.site.folder.settings import read_source
from legalsite.site.texts.offered import in_force
from legalsite.versions import History, Version, compare, trace


@dataclass
class Citing:
    """Follows the citations of one policy's versions into the others.

    history: of the citing policy. today: decides which versions are in force.
    """

    content: Content
    names: NameIndex
    today: date
    history: History
    cited: set[str] = field(default_factory=set)
    kept: Kept = NOTHING
    _originals: dict[tuple[str, str], Document] = field(default_factory=dict)
    _memories: dict[str, Memory] = field(default_factory=dict)
    _marks: dict[str, object] = field(default_factory=dict)

    def lookup(self, day: str) -> Callable[[str], tuple[Document, str] | None]:
        """What the citing version of that day cites: a policy's text of its first day, and its date."""
        taken = self._effective(day)

        def look(slug: str) -> tuple[Document, str] | None:
            policy = next((policy for policy in self.content.policies if policy.slug == slug), None)
            if policy is None:
                return None
            self.cited.add(slug)
            meant = in_force(policy, taken)
            document = self._original(policy, meant)
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
        if target not in moved:
            policy = next(policy for policy in self.content.policies if policy.slug == target.policy)
            undated = day != DRAFT and self.history.in_force(self.today) == Version(date.fromisoformat(day))
            shown = in_force(policy, self.today if undated else self._last_day(day))
            anchor: str | None = target.anchor
            for older, newer in _steps(policy, target.date, shown):
                old, new = self._original(policy, older), self._original(policy, newer)
                if old is not None and new is not None and anchor is not None:
                    anchor = trace(anchor, compare(old, new))
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

    def _original(self, policy: PolicyFiles, day: str) -> Document | None:
        """A version of another policy, as it was written."""
        key = policy.slug, day
        if key not in self._originals:
            version = next(version for version in policy.versions if version.date == day)
            path, kept = version.files[policy.original], self.kept
            source = kept(("source", path), (), partial(read_source, path), kept.mark(path))
            if isinstance(source, Diagnostic):
                return None
            names = Names(self.names.own(policy.original, policy.slug), ())
            self._originals[key] = kept(
                ("cited", key), (source,), partial(self._found, policy, day, source, names), names
            )
        return self._originals[key]

    def _found(self, policy: PolicyFiles, day: str, source: Source, names: Names) -> Document:
        language = load(policy.original, self.content.languages)
        if policy.slug not in self._memories:
            self._memories[policy.slug] = self.kept(("cited", policy.slug), (), Memory)
        memory = self._memories[policy.slug]
        document = parse(source, language, policy=policy.slug, version=day, memory=memory)
        return Rewrite(Finder(language, names).find)(document)

    def mark(self, slug: str) -> object:
        """What changes with what another policy says."""
        if slug not in self._marks:
            policy = next((policy for policy in self.content.policies if policy.slug == slug), None)
            self._marks[slug] = policy and tuple(
                (version.date, self.kept.mark(version.files[policy.original])) for version in policy.versions
            )
        return self._marks[slug]


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
