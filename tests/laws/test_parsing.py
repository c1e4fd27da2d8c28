"""Laws of parsing: nothing is lost, anchors are unique, and Markdown and Text are each other's inverse."""

import importlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from legalsite.languages import Language, load, shipped
from legalsite.model import Source, locate
from legalsite.parsing import Memory, lost_words, parse, to_markdown, to_text
from legalsite.parsing.markdown import inline
from legalsite.parsing.markers import find_label
from legalsite.parsing.pieces import read_pieces

ENGLISH = load("en")

LANGUAGES = st.sampled_from([load(tag) for tag in shipped()])

NUMBERS = st.sampled_from(
    (
        *("", "", "1.", "2.", "3.", "1.1.", "1.2.", "2.1", "5.2.1.", "6-1.", "6\u00b9.", "12a."),
        *("12\u0430.", "15bis.", "(1)", "(2)", "a.", "b."),
        *("(a)", "(b)", "b)", "aa)", "bb)", "(h)", "(i)", "(ii)", "(j)", "1)"),
        *("I.", "II.", "A.", "B.", "A.1", "II.1.", "1(a)", "1.1(b)", "1 ", "2\t", "1 -", "1°", "1.º"),
        *("§ 5", "§ 1. (1)", "1.—(1)", "Article 5.", "ARTICLE II", "Section 1.2", "Part One", "Annex A"),
        *("2)", "PRIMERA.-", "Schedule 2", "4/A."),
        *("Appendix", "Chapter II.", "Статья 1.", "Статья 2-1.", "Глава 2", "РАЗДЕЛ I.", "ст. 1"),
        *("Приложение № 2", "2024."),
        *("1-бап.", "2-тарау", "1-қосымша", "б)", "ә)", "①"),
        *("第一章　", "第十二条", "第３条", "第六条之一", "一、", "（二）", "２．"),
        "15. Januar 2024",
        *("٣.", "١.٢.", "１．１", "\u200f2.", "1.\u00a0", "<b>3. </b>", "<b>4. x</b>", "**5.** "),
    )
)  # fmt: skip
WORDS = st.lists(
    st.sampled_from(
        (
            *("data", "we", "**keep**", "*it*", "`5.2`", "[law](https://x.org/5.2)", "5.2", "&amp;"),
            *(r"\*", "x_y", "“q”", "Закон", "个人", "и", "and (b)", "[", "](", "<i>", "</i>"),
            *("5.2 млн", "（目的）"),
        )
    ),
    min_size=1,
    max_size=6,
).map(" ".join)  # fmt: skip
LEADS = st.sampled_from(["", "", "", "- ", "## ", "### ", "> ", "    ", "* ", "  "])
BETWEEN = st.sampled_from(["\n", "\n\n", "\n\n", "\n\n\n", "  \n", "\r\n", "\r\r", "\u2028", ".\n"])


@st.composite
def policies(draw: st.DrawFn) -> str:
    """Lines of numbered text with decoration, as careless as real ones."""
    lines = draw(st.lists(st.tuples(LEADS, NUMBERS, WORDS, BETWEEN), max_size=12))
    glue = draw(st.sampled_from([" ", " ", "", "\u3000"]))
    return "".join(
        f"{lead}{number}{glue if number else ''}{words}{end}" for lead, number, words, end in lines
    )


@given(policies(), LANGUAGES)
@example("Приложение № 2 （目的） data", load("ru"))
def test_every_word_is_read_once_and_in_order(text: str, language: Language) -> None:
    assert not list(lost_words(parse(Source("x.md", text), language)))


@given(st.text(max_size=300))
@example("\ufeff# A\r\n\r\n1. b\r")
@example("1.1. a\x00b\n- 1.2. c\n\t- d")
@example("---\n---\n")
@example("1. a\u20282. b\x0c3. c\u0085")
@example("".join(" " * (2 * depth) + f"- a{depth}\n" for depth in range(40)))
@example("[" * 500 + "]" * 300 + "(x)")
@example("> " * 80 + "1.1. a")
@example("<b>1. a<i></b> b</i> <b>")
def test_any_text_is_read(text: str) -> None:
    document = parse(Source("x.md", text), ENGLISH)
    assert not list(lost_words(document))
    assert len(document.places) == 1 + len(list(document.walk()))


@given(policies(), LANGUAGES)
def test_no_two_clauses_share_an_anchor(text: str, language: Language) -> None:
    anchors = [clause.anchor for clause in parse(Source("x.md", text), language).walk()]
    assert len(anchors) == len(set(anchors))


