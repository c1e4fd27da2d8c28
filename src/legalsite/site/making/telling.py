"""Tells at clauses which other policies cite them, once all policies have been made.

That depends on all of them, so no worker can know it; and a policy is not made anew for it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from legalsite.rendering import Theme, with_citing
from legalsite.site.folder import urls
from legalsite.site.folder.content import Content
from legalsite.site.making.output import Output
from legalsite.site.making.whole import digest_of
from legalsite.site.pages.built import Built, Part
from legalsite.site.pages.cited_page import has_citations
from legalsite.site.pages.mention_pages import Mentioned, cited_elsewhere


def tell_citings(
    content: Content,
    target: Output,
    before: Mentioned,
    now: Mentioned,
    made: Collection[tuple[str, str]],
    theme: Theme,
) -> dict[str, bool]:
    """Puts the citations into the pages at undated addresses in the new tree; into those only whose
    citations are others than before, or that were made anew. made: slug and language of the latter.

    Gives the names of these pages' files, and whether they are others than the old tree's."""
    changed: dict[str, bool] = {}
    if not has_citations(content):
        return changed
    for tag in content.config.languages:
        were, are = cited_elsewhere(before, tag), cited_elsewhere(now, tag)
        for slug in {**were, **are}:
            told = are.get(slug, {})
            name = urls.file(urls.edition(tag, slug))
            same = not told if (slug, tag) in made else told == were.get(slug)
            if same or not (target.fresh / name).is_file():
                continue
            page = (target.fresh / name).read_bytes().decode()
            more = urls.link(urls.edition(tag, slug), urls.citations(tag), f"{slug}.")
            page = with_citing(page, theme.pieces(tag), told, more)
            changed[name] = target.write_again(name, page.encode())
    return changed


def with_told(built: Built, told: Mapping[str, bool], target: Output) -> Built:
    """What was made of a policy, once something has been put into some of its pages."""
    mine = told.keys() & set(built.files)
    if not mine:
        return built
    changed = set(built.changed) - mine | {name for name in mine if told[name]}
    pages = {
        tag: part if mine.isdisjoint(part.files) else _read_again(part, target)
        for tag, part in built.pages.items()
    }
    return replace(built, pages=pages, changed=tuple(name for name in built.files if name in changed))


def _read_again(part: Part, target: Output) -> Part:
    return replace(part, digest=digest_of(target.fresh, part.files))
