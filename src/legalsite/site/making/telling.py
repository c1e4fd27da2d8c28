"""Tells at clauses which other policies cite them, once all policies have been made.

That depends on all of them, so no worker can know it; and a policy is not made anew for it.
"""

from __future__ import annotations

from collections.abc import Collection

from legalsite.rendering import Theme, with_citing
from legalsite.site.folder import urls
from legalsite.site.folder.content import Content
from legalsite.site.making.output import Output
from legalsite.site.pages.cited_page import has_citations
from legalsite.site.pages.mention_pages import Mentioned, cited_elsewhere


def tell_citings(
    content: Content,
    target: Output,
    before: Mentioned,
    now: Mentioned,
    made: Collection[str],
    theme: Theme,
) -> None:
    """Puts the citations into the pages at undated addresses in the new tree; into those only whose
    citations are others than before, or that were made anew. made: the slugs of the latter's policies."""
    if not has_citations(content):
        return
    for tag in content.config.languages:
        were, are = cited_elsewhere(before, tag), cited_elsewhere(now, tag)
        for slug in {**were, **are}:
            told = are.get(slug, {})
            name = urls.file(urls.edition(tag, slug))
            same = not told if slug in made else told == were.get(slug)
            if same or not (target.fresh / name).is_file():
                continue
            page = (target.fresh / name).read_bytes().decode()
            more = urls.link(urls.edition(tag, slug), urls.citations(tag), f"{slug}.")
            page = with_citing(page, theme.pieces(tag), told, more)
            target.write_again(name, page.encode())
