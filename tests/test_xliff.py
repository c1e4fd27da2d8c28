"""XLIFF out to translation agencies and back, as their tools send it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from translate.storage.xliff2 import Xliff2File

from legalsite.interchange import Legend, Unit, read_xliff, restored, write_xliff
from legalsite.translations import State, Template, as_message, read_catalog, state, template
from sites import SAMPLE, sample, site
from test_cli import run

SPACE = "{urn:oasis:names:tc:xliff:document:2.0}"
POLICY = """# Privacy Policy

1. The **Site** is [ours](https://example.com/).

2. As clauses 1 and 1 say, see clause 3.

3. See [the rules](clause:1).[^a]

4. Never sent.

[^a]: A note.
"""
CATALOG = """
msgid "Never sent."
msgstr "Никогда."

#, fuzzy
#| msgid "A remark."
msgid "A note."
msgstr "Замечание."
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with a policy and the beginning of its catalog; the current folder."""
    files = {"privacy/2024-09-15.en.md": POLICY, "privacy/ru.po": CATALOG}
    site(tmp_path, files, ("en", "ru"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def exported(*options: str) -> Any:
    """The root of privacy.xlf, written anew."""
    result = run("translations", "export", "privacy.xlf", "-l", "ru", "--overwrite", *options)
    assert result.exit_code == 0, result.output
    return etree.parse("privacy.xlf").getroot()


def units(root: Any) -> dict[str, Any]:
    """The units by the words of their source."""
    return {"".join(unit.find(f".//{SPACE}source").itertext()): unit for unit in root.iter(f"{SPACE}unit")}


def translate(unit: Any, change: Callable[[str], str], state: str = "translated") -> None:
    """What a tool does: the source's markup as the target, with other words in it."""
    segment = unit.find(f"{SPACE}segment")
    for old in segment.findall(f"{SPACE}target"):
        segment.remove(old)
    source = etree.tostring(segment.find(f"{SPACE}source"), encoding="unicode", with_tail=False)
    segment.append(
        etree.fromstring(change(source).replace("<source", "<target").replace("</source", "</target"))
    )
    segment.set("state", state)
    segment.attrib.pop("subState", None)


def imported(root: Any, *options: str, fails: bool = False) -> str:
    Path("privacy.xlf").write_bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))
    result = run("translations", "import", "privacy.xlf", *options)
    assert result.exit_code == int(fails), result.output
    return result.output


def entries() -> dict[str, tuple[str, State]]:
    return {
        m: (e.msgstr, state(e)) for m, e in read_catalog(Path("content/privacy/ru.po"), "ru").current.items()
    }


def test_what_an_agency_sees() -> None:
    root = exported()
    assert dict(root.attrib) == {"version": "2.1", "srcLang": "en", "trgLang": "ru"}
    unit = units(root)["As clauses  and  say, see clause ."]
    assert unit.get("name") == "clause 2"
    assert [(ph.get("id"), ph.get("disp"), ph.get("canDelete")) for ph in unit.iter(f"{SPACE}ph")] == [
        ("p1", "1", "no"), ("p1.2", "1", "no"), ("p2", "3", "no"),
    ]  # fmt: skip
    assert unit.find(f"{SPACE}segment").get("state") == "initial"
    notes = [note.text for note in unit.iter(f"{SPACE}note")]
    assert notes[0] == "clause 2"
    around = [
        (pc.get("id"), pc.get("type"), pc.get("dispEnd"))
        for pc in units(root)["The Site is ours."].iter(f"{SPACE}pc")
    ]
    assert around == [("b", "fmt", "**"), ("a1", "link", "](https://example.com/)")]
    stale = units(root)["A note."]
    assert stale.find(f"{SPACE}segment").get("subState") == "legalsite:stale"
    assert "Before, the original said: A remark." in [note.text for note in stale.iter(f"{SPACE}note")]
    assert units(root)["Never sent."].find(f"{SPACE}segment").get("state") == "translated"


