"""The page that tells which clauses of a text are cited in it, and where."""

from __future__ import annotations

from collections.abc import Mapping

from legalsite.rendering import Theme, pages
from legalsite.site.folder import urls
from legalsite.site.folder.content import Content
from legalsite.site.pages.frames import Frames
from legalsite.site.texts.mentions import Cited, cited
from legalsite.site.texts.policy import Policy


def cited_page(
    policy: Policy,
    tag: str,
    theme: Theme,
    version: pages.Version,
    found: Cited,
    trail: tuple[tuple[str, str], ...],
) -> bytes:
    """The page about the text at a policy's undated address in a language.

    version: of that text, as this page links to it. found: what of it is cited in it. trail: titles and
    addresses above the policy."""
    frames, undated = Frames(policy.editions.content), policy.offered.undated
    address, text = urls.cited(tag, policy.slug), urls.edition(tag, policy.slug)
    day = undated[tag]
    document = policy.documents[tag][day]
    title = document.title.plain or policy.slug
    page = pages.CitedPage(
        frame=frames.frame(
            tag,
            address,
            title,
            elsewhere={other: urls.cited(other, policy.slug) for other in undated},
            real={other for other in policy.real(day) if undated.get(other) == day},
            trail=(*trail, (title, text)),
        ),
        heading=title,
        text=urls.link(address, text),
        version=version,
        clauses=_clauses(policy.names(tag, day), found, address, text),
        elsewhere=_citations(policy, tag, address),
    )
    return theme.render(page).encode()


def places(policy: Policy, tag: str, day: str, here: str) -> pages.Places:
    """What the page of a version in a language says of its clauses as places. here: the page's address."""
    undated = policy.offered.undated
    if tag not in undated:
        return pages.Places()
    text = urls.link(here, urls.edition(tag, policy.slug))
    if day != undated[tag] or not policy.editions.content.config.citations:
        return pages.Places(text)
    # others cite what is in force, which the undated address may not show yet
    others = _citations(policy, tag, here) if day == policy.offered.shown else ""
    return pages.Places(text, urls.link(here, urls.cited(tag, policy.slug)), others)


def citations(policy: Policy, tag: str) -> Cited:
    """Which clauses of the text at a policy's undated address cite each one; none where nobody is to be
    told."""
    told = policy.editions.content.config.citations
    return cited(policy.documents[tag][policy.offered.undated[tag]]) if told else {}


def _citations(policy: Policy, tag: str, here: str) -> str:
    """Where a page finds what other policies cite of this one; "" where nobody tells."""
    if not has_citations(policy.editions.content):
        return ""
    return urls.link(here, urls.citations(tag), policy.slug)


def has_citations(content: Content) -> bool:
    """Whether there is a list of citations between policies."""
    return content.config.citations and len(content.policies) > 1


def _clauses(called: Mapping[str, str], found: Cited, here: str, text: str) -> tuple[pages.CitedClause, ...]:
    there = urls.link(here, text)
    return tuple(
        [
            pages.CitedClause(
                anchor=anchor,
                label=called[anchor],
                href=f"{there}#{anchor}",
                by=tuple([pages.Link(called.get(each, ""), f"{there}#{each}") for each in by]),
            )
            for anchor, by in found.items()
        ]
    )
