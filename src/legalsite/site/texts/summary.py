"""What other pages say of a policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from legalsite.model import Text, Untranslated
from legalsite.site.folder import urls
from legalsite.site.folder.file_names import DRAFT
from legalsite.site.texts.offered import Offered
from legalsite.site.texts.version_days import VersionDays

LATELY = 5
"""Versions of one policy that are told of as the newest."""


@dataclass(frozen=True)
class Entry:
    """What a language's portal says of a policy.

    title: of the version led to, and its language. language: of the page led to, another than the
    portal's where the version has no page in that. date, until, withdrawn: of that version, "" where there
    is none.
    address: of the page. newer: where that is an older version than the one in force, date, address and
    language of the latter. upcoming: the same of the next version, or nothing.
    lately: the newest versions, newest first: date, address and language of the page, and the address of what
    it changed, or "".
    """

    title: str
    title_language: str
    language: str
    date: str
    until: str
    withdrawn: str
    address: str
    newer: tuple[str, str, str] | None
    upcoming: tuple[str, str, str] | None
    lately: tuple[tuple[str, str, str, str], ...] = ()


@dataclass(frozen=True)
class Summary:
    """What other pages say of a policy.

    entries: by language. in_force: whether a version is. own: the languages that have an undated address.
    histories: those that have a page of the history.
    """

    slug: str
    entries: Mapping[str, Entry]
    in_force: bool
    own: tuple[str, ...]
    histories: tuple[str, ...]


def summarised(
    offered: Offered,
    days: VersionDays,
    title: Callable[[str, str], tuple[str, str]],
    compared: Callable[[str, str], bool],
) -> Summary:
    """The summary of a policy. title: of an edition, by its language and the date of its version, as `titled`
    gives it. compared:
    whether such an edition is shown against the one before it."""
    tags = offered.readers(offered.shown)
    histories = [tag for tag, kept in offered.pages.items() if kept]
    return Summary(
        slug=offered.slug,
        entries={tag: _entry(tag, offered, days, title, compared) for tag in tags if offered.current(tag)},
        in_force=days.history.in_force(days.today) is not None,
        own=tuple(offered.undated),
        histories=tuple(histories) if len(days.history.versions) > 1 else (),
    )


def titled(title: Text, language: str) -> tuple[str, str]:
    """A title in plain words, and the language that they are in. language: of the text."""
    shown = (mark.style.language for mark in title.marks if isinstance(mark.style, Untranslated))
    return title.plain, next(shown, language)


def _entry(
    tag: str,
    offered: Offered,
    days: VersionDays,
    title: Callable[[str, str], tuple[str, str]],
    compared: Callable[[str, str], bool],
) -> Entry:
    day = offered.undated.get(tag, offered.shown)
    language = offered.language(tag, day)
    words, spoken = title(language, day)
    coming = days.history.next_effective(days.today)
    return Entry(
        title=words,
        title_language=spoken,
        language=language,
        date="" if day == DRAFT else day,
        until=days.until(day),
        withdrawn=days.withdrawn(day),
        address=offered.current(tag),
        newer=_found(tag, offered, offered.shown) if day != offered.shown else None,
        upcoming=_found(tag, offered, coming.isoformat())
        if coming and coming.isoformat() != offered.shown
        else None,
        lately=tuple(_lately(tag, offered, compared)),
    )


def _lately(
    tag: str, offered: Offered, compared: Callable[[str, str], bool]
) -> Iterator[tuple[str, str, str, str]]:
    days = [day for day in offered.kept(tag) if day != DRAFT and day not in offered.gone[tag]]
    for day in reversed(days[-LATELY:]):
        if language := offered.language(tag, day):
            changed = urls.redline(language, offered.slug, day) if compared(language, day) else ""
            yield day, urls.edition(language, offered.slug, day), language, changed


def _found(tag: str, offered: Offered, day: str) -> tuple[str, str, str]:
    """A version's date, and address and language of the page on which readers of a language find it."""
    language = offered.language(tag, day)
    return day, offered.edition(tag, day), language
