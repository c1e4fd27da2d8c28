"""The files by which programs find the site: made of what is listed of all policies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from legalsite.exports import Found, Told, llms, robots, sitemaps
from legalsite.languages import load
from legalsite.site.folder import urls
from legalsite.site.folder.content import Content
from legalsite.site.pages.built import Listed
from legalsite.site.texts.summary import Entry, Summary

_ABOUT = (
    "Legal texts, each clause of which has an address of its own (#5.2). "
    "The links lead to the texts as Markdown; versions.json says which version applied when."
)
_ABOUT_PAGES = (
    "Legal texts, each clause of which has an address of its own (#5.2). "
    "Beside each dated page lies its plain text, index.txt; versions.json says which version applied when."
)


def machine_files(
    content: Content, policies: Sequence[tuple[Summary | None, Sequence[Listed]]]
) -> Iterator[tuple[str, bytes]]:
    """The files that the settings ask for. They tell addresses in full: without one there are none."""
    base, machines = content.config.base_url, content.config.machines
    if not base:
        return
    if machines.sitemap:
        yield from sitemaps(list(_pages(content, policies)), base)
    if machines.robots and urlsplit(base).path == "/":  # the file counts at a host's root only
        yield urls.ROBOTS, robots(base, sitemap=machines.sitemap)
    if machines.llms:
        tags = content.config.languages
        texts = {load(tag, content.languages).name: list(_told(content, policies, tag)) for tag in tags}
        about = _ABOUT if machines.markdown else _ABOUT_PAGES
        yield urls.LLMS, llms(content.config.title_in(tags[0]), about, {k: v for k, v in texts.items() if v})


def _pages(content: Content, policies: Sequence[tuple[Summary | None, Sequence[Listed]]]) -> Iterator[Found]:
    """The languages' first pages, which change with what is in force, then those of the texts."""
    base, tags = content.config.base_url, content.config.languages
    days = {row.address.partition("/")[0]: "" for _, rows in policies for row in rows}
    for _, rows in policies:
        for row in rows:
            tag = row.address.partition("/")[0]
            if row.address.count("/") == 2:
                days[tag] = max(days[tag], row.updated)
    home = {tag: base + urls.portal(tag) for tag in tags} if len(tags) > 1 else {}
    if home:
        home["x-default"] = base + urls.HOME
    yield from (Found(base + urls.portal(tag), days.get(tag, ""), home) for tag in tags)
    for _, rows in policies:
        for row in rows:
            others = {tag: base + there for tag, there in row.others}
            if others:
                others["x-default"] = next(iter(others.values()))  # as the pages themselves say
            yield Found(base + row.address, row.updated, others)


def _told(
    content: Content, policies: Sequence[tuple[Summary | None, Sequence[Listed]]], tag: str
) -> Iterator[Told]:
    for summary, _ in policies:
        entry = summary.entries.get(tag) if summary else None
        if summary and entry and entry.date and entry.language == tag:
            twin = content.config.machines.markdown
            there = urls.markdown(tag, summary.slug, entry.date) if twin else entry.address
            yield Told(entry.title or summary.slug, content.config.base_url + there, _when(entry))


def _when(entry: Entry) -> str:
    return f"in force from {entry.date}" + (f" to {entry.until}" if entry.until else "")
