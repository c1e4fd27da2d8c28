"""How the terms of a site's file are to be said in a policy's translations."""

from __future__ import annotations

from legalsite.site.texts.editions import Editions
from legalsite.terms import WantedTerms, Way


def wanted_terms(editions: Editions, tag: str) -> WantedTerms:
    """The site's terms, as the original's language and another one are to say them."""
    source = editions.policy.original
    ways = [Way(each.used(source), each.used(tag), each.avoided(tag)) for each in editions.content.terms]
    return WantedTerms(ways, editions.language(source), editions.language(tag))
