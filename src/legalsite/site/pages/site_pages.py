"""The pages that are no single policy's: the offer of languages, each language's portal, and 404."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legalsite.languages import load
from legalsite.rendering import Theme, pages
from legalsite.site.folder import urls
from legalsite.site.folder.content import Content
from legalsite.site.pages.frames import Frames
from legalsite.site.texts.policy import Summary


def site_files(content: Content, summaries: Sequence[Summary], theme: Theme) -> Iterator[tuple[str, bytes]]:
    """The files of the site as a whole, the theme's own included. Raises ThemeError."""
    frames = Frames(content)
    tags = content.config.languages
    portals = {tag: urls.portal(tag) for tag in tags}
    for tag in tags:
        address = urls.portal(tag)
        title = content.config.title_in(tag)
        portal = pages.PortalPage(
            frame=frames.frame(tag, address, title, elsewhere=portals, real=tags),
            policies=tuple(
                _policy(summary, tag, address, frames) for summary in summaries if tag in summary.entries
            ),
        )
        yield urls.file(address), theme.render(portal).encode()
        base = content.config.base_url or "/"
        lost = pages.NotFoundPage(
            frame=frames.absolute(tag, title),
            policies=tuple(
                pages.Link(
                    entry.title or summary.slug,
                    base + entry.address,
                    entry.title_language if entry.title_language != tag else "",
                )
                for summary in summaries
                if (entry := summary.entries.get(tag))
            ),
        )
        yield urls.not_found(tag), theme.render(lost).encode()
        if tag == tags[0]:
            yield urls.not_found(""), theme.render(lost).encode()
    yield urls.file(urls.HOME), theme.render(_languages(content, frames)).encode()
    yield from theme.static.items()


def _languages(content: Content, frames: Frames) -> pages.LanguagesPage:
    """The site's root, in the words of its first language."""
    config = content.config
    languages = [load(tag, content.languages) for tag in config.languages]
    first = config.languages[0]
    return pages.LanguagesPage(
        frame=frames.frame(first, urls.HOME, config.title_in(first), elsewhere={}),
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


def _version(found: Sequence[str] | None, status: str, here: str, tag: str) -> pages.Version | None:
    """A version by its date, address and language. tag: the language of the page that links to it."""
    if not found:
        return None
    day, there, language = found
    elsewhere = language if language != tag else ""
    return pages.Version(date=day, status=status, href=urls.link(here, there), language=elsewhere)
