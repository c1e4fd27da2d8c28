"""What the page of an edition tells programs in its head: versions beside it, its feed, twins and data."""

from __future__ import annotations

from legalsite.rendering import pages
from legalsite.site.folder import urls
from legalsite.site.pages.frames import Related
from legalsite.site.pages.linked_data import linked_data
from legalsite.site.pages.relations import feed_link, relations
from legalsite.site.pages.twins import twins_of
from legalsite.site.texts.policy import Policy


def related(policy: Policy, tag: str, day: str, here: str) -> Related:
    """All that. here: the page's address."""
    return Related(
        relations=relations(policy, tag, day, here),
        feed=feed_link(policy, tag, here),
        data=linked_data(policy, tag, day),
        twins=tuple([pages.Twin(kind, urls.link(here, there)) for kind, there in twins_of(policy, tag, day)]),
    )
