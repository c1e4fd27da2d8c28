"""What holds for any bytes whatever: the laws that the fuzzer tries to break, one function a target.

The first byte chooses the language; the rest is the text, read as UTF-8 with what is broken replaced.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from itertools import pairwise
from unittest.mock import patch

from legalsite.languages import Language, load, shipped
from legalsite.model import PREAMBLE, Diagnostic, Document, Reference, Rewrite, Source, Term, Text
from legalsite.parsing import lost_words, parse
from legalsite.references import Finder, Names, citations, learn_names, resolve
from legalsite.terms import Marker, Proofreader, TermRules

TAGS = tuple(sorted(shipped()))
NAMES = Names(("Privacy Policy", "Политика", "隐私政策"), (("terms", ("Terms of Sale", "Условия продажи")),))


def split(data: bytes) -> tuple[Language, str]:
    """The language and the text that bytes stand for."""
    return load(TAGS[data[0] % len(TAGS)] if data else "en"), data[1:].decode("utf-8", "replace")


def parsed(data: bytes) -> Document:
    """No word of a text is lost, and no two clauses share an address."""
    language, text = split(data)
    document = parse(Source("fuzz.md", text), language)
    lost = [problem.message for problem in lost_words(document)]
    assert not lost, lost
    walked = list(document.walk())
    assert len({clause.anchor for clause in walked}) == len(walked), "an anchor stands twice"
    assert all(clause.anchor.isprintable() and clause.anchor.strip() for clause in walked)
    assert len(document.places) == len(walked) + 1
    assert list(document.places) == sorted(document.places), "places run backwards"
    assert all(0 <= place <= len(text) for place in document.places)
    placed(document.problems, text)
    placed(Proofreader().problems(document), text)
    assert document == the_long_way(text, language), "the short way is another"
    return document


def placed(problems: Iterable[Diagnostic], text: str) -> None:
    """Each problem has a place in the text."""
    lines = text.count("\n") + text.count("\r") + 2
    for problem in problems:
        assert 1 <= problem.place.line <= lines, problem
        assert 1 <= problem.place.column <= len(problem.place.excerpt) + 1, problem
        assert problem.place.width >= 1, problem


def the_long_way(text: str, language: Language) -> Document:
    """The document as it is read where no section is read by itself."""
    module = importlib.import_module("legalsite.parsing.parse")
    with patch.object(module, "split", lambda _: ()):
        return parse(Source("fuzz.md", text), language)


def found(data: bytes) -> None:
    """To find citations changes no word; marks stand on numbers, and a second look finds the same."""
    language, plain = split(data)
    text = Text(plain[:2000])
    once = Finder(language, NAMES).find(text)
    assert once.plain == text.plain
    assert once == Finder(language, NAMES).find(text)
    marks = once.of(Reference)
    assert all(0 <= mark.start < mark.end <= len(text) for mark in marks)
    assert all(one.end <= two.start for one, two in pairwise(marks)), "marks overlap"
    for cited in citations(once):
        assert cited.start < cited.end
        assert cited.cites


def resolved(data: bytes) -> None:
    """What is resolved leads to clauses that exist, and what was found stays found."""
    document = parsed(data)
    language, written = split(data)
    finder = Finder(language, Names(learn_names(document, language)))
    before = Rewrite(finder.find)(document)
    after = resolve(before)
    for one, two in zip(before.everything(), after.everything(), strict=True):
        for (text, _), (new, _) in zip(one.texts(), two.texts(), strict=True):
            assert text.plain == new.plain
            for mark in new.of(Reference):
                assert isinstance(mark.style, Reference)
                assert mark.style.status != "found"
                assert bool(mark.style.targets) == (mark.style.status == "resolved")
                assert all(target.anchor in after.by_anchor for target in mark.style.targets)
    placed(finder.problems(before), written)
    placed(after.problems, written)
    marked(after, language, written)


def marked(document: Document, language: Language, written: str) -> None:
    """To mark terms changes no word and no citation; each use leads to a clause that exists."""
    marker = Marker(language)
    done = marker(document)
    for one, two in zip(document.everything(), done.everything(), strict=True):
        for (text, _), (new, _) in zip(one.texts(), two.texts(), strict=True):
            assert new.without(Term) == text
            for mark in new.of(Term):
                assert isinstance(mark.style, Term)
                assert mark.style.anchor in ("", PREAMBLE) or mark.style.anchor in done.by_anchor
    placed(TermRules(marker).problems(done), written)


TARGETS: dict[str, Callable[[bytes], object]] = {"parse": parsed, "find": found, "resolve": resolved}
