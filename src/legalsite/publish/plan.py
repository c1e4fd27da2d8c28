"""What has to be done, and in which order, so that no reader ever meets a link to what is not there.

What is new comes before what changes: nothing leads to a new file until a changed one does. Among each, what
is linked to comes before what links to it. What is taken away comes last, after a time in which old pages may
still be open, and then what links before what it links to.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from legalsite.exports import kept_for_ever
from legalsite.publish.manifest import Manifest

_DATED = re.compile(r"[^/]+/[^/]+/\d{4}-\d{2}-\d{2}/")


@dataclass(frozen=True)
class Plan:
    """What a publication does.

    keep: marks of files that are to be kept before they change, each with the name that it stands at. waves:
    names to be written, one wave after the other; each with what it is called. left: names that are no more
    in the site. leaving: as in a manifest. delete: names whose time is over, in order. purge: names at which
    caches may have something else.
    """

    keep: Mapping[str, str]
    waves: tuple[tuple[str, tuple[str, ...]], ...]
    left: tuple[str, ...]
    leaving: Mapping[str, str]
    delete: tuple[str, ...]
    purge: tuple[str, ...]

    @property
    def written(self) -> tuple[str, ...]:
        """All names that are written, in order."""
        return tuple(name for _, names in self.waves for name in names)

    @property
    def missed(self) -> tuple[str, ...]:
        """Those of the names that are no more in the site that somebody may look for."""
        return tuple(name for name in self.left if not kept_for_ever(name))

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do."""
        return not self.written and not self.delete and not self.left


def make_plan(
    before: Manifest,
    marks: Mapping[str, str],
    touched: Mapping[str, str],
    kept: Collection[str],
    now: datetime,
    grace: timedelta,
) -> Plan:
    """What leads from one manifest to another.

    marks: of the files that are to be there, by name. touched: what a publication that was broken off has
    left at names, "" where that is not sure. kept: marks that are kept already. grace: how long a file stays
    after it has left the site.
    """
    there = {**before.files, **touched}
    changed = [name for name in sorted(marks) if there.get(name) != marks[name]]
    left = [name for name in sorted(there) if name not in marks and name not in before.leaving]
    leaving = {name: at for name, at in before.leaving.items() if name not in marks}
    leaving |= dict.fromkeys(left, now.isoformat(timespec="seconds"))
    over = [name for name, at in leaving.items() if datetime.fromisoformat(at) + grace <= now]
    keep = {
        mark: name
        for name in (*changed, *left)
        if name not in touched and (mark := before.files.get(name)) and mark not in kept
    }
    assets = {name for name in changed if kept_for_ever(name)}
    return Plan(
        keep=keep,
        waves=tuple(_waves(changed, before)),
        left=tuple(left),
        leaving={name: at for name, at in sorted(leaving.items()) if name not in over},
        delete=tuple(name for names in waves_back(over) for name in names),
        purge=tuple(sorted({*changed, *touched, *over} - assets)),
    )


WAVES = ("assets", "superseded versions", "pages", "home and history", "sitemap and search")


def _waves(names: Collection[str], before: Manifest) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names in their order: new ones before changed ones, and each by what is on them."""
    for new in (True, False):
        rows: dict[int, list[str]] = {}
        for name in names:
            if (name not in before.files) is new:
                rows.setdefault(_wave(name), []).append(name)
        for wave, found in sorted(rows.items()):
            yield f"{'new' if new else 'changed'} {WAVES[wave]}", tuple(found)


def waves_back(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The names of files that are to be taken away, one wave after the other, in the reverse of the order in
    which they came."""
    for _, found in groupby(sorted(names, key=lambda name: (-_wave(name), name)), _wave):
        yield tuple(found)


def _wave(name: str) -> int:
    """In which wave a file goes up."""
    last = name.rpartition("/")[2]
    if name.startswith("static/"):
        return 0
    if _DATED.match(name):
        return 1
    if (name.count("/") == 1 and last == "index.html") or name == "index.html" or "/history/" in name:
        return 3
    if last in ("sitemap.xml", "robots.txt", "feed.xml", "versions.json", "fingerprints.txt", "digests.txt"):
        return 4
    if name.partition("/")[0] in ("pagefind", "search") or last.startswith("search."):
        return 4
    return 2
