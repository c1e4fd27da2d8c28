"""Nouns that a noun behind them makes the name of something else: "law" before "the labour"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legalsite.references.reading.lexicon import Sense

if TYPE_CHECKING:
    from legalsite.references.naming.phrases import Phrases

_NOUN = Sense.DOCUMENT | Sense.ACT


def is_construct(phrases: Phrases, start: int, end: int) -> bool:
    """Whether a noun stands before a definite one, which makes both a name: one that is not definite itself,
    or a law, before whatever tells it from others. start: the noun; end: the token behind it."""
    definite, word = phrases.naming.definite, phrases.tokens.word
    if not definite:
        return False
    law, bare = phrases.noun(start) == Sense.ACT, not _is_definite(phrases, word[start])
    if word[end].startswith(definite) and (law or bare):
        return True
    return law and bare and phrases.tokens.sense[end] == Sense.WORD


def _is_definite(phrases: Phrases, word: str) -> bool:
    """Whether a noun for documents or laws bears an article: some that bear none start alike."""
    known = phrases.lexicon.by_first
    return any(
        entry.sense & _NOUN and not entry.rest
        for article in phrases.naming.definite
        if word.startswith(article)
        for entry in known.get(word[len(article) :], ())
    )
