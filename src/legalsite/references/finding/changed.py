"""The law that a text changes: "In section 12(4) of the principal Act, omit paragraph (b)"."""

from __future__ import annotations

import re
from functools import lru_cache

from legalsite.languages import needles_of
from legalsite.references.finding.chains import Chain
from legalsite.references.reading.lexicon import Lexicon, Sense
from legalsite.references.reading.tokens import Tokens

_EDGE = r"(?<![^\W\d_])"


def changed_law(plain: str, folded: str, runs: list[list[Chain]], lexicon: Lexicon) -> str:
    """The name of the law whose wording a text changes, as written there; "" where it changes none.

    Beside such words provisions without a name are that law's, whatever this document has of the same number.
    folded: the text as words are compared.
    """
    if not lexicon.citing.changing or not _changing(lexicon).stands_in(folded):
        return ""
    owners = (chain.owner for run in runs for chain in run)
    named = next((owner.document for owner in owners if owner is not None and owner.external), "")
    return named or _first_act(Tokens(plain, lexicon))


def _first_act(tokens: Tokens) -> str:
    """The first noun for a law that is not this document's."""
    for at in range(len(tokens)):
        noun = tokens.sense[at] & Sense.ACT and not tokens.sense[at] & (Sense.DOCUMENT | Sense.UNIT)
        around = tokens.sense[at - 1] if at else 0
        if noun and not (around | tokens.sense[at + 1]) & (Sense.THIS | Sense.BEHIND):
            return tokens.plain[tokens.start[at] : tokens.end[at]]
    return ""


class _Changing:
    """The words that tell that a text changes a law. Most texts have none of them: that must be quick."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = [lexicon.fold(phrase.lower()).split() for phrase in lexicon.citing.changing]
        self._needles = needles_of(max(row, key=len) for row in words)
        self._pattern = re.compile(
            "|".join(rf"{_EDGE if row[0][0].isalpha() else ''}{_spaced(row)}(?![^\W\d_])" for row in words)
        )

    def stands_in(self, folded: str) -> bool:
        """Whether a text, as words are compared, has any of them."""
        return any(map(folded.__contains__, self._needles)) and bool(self._pattern.search(folded))


@lru_cache(maxsize=64)
def _changing(lexicon: Lexicon) -> _Changing:
    return _Changing(lexicon)


def _spaced(words: list[str]) -> str:
    return r"\s+".join(map(re.escape, words))
