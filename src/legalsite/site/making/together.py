"""Files of a site in memory that are made all at once when one of them is asked for.

Each needs what all policies say: a language's search, and what programs are told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from legalsite.exports import read_clauses
from legalsite.rendering import Theme
from legalsite.search import Indexer
from legalsite.site.folder import urls
from legalsite.site.folder.content import Content
from legalsite.site.making.searching import search_files
from legalsite.site.making.work import Work
from legalsite.site.pages.machine_files import machine_files

Together = tuple[Callable[[str], bool], Callable[[], Mapping[str, bytes]]]
"""Which names such files may have, and what makes them by their names."""


def together(
    content: Content, works: Mapping[str, Work], theme: Theme, indexer: Indexer | None
) -> Iterator[Together]:
    """All such files of a site; no search without an indexer. Making them raises ThemeError, SearchError."""
    if indexer and content.searched:
        yield from (_search(content, works, theme, indexer, tag) for tag in content.config.languages)
    yield (
        _is_for_programs,
        lambda: dict(machine_files(content, [(w.summary, w.listed) for w in works.values()])),
    )


def _search(
    content: Content, works: Mapping[str, Work], theme: Theme, indexer: Indexer, tag: str
) -> Together:
    folder = urls.search(tag)

    def made() -> dict[str, bytes]:
        found = (work.file(urls.wordings(tag, slug)) for slug, work in works.items())
        return dict(search_files(content, tag, [read_clauses(f) for f in found if f], indexer, theme))

    return lambda name: name.startswith(folder), made


def _is_for_programs(name: str) -> bool:
    return name in (urls.ROBOTS, urls.LLMS) or (name.startswith("sitemap") and name.endswith(".xml"))
