"""The files by which programs find a site's pages: sitemap.xml, robots.txt and llms.txt.

The first by sitemaps.org's protocol 0.9, with the links between translations that Google added to it; the
second by RFC 9309; the third by the proposal of llmstxt.org.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

MOST = 10_000
"""Pages in one file. The protocol allows 50,000 and 50 MB, which the links between languages would exceed."""

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True)
class Found:
    """A page to be found. address: absolute. updated: the day of its last change, "" where that is not known.
    others: by language, the page itself and its translations."""

    address: str
    updated: str = ""
    others: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """A text that language models are told of. note: one line about it."""

    title: str
    address: str
    note: str = ""


def sitemaps(pages: Sequence[Found], base_url: str) -> Iterator[tuple[str, bytes]]:
    """The files by name: sitemap.xml, and those that it lists where there are more pages than one holds."""
    parts = [pages[at : at + MOST] for at in range(0, len(pages), MOST)]
    if len(parts) == 1:
        yield "sitemap.xml", _urls(parts[0])
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    days = [max(page.updated for page in part) for part in parts]
    rows = "".join(
        f"<sitemap><loc>{escape(base_url + name)}</loc>{_updated(day)}</sitemap>\n"
        for name, day in zip(names, days, strict=True)
    )
    yield "sitemap.xml", f'{_HEAD}<sitemapindex xmlns="{_NAMESPACE}">\n{rows}</sitemapindex>\n'.encode()
    yield from ((name, _urls(part)) for name, part in zip(names, parts, strict=True))


def robots(base_url: str, *, sitemap: bool) -> bytes:
    """Every program may read everything; what is not to be shown by search engines says so itself."""
    told = f"\nSitemap: {base_url}sitemap.xml\n" if sitemap else ""
    return f"User-agent: *\nAllow: /\n{told}".encode()


def llms(title: str, about: str, sections: Mapping[str, Sequence[Told]]) -> bytes:
    """What language models are told of. sections: by the name of a language, its texts."""
    out = [f"# {_words(title)}", f"> {about}"]
    for name, texts in sections.items():
        rows = (
            f"- [{_words(text.title)}]({text.address}){f': {text.note}' if text.note else ''}"
            for text in texts
        )
        out += [f"## {_words(name)}", "\n".join(rows)]
    return ("\n\n".join(out) + "\n").encode()


def _urls(pages: Sequence[Found]) -> bytes:
    rows = "".join(map(_url, pages))
    links = ' xmlns:xhtml="http://www.w3.org/1999/xhtml"' if "<xhtml:" in rows else ""
    return f'{_HEAD}<urlset xmlns="{_NAMESPACE}"{links}>\n{rows}</urlset>\n'.encode()


def _url(page: Found) -> str:
    others = "".join(
        f'\n<xhtml:link rel="alternate" hreflang="{escape(tag)}" href="{escape(there)}"/>'
        for tag, there in page.others.items()
    )
    return f"<url><loc>{escape(page.address)}</loc>{_updated(page.updated)}{others}</url>\n"


def _updated(day: str) -> str:
    return f"<lastmod>{day}</lastmod>" if day else ""


def _words(plain: str) -> str:
    """Words in one line of Markdown that neither end a link nor start one."""
    return " ".join(plain.split()).replace("[", "\\[").replace("]", "\\]")
