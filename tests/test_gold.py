"""The gold set: that its files are whole, and how much of it is read."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from gold.score import (
    DOCUMENTS,
    SENTENCES,
    Figures,
    of_document,
    of_sentences,
    paths_of,
    pooled,
    score,
    tag_of,
)
from legalsite.languages import shipped

SECOND = paths_of("second")

KEYS = {"text", "cites", "external", "names", "policies", "relative"}
KINDS = {"targets", "external", "dead"}


def test_the_set_is_large_enough() -> None:
    texts = [s["text"] for path in SENTENCES for s in tomllib.loads(path.read_text("utf-8"))["sentence"]]
    assert len(SENTENCES) == 18
    assert len(texts) == len(set(texts)) >= 432
    assert len(DOCUMENTS) == 20
    assert len({tag_of(path) for path in DOCUMENTS}) >= 12


@pytest.mark.parametrize("path", SENTENCES, ids=lambda path: path.stem)
def test_sentences_are_whole(path: Path) -> None:
    sentences = tomllib.loads(path.read_text("utf-8"))["sentence"]
    assert len(sentences) >= 24
    for sentence in sentences:
        assert sentence.keys() <= KEYS
        for words in sentence.get("relative", ()):
            assert words in sentence["text"]
    silent = [s for s in sentences if "cites" not in s and "external" not in s]
    assert len(silent) >= 6
    assert len([s for s in sentences if "external" in s]) >= 4


def test_the_second_set_is_another_one() -> None:
    first, second = (
        {s["text"] for path in paths for s in tomllib.loads(path.read_text("utf-8"))["sentence"]}
        for paths in (SENTENCES, SECOND)
    )
    assert [path.name for path in SECOND] == [path.name for path in SENTENCES]
    assert len(second) == 8 * len(SECOND)
    assert not first & second


@pytest.mark.parametrize("path", SECOND, ids=lambda path: path.stem)
def test_the_second_set_is_whole(path: Path) -> None:
    sentences = tomllib.loads(path.read_text("utf-8"))["sentence"]
    for sentence in sentences:
        assert sentence.keys() <= KEYS
        for words in sentence.get("relative", ()):
            assert words in sentence["text"]
    assert len([s for s in sentences if "cites" in s]) >= 5
    assert len([s for s in sentences if "external" in s]) >= 2
    assert [s for s in sentences if "cites" not in s and "external" not in s]


def test_the_second_set_is_scored_by_itself() -> None:
    texts = [s["text"] for s in tomllib.loads(SECOND[0].read_text("utf-8"))["sentence"]]
    figures = score([tag_of(SECOND[0])], SECOND)
    assert set(figures) == {tag_of(SECOND[0])}
    everything = pooled(figures.values())
    assert everything.right + everything.missed > 0
    assert everything.clauses == 0
    assert {words for _, _, words in everything.misses} <= set(texts)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_documents_are_whole(path: Path) -> None:
    lines = path.read_text("utf-8").split("\n")
    data = tomllib.loads(path.with_suffix(".toml").read_text("utf-8"))
    assert 40 <= len(lines) <= 120
    assert len(data["clauses"]) == len(set(data["clauses"]))
    places = []
    for cite in data["cite"]:
        line = lines[cite["line"] - 1]
        assert line.count(cite["words"]) == 1, cite
        assert len(KINDS & cite.keys()) == 1, cite
        assert set(cite.get("targets", ())) <= set(data["clauses"]), cite
        places.append((cite["line"], line.index(cite["words"])))
    assert places == sorted(places)


@pytest.mark.parametrize("path", (*SENTENCES, *DOCUMENTS), ids=lambda path: path.name)
def test_every_language_is_one_that_the_set_names(path: Path) -> None:
    assert tag_of(path) in {tag_of(sentences) for sentences in SENTENCES}


def test_the_scorer_reads_every_language_that_is_shipped() -> None:
    figures = score()
    assert set(figures) == {tag_of(path) for path in SENTENCES} & set(shipped())
    everything = pooled(figures.values())
    assert everything.right > 0
    assert everything.right + everything.missed >= 100


@pytest.mark.parametrize("name", ("third", "fourth"))
def test_a_later_set_is_read_whole(name: str) -> None:
    paths = paths_of(name)
    assert {tag_of(path) for path in paths} == {tag_of(path) for path in SENTENCES}
    everything = pooled(score(paths=paths).values())
    assert everything.right > 0
    assert everything.inside <= 1


def test_the_clauses_of_the_sixth_set_are_read() -> None:
    everything = pooled(score(paths=paths_of("sixth")).values())
    assert everything.clauses >= 285
    assert everything.invented <= 2
    assert everything.inside == 0


def test_the_seventh_set_is_read() -> None:
    paths = paths_of("seventh")
    assert len(paths) == 15
    everything = pooled(score(paths=paths).values())
    assert everything.recall >= 0.97
    assert everything.precision >= 0.99
    assert everything.clauses == 580
    assert everything.invented == 0
    assert everything.inside == 0


def test_what_is_read() -> None:
    everything = pooled(score().values())
    assert everything.recall >= 0.98
    assert everything.precision >= 0.995
    assert everything.inside == 0


def test_a_sentence_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "en.toml"
    path.write_text(
        '[[sentence]]\ntext = "See clauses 5.2 and 5.3."\ncites = ["5.2", "5.4"]\nexternal = ["5.3"]', "utf-8"
    )
    figures = of_sentences(path)
    assert (figures.right, figures.false, figures.missed, figures.inside) == (1, 1, 1, 1)
    assert figures.misses == [("sentence", "missed: 5.4; law linked inside: 5.3", "See clauses 5.2 and 5.3.")]


def test_a_document_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "terms.en.md"
    path.write_text("# Terms\n\n1. Clause 2 and clause 3.\n\n2. See clause 1.\n\n3. See clause 2.\n", "utf-8")
    path.with_suffix(".toml").write_text(
        'clauses = ["1", "2", "4"]\n'
        '[[cite]]\nwords = "Clause 2"\nline = 3\ntargets = ["2"]\n'
        '[[cite]]\nwords = "clause 3"\nline = 3\nexternal = true\n'
        '[[cite]]\nwords = "clause 1"\nline = 5\ndead = true\n',
        "utf-8",
    )
    figures = of_document(path)
    counted = Figures(right=1, false=3, inside=1, clauses=2, invented=1, absent=1, misses=figures.misses)
    assert figures == counted
    assert [what for _, what, _ in figures.misses] == [
        "clauses absent: 4; invented: 3",
        "false: 2 → 2",
        "clause 3: law linked inside",
        "clause 1: false: 1",
    ]
