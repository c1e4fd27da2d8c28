"""Texts that nobody writes but somebody may send: read whole, in linear time, without an exception."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from legalsite.languages import load
from legalsite.model import Document, Rewrite, Source
from legalsite.parsing import lost_words, parse
from legalsite.references import Finder, Names, learn_names, resolve
from legalsite.terms import Marker, Proofreader, TermRules


def read(text: str, tag: str) -> Document:
    """What every stage up to the terms makes of a text."""
    language = load(tag)
    document = parse(Source("x.md", text), language)
    assert not list(lost_words(document))
    finder = Finder(language, Names(learn_names(document, language)))
    done = resolve(Rewrite(finder.find)(document), language=language)
    list(finder.problems(done))
    list(Proofreader().problems(document))
    marker = Marker(language)
    marked = marker(done)
    list(TermRules(marker).problems(done))
    return marked


def _rows(line: str) -> Callable[[int], str]:
    return lambda count: "".join(line.format(at) for at in range(1, count + 1))


TEXTS: tuple[tuple[str, str, Callable[[int], str]], ...] = (
    ("two numbers in turn", "en", lambda count: "a) x\nb) y\n" * count),
    ("one number over and over", "en", lambda count: "1. a\n\n" * count),
    ("one number on every line", "en", lambda count: "1. a\n" * 4 * count),
    (
        "decimal numbers on every line",
        "en",
        lambda count: "".join(f"{n // 9 + 1}.{n % 9 + 1}. See 1.9.\n" for n in range(count)),
    ),
    ("nested quotation marks on every line", "en", _rows('{0}. “«word "a"»”\n')),
    ("definitions on every line", "en", _rows('{0}. "Term{0}" means a thing.\n')),
    ("annexes with nothing in them", "en", _rows("# Annex {0}\n\n")),
    ("one number over and over, cited", "en", lambda count: "1. a\n\n" * count + "clause " + "1, " * count),
    ("many citations in one sentence", "en", lambda count: "clauses " + "5.2, " * count),
    ("many citations in brackets", "ru", lambda count: "(пункт 4) " * count),
    ("the same item of one paragraph", "de", lambda count: "§ 1 Abs. 2 Nr. 1 und 2, " * count),
    ("parts of one number", "en", lambda count: "1. clause " + "1." * count),
    ("numbers too high to count clauses", "en", _rows("{0}. a\n")),
    ("brackets that only open", "en", lambda count: "1. clause " + "(" * count),
    ("wide ranges", "en", lambda count: "1. a\n\n" * 9 + _rows("1.{0}. clauses 1.1-1.300\n\n")(count)),
    ("definitions", "en", _rows("1. “Term{0}” means x\n\n")),
    ("definitions with a word in common", "en", _rows("1. “Term {0}” means the Term Term {0}\n\n")),
    ("definitions misspelt", "ru", _rows("1. «Покупатель{0}» означает x. Пакупатель{0}\n\n")),
    ("tags of bold", "en", lambda count: "<b>a</b> " * count),
    ("lines that are indented", "zh", lambda count: "a:\n 第一条 b\n " * count),
    ("straight quotation marks", "he", lambda count: ' "' * count),
    ("code", "kk", lambda count: "`«` " * count),
    ("titles", "en", _rows("1. Fees\n\n1.1. clause 1 (Costs), the section “Fees”\n\n")),
)


@pytest.mark.parametrize(("tag", "text"), [row[1:] for row in TEXTS], ids=[row[0] for row in TEXTS])
def test_time_is_linear(tag: str, text: Callable[[int], str]) -> None:
    """Eight times the text takes nowhere near sixty-four times as long."""

    def seconds(count: int) -> float:
        written = text(count)
        start = time.process_time()
        read(written, tag)
        return time.process_time() - start

    short = min(seconds(250) for _ in range(2))
    assert any(seconds(2_000) < 24 * short + 0.1 for _ in range(3))


MANY = "7" * 5_000
"""Digits that Python refuses to count."""


@pytest.mark.parametrize("tag", ("en", "zh", "ar"))
@pytest.mark.parametrize(
    "text",
    (
        f"{MANY}. x",
        f"1.{MANY} x",
        f"# {MANY} x",
        f"({MANY}) x",
        f"Schedule {MANY}\n\n1. x",
        f"第{'九' * 5_000}条 x",
        f"1. x\n\nclause {MANY}, 第{MANY}条",
        f"1. x\n\narticles 1-{MANY}",
        f"1. a [x](clause:{MANY})",
        "M" * 5_000 + ". x, clause " + "M" * 5_000,
        "1" + ".1" * 5_000 + " x",
        "> " * 2_000 + "x",
        "".join("  " * depth + "- (a) x\n" for depth in range(200)),
        "(a) (i) (A) " * 2_000,
        "[" * 5_000 + "](x)" * 5_000,
        "*_" * 5_000 + "a" + "_*" * 5_000,
    ),
    ids=lambda text: text[:16],
)
def test_nothing_is_too_long_or_too_deep(tag: str, text: str) -> None:
    read(text, tag)


def test_of_an_endless_paragraph_only_the_start_is_searched() -> None:
    text = "1. a\n\n2. " + "see clause 1, " * 20_000
    language = load("en")
    document = parse(Source("x.md", text), language)
    finder = Finder(language)
    found = Rewrite(finder.find)(document)
    (problem,) = finder.problems(found)
    assert problem.rule == "endless-paragraph"
    last = found.clauses[1].blocks[0].text.marks[-1]
    assert 99_900 < last.end < 100_000
    assert not list(lost_words(found))


def test_of_an_endless_document_only_the_start_is_read_as_clauses() -> None:
    text = (
        "# Title\n\n1. First.\n" + "\n" * 199_993 + "2. Second.\n\nEnd.\n\n  3. *Third*,\n4. see clause 1.\n"
    )
    document = parse(Source("x.md", text), load("en"))
    (problem,) = document.problems
    assert (problem.rule, problem.place.line) == ("endless-document", 200_001)
    assert [clause.anchor for clause in document.clauses] == ["1", "2"]
    assert [block.text.plain for block in document.clauses[1].blocks][1:] == [
        "End.",
        "3. *Third*, 4. see clause 1.",
    ]
    assert not list(lost_words(document))


def test_very_many_problems_are_summed_up() -> None:
    document = parse(Source("x.md", "1. a\n\n" * 1_234), load("en"))
    assert len(document.problems) == 1_001
    assert document.problems[-1].message.startswith("233 more problems of this kind start here")
    assert document.problems[-1].place.line == 2_003
