"""The provision that a bracket takes out of the one before it: "Article 6(1) (other than point (f))"."""

from __future__ import annotations

from dataclasses import replace

from legalsite.languages import INNER
from legalsite.references.finding.chains import Chain
from legalsite.references.reading.lexicon import Lexicon, Sense
from legalsite.references.reading.tokens import Tokens

_FARTHEST = 8
"""Tokens from the bracket to the number in it."""
_CLOSES = (")", "\uff09")


def excepted(chain: Chain, before: Chain, tokens: Tokens, lexicon: Lexicon) -> Chain:
    """A chain as one that stands in the provision that is cited before it, if it is taken out of that one.

    Where more than one stands before it, it is left open which.
    """
    opening = before.end
    if lexicon.language.glued and not tokens.sense[opening] & Sense.OPENING:
        opening += 1  # "第1項各号（第4号を除く。）"
    near = chain.start - opening <= _FARTHEST and bool(tokens.sense[opening] & Sense.OPENING)
    if not near or chain.owner is not None or chain.same or chain.here:
        return chain
    inner = chain.groups[0].members[0].pieces[0]
    if chain.groups[0].unit.unit not in INNER and not (inner.bracketed or inner.whole):
        return chain
    plain = tokens.plain
    closing = min(
        (at for at in (plain.find(c, tokens.start[chain.end]) for c in _CLOSES) if at >= 0), default=-1
    )
    aside = lexicon.fold(plain[tokens.end[opening] : max(closing, 0)].lower())
    if not any(word in aside for word in lexicon.citing.excepting):
        return chain
    *_, last = before.groups
    if len(last.members) != 1 or any(len(group.members) != 1 for group in before.groups):
        return replace(chain, same="?")
    groups = (*before.groups, *chain.groups)
    return replace(chain, groups=groups, borrowed=len(before.groups), owner=before.owner, here=before.here)