def test_only_what_is_asked_for_is_sent() -> None:
    assert list(units(exported("--only", "stale"))) == ["A note."]
    assert list(units(exported("--only", "stale", "--only", "translated"))) == ["Never sent.", "A note."]
    Path("privacy.xlf").unlink()
    result = run("translations", "export", "privacy.xlf", "-l", "ru", "--only", "reviewed")
    assert "nothing to send" in result.output
    assert not Path("privacy.xlf").exists()


def test_a_file_that_is_there_is_not_written_over() -> None:
    Path("privacy.xlf").write_text("an agency's work")
    result = run("translations", "export", "privacy.xlf", "-l", "ru")
    assert result.exit_code == 2
    assert Path("privacy.xlf").read_text() == "an agency's work"


def test_out_and_in_changes_nothing() -> None:
    run("translations", "update")
    before = Path("content/privacy/ru.po").read_bytes()
    assert "unchanged; 0 imported, 2 there already, 4 not translated in it" in imported(exported())
    assert Path("content/privacy/ru.po").read_bytes() == before


def test_a_translation_comes_back_with_its_codes() -> None:
    root = exported()
    known = units(root)
    translate(
        known["The Site is ours."],
        lambda s: s.replace("The ", "").replace("Site", "Сайт").replace("ours", "наш").replace(" is ", " "),
    )
    swapped = '<source>См. <ph id="p2"/>, как и <ph id="p1"/>, <ph id="p1.2"/>.</source>'
    translate(
        known["As clauses  and  say, see clause ."],
        lambda _: swapped.replace("<source", f'<source xmlns="{SPACE[1:-1]}"'),
        "final",
    )
    translate(
        known["See the rules."],
        lambda s: s.replace("See ", "См. ").replace("the rules", "правила"),
        "reviewed",
    )
    translate(known["A note."], lambda s: s.replace("A note", "Сноска"), "initial")
    output = imported(root)
    assert "written; 4 imported, 1 there already, 1 not translated in it" in output
    found = entries()
    assert found["The **Site** is [ours](https://example.com/)."] == (
        "**Сайт** [наш](https://example.com/).",
        "translated",
    )
    assert found["As clauses {1} and {1} say, see clause {2}."] == ("См. {2}, как и {1}, {1}.", "translated")
    assert found["See [the rules](clause:{1}).[^a]"] == ("См. [правила](clause:{1}).[^a]", "translated")
    assert found["A note."] == ("Сноска.", "fuzzy")
    assert run("translations", "update").exit_code == 0
    assert entries() == found


def test_what_a_person_wrote_meanwhile_stays() -> None:
    root = exported()
    translate(units(root)["Never sent."], lambda s: s.replace("Never sent", "Никогда не отправлено"))
    output = imported(root)
    assert "the catalog has another translation (--overwrite replaces it)" in output
    assert "      Никогда не отправлено." in output
    assert entries()["Never sent."] == ("Никогда.", "translated")
    imported(root, "--overwrite")
    assert entries()["Never sent."] == ("Никогда не отправлено.", "translated")


def test_an_initial_segment_takes_the_place_of_no_current_translation() -> None:
    root = exported()
    translate(units(root)["Never sent."], lambda s: s.replace("Never sent", "Черновик"), "initial")
    imported(root, "--overwrite")
    assert entries()["Never sent."] == ("Никогда.", "translated")


@pytest.mark.parametrize(
    ("back", "after"), (("initial", "machine"), ("translated", "reviewed"), ("final", "reviewed"))
)
def test_a_machine_s_words_are_cleared_by_a_state(back: str, after: str) -> None:
    draft = '# machine translation: Test\n#, fuzzy\nmsgid "Never sent."\nmsgstr "Машина."\n'
    Path("content/privacy/ru.po").write_text(draft)
    root = exported()
    segment = units(root)["Never sent."].find(f"{SPACE}segment")
    assert segment.get("subState") == "legalsite:machine"
    segment.set("state", back)
    imported(root)
    assert entries()["Never sent."] == ("Машина.", after)


def test_the_old_translation_may_turn_out_to_hold() -> None:
    root = exported()
    units(root)["A note."].find(f"{SPACE}segment").set("state", "translated")
    imported(root)
    assert entries()["A note."] == ("Замечание.", "translated")


