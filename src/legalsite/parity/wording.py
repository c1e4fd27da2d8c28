"""Whether a translation is one, and says no where its original does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from legalsite.languages import Language
from legalsite.model import Code, Link
from legalsite.parity.facts import Row, Sheet
from legalsite.parity.finding import Finding, Side

_WORDS = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]*)*")
_ABBREVIATED = re.compile(r"[^\W\d_]+\.\s?(?=\d)")  # "No. 5"
_LONG = 3
_MANY = 4
_LETTERS = 6
"""Letters without capitals from which on a text that is the same in two languages is not only a name."""


def unchanged(sheet: Sheet, original: Row, translation: Row) -> Iterator[Finding]:
    """Whether a text is the original's own, although it has words to translate."""
    if original.text.plain == translation.text.plain and _has_words(original):
        yield Finding(
            "unchanged-from-original",
            f"the translation is the original's text, in {sheet.language.tag} as it was",
            "translate it",
            translation,
            original,
            0,
            len(translation.text),
        )


def _has_words(row: Row) -> bool:
    """Whether a text has words that are no names: two at least, one of them with small letters only; where
    there are no capitals, some letters."""
    plain = row.text.plain
    for mark in row.text.of(Code, Link):
        plain = plain[: mark.start] + " " * (mark.end - mark.start) + plain[mark.end :]
    words = [word for word in _WORDS.findall(re.sub(r"\S*[@/]\S*|\w+\.\w+", " ", plain)) if len(word) >= 2]
    if all(word.lower() == word.upper() for word in words):
        return sum(map(len, words)) >= _LETTERS
    if len(words) >= _MANY and all(word.isupper() for word in words):
        return True  # a heading
    return len(words) > 1 and any(len(word) >= _LONG and word.islower() for word in words)


def lost_negation(original: Side, translation: Side) -> Iterator[Finding]:
    """Whether only the original says no, as far as the languages leave no doubt."""
    if _saying(original.sheet.language).certain(original.plain) and not _saying(
        translation.sheet.language
    ).possible(translation.plain):
        yield Finding(
            "lost-negation",
            "the original says no, the translation does not seem to",
            "look whether a word that says no is missing",
            translation.rows[0],
            original.rows[0],
        )


class _Saying:
    """Tells where texts of a language say no."""

    def __init__(self, language: Language) -> None:
        self._fold = language.spelling.fold
        self._unspaced = language.glued or not language.spaced
        self._certain = _Forms(language.negation.words)
        self._possible = _Forms((*language.negation.words, *language.negation.hints))
        alike = language.negation.alike
        self._words = _phrases([form for form in alike if " " not in form])
        self._alike = _phrases(alike)
        self.known = bool(language.negation.words)

    def certain(self, plain: str) -> bool:
        return self.known and self._in(self._certain, self._alike, plain)

    def possible(self, plain: str) -> bool:
        return not self.known or self._in(self._possible, self._words, plain)

    def _in(self, forms: _Forms, but: re.Pattern[str], plain: str) -> bool:
        text = _ABBREVIATED.sub(" ", self._fold(plain.lower()))
        if self._unspaced:
            return any(form in text for form in forms.all)
        words = but.sub(" ", " ".join(_TOKEN.findall(text))).split()
        return any(map(forms.has, words)) or (
            bool(forms.phrases) and any(phrase in f" {' '.join(words)} " for phrase in forms.phrases)
        )


class _Forms:
    """Words, phrases, and beginnings and ends of words."""

    def __init__(self, forms: tuple[str, ...]) -> None:
        self.all = forms
        self.whole = frozenset(form for form in forms if "-" not in form)
        self.phrases = tuple(f" {form} " for form in forms if " " in form)
        self.starts = tuple(form[:-1] for form in forms if form.endswith("-"))
        self.ends = tuple(form[1:] for form in forms if form.startswith("-"))

    def has(self, word: str) -> bool:
        return word in self.whole or word.startswith(self.starts) or word.endswith(self.ends)


def _phrases(phrases: Sequence[str]) -> re.Pattern[str]:
    """A pattern for whole phrases."""
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, phrases)) or '(?!)'})(?!\S)")


@lru_cache(maxsize=64)
def _saying(language: Language) -> _Saying:
    return _Saying(language)
