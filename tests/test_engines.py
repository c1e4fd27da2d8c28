"""Engines of machine translation: what they are sent, what is taken from them, and what they may do wrong."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest

from contracts import KEY, Answer, Contract, DeepL, LibreTranslate, serving
from legalsite.engines import (
    Access,
    Engine,
    EngineError,
    Filled,
    Wordings,
    estimate,
    fill,
    open_engine,
    patience,
    wanted,
)
from legalsite.engines.notation import LostError, Notation, Tags, Words
from legalsite.engines.protect import Protected
from legalsite.languages import load
from legalsite.translations import Catalog, Entry, state

ENGLISH, SPANISH, RUSSIAN = load("en"), load("es"), load("ru")
BOTH = Wordings(ENGLISH, SPANISH)
MESSAGES = (
    "**Operator** means the company in [our register](https://x.org/a_b) and in clause {1}.",
    "See `x-y`, clauses {1} and {2}, and the note[^1].\\\nA second line with *two words*.",
    "[The rules on refunds](clause:{1}) apply if A \\< B & {{c}}.",
    "{1}; {2}",
    "Plain words.",
)
XML = Tags()
NOTATIONS = (XML, Tags("code", "span", escaped=False), Words())


def catalog(*msgids: str) -> Catalog:
    return Catalog("es", entries=tuple(Entry(msgid, line=at) for at, msgid in enumerate(msgids, 1)))


@dataclass
class Scripted:
    """An engine that answers what it is told to, text by text, or the text itself."""

    answers: dict[str, str | EngineError] = field(default_factory=dict)
    notation: Notation = XML
    longest: int = 0
    most: int = 10
    asked: list[list[str]] = field(default_factory=list)
    name: str = "scripted"
    price: None = None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        self.asked.append(list(texts))
        found = []
        for text in texts:
            answer = self.answers.get(text, text)
            if isinstance(answer, EngineError):
                raise answer
            found.append(answer)
        return found


@dataclass
class Sleep:
    """A clock that goes on at once."""

    waits: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> None:
        self.waits.append(seconds)


def filled(engine: Engine, *msgids: str, wordings: Wordings = BOTH, sleep: Sleep | None = None) -> Filled:
    given = catalog(*msgids)
    return fill(given, wanted(given), engine, wordings, sleep=sleep or Sleep())


# what is sent, and taken back


@pytest.mark.parametrize("notation", NOTATIONS, ids=["xml", "html", "words"])
@pytest.mark.parametrize("msgid", MESSAGES)
def test_what_comes_back_as_it_was_sent_is_the_message(msgid: str, notation: Notation) -> None:
    job = Protected(msgid, notation)
    answers = (
        job.texts if not (isinstance(notation, Tags) and not notation.escaped) else _unescaped(job.texts)
    )
    assert job.restore(answers) == msgid


def _unescaped(texts: Sequence[str]) -> list[str]:
    return [text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for text in texts]


def test_an_engine_reads_words_with_signs_in_them() -> None:
    assert Protected(MESSAGES[0], Tags()).texts == [
        (
            '<g id="0">Operator</g> means the company in <g id="1">our register</g> '
            'and in clause <x id="2">1</x>.'
        )
    ]
    assert Protected(MESSAGES[0], Words()).texts == [
        "Operator",
        "our register",
        "Xqaz means the company in Xqbz and in clause Xqcz.",
    ]


def test_a_sign_that_touches_a_word_touches_it_again() -> None:
    job = Protected("The note[^1] and`x`so", Words())
    assert job.texts == ["The note Xqay and Xqbw so"]
    assert job.restore(["La nota Xqay y Xqbw tal"]) == "La nota[^1] y`x`tal"


def test_signs_may_change_their_order() -> None:
    job = Protected("Clause {1} of **the rules**", Tags())
    back = job.restore(['<g id="1">REGLAS</g>: cláusula <x id="0">1</x>'])
    assert back == "**REGLAS**: cláusula {1}"


def test_whatever_an_engine_writes_is_words_and_no_markup() -> None:
    job = Protected("Pay {1} now", Tags())
    back = job.restore(['*Paga* <x id="0"/> {ahora} [x](http://evil.example) <b>'])
    assert back == "\\*Paga\\* {1} {{ahora}} \\[x\\](http://evil.example) \\<b\\>"


@pytest.mark.parametrize(
    ("msgid", "answer", "reason"),
    (
        ("Clause {1}", "cláusula", "1 lost"),
        ("Clause {1}", 'cláusula <x id="0"/> <x id="0"/>', "1 too many"),
        ("Clause {1}", 'cláusula <x id="7"/>', "1 lost, 1 too many"),
        ("**A** and {1}", '<g id="0">A</g><x id="1"/></g>', "never began"),
        ("**A** and {1}", '<g id="0">A y <x id="1"/>', "does not end"),
        ("**A** and {1}", '<g id="0">A y <x id="1"/></g>', "came back otherwise"),
        ("**A** and b", '<g id="0"> </g> A y b', "no words"),
        ("**A** and b", '<g id="0"/> A y b', "no words"),
        ("A word", "  ", "empty"),
    ),
)
def test_a_translation_without_the_text_s_signs_is_refused(msgid: str, answer: str, reason: str) -> None:
    job = Protected(msgid, Tags())
    with pytest.raises(LostError, match=reason):
        job.restore([answer])


def test_long_texts_are_cut_at_sentences() -> None:
    msgid = "One is **first**. Two is second, as {1} says. Three is a third."
    job = Protected(msgid, Tags(), longest=50)
    assert job.texts == [
        'One is <g id="0">first</g>.',
        'Two is second, as <x id="1">1</x> says.',
        "Three is a third.",
    ]
    assert job.restore(job.texts) == msgid
    done = filled(Scripted(longest=20), "A short one.", "A sentence that is longer than that.")
    assert done.done == 1
    assert "longer than the 20" in done.refused[0].reason


def test_terms_have_their_wording() -> None:
    job = Protected(
        "Each User and Users of the User Account", Tags(), terms={"User": "用户", "User Account": "账户"}
    )
    assert job.texts == ['Each <x id="0">用户</x> and Users of the <x id="1">账户</x>']
    assert job.restore(['每个<x id="0">x</x>与<x id="1"/>']) == "每个用户与账户"


def test_where_nouns_have_cases_wordings_are_looked_for_and_not_forced() -> None:
    wordings = Wordings(ENGLISH, RUSSIAN, {"User": "Пользователь", "Site": "Сайт"})
    assert not wordings.forced
    engine = Scripted({"The User leaves the Site": "Клиент покидает Сайты"})
    done = filled(engine, "The User leaves the Site", "Data of a User", wordings=wordings)
    engine.answers["Data of a User"] = "Данные Пользователя"
    assert [refusal.reason for refusal in done.unkept] == ["User = Пользователь"] * 2
    assert not list(wordings.unkept("Data of a User", "Данные Пользователя"))
    assert not list(wordings.unkept("Whoever is a user", "Любой клиент")), "a small letter is no term"


# what becomes of a catalog


def test_a_draft_is_a_machine_s_until_a_person_has_read_it() -> None:
    done = filled(Scripted({"Plain words.": "Palabras."}), "Plain words.")
    entry = done.catalog.current["Plain words."]
    assert (entry.msgstr, entry.fuzzy, entry.remarks) == (
        "Palabras.",
        True,
        ("machine translation: scripted",),
    )
    assert state(entry) == "machine"


def test_only_what_is_missing_is_translated() -> None:
    old = Entry("Old", "Viejo", fuzzy=True, previous="Older", remarks=("by Ana",))
    given = Catalog(
        "es", entries=(Entry("Done", "Hecho"), Entry("Doubted", "Dudoso", fuzzy=True), old, Entry("New"))
    )
    assert [entry.msgid for entry in wanted(given)] == ["New"]
    assert [entry.msgid for entry in wanted(given, stale=True)] == ["Old", "New"]
    assert [entry.msgid for entry in wanted(given, stale=True, limit=1)] == ["Old"]
    done = fill(given, wanted(given, stale=True), Scripted(), BOTH, sleep=Sleep())
    kept = done.catalog.current["Old"]
    assert kept.remarks == ("machine translation: scripted", "by Ana", "before the machine: Viejo")
    assert state(kept) == "machine"
    assert done.catalog.entries[:2] == given.entries[:2]


def test_a_refused_message_stays_as_it_was_and_takes_no_other_with_it() -> None:
    refusal = EngineError("scripted refuses the text", texts=True)
    done = filled(
        Scripted({"Bad": refusal, 'Clause <x id="0">1</x>': "nada"}), "Good", "Bad", "Clause {1}", "{broken"
    )
    assert [entry.msgid for entry in done.catalog.entries if entry.msgstr] == ["Good"]
    assert {r.entry.msgid: r.reason for r in done.refused}.keys() == {"Bad", "Clause {1}", "{broken"}
    assert not done.stopped


def test_an_outage_keeps_what_came_whole() -> None:
    broken = EngineError("scripted is down", passing=True)
    sleep = Sleep()
    engine = Scripted({"Three": broken}, most=2)
    done = filled(engine, "One", "Two", "Three", "Four", sleep=sleep)
    assert [entry.msgid for entry in done.catalog.entries if entry.msgstr] == ["One", "Two"]
    assert done.stopped == "scripted is down"
    assert sleep.waits == [1, 2, 4, 8]
    nothing = filled(Scripted({"One": broken}), "One")
    assert nothing.catalog == catalog("One")


def test_an_engine_that_loses_count_is_not_believed() -> None:
    class Short(Scripted):
        def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
            return list(texts)[1:]

    done = filled(Short(), "One", "Two")
    assert "1 texts to 2" in done.stopped
    assert done.done == 0


def test_the_estimate_counts_words_and_no_markup() -> None:
    entries = wanted(catalog("**Bold** words, clause {1}.", "{broken"))
    told = estimate(entries, open_engine("deepl", Access(KEY)), {})
    assert (told.messages, told.characters, told.currency) == (2, len("Bold words, clause ."), "EUR")
    assert told.price == pytest.approx(20e-6 * 20)
    free = estimate(entries, open_engine("deepl", Access(f"{KEY}:fx")), {})
    assert free.price == 0
    assert estimate(entries, Scripted(), {}).price is None


# DeepL's own client, and LibreTranslate, against servers that keep to their contracts


@pytest.fixture
def deepl() -> Iterator[DeepL]:
    contract = DeepL()
    with serving(contract):
        yield contract


@pytest.fixture
def libretranslate() -> Iterator[LibreTranslate]:
    contract = LibreTranslate(key=KEY)
    with serving(contract):
        yield contract


def reached(contract: Contract, key: str = KEY, seconds: float = 5.0) -> Engine:
    name = "deepl" if isinstance(contract, DeepL) else "libretranslate"
    return open_engine(name, Access(key, contract.address, seconds))


@pytest.mark.parametrize("name", ("deepl", "libretranslate"))
def test_the_contract_is_kept(name: str, request: pytest.FixtureRequest) -> None:
    contract = request.getfixturevalue(name)
    done = filled(reached(contract), *MESSAGES)
    assert not done.refused
    assert not done.stopped
    assert [entry.msgstr for entry in done.catalog.entries] == [
        "**OPERATOR** MEANS THE COMPANY IN [OUR REGISTER](https://x.org/a_b) AND IN CLAUSE {1}.",
        "SEE `x-y`, CLAUSES {1} AND {2}, AND THE NOTE[^1].\\\nA SECOND LINE WITH *TWO WORDS*.",
        "[THE RULES ON REFUNDS](clause:{1}) APPLY IF A \\< B & {{C}}.",
        "{1}; {2}",
        "PLAIN WORDS.",
    ]


def test_deepl_is_asked_as_it_wants_to_be(deepl: DeepL) -> None:
    filled(reached(deepl), "Words", wordings=Wordings(load("kk"), ENGLISH))
    asked = json.loads(deepl.asked[-1][2])
    assert (asked["source_lang"], asked["target_lang"]) == ("KK", "EN-GB")
    assert asked["tag_handling"] == "xml"
    assert asked["ignore_tags"] == ["x"]


@pytest.mark.parametrize("name", ("deepl", "libretranslate"))
def test_a_crowd_and_a_failure_pass(name: str, request: pytest.FixtureRequest) -> None:
    contract = request.getfixturevalue(name)
    engine = reached(contract)
    assert filled(engine, "Languages are asked for once").done == 1
    contract.answers += [Answer(429, {"message": "later", "error": "Slowdown"}), Answer(500), Answer(503)]
    sleep = Sleep()
    assert filled(engine, "Words", sleep=sleep).done == 1
    assert sleep.waits == [1, 2, 4]


def test_a_server_may_say_how_long_to_wait(libretranslate: LibreTranslate) -> None:
    engine = reached(libretranslate)
    filled(engine, "Words")
    libretranslate.answers.append(Answer(429, {"error": "Slowdown"}, {"Retry-After": "7"}))
    sleep = Sleep()
    assert filled(engine, "Words", sleep=sleep).done == 1
    assert sleep.waits == [7]
    libretranslate.answers.append(Answer(429, {"error": "Slowdown"}, {"Retry-After": "3600"}))
    assert "asked too often" in filled(engine, "Words", sleep=sleep).stopped
    assert sleep.waits == [7]


@pytest.mark.parametrize(
    ("name", "answer", "told"),
    (
        ("deepl", Answer(403), "does not accept the key"),
        ("deepl", Answer(456, {"message": "Quota exceeded"}), "used up"),
        ("deepl", Answer(404, {"message": "?"}), "answered 404"),
        ("deepl", Answer(200, "<html>"), "not what its API promises"),
        ("deepl", Answer(200, {"translations": []}), "not what its API promises"),
        ("deepl", Answer(200, {"other": []}), "not what its API promises"),
        (
            "libretranslate",
            Answer(403, {"error": "Invalid API key"}),
            "does not accept the key .Invalid API key",
        ),
        ("libretranslate", Answer(200, "{broken"), "is no JSON"),
        ("libretranslate", Answer(200, {"translatedText": "one"}), "not what its API promises"),
        ("libretranslate", Answer(200, []), "not what its API promises"),
        ("libretranslate", Answer(404, "not here"), "is the address right"),
    ),
)
def test_what_does_not_pass_is_told_at_once(
    name: str, answer: Answer, told: str, request: pytest.FixtureRequest
) -> None:
    contract = request.getfixturevalue(name)
    engine = reached(contract)
    filled(engine, "Languages are asked for once")
    contract.answers.append(answer)
    sleep = Sleep()
    done = filled(engine, "Words", sleep=sleep)
    assert told.replace(".", "(") in done.stopped
    assert KEY not in done.stopped
    assert done.catalog == catalog("Words")
    assert not sleep.waits


@pytest.mark.parametrize("name", ("deepl", "libretranslate"))
def test_a_wrong_key_is_told_and_not_shown(name: str, request: pytest.FixtureRequest) -> None:
    done = filled(reached(request.getfixturevalue(name), "some-other-key"), "Words")
    assert "does not accept the key" in done.stopped
    assert "some-other-key" not in done.stopped + repr(Access("some-other-key"))


@pytest.mark.parametrize("name", ("deepl", "libretranslate"))
def test_nobody_waits_for_ever(
    name: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    contract = request.getfixturevalue(name)
    engine = reached(contract, seconds=1)
    filled(engine, "Languages are asked for once")
    monkeypatch.setattr(patience, "TRIES", 2)
    contract.answers += [Answer(late=1.5)] * 2
    assert "gave no answer within 1 seconds" in filled(engine, "Words").stopped


@pytest.mark.parametrize("name", ("deepl", "libretranslate", "apy"))
def test_a_server_that_is_not_there(name: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # not listening
        engine = open_engine(name, Access(KEY, f"http://127.0.0.1:{taken.getsockname()[1]}", 1.0))
        assert "cannot be reached" in filled(engine, "Words").stopped


def test_libretranslate_s_own_limit_is_kept() -> None:
    contract = LibreTranslate(limit=40)
    with serving(contract):
        done = filled(reached(contract, key=""), "One sentence that is here. Another that is.", "word " * 20)
    assert [entry.msgstr for entry in done.catalog.entries if entry.msgstr] == [
        "ONE SENTENCE THAT IS HERE. ANOTHER THAT IS."
    ]
    assert len(done.refused) == 1
    assert "api_key" not in contract.asked[-1][2]


def test_languages_have_the_server_s_own_names(libretranslate: LibreTranslate) -> None:
    engine = reached(libretranslate)
    assert filled(engine, "Words", wordings=Wordings(ENGLISH, load("zh"))).done == 1
    assert json.loads(libretranslate.asked[-1][2])["target"] == "zh-Hans"
    assert "from en into kk" in filled(engine, "Words", wordings=Wordings(ENGLISH, load("kk"))).stopped


@pytest.mark.parametrize(
    ("name", "told"), (("deepl", "DEEPL_AUTH_KEY"), ("libretranslate", "LIBRETRANSLATE_ADDRESS"))
)
def test_what_an_engine_lacks_is_told(name: str, told: str) -> None:
    with pytest.raises(EngineError, match=told):
        open_engine(name, Access())


def test_an_address_is_one_of_the_web() -> None:
    engine = open_engine("libretranslate", Access(address="file:///etc"))
    assert "is no address" in filled(engine, "Words").stopped