@pytest.mark.parametrize(
    ("change", "said"),
    (
        (('<ph id="p2"', '<ph id="p9"'), "the source has no code 'p9'|the code p9 stands more often"),
        (('<ph id="p1.2"', '<ph id="p2.2"'), "the code p2 stands more often than in the source"),
        ((r'<ph id="p2"[^>]*>', "3"), "the code p2 is missing"),
        ((r'<ph id="p2"', '<ec startRef="b"/><ph id="p2"'), "the code b ends where it has not begun"),
        ((r'<ph id="p2"', '<sc id="b"/><ph id="p2"'), "the code b does not end"),
        ((r'<ph id="p2"', '<ph id="x"/><ph id="p2"'), "the source has no code 'x'"),
    ),
)
def test_damaged_codes_are_refused(change: tuple[str, str], said: str) -> None:
    root = exported()
    unit = units(root)["As clauses  and  say, see clause ."]
    translate(unit, lambda s: re.sub(*change, s))
    translate(units(root)["A note."], lambda s: s.replace("A note", "Сноска"))
    output = imported(root, fails=True)
    assert re.search(said, output)
    assert re.search(rf"privacy\.xlf:\d+: unit {unit.get('id')} \(clause 2\)", output)
    assert entries()["As clauses {1} and {1} say, see clause {2}."] == ("", "missing")
    assert entries()["A note."] == ("Сноска.", "translated"), "the others are taken in"


def test_a_source_that_was_changed_is_refused() -> None:
    root = exported()
    unit = units(root)["Never sent."]
    unit.find(f".//{SPACE}source").text = "Always sent."
    unit.find(f".//{SPACE}target").text = "Всегда."
    assert "its source is not the text that was sent out" in imported(root, fails=True)
    assert entries()["Never sent."] == ("Никогда.", "translated")


def test_what_is_gone_meanwhile_is_listed() -> None:
    root = exported()
    translate(units(root)["Never sent."], lambda s: s.replace("Never sent", "Старое"))
    path = Path("content/privacy/2024-09-15.en.md")
    path.write_text(path.read_text().replace("Never sent.", "Sent now."))
    output = imported(root)
    assert "no version has their text any more" in output
    assert "(clause 4)\n      Старое." in output


def test_segments_that_a_tool_has_cut() -> None:
    """Tools cut a paragraph into sentences, put what is between them aside, and may turn the order."""
    path = Path("content/privacy/2024-09-15.en.md")
    path.write_text(path.read_text().replace("Never sent.", "One. Two **b**. Three."))
    root = exported()
    unit = units(root)["One. Two b. Three."]
    for part in unit.findall(f"{SPACE}segment"):
        unit.remove(part)
    cut = f"""<x xmlns="{SPACE[1:-1]}">
      <segment id="1" state="final"><source>One.</source><target order="5">Один.</target></segment>
      <ignorable><source> </source></ignorable>
      <segment id="2" state="translated"><source>Two <sc id="b"/>b<ec startRef="b"/>.</source>
        <target><mrk id="m" type="term"><sc id="b"/>Два<ec startRef="b"/></mrk>.</target></segment>
      <ignorable><source> </source></ignorable>
      <segment id="3" state="reviewed"><source>Three.</source><target order="1">Три.</target></segment></x>"""
    unit.extend(etree.fromstring(cut))
    imported(root)
    assert entries()["One. Two **b**. Three."] == ("Три. **Два**. Один.", "translated")


def test_a_unit_translated_in_part_waits() -> None:
    root = exported()
    unit = units(root)["Never sent."]
    segment = unit.find(f"{SPACE}segment")
    segment.find(f"{SPACE}source").text = "Never "
    unit.append(etree.fromstring(f'<segment xmlns="{SPACE[1:-1]}"><source>sent.</source></segment>'))
    assert "0 imported, 1 there already, 5 not translated in it" in imported(root)


