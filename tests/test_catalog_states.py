"""In what state a message is: by the fuzzy mark, the previous text and the remark on a machine alone."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from legalsite.translations import Catalog, Entry, State, engine, format_po, parse_po, state

MACHINE = ("machine translation: DeepL",)

STATES: list[tuple[State, Entry]] = [
    ("missing", Entry("One.")),
    ("missing", Entry("Only white space.", " \n")),
    ("missing", Entry("Fuzzy, but empty.", "", True, "Before.", remarks=MACHINE)),
    ("translated", Entry("Two.", "Два.")),
    ("translated", Entry("The previous text was forgotten.", "Три.", previous="Before.")),
    ("translated", Entry("A remark.", "Четыре.", remarks=("no machine translation: please",))),
    ("fuzzy", Entry("Five.", "Пять.", fuzzy=True)),
    ("stale", Entry("Six.", "Шесть.", True, "Before.")),
    ("machine", Entry("Seven.", "Семь.", True, remarks=("see clause 2", *MACHINE))),
    ("stale", Entry("A machine's of another text.", "Восемь.", True, "Before.", remarks=MACHINE)),
    ("reviewed", Entry("Nine.", "Девять.", remarks=MACHINE)),
]


@pytest.mark.parametrize(("expected", "entry"), STATES, ids=lambda value: getattr(value, "msgid", value))
def test_the_state_of_a_message(expected: State, entry: Entry) -> None:
    assert state(entry) == expected


def test_a_machine_is_named() -> None:
    assert [engine(entry) for _, entry in STATES[-3:]] == ["DeepL"] * 3
    assert engine(Entry("Two.", "Два.", remarks=("by hand",))) == ""


@pytest.mark.skipif(not shutil.which("msgcat"), reason="gettext is not installed")
def test_gettexts_tools_keep_the_states() -> None:
    header = Entry("", "Content-Type: text/plain; charset=UTF-8\n")
    data = format_po(Catalog("ru", header, tuple(entry for _, entry in STATES)))
    for tool in (["msgcat", "-"], ["msgcat", "--sort-output", "-"], ["msgattrib", "-"]):
        ran = subprocess.run(tool, input=data, capture_output=True, check=True)
        kept = parse_po(ran.stdout, "ru.po", "ru").current
        assert {msgid: state(entry) for msgid, entry in kept.items()} == {e.msgid: s for s, e in STATES}
