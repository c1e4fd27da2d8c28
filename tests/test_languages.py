"""The languages that come with legalsite, by the examples in their own files; and how a file is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from legalsite.languages import Definition, Example, Language, LanguageError, load, shipped
from legalsite.model import Block, Clause, Document, Number, Term, Text
from legalsite.parsing import to_text
from legalsite.references import Finder, Names, citations
from legalsite.terms import Marker
from legalsite.translations.leaning import leaning

EXAMPLES = [(tag, example) for tag in shipped() for example in load(tag).examples]


def read(language: Language, example: Example) -> tuple[list[str], list[str]]:
    """What a sentence cites, as an example writes it: in the site, and of other laws."""
    names = Names(example.names, tuple((slug, (name,)) for slug, name in example.policies))
    inside: list[str] = []
    outside: list[str] = []
    for cited in citations(Finder(language, names).find(Text(example.text))):
        if cited.status == "external":
            outside += cited.cites
        else:
            inside += (f"{cited.document}#{cite}" if cited.document else cite for cite in cited.cites)
    return inside, outside


@pytest.mark.parametrize(("tag", "example"), EXAMPLES, ids=lambda value: getattr(value, "text", value)[:60])
def test_example(tag: str, example: Example) -> None:
    assert read(load(tag), example) == (list(example.cites), list(example.external)), example.text


DEFINITIONS = [(tag, definition) for tag in shipped() for definition in load(tag).definitions]


def terms_of(language: Language, definition: Definition) -> tuple[list[str], list[str]]:
    """The terms that a text defines, and the words of it that use the terms of another clause."""
    assert language.terms
    means = next(word for word in language.terms.means if "…" not in word)
    defined = tuple(Block("paragraph", Text(f"1 “{term}” {means} 2")) for term in definition.terms)
    text = Block("paragraph", to_text(definition.text))
    document = Document(
        clauses=(
            Clause(Number(("1",)), anchor="1", blocks=defined),
            Clause(Number(("2",)), anchor="2", heading=Text(definition.under), blocks=(text,)),
        )
    )
    marked = Marker(language)(document).clauses[1].blocks[0].text
    marks = [(mark, mark.style) for mark in marked.marks if isinstance(mark.style, Term)]
    found = [marked.plain[mark.start : mark.end] for mark, style in marks if not style.anchor]
    return found, [marked.plain[mark.start : mark.end] for mark, style in marks if style.anchor == "1"]


@pytest.mark.parametrize(
    ("tag", "definition"), DEFINITIONS, ids=lambda value: getattr(value, "text", value)[:60]
)
def test_definition(tag: str, definition: Definition) -> None:
    found = terms_of(load(tag), definition)
    assert found == (list(definition.defines), list(definition.uses)), definition.text


@pytest.mark.parametrize("tag", [tag for tag in shipped() if load(tag).terms])
def test_a_language_with_terms_brings_definitions(tag: str) -> None:
    definitions = load(tag).definitions
    assert len(definitions) >= 8
    assert any(definition.uses for definition in definitions)
    silent = [each for each in definitions if not each.defines and not each.uses]
    assert len(silent) * 4 >= len(definitions)
    assert len({each.text for each in definitions}) == len(definitions)


LEANING = [
    ("tr", "{1}'ye ve {2}'e, {3}. maddesine, {4}’ıncı, **{5}**'te, {6} uyarınca", {0, 1, 3, 4}),
    ("kk", "{1}-ге, {2}-ші, {3}-тармақ, {4}-бапқа, {5}.-ден, {6}. және", {0, 1, 4}),
    ("ky", "{1}-чи, {2}-га, {3}-пункт, {4}-беренеде", {0, 1}),
    ("uz", "{1}-qa, {2}-bandga, {3}-modda, {4}-nchi", {0, 3}),
    ("ko", "{1}을, {2}조를, 제{3}항, {4}과 {5}", {0, 3}),
    ("es", "{1} u {2}, {3} y {4}, cláusula {5}", {1}),
    ("it", "all'{1}, al punto {2}, dell’{3}, nel {4}, articolo {5}", {0, 2, 3}),
    ("en", "a {1} notice, an “{2}”, clause {3}, the {4}", {0, 1}),
    ("ru", "в {1}-м, ко {2}, {{а}} {3}", set()),
]


@pytest.mark.parametrize(("tag", "msgstr", "expected"), LEANING)
def test_what_leans_on_a_number(tag: str, msgstr: str, expected: set[int]) -> None:
    """Endings and articles that go by a number's sound; no unit word that merely stands beside it."""
    assert leaning(msgstr, load(tag)) == expected


