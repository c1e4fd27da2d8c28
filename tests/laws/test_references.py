"""Laws of references: texts keep their words, links lead to clauses that exist, unchanged objects stay."""

import time
from dataclasses import replace
from itertools import pairwise
from urllib.parse import quote

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from legalsite.languages import CONTAINERS, Stemmer, load, shipped
from legalsite.model import (
    STATES,
    Block,
    Clause,
    Document,
    Link,
    Mark,
    Number,
    Pointer,
    Reference,
    Rewrite,
    Source,
    Target,
    Text,
)
from legalsite.parsing import Memory, parse
from legalsite.references import Finder, Names, Resolver, citations, resolve

NAMES = {
    "en": Names(("Privacy Policy",), (("terms", ("Terms of Sale",)),)),
    "kk": Names(("Құпиялық саясат",), (("terms", ("Сату шарттары",)),)),
    "ru": Names(("Политика конфиденциальности", "Политика"), (("terms", ("Условия продажи",)),)),
}
FINDERS = {tag: Finder(load(tag), NAMES[tag]) for tag in shipped() if tag in NAMES}
LANGUAGES = st.sampled_from(sorted(FINDERS))

PIECES = {
    "en": """
        section|Sections|clause|paragraph|Article|Schedule|s.|§§|of|the|this|Policy|Privacy|GDPR|to|and|or|see|days
        |above|no.|Data Protection Act 2018|Terms of Sale""",
    "kk": """
        тармақ|тармағында|тармақшаларында|баптың|5-бабы|және|мен|дейін|осы|Құпиялық|саясаттың|Заңының|бірінші|абзацы
        |-|-ден|-тармағы|№|күн|қосымша|Сату шарттарының""",
    "ru": """
        пункт|п.|пп.|подпункта|статьи|ст.|части|абзац|раздел|и|по|с|до|или|настоящего|Договора|Политики|ГК РФ
        |Закона|второй|той же|дней|см.|№|Условий продажи""",
}
NUMBERS = """
    1|5.2|5.3.|4)|(b)|«а»|32(1)(a)|6-1|12a|II|а)|9:00|2024|01.02.2024|5%|94-V|96/9|٣|(1) (2)|i)|б"""
SIGNS = (",", ";", ".", "–", "-", "(", ")", "«", "»", "\u00a0", "\n", ":", "/")


@st.composite
def sentences(draw: st.DrawFn, tag: str) -> str:
    """Words of citing, numbers and signs in any order: worse than anything that a lawyer writes."""
    words = [word.strip() for word in f"{PIECES[tag]}|{NUMBERS}".split("|")]
    pieces = st.sampled_from([*words, *SIGNS])
    drawn = draw(st.lists(pieces, max_size=24))
    return "".join(word + draw(st.sampled_from((" ", " ", ""))) for word in drawn)


TITLES = ("Privacy Policy", "Policy", "Terms of Sale", "Terms of Use", "Rules of Sale", "Data Protection Act")
"""Names of documents, some with words in common, one of them a law."""


@given(
    st.lists(st.lists(st.sampled_from(TITLES), max_size=2), min_size=1, max_size=4),
    st.lists(st.sampled_from(TITLES), max_size=1),
    st.lists(st.sampled_from((*TITLES, "Trems of Sale", "Polcy", "clause 2.1 of the", "2.1")), max_size=6),
)
def test_the_names_of_a_document_itself_are_no_others(
    site: list[list[str]], own: list[str], words: list[str]
) -> None:
    """Among the names of all policies, which are cut once for all, or left out of them."""
    policies = tuple((f"policy-{at}", tuple(names)) for at, names in enumerate(site))
    text = Text(" ".join(words))
    whole = Finder(load("en"), Names(tuple(own), policies, "policy-0"))
    apart = Finder(load("en"), Names(tuple(own), policies[1:]))
    assert whole.find(text) == apart.find(text)


def references(text: Text) -> list[Reference]:
    return [mark.style for mark in text.marks if isinstance(mark.style, Reference)]


