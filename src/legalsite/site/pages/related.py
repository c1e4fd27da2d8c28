"""What the page of an edition tells programs in its head: versions beside it, its feed, twins and data."""

from __future__ import annotations

from dataclasses import replace

from legalsite.rendering import pages
from legalsite.site.folder import urls
from legalsite.site.pages.linked_data import linked_data
from legalsite.site.pages.relations import feed_link, relations
from legalsite.site.pages.twins import twins_of
from legalsite.site.texts.policy import Policy


def related(frame: pages.Frame, policy: Policy, tag: str, day: str, here: str) -> pages.Frame:
    """The frame with all that. here: the page's address."""
    return replace(
        frame,
        relations=relations(policy, tag, day, here),
        feed=feed_link(policy, tag, here),
        data=linked_data(policy, tag, day),
        twins=tuple(pages.Twin(kind, urls.link(here, there)) for kind, there in twins_of(policy, tag, day)),
    )