@pytest.mark.parametrize("tag", shipped())
def test_a_language_brings_enough_examples(tag: str) -> None:
    examples = load(tag).examples
    silent = [example for example in examples if not example.cites and not example.external]
    assert len(examples) >= 25
    assert len(silent) * 3 >= len(examples)
    assert len({example.text for example in examples}) == len(examples)


@pytest.mark.parametrize("tag", shipped())
def test_no_word_is_in_two_units(tag: str) -> None:
    words = [word for unit in load(tag).units.values() for word in unit.words]
    assert len(words) == len(set(words))


TOY = """
name = "Brithenig"

[endings]
plural = ["", "or"]

[units.section]
words = ["rhan{plural}"]
plural = ["rhanor"]

[units.point]
words = ["punth{plural}", "pt."]
letters = true

[citing]
place = "before"
nesting = "outermost-first"
joins = ["e"]
to = ["a"]
measures = ["dies"]

[naming]
place = "after"
this = ["ist"]
acts = ["lex"]

[[example]]
text = "rhan 5 punth 2 e 3, rhanor 6.1 a 6.3, pt. b"
cites = ["5.2", "5.3", "6.1", "6.3", "b"]

[[example]]
text = "rhan 4 Lex"
external = ["4"]

[[example]]
text = "rhan 4, 30 dies"
cites = ["4"]
"""

GLUED = """
name = "Toy without spaces"
spaced = false

[units.article]
words = ["条"]

[units.paragraph]
words = ["款"]

[citing]
place = "after"
nesting = "outermost-first"
lead = ["第"]
joins = ["和", "、"]
to = ["至"]

[numerals]
2 = ["二"]
3 = ["三"]
10 = ["十"]

[[example]]
text = "根据第二十三条第2款和第3款、第12条至第15条"
cites = ["23.2", "23.3", "12", "15"]

[[example]]
text = "共三人，二十元"
"""


@pytest.mark.parametrize(("tag", "toml"), (("x-toy", TOY), ("x-glued", GLUED)))
def test_a_language_is_added_by_a_file_alone(tmp_path: Path, tag: str, toml: str) -> None:
    (tmp_path / f"{tag}.toml").write_text(toml, "utf-8")
    language = load(tag, [tmp_path])
    assert language.examples
    for example in language.examples:
        assert read(language, example) == (list(example.cites), list(example.external)), example.text


@pytest.mark.parametrize("words", ("一" * 5000, "百千" * 2500))
def test_a_row_of_number_words_without_end_is_no_number(words: str) -> None:
    assert read(load("zh"), Example(f"依照第{words}条和第五条")) == (["5"], [])


@pytest.mark.parametrize("tag", ("zh-Hans", "zh-Hant-TW", "ja-JP", "ko-KR"))
def test_a_language_is_found_for_its_scripts_and_countries(tag: str) -> None:
    assert load(tag).name == load(tag.split("-", maxsplit=1)[0]).name


def test_a_site_s_own_file_comes_before_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "en.toml").write_text('name = "Our English"', "utf-8")
    assert load("en", [tmp_path]).name == "Our English"
    assert load("en-GB", [tmp_path]).name == "Our English"
    assert load("en-GB").name == "English"


def test_a_language_without_a_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match=r"no language file for 'x-none': add x-none\.toml"):
        load("x-none", [tmp_path])


