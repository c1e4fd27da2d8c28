"""Which pages the editions of a policy have, and where a reader is led who asks for one that has none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from legalsite.site.folder import urls
from legalsite.site.folder.content import PolicyFiles
from legalsite.site.folder.file_names import DRAFT
from legalsite.site.folder.reasons import reason
from legalsite.site.folder.translating import HOLD, PREVIOUS, Translating


@dataclass(frozen=True)
class Offered:
    """The pages of a policy's editions. Versions are named by their dates.

    shown: the version that the undated addresses are about, which is in force unless none is yet.
    days: all versions, oldest first, the draft last.
    pages: by language, in the site's order, the versions that have a page in it.
    since: by language the first version that was ever made in it.
    undated: by language the version at its undated address; a language without such a page is not in it.
    instead: the languages in which a version is shown where another language has no page of it, the
        prevailing ones first.
    gone: by language the versions whose text readers may not read any more, each with the reason, which
        stands at its address.
    """

    slug: str
    shown: str
    days: tuple[str, ...]
    pages: Mapping[str, tuple[str, ...]]
    since: Mapping[str, str]
    undated: Mapping[str, str]
    instead: tuple[str, ...]
    gone: Mapping[str, Mapping[str, str]]

    def kept(self, tag: str) -> tuple[str, ...]:
        """The versions that readers of a language are told of, oldest first: all since its first one."""
        first = self.since.get(tag)
        return () if first is None else self.days[bisect_left(self.days, first) :]

    def has_past(self, tag: str) -> bool:
        """Whether clauses can have a history in a language: it has a page, and readers are told of more
        than one version."""
        return bool(self.pages.get(tag)) and len(self.kept(tag)) > 1

    def readers(self, day: str) -> tuple[str, ...]:
        """The languages whose readers are told of a version."""
        return tuple([tag for tag, first in self.since.items() if day >= first])

    def has(self, tag: str, day: str) -> bool:
        """Whether a version has a page in a language."""
        return day in self.pages.get(tag, ())

    def language(self, tag: str, day: str) -> str:
        """The language in which readers of one find a version, or why it is gone; "" if it has no page."""
        if day in self.gone.get(tag, ()):
            return tag
        if self.has(tag, day):
            return tag
        return next((each for each in self.instead if self.has(each, day)), "")

    def edition(self, tag: str, day: str = "") -> str:
        """Where readers of a language find a version, by default the one in force; "" if there is no page."""
        wanted = day or self.shown
        language = self.language(tag, wanted)
        if not language:
            return ""
        undated = not day and self.undated.get(language) == wanted
        return urls.edition(language, self.slug, "" if undated else wanted)

    def current(self, tag: str) -> str:
        """Where readers of a language find what is kept at the undated address."""
        return urls.edition(tag, self.slug) if tag in self.undated else self.edition(tag)


def offer(
    policy: PolicyFiles,
    settings: Translating,
    shown: str,
    editions: Mapping[str, Collection[str]],
    incomplete: Callable[[str, str], bool],
) -> Offered:
    """The pages that the gates let a policy have.

    shown: as in `Offered`. editions: by language, in the site's order, the versions made in it, oldest first.
    incomplete: whether an edition, of a language and a version, is; asked only where it makes a difference.
    """
    gone = {tag: _gone(policy, tag, days, incomplete) for tag, days in editions.items()}
    pages: dict[str, tuple[str, ...]] = {}
    undated: dict[str, str] = {}
    for tag, days in editions.items():
        gate = settings.gate(policy.derived.get(tag, tag))
        there = (day for day in days if day not in gone[tag])
        pages[tag] = tuple(day for day in there if gate != HOLD or not incomplete(tag, day))
        if shown in pages[tag] and (gate != PREVIOUS or not incomplete(tag, shown)):
            undated[tag] = shown
        elif gate == PREVIOUS and shown not in gone[tag]:
            before = (day for day in reversed(pages[tag]) if day < shown and not incomplete(tag, day))
            last = next(before, shown if shown in pages[tag] else "")
            undated |= {tag: last} if last else {}
    return Offered(
        slug=policy.slug,
        shown=shown,
        days=tuple(sorted({day for days in editions.values() for day in days})),
        pages=pages,
        since={tag: min(days) for tag, days in editions.items() if days},
        undated=undated,
        instead=tuple(dict.fromkeys((*policy.config.prevailing, policy.original, *editions))),
        gone=gone,
    )


def _gone(
    policy: PolicyFiles, tag: str, days: Collection[str], incomplete: Callable[[str, str], bool]
) -> dict[str, str]:
    """The versions that are gone in a language, with the reasons. A text that shows words of one that is
    gone is gone with it: one in another script, and one that is not translated to its end."""
    if not policy.config.gone:
        return {}
    source = policy.derived.get(tag, tag)
    found = {}
    for day in days:
        why = _why(policy, tag, day) or _why(policy, source, day)
        if not why and source in policy.catalogs:
            why = _why(policy, policy.original, day)
            why = why if why and incomplete(tag, day) else ""
        if why:
            found[day] = why
    return found


def _why(policy: PolicyFiles, tag: str, day: str) -> str:
    return reason(policy.config.gone, urls.edition(tag, policy.slug, day))


def in_force(policy: PolicyFiles, day: date) -> str:
    """The version of a policy in force on a day, or the last that was; its first before that, its draft
    if it has no other."""
    days: Sequence[str] = [version.date for version in policy.versions if version.date != DRAFT]
    past = [each for each in days if each <= day.isoformat()]
    return (past or days[:1] or [DRAFT])[-1]
