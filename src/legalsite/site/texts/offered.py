"""Which pages the editions of a policy have, and where a reader is led who asks for one that has none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from legalsite.site.folder import urls
from legalsite.site.folder.content import PolicyFiles
from legalsite.site.folder.file_names import DRAFT
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
    """

    slug: str
    shown: str
    days: tuple[str, ...]
    pages: Mapping[str, tuple[str, ...]]
    since: Mapping[str, str]
    undated: Mapping[str, str]
    instead: tuple[str, ...]

    def kept(self, tag: str) -> tuple[str, ...]:
        """The versions that readers of a language are told of, oldest first: all since its first one."""
        return tuple(day for day in self.days if tag in self.since and day >= self.since[tag])

    def has_past(self, tag: str) -> bool:
        """Whether clauses can have a history in a language: it has a page, and readers are told of more
        than one version."""
        return bool(self.pages.get(tag)) and len(self.kept(tag)) > 1

    def readers(self, day: str) -> tuple[str, ...]:
        """The languages whose readers are told of a version."""
        return tuple(tag for tag, first in self.since.items() if day >= first)

    def has(self, tag: str, day: str) -> bool:
        """Whether a version has a page in a language."""
        return day in self.pages.get(tag, ())

    def language(self, tag: str, day: str) -> str:
        """The language in which readers of one find a version; "" if it has no page at all."""
        return next((each for each in (tag, *self.instead) if self.has(each, day)), "")

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
    pages: dict[str, tuple[str, ...]] = {}
    undated: dict[str, str] = {}
    for tag, days in editions.items():
        gate = settings.gate(policy.derived.get(tag, tag))
        pages[tag] = tuple(day for day in days if gate != HOLD or not incomplete(tag, day))
        if shown in pages[tag] and (gate != PREVIOUS or not incomplete(tag, shown)):
            undated[tag] = shown
        elif gate == PREVIOUS:
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
    )


def in_force(policy: PolicyFiles, day: date) -> str:
    """The version of a policy in force on a day, or the last that was; its first before that, its draft
    if it has no other."""
    days: Sequence[str] = [version.date for version in policy.versions if version.date != DRAFT]
    past = [each for each in days if each <= day.isoformat()]
    return (past or days[:1] or [DRAFT])[-1]