def test_formatting_that_a_tool_adds_is_kept() -> None:
    root = exported()
    bold = '<pc id="9" type="fmt" subType="xlf:b">Сноска </pc>вот<ph id="8" type="fmt" subType="xlf:lb"/>так'
    translate(units(root)["A note."], lambda s: s.replace("A note", bold))
    imported(root)
    assert entries()["A note."][0] == "**Сноска** вот\\\nтак."


def test_notes_of_the_agency_become_remarks() -> None:
    root = exported()
    unit = units(root)["Never sent."]
    etree.SubElement(unit.find(f"{SPACE}notes"), f"{SPACE}note", id="x").text = "Check the tone"
    imported(root)
    assert "# Check the tone\n" in Path("content/privacy/ru.po").read_text()
    imported(root)
    assert Path("content/privacy/ru.po").read_text().count("Check the tone") == 1


def test_a_language_with_a_country_is_found() -> None:
    root = exported()
    root.set("trgLang", "ru-RU")
    root.set("srcLang", "en-US")
    assert "read as privacy, ru\n" in imported(root)
    root.set("srcLang", "de")
    Path("privacy.xlf").write_bytes(etree.tostring(root))
    result = run("translations", "import", "privacy.xlf")
    assert "translates from de, and privacy is written in en" in result.stderr


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><x a='&j;'>&j;</x>"
)