@given(st.data(), LANGUAGES)
def test_finding_only_adds_marks_on_numbers(data: st.DataObject, tag: str) -> None:
    plain = data.draw(sentences(tag))
    found = FINDERS[tag].find(Text(plain))
    assert found.plain == plain
    assert len(found.marks) == len(references(found)) + len(found.of(Pointer))
    for mark in found.of(Reference):
        written = plain[mark.start : mark.end]
        assert written == written.strip()
        assert written[0].isalnum() or written[0] in "(（"
        assert written[-1].isalnum() or written[-1] in ")）"
    for before, after in pairwise(found.marks):
        assert before.end <= after.start


@given(st.data(), LANGUAGES)
def test_finding_again_finds_the_same(data: st.DataObject, tag: str) -> None:
    found = FINDERS[tag].find(Text(data.draw(sentences(tag))))
    assert FINDERS[tag].find(found) == found
    assert FINDERS[tag].find(found.without(Reference)) == found


@given(st.data(), LANGUAGES)
def test_runs_and_citations_are_counted_in_order(data: st.DataObject, tag: str) -> None:
    found = FINDERS[tag].find(Text(data.draw(sentences(tag))))
    styles = references(found)
    assert [style.run for style in styles] == sorted(style.run for style in styles)
    spans = [(cited.start, cited.end, cited.run) for cited in citations(found)]
    assert spans == sorted(spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    for style in styles:
        assert style.number.parts
        assert not style.number.unit or style.number.unit in CONTAINERS
        assert style.status == ("external" if style.document and style.document != "terms" else "found")


@given(st.text(max_size=200), LANGUAGES)
@example("İ 5.2-тармақ", "kk")
@example("section 5.B and п. 5.В", "en")
def test_no_text_breaks_the_finder(plain: str, tag: str) -> None:
    assert FINDERS[tag].find(Text(plain)).plain == plain


@given(st.text(alphabet=st.characters(exclude_categories=("Nd", "Nl", "No", "Lu")), max_size=120), LANGUAGES)
def test_a_text_without_numbers_is_the_same_object(plain: str, tag: str) -> None:
    text = Text(plain.replace("(", "").replace(")", "").replace("«", "").replace('"', ""))
    found = FINDERS[tag].find(text)
    assert found is text or "пер" in plain or "інші" in plain  # number words may cite


DECIMAL = st.lists(st.integers(1, 99), min_size=2, max_size=4).map(lambda parts: ".".join(map(str, parts)))


@given(st.lists(DECIMAL, min_size=2, max_size=6, unique=True), st.sampled_from([".", ""]))
def test_lists_are_read_whole(numbers: list[str], dot: str) -> None:
    *first, last = (f"{number}{dot}" for number in numbers)
    for tag, sentence in (
        ("en", f"subject to clauses {', '.join(first)} and {last}"),
        ("ru", f"согласно пунктам {', '.join(first)} и {last} настоящего Договора"),
        ("kk", f"осы Шарттың {', '.join(first)} және {last} тармақтарында"),
    ):
        cited = list(citations(FINDERS[tag].find(Text(sentence))))
        assert [cite for each in cited for cite in each.cites] == numbers, sentence
        assert {each.run for each in cited} == {0}


@given(st.data(), LANGUAGES)
def test_a_number_in_a_link_is_the_author_s(data: st.DataObject, tag: str) -> None:
    plain = data.draw(sentences(tag))
    text = Text(plain, (Mark(0, len(plain), Link("https://example.org/")),))
    assert FINDERS[tag].find(text) == text


@st.composite
def documents(draw: st.DrawFn, tag: str) -> str:
    """A small policy whose clauses cite at random."""
    lines = [f"# {NAMES[tag].own[0]}", draw(sentences(tag)).replace("\n", " ")]
    for section in range(1, draw(st.integers(1, 3)) + 1):
        lines.append(f"{section}. X")
        clauses = range(1, draw(st.integers(0, 3)) + 1)
        lines += (f"{section}.{clause}. " + draw(sentences(tag)).replace("\n", " ") for clause in clauses)
    return "\n\n".join(lines)


def read(tag: str, text: str, memory: Memory | None = None) -> Document:
    document = parse(Source("policy.md", text), load(tag), memory=memory)
    return Rewrite(FINDERS[tag].find)(document)


@given(st.data(), LANGUAGES)
def test_a_resolved_reference_leads_to_a_clause_that_exists(data: st.DataObject, tag: str) -> None:
    found = read(tag, data.draw(documents(tag)))
    done = resolve(found)
    anchors = [clause.anchor for clause in done.walk()]
    for clause in done.everything():
        for text, _ in clause.texts():
            for style in references(text):
                outside = ("found",) if style.document == "terms" else ()  # no site is known here
                assert style.status in ("resolved", "unresolved", "ambiguous", "external", *outside)
                assert bool(style.targets) == (style.status == "resolved")
                assert all(target.anchor in anchors for target in style.targets)
    plain = [text.plain for clause in found.everything() for text, _ in clause.texts()]
    assert plain == [text.plain for clause in done.everything() for text, _ in clause.texts()]
    broken = [p for p in done.problems if p.rule in ("dead-reference", "ambiguous-reference")]
    wrong = [
        style
        for clause in done.everything()
        for text, _ in clause.texts()
        for style in references(text)
        if style.status in ("unresolved", "ambiguous")
    ]
    assert len(broken) == len(wrong)
    for problem in broken:
        assert problem.place.excerpt


@given(st.data(), LANGUAGES)
def test_clauses_with_the_same_targets_are_the_same_objects(data: st.DataObject, tag: str) -> None:
    text = data.draw(documents(tag))
    memory = Memory()
    rewrite = Rewrite(FINDERS[tag].find)
    versions = [
        rewrite(parse(Source("policy.md", version), load(tag), memory=memory))
        for version in (text, text + "\n\n9. Y\n\n9.1. Z")
    ]
    resolver = Resolver()
    old, new = (resolver(version) for version in versions)
    assert resolver(versions[0]).clauses == old.clauses
    for before, after, was, now in zip(
        versions[0].clauses, versions[1].clauses, old.clauses, new.clauses, strict=False
    ):
        if before is after and was == now:
            assert was is now
        if not any(text.of(Reference, Pointer) for clause in before.walk() for text, _ in clause.texts()):
            assert was is before


def test_only_clauses_with_another_target_are_made_anew() -> None:
    first = (
        "# Terms\n\n## 1. A\n\n1.1. See clause 2.1.\n\n1.2. See clauses 3.1 to 3.3.\n\n## 2. B\n\n"
        "2.1. See 1.1.\n\n## 3. C\n\n3.1. D\n\n3.3. E"
    )
    second = first.replace("3.3. E", "3.2. F\n\n3.3. E")
    memory, resolver, rewrite = Memory(), Resolver(), Rewrite(FINDERS["en"].find)
    versions = [rewrite(parse(Source("x.md", text), load("en"), memory=memory)) for text in (first, second)]
    assert versions[0].clauses[0] is versions[1].clauses[0]
    old, new = map(resolver, versions)
    assert old.clauses[0].children[0] is new.clauses[0].children[0]
    assert old.clauses[0].children[1] is not new.clauses[0].children[1]
    assert old.clauses[0] is not new.clauses[0]
    assert old.clauses[1] is new.clauses[1]


def test_the_preamble_and_the_title_are_resolved_too() -> None:
    clause = Clause(Number(("1",)), "1.", anchor="1")
    document = Document(
        title=FINDERS["en"].find(Text("Notes on clause 1")),
        preamble=Clause().map_own(lambda text: text),
        clauses=(clause,),
    )
    (style,) = references(resolve(document).title)
    assert [target.anchor for target in style.targets] == ["1"]


@pytest.mark.parametrize(
    ("tag", "unit", "tail"),
    (
        ("ru", "1, ", ""),
        ("kk", "1, ", ""),
        ("kk", "1-", " тармақ"),
        ("kk", "(1) ", "тармақ"),
        ("en", "(", " section 1"),
        ("en", "(a)", " section 1"),
        ("en", "1) ", "section"),
        ("ru", "«", "п. 5"),
        ("en", " of the", " section 5"),
        ("kk", "Осы ", "5-тармақ"),
        ("ru", "5.2 Политика ", ""),
        ("ru", "статьи ", "5"),
        ("en", "1.", "section 1"),
        ("en", "the preceding clause 1 ", ""),
        ("ru", "п. 1 предыдущего пункта ", ""),
        ("en", 'section "Delivery', ""),
        ("en", "sections 1 (Fees), ", ""),
        ("en", "5.1/", ""),
    ),
)
def test_time_is_linear(tag: str, unit: str, tail: str) -> None:
    """Eight times the text takes nowhere near sixty-four times as long."""

    def seconds(count: int) -> float:
        plain = unit * count + tail
        start = time.process_time()
        FINDERS[tag].find(Text(plain))
        return time.process_time() - start

    short = min(seconds(1_000) for _ in range(3))
    assert any(seconds(8_000) < 24 * short + 0.1 for _ in range(3))


ADDRESSES = "5|2|.|(|)|a|#|-|_|%|6-1|terms|schedule-|iv|б|٢"
STATED = st.one_of(st.text(max_size=12), st.lists(st.sampled_from(ADDRESSES.split("|"))).map("".join))


@given(st.data(), LANGUAGES, STATED)
def test_whatever_an_author_states_the_words_stay_and_nothing_is_left_unsaid(
    data: st.DataObject, tag: str, said: str
) -> None:
    """A stated citation is resolved or told of; what cannot be read is told of too, and is no link."""
    words = data.draw(sentences(tag)).strip() or "1.1"
    text = Text(f"{words} 1.1", (Mark(0, len(words), Link(STATES + quote(said))),))
    document = parse(Source("x.md", "# X\n\n1. One\n\n1.1. Two\n"), load(tag))
    clause = replace(document.clauses[0], blocks=(Block("paragraph", text),))
    found = Rewrite(FINDERS[tag].find)(replace(document, clauses=(clause,)))
    done = resolve(found, lambda _: None)
    ((after, _),) = ((text, trace) for text, trace in done.clauses[0].texts() if text.plain.endswith(" 1.1"))
    assert after.plain == text.plain
    stated = [style for style in references(after) if style.stated]
    told = {problem.rule for problem in (*FINDERS[tag].problems(found), *done.problems)}
    if after.of(Link):
        assert "malformed-reference" in told
        assert not stated
    elif said.strip():
        (style,) = stated
        assert style.targets or told & {"dead-reference", "ambiguous-reference"}
    else:
        assert not stated


WORDS = st.text(alphabet="абвгклмнопрстығқңүі", min_size=4, max_size=12)


@given(WORDS, st.integers(0, 11), st.sampled_from(["", "а", "қ", "ң", "ның"]))
def test_words_that_are_nearly_one_have_a_blur_and_an_edge_in_common(
    word: str, at: int, letters: str
) -> None:
    stemmer = Stemmer(load("kk").naming)
    for other in (word[:at] + letters + word[at + 1 :], word[:at] + letters + word[at:], word + letters):
        if stemmer.nearly(word, other):
            assert not stemmer.blurs(word).isdisjoint(stemmer.blurs(other))
            assert not stemmer.edges(word).isdisjoint(stemmer.edges(other))


BORN = {
    "en": """
        {0}.|{0})|Article {0}.|Section {0}.|§ {0}|Chapter {0}|I.|II.|Schedule {0}|A.|5.2|5.2-1.|5.2.1.|({0})
        |(a)|b)|1.1""",
    "ru": """
        {0}.|{0})|Статья {0}.|Раздел {0}|§ {0}|Глава {0}|I.|Приложение {0}|5.2.|5.2-1.|5.2.1|({0})
        |а)|б)|1.1.""",
    "kk": """
        {0}.|{0})|{0}-бап.|{0}-бөлім|{0}-тарау|I.|{0}-қосымша|5.2.|5.2-1.|5.2.1|({0})|а)|ә)|1.1.""",
}
CITED = {
    "en": """
        clause {0}|article {0}|section {0}|(section {0})|point {0}|item ({0})|§ {0}|clause {0}, 5.2 and {0}
        |this clause|this section|the preceding section
        |clause {0} of this Policy|paragraph {0}|section {0}(a)|article 5.2|clauses 1 to 5|subsection {0})
        |chapter {0}""",
    "ru": """
        пункт {0}|статья {0}|раздел {0}|(п. {0})|пункт ({0})|§ {0}|подпункт {0}|пункты {0}, 5.2 и {0}
        |настоящий пункт|настоящий раздел|предыдущий пункт
        |пункт {0} настоящей Политики|часть {0}|пункт 1 статьи {0}|статья 5.2|пункты 1-5|подпункт {0})
        |глава {0}""",
    "kk": """
        {0}-тармақ|{0}-бап|{0}-бөлім|({0}-тармақ)|({0}) тармақ|{0}-тармақша|5.2 және {0}-тармақтар|{0}-тарау
        |осы тармақ|осы бөлім|алдыңғы тармақ
        |осы Саясаттың {0}-тармағы|{0}-бөлік|{0}-баптың 1-тармағы|5.2-бап|1-5-тармақтар|{0})-тармақша""",
}


@st.composite
def numbered(draw: st.DrawFn, tag: str) -> list[str]:
    """Clauses of all styles that cite one another by whole numbers."""
    born, cited = ([form.strip() for form in forms[tag].split("|")] for forms in (BORN, CITED))
    count, sentence = st.integers(1, 6), st.sampled_from(cited)
    styles = draw(st.lists(st.sampled_from(born), min_size=1, max_size=3))
    row = [draw(st.sampled_from(styles)).format(at) for at in range(1, draw(count) + 1)]
    row += draw(st.lists(st.sampled_from(born), max_size=4))
    return [f"{label.format(draw(count))} X {draw(sentence).format(draw(count))} x." for label in row]


def cited_in(document: Document) -> list[tuple[str, list[tuple[str, tuple[Target, ...]]]]]:
    """What each clause cites, and what became of that."""
    cited = ((clause.anchor, text) for clause in document.everything() for text, _ in clause.texts())
    return [(at, [(cite.status, cite.targets) for cite in citations(text)]) for at, text in cited]


LABELS = ("{0}.", "{0}.", "{0})", "({0})", "I.", "{1}.", "{1}.", "Article {0}.", "")
"""How a clause may print its number: the last part of it, all of it, or something else."""


@st.composite
def clauses(draw: st.DrawFn, tag: str, above: Number | None = None) -> tuple[Clause, ...]:
    """Clauses of numbers, labels and kinds that hardly go together, which cite one another."""
    outermost = ("1", "2", "3", "4", "5", "I", "V", "A", "3-1")
    parts = ("1", "2", "3", "5", "a", "b", "i", "I", "A", "2-1")
    units = ("", "", "", "", "section", "chapter", "schedule", "transitional") if above is None else ("",)
    kinds = st.sampled_from(("", "", "article", "section", "point", "clause", "chapter"))
    sentence = st.sampled_from([form.strip() for form in CITED[tag].split("|")])
    found = []
    for part in draw(
        st.lists(st.sampled_from(outermost if above is None else parts), max_size=4, unique=True)
    ):
        number = above.child(part) if above else Number((part,), draw(st.sampled_from(units)))
        label = draw(st.sampled_from(LABELS)).format(part, ".".join(number.parts))
        text = FINDERS[tag].find(Text(draw(sentence).format(draw(st.integers(1, 5)))))
        inner = draw(clauses(tag, number)) if len(number.parts) < 3 and draw(st.booleans()) else ()
        found.append(
            Clause(
                number, label, draw(kinds), str(number), blocks=(Block("paragraph", text),), children=inner
            )
        )
    return tuple(found)


@settings(max_examples=300)
@given(st.data(), LANGUAGES)
def test_a_number_written_twice_elsewhere_moves_no_link(data: st.DataObject, tag: str) -> None:
    """What is certain by its name is what is found the long way, which such a number makes all take."""
    row = data.draw(clauses(tag))
    assume(len({clause.anchor for clause in row}) == len(row))
    again = tuple(Clause(Number(("98",)), "98.", anchor=anchor) for anchor in ("98", "98_2"))
    short, long = resolve(Document(clauses=row)), resolve(Document(clauses=(*row, *again)))
    assert cited_in(short) == cited_in(long)


@given(st.data(), LANGUAGES)
def test_versions_are_resolved_as_if_each_were_the_only_one(data: st.DataObject, tag: str) -> None:
    lines = data.draw(numbered(tag))
    memory, resolver = Memory(), Resolver(load(tag))
    for changes in range(2):
        if changes:
            at = data.draw(st.integers(0, len(lines) - 1))
            lines[at : at + 1] = data.draw(numbered(tag))[: data.draw(st.integers(0, 2))]
        found = read(tag, "\n\n".join(["# X", *lines]), memory)
        done, alone = resolver(found), resolve(found, language=load(tag))
        assert cited_in(done) == cited_in(alone)
        assert done.problems == alone.problems
