"""Where texts of a language say no."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from legalsite.languages import Language, Skimmer

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]*)*")
_ABBREVIATED = re.compile(r"[^\W\d_]+\.\s?(?=\d)")  # "No. 5"


class Saying:
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
        forms = [form.strip("-") for form in language.negation.words]
        self._hint = _anywhere(forms)
        starts = _anywhere([form.split()[0] for form in forms])
        self._may = Skimmer(lambda words: bool(starts.search(words)))

    def certain(self, plain: str) -> bool:
        return (
            self.known
            and self._may(plain)
            and bool(self._hint.search(plain))
            and self._in(self._certain, self._alike, plain)
        )

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


def _anywhere(forms: Sequence[str]) -> re.Pattern[str]:
    """A pattern for signs wherever they stand."""
    return re.compile("|".join(map(re.escape, forms)), re.IGNORECASE)


@lru_cache(maxsize=64)
def saying(language: Language) -> Saying:
    """What tells where texts of a language say no; made once for all policies."""
    return Saying(language)