@pytest.mark.parametrize(
    ("data", "said"),
    (
        (b"", "not well-formed|not XML"),
        (b"Hello", "privacy.xlf:1: this is not well-formed XML"),
        (BOMB.encode(), "entit|amplification"),
        (BOMB.replace("<x a='&j;'>", "<x>").encode(), "declares entities"),
        (b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>', "declares entities"),
        (b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x>&a;</x>', "entit"),
        (b"<a>" * 3000 + b"</a>" * 3000, "not well-formed"),
        ('<?xml version="1.0" encoding="UTF-8"?><x>Ж</x>'.encode("cp1251"), "not well-formed"),
        (b'<?xml version="1.0" encoding="no-such"?><x/>', "not well-formed|not XML"),
        (b"<html/>", "this is no XLIFF: it starts with <html>"),
        (
            b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>',
            "this is XLIFF 1.2: ask for XLIFF 2.1",
        ),
        (b'<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0"/>', "no <file> in it"),
    ),
    ids=str,
)
def test_hostile_and_broken_files(data: bytes, said: str) -> None:
    Path("privacy.xlf").write_bytes(data)
    before = Path("content/privacy/ru.po").read_bytes()
    result = run("translations", "import", "privacy.xlf", "-l", "ru")
    assert result.exit_code == 2
    assert re.search(said, result.stderr), result.stderr
    assert Path("content/privacy/ru.po").read_bytes() == before


def test_a_giant_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("legalsite.site.desk.arriving.CATALOG", 1024 * 1024)
    Path("privacy.xlf").write_bytes(b"<x>" + b" " * 1024 * 1024 + b"</x>")
    assert "larger than 1 MB" in run("translations", "import", "privacy.xlf").stderr


def test_other_encodings_are_read() -> None:
    root = exported()
    translate(units(root)["A note."], lambda s: s.replace("A note", "Сноска"))
    Path("privacy.xlf").write_bytes(etree.tostring(root, encoding="UTF-16", xml_declaration=True))
    assert run("translations", "import", "privacy.xlf").exit_code == 0
    assert entries()["A note."] == ("Сноска.", "translated")


def test_an_independent_reader_finds_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample's privacy policy in Russian, read by Weblate's library."""
    monkeypatch.chdir(sample(tmp_path / "sample"))
    assert run("translations", "export", "p.xlf", "-p", "privacy-policy", "-l", "ru").exit_code == 0
    store = Xliff2File.parsestring(Path("p.xlf").read_bytes())  # type: ignore[no-untyped-call]  # it brings no types
    catalog = read_catalog(SAMPLE / "privacy-policy" / "ru.po", "ru").current
    assert len(store.units) == len(catalog) > 80
    assert (store.getsourcelanguage(), store.gettargetlanguage()) == ("kk", "ru")
    for unit, entry in zip(store.units, catalog.values(), strict=True):
        assert unit.isfuzzy() == entry.fuzzy or not entry.msgstr
        assert bool(unit.target) == bool(entry.msgstr)
        if not re.search(r"[*\[{\\]", entry.msgid + entry.msgstr):
            assert (unit.source, unit.target) == (entry.msgid, entry.msgstr)
    ids = [unit.get("id") for unit in etree.parse("p.xlf").getroot().iter(f"{SPACE}unit")]
    assert len(set(ids)) == len(ids)


def test_the_file_keeps_what_xliff_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The order of elements, and ids that are one in their scope and are there where they are named."""
    monkeypatch.chdir(sample(tmp_path / "sample"))
    path = Path("content/terms-of-sale/en.po")
    path.write_text(path.read_text().replace('msgid "Заказ"\n', '#, fuzzy\nmsgid "Заказ"\n'))
    assert run("translations", "export", "t.xlf", "-p", "terms-of-sale", "-l", "en").exit_code == 0
    root = etree.parse("t.xlf").getroot()
    states = set()
    for unit in root.iter(f"{SPACE}unit"):
        names = [etree.QName(child).localname for child in unit]
        assert names == [name for name in ("notes", "originalData", "segment") if name in names]
        data = [each.get("id") for each in unit.iter(f"{SPACE}data")]
        assert len(set(data)) == len(data)
        named = {v for each in unit.iter() for k, v in each.attrib.items() if k.startswith("dataRef")}
        assert named == set(data), "what is kept is what is used"
        for side in ("source", "target"):
            codes = [each.get("id") for row in unit.iter(SPACE + side) for each in row.iterdescendants()]
            assert len(set(codes)) == len(codes)
            assert unit.find(f"{SPACE}segment").get("id") not in codes
        segment = unit.find(f"{SPACE}segment")
        states.add((segment.get("state"), segment.get("subState")))
        assert (segment.find(f"{SPACE}target") is not None) >= (segment.get("state") != "initial")
    assert states == {("translated", None), ("initial", "legalsite:fuzzy")}


WORDS = st.text(st.sampled_from("ab *_`[]()<>&{}\\!^:.\u0007\u00a0жش\n"), max_size=12)
INLINE = st.recursive(
    st.one_of(WORDS, st.sampled_from(["{1}", "{2}", "[^n]", "`c{{d`"])),
    lambda inner: st.one_of(
        inner.map("**{0}**".replace("{0}", "%s").__mod__),
        inner.map("*%s*".__mod__),
        inner.map("[%s](https://e.example/?a&b)".__mod__),
        inner.map("[%s](clause:{1})".__mod__),
        st.lists(inner, max_size=4).map("".join),
    ),
    max_leaves=8,
)


def inked(whole: Template) -> tuple[object, ...]:
    """What is read, without white space: a file may be laid out anew on its way."""

    def length(start: int, end: int) -> int:
        return len("".join(whole.text.plain[start:end].split()))

    marks = ((length(0, m.start), length(m.start, m.end), m.style) for m in whole.text.marks)
    slots = [(length(0, at), slot) for at, slot in whole.slots]
    links = [(length(0, m.start), length(m.start, m.end), slot) for m, slot in whole.links]
    return "".join(whole.text.plain.split()), [mark for mark in marks if mark[1]], slots, links


@given(INLINE)
def test_every_message_comes_back_as_it_was_sent(written: str) -> None:
    """Through the file too: what reads as a message is, after its way out and in, read as the same."""
    try:
        message = as_message(template(written))
        if template(message) != template(written):
            return
    except ValueError:
        return
    unit = Unit(message, message, "translated", ("5.2", "6"))
    (back,) = read_xliff(write_xliff("en", "ru", "x", [unit])).units
    if back.target is not None:
        written_again = template(restored(message, back.target, Legend()))
        assert inked(written_again) == inked(template(message))


def test_formatting_that_cannot_be_written_is_refused() -> None:
    root = exported()
    bold = '<pc id="c">Снос<pc id="b">ка</pc></pc>'
    translate(units(root)["A note."], lambda s: s.replace("A note", bold))
    assert "its codes cross one another, or stand within code" in imported(root, fails=True)