@given(policies())
@example("<i> </i>\n    data\n")
def test_every_character_is_found_again_in_the_source(text: str) -> None:
    document = parse(Source("x.md", text), ENGLISH)
    for clause, place in zip(document.everything(), document.places, strict=True):
        for words, trace in clause.texts():
            for position, character in enumerate(words.plain):
                source = text[place + locate(trace, position)]
                assert source in (character, "\\", "&") or character.isspace(), (words, position)


@given(policies(), policies(), LANGUAGES)
def test_what_was_read_before_makes_no_difference(old: str, new: str, language: Language) -> None:
    memory = Memory()
    parse(Source("old.md", old), language, memory=memory)
    again = parse(Source("new.md", new), language, memory=memory)
    fresh = parse(Source("new.md", new), language)
    assert again == fresh
    assert again.places == fresh.places


DRESS = st.sampled_from(["", "", "", "", "- ", "### ", "**", "  ", "1. "])
"""What a clause's number may stand behind."""
BETWEEN = st.sampled_from(
    [
        *[""] * 12,
        "## Heading\n\n",
        "#### Lower heading\n\n",
        "Words.\n\n",
        "and so on;\n\n",
        "(a) Letter.\n\n",
        "* item;\n\n",
        "1. item\n\n",
        "3.1 quantities\n\n",
    ]
)


@st.composite
def sectioned(draw: st.DrawFn) -> str:
    """Numbered sections as most policies have them, with what may break their order now and then."""
    out = [draw(st.sampled_from(["# Title\n\n", "", "Words.\n\n"]))]
    for section in range(1, draw(st.integers(1, 4)) + 1):
        number = draw(st.sampled_from([section] * 9 + [section + 1]))
        out.append(f"## {number}. Section\n\n")
        for clause in range(1, draw(st.integers(0, 5)) + 1):
            out.append(draw(BETWEEN))
            out.append(draw(DRESS) + f"{number}.{clause}. {draw(WORDS)}\n\n")
            for inner in range(1, draw(st.sampled_from([0, 0, 0, 2, 4])) + 1):
                out.append(draw(BETWEEN))
                out.append(draw(DRESS) + f"{number}.{clause}.{inner}. {draw(WORDS)}\n\n")
    return "".join(out)


@given(sectioned())
def test_the_short_way_comes_to_the_same_as_the_long_one(text: str) -> None:
    short = parse(Source("x.md", text), ENGLISH)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(importlib.import_module("legalsite.parsing.parse"), "split", lambda _: ())
        whole = parse(Source("x.md", text), ENGLISH)
    assert short == whole
    assert short.places == whole.places
    assert short.title_trace == whole.title_trace


ENDS = st.sampled_from(["\n", "\n", "\n\n", "  \n", "\\\n", "\n  \n", "\n   "])
ITEMS = st.lists(
    st.tuples(
        st.integers(0, 12),
        st.sampled_from([". ", ". ", ") ", ".  ", ".\t", ". **", ".     ", "."]),
        st.one_of(NUMBERS, st.just("")),
        WORDS,
        ENDS,
    ).map(lambda item: "".join(map(str, item))),
    min_size=1,
    max_size=6,
).map("".join)
BULLETS = st.lists(
    st.tuples(
        st.sampled_from(["- ", "- ", "- ", "* ", "+ ", "-  ", "-\t", "- **", "-     ", "-", "- - ", "1. "]),
        st.one_of(NUMBERS, st.just("")),
        st.sampled_from([" ", ""]),
        WORDS,
        ENDS,
    ).map("".join),
    min_size=1,
    max_size=6,
).map("".join)
LINES = st.tuples(
    st.sampled_from(
        ["", "", "# ", "## ", "###  ", "##", "#\t", "####### ", " # ", "*", "**", "__", "(", "> ", "|"]
    ),
    st.one_of(NUMBERS, st.just("")),
    st.sampled_from([" ", ""]),
    WORDS,
    st.sampled_from(["", "", "**", "__", " ", " #", " ##  ", "\\", "\u3000", "|"]),
    st.sampled_from(["", "\n", "\n\n", "\n---\n", "\n|-|\n"]),
).map("".join)


@given(st.one_of(ITEMS, BULLETS, LINES), LANGUAGES)
@example("- 1.1. data\n- we\n- keep\n- 1.2. data\n", ENGLISH)
@example("### 5.2. data #5\n", ENGLISH)
def test_simple_lines_are_read_as_markdown_has_them(text: str, language: Language) -> None:
    quick = parse(Source("x.md", text), language)
    with pytest.MonkeyPatch.context() as patch:
        module = importlib.import_module("legalsite.parsing.parse")
        patch.setattr(module, "item_lines", lambda _: [])
        patch.setattr(module, "read_simple", read_pieces)
        slow = parse(Source("x.md", text), language)
    assert quick == slow
    assert quick.places == slow.places
    assert [list(clause.texts()) for clause in quick.everything()] == [
        list(clause.texts()) for clause in slow.everything()
    ]


