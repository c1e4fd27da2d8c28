"""Catalogs on disk: what is written, when nothing is written, and what gettext's own tools say."""

from __future__ import annotations

import shutil
import stat
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from legalsite.languages import Language, load
from legalsite.model import Document, Number, Reference, Rewrite, Source, Text
from legalsite.parsing import parse
from legalsite.translations import (
    Catalog,
    Entry,
    Originals,
    as_message,
    format_po,
    parse_po,
    read_catalog,
    template,
    translate,
    update,
    write_catalog,
)

POLICY = """\
# Privacy policy

1. We keep data for 5 % of a year, and 100% safely.

2. As clause 1 says, "quoted" and \\\\ and {braces}; a very long text that goes on and on, so that every tool
   which breaks lines would break it somewhere, and most of all one that breaks a previous text in two.
"""


def cited(text: Text) -> Text:
    at = text.plain.find("clause 1")
    return text.marked(at + 7, at + 8, Reference(Number(("1",)))) if at >= 0 else text


def document(text: str = POLICY, version: str = "2024-09-15") -> Document:
    return Rewrite(cited)(parse(Source("x.md", text), load("en"), version=version))


def refreshed(catalog: Catalog, *editions: Document) -> Catalog:
    return update(catalog, Originals(editions), source=load("en"), target=load(catalog.language))


@pytest.fixture
def catalog() -> Catalog:
    """Russian, with one current, one fuzzy and one obsolete message."""
    old = refreshed(Catalog("ru"), document())
    old = replace(old, entries=tuple(replace(e, msgstr=e.msgid) for e in old.entries))
    new = document(POLICY.replace("very long", "long").replace("# Privacy policy", "# Policy"))
    return refreshed(old, new)


# what is written


def test_a_new_header_holds_no_date_and_is_gettexts() -> None:
    chinese = Language("zh-Hant", "正體中文")
    header = update(Catalog("zh-Hant"), Originals([document()]), source=load("en"), target=chinese).header
    assert header is not None
    fields = dict(line.split(": ", 1) for line in header.msgstr.splitlines())
    assert fields["Language"] == "zh_Hant"
    assert fields["Content-Type"] == "text/plain; charset=UTF-8"
    assert fields["Plural-Forms"] == "nplurals=1; plural=0;"
    assert fields["PO-Revision-Date"] == "YEAR-MO-DA HO:MI+ZONE"
    assert "POT-Creation-Date" not in fields


def test_a_header_that_is_there_stays_as_it_is() -> None:
    po = 'msgid ""\nmsgstr ""\n"PO-Revision-Date: 2024-01-01 12:00+0500\\n"\n"X-Generator: Weblate 5\\n"\n'
    old = parse_po(f"# The team\n#, fuzzy\n{po}".encode(), "ru.po", "ru")
    assert format_po(refreshed(old, document())).startswith(f"# The team\n#, fuzzy\n{po}\n".encode())


def test_a_message_stands_on_one_line(catalog: Catalog) -> None:
    assert catalog.entries[2].previous.count("very long text that goes on") == 1
    lines = format_po(catalog).decode().splitlines()
    assert sum(line.startswith("#| msgid") for line in lines) == 2
    assert not any(line.startswith(('#| "', '"As')) for line in lines)


def test_a_per_cent_sign_makes_no_format_string(catalog: Catalog) -> None:
    assert [entry.flags for entry in catalog.entries] == [
        (),
        (),
        ("python-brace-format",),
        (),
        ("python-brace-format",),
    ]


# when it is written


def test_it_is_written_once(tmp_path: Path, catalog: Catalog) -> None:
    path = tmp_path / "policy" / "ru.po"
    assert write_catalog(path, catalog)
    before = path.stat()
    assert not write_catalog(path, read_catalog(path, "ru"))
    assert not write_catalog(path, catalog)
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert [p.name for p in path.parent.iterdir()] == ["ru.po"]


def test_an_empty_catalog_is_a_file_too(tmp_path: Path) -> None:
    path = tmp_path / "ru.po"
    empty = read_catalog(path, "ru")
    assert empty == Catalog("ru")
    assert write_catalog(path, empty)
    assert path.exists()


