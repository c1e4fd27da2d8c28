"""The pages that are no single policy's: the offer of languages, each language's portal, and 404."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from legalsite.languages import load
from legalsite.rendering import Theme, pages
from legalsite.site.folder import urls
from legalsite.site.folder.content import Content
from legalsite.site.pages.built import File
from legalsite.site.pages.cited_page import has_citations
from legalsite.site.pages.frames import Frames
from legalsite.site.texts.summary import LATELY, Summary

Summaries = Callable[[], Sequence[Summary]]
"""What pages say of the policies, asked for when such a page is made."""


def site_files(content: Content, summaries: Summaries, theme: Theme) -> Iterator[File]:
    """The files of the site as a whole, the theme's own included."""
    tags = content.config.languages
    for tag in tags:
        yield urls.file(urls.portal(tag)), partial(_portal, content, summaries, theme, tag)
        yield urls.not_found(tag), partial(_not_found, content, summaries, theme, tag)
        if tag == tags[0]:
            yield urls.not_found(""), partial(_not_found, content, summaries, theme, tag)
    yield urls.file(urls.HOME), partial(_languages, content, theme)
    for name, data in theme.static.items():
        yield name, partial(bytes, data)


def _portal(content: Content, summaries: Summaries, theme: Theme, tag: str) -> bytes:
    """The first page in a language."""
    frames, tags, address = Frames(content), content.config.languages, urls.portal(tag)
    portals = {tag: urls.portal(tag) for tag in tags}
    page = pages.PortalPage(
        frame=frames.frame(tag, address, content.config.title_in(tag), elsewhere=portals, real=tags),
        policies=tuple(
            _policy(summary, tag, address, frames) for summary in summaries() if tag in summary.entries
        ),
        lately=_lately(content, summaries(), tag, address),
        glossary=urls.link(address, urls.glossary(tag)) if content.config.terms else "",
        citations=urls.link(address, urls.citations(tag)) if has_citations(content) else "",
    )
    return theme.render(page).encode()


def _not_found(content: Content, summaries: Summaries, theme: Theme, tag: str) -> bytes:
    """The page for an address that is not there, in a language."""
    base = urls.prefix(content.config.base_url)
    page = pages.NotFoundPage(
        frame=Frames(content).absolute(tag, content.config.title_in(tag)),
        policies=tuple(
            pages.Link(
                entry.title or summary.slug,
                base + entry.address,
                entry.title_language if entry.title_language != tag else "",
            )
            for summary in summaries()
            if (entry := summary.entries.get(tag))
        ),
    )
    return theme.render(page).encode()


def _languages(content: Content, theme: Theme) -> bytes:
    """The site's root, in the words of its first language."""
    frames, config = Frames(content), content.config
    languages = [load(tag, content.languages) for tag in config.languages]
    first = config.languages[0]
    portals = {tag: urls.portal(tag) for tag in config.languages}
    frame = frames.frame(first, urls.HOME, config.title_in(first), elsewhere=portals, real=config.languages)
    page = pages.LanguagesPage(
        frame=replace(frame, languages=()),
        choices=tuple(
            pages.LanguageChoice(
                language.tag,
                language.name,
                config.title_in(language.tag),
                urls.link(urls.HOME, urls.portal(language.tag)),
                language.direction,
            )
            for language in languages
        ),
    )
    return theme.render(page).encode()


def _policy(summary: Summary, tag: str, here: str, frames: Frames) -> pages.Policy:
    entry = summary.entries[tag]
    href = urls.link(here, entry.address)
    before = pages.WITHDRAWN if entry.withdrawn else pages.UPCOMING
    status = pages.IN_FORCE if summary.in_force else before
    listed = frames.content.config.history and tag in summary.histories
    return pages.Policy(
        title=entry.title or summary.slug,
        title_language=entry.title_language if entry.title_language != tag else "",
        href=href,
        language=entry.language if entry.language != tag else "",
        version=pages.Version(
            date=entry.date,
            until=entry.until,
            withdrawn=entry.withdrawn,
            status=(pages.SUPERSEDED if entry.newer else status) if entry.date else pages.DRAFT,
            href=href,
        ),
        newer=_version(entry.newer, pages.IN_FORCE, here, tag),
        upcoming=_version(entry.upcoming, pages.UPCOMING, here, tag),
        history=urls.link(here, urls.history(tag, summary.slug)) if listed else "",
        languages=tuple(
            frames.switch(other, here, urls.edition(other, summary.slug), tag)
            for other in frames.content.config.languages
            if other in summary.own
        ),
    )


def _lately(content: Content, summaries: Sequence[Summary], tag: str, here: str) -> tuple[pages.Lately, ...]:
    """The newest versions of all policies, with what their owners say of them."""
    notes = {policy.slug: policy.config.changes for policy in content.policies}
    found = [
        pages.Lately(
            entry.title or summary.slug,
            pages.Version(
                date=day,
                href=urls.link(here, address),
                language=language if language != tag else "",
                redline=urls.link(here, changed) if changed else "",
                note=notes[summary.slug].get(day, {}).get(tag, ""),
            ),
            entry.title_language if entry.title_language != tag else "",
        )
        for summary in summaries
        if (entry := summary.entries.get(tag))
        for day, address, language, changed in entry.lately
    ]
    return tuple(sorted(found, key=lambda each: each.version.date, reverse=True)[:LATELY])


def _version(found: Sequence[str] | None, status: str, here: str, tag: str) -> pages.Version | None:
    """A version by its date, address and language. tag: the language of the page that links to it."""
    if not found:
        return None
    day, there, language = found
    elsewhere = language if language != tag else ""
    return pages.Version(date=day, status=status, href=urls.link(here, there), language=elsewhere)
