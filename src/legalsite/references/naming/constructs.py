"""Nouns that a noun behind them makes the name of something else: "law" before "the labour"."""

from __future__ import annotations

from legalsite.references.reading.lexicon import Lexicon, Sense
from legalsite.references.reading.tokens import Tokens

_NOUN = Sense.DOCUMENT | Sense.ACT


def is_construct(tokens: Tokens, lexicon: Lexicon, start: int, end: int, law: bool) -> bool:
    """Whether a noun stands before a definite one, which makes both a name: one that is not definite itself,
    or a law, before whatever tells it from others.

    start: the noun; end: the token behind it; law: whether the noun is one for laws alone.
    """
    definite, word = lexicon.naming.definite, tokens.word
    if not definite:
        return False
    bare = not _is_definite(lexicon, word[start])
    if word[end].startswith(definite) and (law or bare):
        return True
    return law and bare and tokens.sense[end] == Sense.WORD


def _is_definite(lexicon: Lexicon, word: str) -> bool:
    """Whether a noun for documents or laws bears an article: some that bear none start alike."""
    return any(
        entry.sense & _NOUN and not entry.rest
        for article in lexicon.naming.definite
        if word.startswith(article)
        for entry in lexicon.by_first.get(word[len(article) :], ())
    )