def test_lines_broken_by_another_tool_stay_as_they_are(tmp_path: Path, catalog: Catalog) -> None:
    path = tmp_path / "ru.po"
    broken = format_po(catalog).replace(b"a long text", b'a "\n"long text')
    path.write_bytes(broken)
    assert not write_catalog(path, catalog)
    assert path.read_bytes() == broken
    assert write_catalog(path, replace(catalog, entries=catalog.entries[:2]))
    assert b'"\n"long' not in path.read_bytes()


def test_line_ends_byte_order_mark_mode_and_link_stay(tmp_path: Path, catalog: Catalog) -> None:
    real, path = tmp_path / "real.po", tmp_path / "ru.po"
    real.write_bytes(b"\xef\xbb\xbf" + format_po(catalog).replace(b"\n", b"\r\n"))
    real.chmod(0o640)
    path.symlink_to(real)
    read = read_catalog(path, "ru")
    assert read == replace(catalog, newline="\r\n")
    assert not write_catalog(path, read)
    assert write_catalog(path, replace(read, ending=("the end",)))
    assert path.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert real.read_bytes().endswith(b"\r\n\r\n# the end\r\n")


BROKEN = {
    "not UTF-8": (b'msgid "a"\nmsgstr "\xd0"\n', 2, "the catalog is not UTF-8 text"),
    "UTF-16": (b"\xff\xfem\x00s\x00g\x00", 1, "the catalog is not UTF-8 text"),
    "NUL": (b'msgid "a"\nmsgstr "x\x00"\n', 2, "the line holds a NUL character"),
    "unclosed": (b'msgid "a"\nmsgstr "x\n', 2, "the text's closing quotation mark is missing"),
    "escape": (b'msgid "a"\nmsgstr "\\777"\n', 2, "the escape '\\\\777' stands for no character"),
    "keyword": (b'domain "x"\n', 1, "an unknown keyword 'domain'"),
    "text alone": (b'"x"\n', 1, "a text that belongs to no msgid or msgstr"),
    "twice": (b'msgctxt "x"\nmsgctxt "y"\nmsgid "a"\nmsgstr ""\n', 2, "a second msgctxt of one message"),
    "half": (b'msgid "a"\n# remark\nmsgstr ""\n', 1, "a message without msgstr"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_reported_and_never_written_to(tmp_path: Path, catalog: Catalog, name: str) -> None:
    data, line, message = BROKEN[name]
    path = tmp_path / "ru.po"
    path.write_bytes(data)
    broken = read_catalog(path, "ru", "content/policy/ru.po")
    problem = broken.problems[0]
    assert (problem.rule, problem.place.path, problem.place.line) == (
        "broken-catalog",
        "content/policy/ru.po",
        line,
    )
    assert problem.message == message
    assert problem.help
    assert refreshed(broken, document()) is broken
    for written in (broken, catalog):
        with pytest.raises(ValueError, match=r"is not (over)?written"):
            write_catalog(path, written)
    assert path.read_bytes() == data


def test_what_is_no_file_is_reported(tmp_path: Path) -> None:
    (problem,) = read_catalog(tmp_path, "ru", "ru.po").problems
    assert (problem.rule, problem.place.path) == ("broken-catalog", "ru.po")


def test_what_would_not_read_back_is_not_written(tmp_path: Path) -> None:
    twice = Catalog("ru", entries=(Entry("a", "b"), Entry("a", "c")))
    with pytest.raises(ValueError, match="would not read back"):
        write_catalog(tmp_path / "ru.po", twice)
    assert list(tmp_path.iterdir()) == []


# gettext's tools


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")
class TestGettext:
    def run(self, tool: str, *args: str, data: bytes) -> bytes:
        ran = subprocess.run([tool, *args, "-"], input=data, capture_output=True, check=False)
        assert ran.returncode == 0, ran.stderr.decode()
        assert b"error" not in ran.stderr
        return ran.stdout

    @pytest.mark.parametrize("language", ("ru", "en", "kk"))
    def test_msgfmt_accepts_a_catalog(self, catalog: Catalog, language: str) -> None:
        header = refreshed(Catalog(language), document()).header
        self.run("msgfmt", "--check", "-o", "/dev/null", data=format_po(replace(catalog, header=header)))

    def test_msgfmt_sees_a_wrong_placeholder(self, catalog: Catalog) -> None:
        entries = tuple(
            replace(e, fuzzy=False, previous="", msgstr="{2}") if e.flags and not e.obsolete else e
            for e in catalog.entries
        )
        data = format_po(replace(catalog, entries=entries))
        ran = subprocess.run(
            ["msgfmt", "--check", "-o", "/dev/null", "-"], input=data, capture_output=True, check=False
        )
        assert ran.returncode == 1
        assert b"argument '1' doesn't exist in 'msgstr'" in ran.stderr

    def cite(self, msgstr: str, words: str = "As clause 1 says.") -> tuple[Document, Catalog]:
        """A clause that cites another one, and its translation."""
        original = document(f"# Policy\n\n1. First.\n\n2. {words}")
        catalog = refreshed(Catalog("ru"), original)
        filled = tuple(replace(e, msgstr=msgstr) if e.flags else e for e in catalog.entries)
        return original, replace(catalog, entries=filled)

    @pytest.mark.parametrize("msgstr", ("По {1}}", "По {1} и }", "По {1}, то есть {1}"))
    def test_what_msgfmt_lets_pass_is_caught(self, msgstr: str) -> None:
        """A closing brace too many, and a number that is cited twice."""
        original, catalog = self.cite(msgstr)
        self.run("msgfmt", "--check", "-o", "/dev/null", data=format_po(catalog))
        (problem,) = translate(original, catalog, load("ru"), load("en")).problems
        assert problem.rule == "broken-placeholder"

    @pytest.mark.parametrize("msgstr", ("По {1} и {", "По {1} и {имя", "По {}", "По {2}", "Так."))
    def test_what_we_refuse_msgfmt_refuses(self, msgstr: str) -> None:
        original, catalog = self.cite(msgstr)
        command = ["msgfmt", "--check", "-o", "/dev/null", "-"]
        assert subprocess.run(command, input=format_po(catalog), capture_output=True, check=False).returncode
        (problem,) = translate(original, catalog, load("ru"), load("en")).problems
        assert problem.rule == "broken-placeholder"

    def test_a_single_brace_of_the_original_would_turn_the_check_off(self) -> None:
        """Why braces of the text are doubled: of a msgid that is no format string nothing is checked."""
        _, catalog = self.cite("Ничего.", "As clause 1 says of {name.")
        data = format_po(catalog)
        command = ["msgfmt", "--check", "-o", "/dev/null", "-"]
        assert subprocess.run(command, input=data, capture_output=True, check=False).returncode
        self.run(*command[:-1], data=data.replace(b"{{name", b"{name"))

    def test_doubled_braces_are_one_brace_to_both(self) -> None:
        original, catalog = self.cite("{{имя}}: {1}", "As clause 1 says of {name}.")
        self.run("msgfmt", "--check", "-o", "/dev/null", data=format_po(catalog))
        translated = translate(original, catalog, load("ru"), load("en"))
        assert not translated.problems
        assert translated.clauses[1].blocks[0].text.plain == "{имя}: 1"

    @pytest.mark.parametrize("option", ("--no-wrap", "--width=40", "--escape"))
    def test_msgcat_says_the_same(self, catalog: Catalog, option: str) -> None:
        """A translator's tool may rewrite the file: to us it is the same catalog."""
        written = self.run("msgcat", option, data=format_po(catalog))
        assert parse_po(written, "ru.po", "ru") == catalog


@pytest.mark.parametrize(
    "msgstr",
    (
        "Words.",
        "*See* **{2} and {1}**, {{here}}.",
        "[the {1} rules](clause:{2}) and [a](https://b.example/)[^c]",
    ),
)
def test_a_template_is_written_as_the_message_that_it_was_read_from(msgstr: str) -> None:
    assert as_message(template(msgstr)) == msgstr