@pytest.mark.parametrize(
    ("toml", "problem"),
    (
        ("name = ", "not a TOML file"),
        ("[citing]\n", "name: is missing"),
        ('name = "X"\nplaice = "before"', "plaice: unknown key; known here are name, direction"),
        ('name = "X"\n[citing]\njoin = ["and"]', "citing.join: unknown key; known here are place, nesting"),
        ('name = "X"\n[naming]\nthiss = ["this"]', "naming.thiss: unknown key"),
        ('name = "X"\n[units.clause]\nword = ["clause"]', "units.clause.word: unknown key"),
        ('name = "X"\n[units.klause]\nwords = ["clause"]', "units.klause: no kind of provision; there are"),
        ('name = "X"\n[units]\nclause = "clause"', "units.clause: must be a table"),
        ('name = "X"\n[units.clause]\nwords = "clause"', "units.clause.words: must be a list of strings"),
        ('name = "X"\n[units.clause]\nletters = "yes"', "units.clause.letters: must be true or false"),
        ('name = "X"\n[units.clause]\nwords = ["claus{e"]', "'claus{e' has a brace that is not closed"),
        ('name = "X"\n[units.clause]\nwords = ["clause{s}"]', r"asks for the endings 's', which \[endings\]"),
        ('name = "X"\n[citing]\nplace = "behind"', "citing.place: must be one of before, after, not"),
        ('name = "X"\n[citing]\nlevels = ["klause"]', "citing.levels: 'klause' is no kind of provision"),
        ('name = "X"\n[naming]\nsoftened = ["k"]', "naming.softened: must be pairs"),
        ('name = "X"\n[terms]\nmean = ["means"]', "terms.mean: unknown key; known here are means, before"),
        ('name = "X"\n[terms]\nfleeting = ["ec"]', "terms.fleeting: must be pairs"),
        ('name = "X"\n[[definition]]\ndefines = ["X"]', "definition 1: has no text"),
        ('name = "X"\n[[definition]]\ntext = "x"\ndefine = ["X"]', "definition 1.define: unknown key"),
        ('name = "X"\ndirection = "up"', "direction: must be one of ltr, rtl, not 'up'"),
        ("name = 5", "name: must be a string"),
        ('name = "X"\nexample = "x"', r"example: must be written \[\[example\]\]"),
        ('name = "X"\n[[example]]\ncites = ["5"]', "example 1: has no text"),
        ('name = "X"\n[[example]]\ntext = "x"\ncite = ["5"]', "example 1.cite: unknown key"),
    ),
)  # fmt: skip
def test_a_file_that_is_wrong_is_refused_with_file_and_key(tmp_path: Path, toml: str, problem: str) -> None:
    path = tmp_path / "x-bad.toml"
    path.write_text(toml, "utf-8")
    with pytest.raises(LanguageError, match=problem) as refused:
        load("x-bad", [tmp_path])
    assert str(refused.value).startswith(f"{path}: ")


def test_words_are_the_same_however_they_are_typed(tmp_path: Path) -> None:
    (tmp_path / "x-typed.toml").write_text(
        'name = "X"\nalike = ["ı i", "\'"]\n[units.clause]\nwords = ["fı\'kra"]\n'
        '[naming]\nplace = "before"\nthis = ["iş\'bu"]\ngoverned = ["ın"]\n'
        'documents = ["şart"]\nendings = ["ın"]\n'
        '[citing]\nplace = "after"',
        "utf-8",
    )
    language = load("x-typed", [tmp_path])
    for word in ("fı'kra", "FI’KRA", "Fi\u02bbkra", "fikra", "f\u0131\u0301k\u00adra"):
        assert read(language, Example(f"Şart’ın 5.2. {word}")) == ([], ["5.2"]), word
    assert read(language, Example("fırka 5.2")) == ([], [])


def test_words_are_written_with_their_endings(tmp_path: Path) -> None:
    (tmp_path / "x-words.toml").write_text(
        'name = "X"\n[endings]\nhard = ["", "а", "ом"]\n'
        '[units.clause]\nwords = ["Пункт{hard}", "стать{я|и}", "п."]\nplural = ["пункт{ы|ов}"]',
        "utf-8",
    )
    unit = load("x-words", [tmp_path]).units["clause"]
    assert unit.words == ("пункт", "пункта", "пунктом", "статья", "статьи", "п.", "пункты", "пунктов")
    assert unit.plural == ("пункты", "пунктов")
