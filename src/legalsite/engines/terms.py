"""How terms are to be translated: wordings that an engine is bound to, or that its answer is checked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from legalsite.languages import Language, Stemmer

_WORD = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*")


@dataclass(frozen=True)
class Wordings:
    """The languages of a translation, and the wording of each term that is wanted in it.

    terms: as the termbase has them, dictionary forms on both sides.
    """

    source: Language
    target: Language
    terms: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def forced(self) -> Mapping[str, str]:
        """The wordings that are put in the term's place before the engine sees it. None where nouns of the
        target have cases: a dictionary form in the middle of a sentence would be wrong there, and the
        engine's own word, checked, is the lesser evil."""
        return {} if self.target.naming.governed else self.terms

    def unkept(self, msgid: str, msgstr: str) -> Iterator[str]:
        """The terms of a message whose wording is not in its translation, in any form."""
        if not self.terms:
            return
        for term, wording in self.terms.items():
            used = _stands(term, msgid, self._source, strictly=True)
            if used and not _stands(wording, msgstr, self._target, strictly=False):
                yield f"{term} = {wording}"

    @cached_property
    def _source(self) -> Stemmer:
        return Stemmer(self.source.naming)

    @cached_property
    def _target(self) -> Stemmer:
        return Stemmer(self.target.naming)


def _stands(term: str, text: str, stemmer: Stemmer, *, strictly: bool) -> bool:
    """Whether a term stands in a text, in whatever form. strictly: with a capital, if it has one: written
    small it is a word like any other."""
    words, found = _WORD.findall(term), _WORD.findall(text)
    return bool(words) and any(
        all(stemmer.same(one.lower(), other.lower()) for one, other in zip(words, there, strict=True))
        and (not strictly or there[0][0].isupper() >= words[0][0].isupper())
        for at in range(len(found) - len(words) + 1)
        if (there := found[at : at + len(words)])
    )