DECIMALS = st.lists(st.sampled_from(["1", "2", "10", "12", "25", "05", "300"]), min_size=2, max_size=4)
DECIMAL_LINES = st.tuples(
    DECIMALS.map(".".join),
    st.sampled_from([".", ".", "", ")", ".\u3000"]),
    st.sampled_from([" ", " ", "\t", "", "  \u00a0"]),
    st.one_of(WORDS, NUMBERS, st.sampled_from(["Teil", "Madde", "-бап", "percent", "EUR", "\u00ba", "%"])),
).map("".join)


@st.composite
def starts(draw: st.DrawFn, language: Language) -> str:
    """How lines start, with the language's own words for numbers and parts."""
    ways = [marker.replace("{n}", "2") for unit in language.units.values() for marker in unit.markers]
    rows = [letter for row in language.rows for letter in row]
    own = (
        *ways,
        *language.citing.numerals,
        *language.citing.codes,
        *rows,
        "data",
        "mer",
        "Xe",
        "IIIe",
        "aaa",
        "ABC.1",
    )
    word = draw(st.sampled_from(own))
    cut = word[: draw(st.integers(1, 12))]
    dressed = draw(st.sampled_from([cut, cut.upper(), cut.capitalize(), word.capitalize(), word]))
    ending = draw(
        st.sampled_from(
            ["", " ", ".", ")", ".- ", " 2", "-2)", "a", "er ", "\u0301", "\u00ad", "'", " partie"]
        )
    )
    return dressed + ending + draw(st.one_of(WORDS, NUMBERS))


@given(st.data(), LANGUAGES, st.booleans())
def test_what_starts_a_line_is_told_at_once_as_by_all_questions(
    data: st.DataObject, language: Language, headed: bool
) -> None:
    text = data.draw(st.one_of(DECIMAL_LINES, policies(), starts(language)))
    quick = find_label(text, language, headed)
    with pytest.MonkeyPatch.context() as patch:
        module = importlib.import_module("legalsite.parsing.markers")
        patch.setattr(module, "counted", lambda _: None)
        patch.setattr(module, "is_word", lambda *_: False)
        assert find_label(text, language, headed) == quick


RUNS = st.lists(
    st.sampled_from(
        (
            *(
                "a",
                "b c",
                " ",
                " ",
                ".",
                "(",
                ")",
                "“",
                "5.",
                "个",
                "*",
                "**",
                "[",
                "]",
                "_",
                "`",
                "  ",
                "\x1c",
            ),
            *(
                "**a**",
                "*b*",
                "**a b**",
                "*b.*",
                "[w](https://x.org/a/B)",
                "[a b](http://x)",
                "](https://x.org)",
            ),
        )
    ),
    max_size=9,
).map("".join)


@given(RUNS)
def test_plain_marks_are_read_as_markdown_has_them(markdown: str) -> None:
    quick = inline(markdown.strip(), {})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(importlib.import_module("legalsite.parsing.markdown"), "marked", lambda _: None)
        assert inline(markdown.strip(), {}) == quick


@given(policies())
def test_markdown_and_text_are_inverse(text: str) -> None:
    for clause in parse(Source("x.md", text), ENGLISH).everything():
        for words, _ in clause.texts():
            assert to_text(to_markdown(words)) == words


@given(st.text(alphabet="ab *_`[]()<>&!\\\n.", max_size=40))
@example("a** *b")
@example("*a*b**c**")
def test_text_of_any_markdown_survives(markdown: str) -> None:
    words = to_text(markdown)
    assert to_text(to_markdown(words)).plain.split() == words.plain.split()


@pytest.mark.parametrize(
    ("markdown", "plain"),
    (
        ("a &Tab; b", "a b"),
        ("a&#10;b&#32;&#32; c", "a b c"),
        ("a\\\n&Tab;b", "a\nb"),
        ("a&nbsp;&nbsp;b", "a\u00a0\u00a0b"),
        ("`a` b", "a b"),
        ("[![x](y)](https://a.example)", "x"),
    ),
)
def test_blanks_and_images_written_otherwise_come_back(markdown: str, plain: str) -> None:
    text = to_text(markdown)
    assert text.plain == plain
    assert to_text(to_markdown(text)) == text
