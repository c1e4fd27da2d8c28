"""Learns what a document is called from its title and its first lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice

from legalsite.languages import Language, Stemmer
from legalsite.model import EMPTY, Document
from legalsite.references.naming.shelf import lexicon_has
from legalsite.references.reading.lengths import as_read
from legalsite.references.reading.lexicon import Lexicon, Sense, lexicon
from legalsite.references.reading.tokens import Tokens

_LINES = 12
"""Texts from the start of a document in which it may say what it is called."""
_LONGEST = 10_000
"""Code points of one of them."""
_PHRASE = 24
"""Tokens between "this" and the brackets with the short name."""
_NAME = 8
"""Words of a short name."""
_ASIDE = re.compile(r"\([^()]*\)")
"""Words in brackets within a title: "Mooring (Amendment) Order"."""
_BRACKET = re.compile(r"[(（\[]")
_NOUN = Sense.DOCUMENT | Sense.ACT


def learn_names(document: Document, language: Language) -> tuple[str, ...]:
    """The document's title, and the short names that its first lines give it.

    "Осы … құпиялық саясаты (әрі қарай - Құпиялық саясат)" gives "Құпиялық саясат"; a short name given to
    anything else ("(далее – Оператор)") is none. Empty for a document without either.
    """
    headings = (block.text for block in document.preamble.blocks if block.kind == "heading")
    headed = document.title or next(headings, EMPTY)  # behind "Approved by …" a title stays with those lines
    texts = (text.plain for clause in document.everything() for text, _ in clause.texts())
    return _learned(headed.plain, tuple(islice(texts, _LINES)), language)


@lru_cache(maxsize=64)  # the first lines hardly change from version to version
def _learned(headed: str, lines: tuple[str, ...], language: Language) -> tuple[str, ...]:
    """The title, and the short names that lines give to the document."""
    title = " ".join(_ASIDE.sub(" ", headed).split("(", maxsplit=1)[0].split())
    words = lexicon(language)
    stemmer = Stemmer(words.naming)
    kin = {stem for word in words.pieces(title) for stem in stemmer.stems(word)}
    read = (as_read(line, _LONGEST) for line in lines)
    given = (_Lesson(line, words, stemmer, kin).names() for line in read if _BRACKET.search(line))
    return tuple(dict.fromkeys((*([title] if title else ()), *chain.from_iterable(given))))


class _Lesson:
    """One text in which short names may be given."""

    def __init__(self, plain: str, words: Lexicon, stemmer: Stemmer, kin: set[str]) -> None:
        self.tokens = Tokens(plain, words)
        self.words = words
        self.stemmer = stemmer
        self.kin = kin

    def names(self) -> Iterator[str]:
        """The short names that the text gives to its document."""
        sense, start, end = self.tokens.sense, self.tokens.start, self.tokens.end
        for at in range(len(self.tokens)):
            given = list(self.given(at)) if sense[at] & Sense.OPENING else []
            if any(self.is_own(at, first, behind) for first, behind in given):
                yield from (self.tokens.plain[start[first] : end[behind - 1]] for first, behind in given)

    def given(self, opening: int) -> Iterator[tuple[int, int]]:
        """The names in brackets: tokens from the first to behind the last."""
        sense, at = self.tokens.sense, opening + 1
        introduced = False
        while (
            sense[at] & (Sense.DEFINING | Sense.DASH | Sense.HYPHEN | Sense.COMMA)
            or self.tokens.word[at] == ":"
        ):
            introduced = introduced or bool(sense[at] & Sense.DEFINING)
            at += 1
        quoted = bool(sense[at] & Sense.QUOTE)
        if not introduced and not quoted:
            return
        start = at
        for index in range(at, min(len(self.tokens), at + 4 * _NAME)):
            over = sense[index] & Sense.CLOSING
            if over or sense[index] & Sense.QUOTE:
                if start < index <= start + _NAME and (not quoted or sense[start - 1] & Sense.QUOTE):
                    yield start, index
                start = index + 1
            if over:
                return

    def is_own(self, opening: int, start: int, end: int) -> bool:
        """Whether the name is given to the document itself: what stands before the brackets is called by
        its title, or by "this" and the name's own noun."""
        tokens = self.tokens
        name = [tokens.word[at] for at in range(start, end) if tokens.word[at][:1].isalpha()]
        if not name:
            return False
        phrase, this, opened = self.phrase(opening)
        nouns = [word for word in phrase if self.is_noun(word)]
        if this:
            titled = nouns if self.in_title(name) else nouns[:1]  # "this document, “Privacy Policy”"
            return any(self.stemmer.same(noun, word) for noun in titled for word in name)
        return (
            opened
            and len(phrase) <= _NAME
            and self.in_title(name)
            and bool(nouns)
            and self.in_title(phrase[-1:])
        )

    def phrase(self, opening: int) -> tuple[list[str], bool, bool]:
        """The words before brackets, back to "this" or to the sentence's start; which of the two it was."""
        tokens, sense = self.tokens, self.tokens.sense
        words: list[str] = []
        at = opening - 1
        if at > 0 and sense[at] & Sense.CLOSING:  # other brackets stand between
            while at > 0 and not sense[at] & Sense.OPENING:
                at -= 1
            at -= 1
        while at >= max(0, opening - _PHRASE):
            if sense[at] & Sense.THIS:
                return words, True, False
            if sense[at] & (Sense.DOT | Sense.OPENING | Sense.CLOSING):
                return words, False, True
            if tokens.word[at][:1].isalpha():
                words.insert(0, tokens.word[at])
            at -= 1
        return words, False, at < 0

    def in_title(self, words: list[str]) -> bool:
        """Whether all words stand in the title."""
        return all(not self.stemmer.stems(word).isdisjoint(self.kin) for word in words if word[:1].isalpha())

    def is_noun(self, word: str) -> bool:
        """Whether a word is a form of a noun for documents."""
        return any(lexicon_has(self.words, stem, _NOUN) for stem in {word, *self.stemmer.stems(word)})
