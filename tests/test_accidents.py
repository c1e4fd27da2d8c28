"""Files that nobody writes by hand: too large, too deep, torn, in another encoding. A clear error or a page.

What takes time by the square of a size is seen at a small one: each test has some seconds. `ACCIDENTS=10`
makes every file ten times as large.
"""

from __future__ import annotations

import gzip
import os
import resource
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crashing import Forked
from legalsite.bounded import CATALOG, SETTINGS, TEXT, parse_toml
from legalsite.cli import main
from legalsite.interchange import MarkupError, read_tbx, read_xliff
from legalsite.site import check, read_content
from legalsite.translations import parse_po
from patience import patience
from rights import lose_rights
from sites import TODAY, built, site

TIMES = int(os.environ.get("ACCIDENTS", "1"))
PATIENCE = 60 * TIMES
"""Seconds for a test: some hundred times what it takes on an idle machine."""
MEMORY = 512 * TIMES * 2**20
"""Bytes that a test may take, beside what was there before: twice what the greediest needs."""
DEEP = 10_000 * TIMES
LONG = 200_000 * TIMES
MD, PO = "content/terms/2024-01-01.en.md", "content/terms/de.po"


@pytest.fixture(autouse=True)
def _no_endless_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    before = resource.getrlimit(resource.RLIMIT_AS)
    had = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (had + MEMORY, before[1]))
    try:
        with patience(PATIENCE):
            yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    settings = 'title = "T"\nlanguages = ["en", "de"]\n[output]\nsearch = false\n'
    return site(tmp_path, {"site.toml": settings, "terms/2024-01-01.en.md": "# Terms\n\n1. We sell.\n"})


def put(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words, catch_exceptions=False)


# texts

TEXTS = {
    "front matter that is deep": f"---\na: {'[' * DEEP}{']' * DEEP}\n---\n# T\n\n1. x\n",
    "front matter of aliases": "---\na: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\n---\n# T\n\n1. x\n",
    "front matter that is never closed": "---\n" + "a: b\n" * DEEP,
    "quotations": f"# T\n\n1. x\n\n{'> ' * DEEP}x\n",
    "lists": f"# T\n\n1. x\n\n{'- ' * DEEP}x\n",
    "brackets": f"# T\n\n1. {'[' * DEEP}x{']' * DEEP}\n",
    "pictures": f"# T\n\n1. {'![' * DEEP}x{'](x)' * DEEP}\n",
    "emphasis": f"# T\n\n1. {'*a **b ' * DEEP}x{' c** d*' * DEEP}\n",
    "elements": f"# T\n\n1. {'<div>' * DEEP}x{'</div>' * DEEP}\n",
    "bold as HTML": f"# T\n\n1. {'<b>' * DEEP}x{'</b>' * DEEP}\n",
    "comments": f"# T\n\n1. {'<!-- ' * DEEP}x{'-->' * DEEP}\n",
    "code": "# T\n\n1. " + "".join("`" * at + " " for at in range(1, 400)) + "\n",
    "a table": f"# T\n\n1. x\n\n|{'a|' * DEEP}\n|{'-|' * DEEP}\n|{'b|' * DEEP}\n",
    "a line of a megabyte": f"# T\n\n1. {'word ' * LONG}\n",
    "a word of a megabyte": f"# {'w' * 5 * LONG}\n\n1. x\n",
    "clauses": "# T\n\n" + "".join(f"{at}. See {at // 2 + 1}.\n" for at in range(1, 2_000 * TIMES)),
    "footnotes": "# T\n\n1. x"
    + "".join(f"[^{at}]" for at in range(DEEP))
    + "\n\n"
    + "".join(f"[^{at}]: y[^{at + 1}]\n" for at in range(DEEP)),
    "nothing": "",
    "blank lines": "\n\n\n",
    "NUL": "# T\n\n1. a\0b\n",
    "NUL alone": "\0" * 1000,
    "a byte order mark": "\ufeff# T\n\n1. x\n",
    "mixed ends of lines": "# T\r\n\r\n1. x\n\n2. y\r\r3. z\r\n",
    "carriage returns": "# T\r\r1. x\r\r2. y\r",
    "other ends of lines": "# T\n\n1. x\x0c2. y\x0b3. z\u2028 4. w\x85\n",
    "no end of the last line": "# T\n\n1. x",
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_strange_text_is_a_page(folder: Path, name: str) -> None:
    put(folder, MD, TEXTS[name])
    severe = {problem.rule for problem in check(read_content(folder), TODAY)}
    told = {"missing-title", "endless-paragraph", "dead-reference", "raw-html", "hidden-character"}
    assert severe <= told, severe


def test_strange_texts_are_built(folder: Path) -> None:
    """All the way to the page, for those of which a page could be the harder part."""
    for at, name in enumerate(("footnotes", "NUL", "carriage returns", "nothing")):
        put(folder, f"content/terms/200{at}-01-01.en.md", TEXTS[name])
    assert not built(folder).failed
    page = (folder / "build/en/terms/2002-01-01/index.html").read_text()
    assert 'id="2"' in page
    assert "\r" not in page
    assert "a\ufffdb" in (folder / "build/en/terms/2001-01-01/index.html").read_text()


@pytest.mark.parametrize(
    ("data", "place"),
    (
        (b"# T\n\n1. \xff\xfe\n", "3:4"),
        (b"# T\n\n1. \xed\xa0\x80\n", "3:4"),
        ("# T\n\n1. \u0436".encode() + b"\xd0", "3:5"),
        ("# T\n".encode("utf-16"), "1:1"),
        ("# \u0436\n".encode("cp1251"), "1:3"),
    ),
    ids=("no start", "half of a pair", "torn", "UTF-16", "an old encoding"),
)
def test_bytes_that_are_no_text_are_told_by_their_place(folder: Path, data: bytes, place: str) -> None:
    put(folder, MD, data)
    result = run("check")
    assert result.exit_code == 1
    assert f"{MD}:{place}: error: byte " in result.output
    assert "save the file as UTF-8" in result.output


@pytest.mark.parametrize(
    ("name", "most", "rule"),
    (
        (MD, TEXT, "unreadable-file"),
        (PO, CATALOG, "broken-catalog"),
        ("content/site.toml", SETTINGS, "unreadable-file"),
        ("content/terms/policy.toml", SETTINGS, "unreadable-file"),
        ("content/terms.toml", SETTINGS, "unreadable-file"),
        ("content/terms/published.lock", CATALOG, "broken-lock"),
    ),
)
def test_a_file_that_is_too_large_is_not_read(folder: Path, name: str, most: int, rule: str) -> None:
    """Made without writing it: most of it is a hole."""
    path = put(folder, name, b"")
    os.truncate(path, 50 * 1024 * 1024 * 1024)
    result = run("check")
    assert result.exit_code == 1
    assert f"{name}:1:1: error: the " in result.output
    assert f"larger than {most >> 20} MB" in result.output
    assert f"[{rule}]" in result.output


@pytest.mark.parametrize("words", (("inspect", "x.en.md"), ("diff", "x.en.md", "x.en.md")))
def test_a_file_that_is_named_is_no_larger_either(folder: Path, words: tuple[str, ...]) -> None:
    os.truncate(put(folder, "x.en.md", b""), 50 * 1024 * 1024 * 1024)
    result = run(*words)
    assert result.exit_code == 2
    assert "larger than 16 MB" in result.output


def test_what_a_program_writes_is_taken_up_to_a_size() -> None:
    result = CliRunner().invoke(main, ["inspect", "-", "-l", "en"], input=b"# T\n" + b" " * TEXT)
    assert result.exit_code == 2
    assert "larger than 16 MB" in result.output


def test_a_file_that_may_not_be_read_is_told(folder: Path) -> None:
    (folder / MD).chmod(0)
    log = folder / "log"

    def refused() -> None:
        if os.geteuid() == 0:  # who may do anything may read anything
            lose_rights()
        log.write_text(run("check").output, "utf-8")

    process = Forked(folder, refused)
    while process.poll() is None:
        time.sleep(0.005)
    told = f"{MD}:1:1: error: the file cannot be read: Permission denied"
    assert told in log.read_text("utf-8")


def test_a_text_in_an_unknown_language_is_told_once(folder: Path) -> None:
    for day in ("2024-01-01", "2025-01-01"):
        put(folder, f"content/terms/{day}.xx.md", "# T\n")
    put(folder, "content/other/2024-01-01.xx.md", "# T\n")
    put(folder, "content/languages/de.toml", "x = 1\n")
    put(folder, PO, "")
    result = run("check")
    assert result.exit_code == 1
    assert result.output.count("no language file for 'xx'") == 2, "once for each policy"
    assert "content/languages/de.toml: x: unknown key" in result.output
    for words in (("build",), ("lock",), ("translations", "update"), ("translations", "status")):
        assert run(*words).exit_code in (0, 1), words


# settings

TOML = {
    "lists": f"x = {'[' * DEEP}{']' * DEEP}",
    "tables in tables": f"x = {'{a=' * DEEP}1{'}' * DEEP}",
    "a key of many parts": "a." * DEEP + "b = 1",
    "a key of many quoted parts": '"a" . ' * DEEP + "b = 1",
    "a key of many parts within a table": f"x = {{ {'a.' * DEEP}b = 1 }}",
    "a header of many parts": f"[{'a.' * DEEP}b]",
    "a number of many digits": f"x = {'1' * 5000}",
    "a day that there is not": "x = 2024-02-30",
    "NUL": "x = 'a\0b'",
    "a torn string": "x = 'a",
}


@pytest.mark.parametrize("name", TOML)
def test_settings_that_are_no_settings(folder: Path, name: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse_toml(TOML[name])
    for file in ("site.toml", "terms/policy.toml", "terms.toml"):
        path = folder / "content" / file
        before = path.read_bytes() if path.exists() else None
        path.write_text(f"# settings\n{TOML[name]}\n")
        result = run("check")
        assert result.exit_code == 1
        assert f"content/{file}:" in result.output
        assert "[bad-setting]" in result.output
        path.unlink() if before is None else path.write_bytes(before)
    put(folder, "content/languages/de.toml", TOML[name])
    assert "content/languages/de.toml: not a TOML file in UTF-8" in run("check").output
    put(folder, "themes/default/theme.toml", TOML[name])
    assert "themes/default/theme.toml: not a TOML file in UTF-8" in run("theme", "diff").output


def test_ordinary_keys_and_words_are_no_endless_ones() -> None:
    parts = ".".join("abcdefghijklmnopqrstuvwxyz")
    assert parse_toml(f'a.b.c = "{parts}"\nx = ["{parts}", "{parts}"]')["x"] == [parts, parts]


# catalogs

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: de\\n"\n\n'
CATALOGS: dict[str, str | bytes] = {
    "one message over and over": HEAD + 'msgid "a"\nmsgstr "b"\n\n' * DEEP,
    "no strings": HEAD + "msgid a\n" * DEEP,
    "strings that are never closed": HEAD + 'msgid "a\n' * DEEP,
    "one string of many": HEAD + 'msgid "We sell."\nmsgstr ""\n' + '"a"\n' * DEEP,
    "messages": HEAD + "".join(f'msgid "m{at}"\nmsgstr "x{at}"\n\n' for at in range(DEEP)),
    "backslashes": HEAD + 'msgid "We sell."\nmsgstr "' + "\\\\" * DEEP + '"\n',
    "placeholders": HEAD + 'msgid "We sell."\nmsgstr "' + "{1}" * DEEP + '"\n',
    "braces": HEAD + 'msgid "We sell."\nmsgstr "' + "{" * DEEP + '"\n',
    "comments": "#. x\n" * DEEP + HEAD,
    "every byte": bytes(range(256)) * 40,
    "UTF-16": HEAD.encode("utf-16"),
    "carriage returns": HEAD.replace("\n", "\r"),
    "a language that is a path": HEAD.replace("Language: de", "Language: ../../de"),
    "nothing": "",
}


@pytest.mark.parametrize("name", CATALOGS)
def test_a_strange_catalog(folder: Path, name: str) -> None:
    data = CATALOGS[name]
    path = put(folder, PO, data)
    before = path.read_bytes()
    catalog = parse_po(before, str(path), "de")
    assert len(catalog.problems) <= 1_001
    assert all(problem.rule == "broken-catalog" and problem.help for problem in catalog.problems)
    assert run("check").exit_code == (1 if catalog.problems else 0) or name in ("placeholders", "braces")
    run("translations", "update")
    assert not catalog.problems or path.read_bytes() == before, "what cannot be read is not written over"


# files of translators' tools

XLIFF = (
    '<?xml version="1.0"?>{}<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" '
    'trgLang="de"><file id="f" original="terms">{}</file></xliff>'
)
UNIT = '<unit id="u"><segment><source>We sell.</source><target>{}</target></segment></unit>'
LAUGHS = "".join(
    f'<!ENTITY {new} "' + f"&{old};" * 10 + '">' for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
REFUSED = {
    "entities of entities": XLIFF.format(f'<!DOCTYPE x [<!ENTITY a "ha">{LAUGHS}]>', UNIT.format("&i;")),
    "a file as an entity": XLIFF.format('<!DOCTYPE x [<!ENTITY e SYSTEM "/etc/hosts">]>', UNIT.format("&e;")),
    "elements": XLIFF.format("", UNIT.format('<mrk id="a">' * DEEP + "x" + "</mrk>" * DEEP)),
    "groups": XLIFF.format("", '<group id="a">' * DEEP + "</group>" * DEEP),
    "half a character": XLIFF.format("", UNIT.format('<cp hex="D800"/>')),
    "no character": XLIFF.format("", UNIT.format('<cp hex="FFFFFFFF"/>')),
    "NUL": XLIFF.format("", UNIT.format("a\0b")),
    "what is packed": gzip.compress(b"<x/>").decode("latin-1"),
    "nothing": "",
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_translators_file_that_is_refused(name: str) -> None:
    with pytest.raises(MarkupError, match=r"\w"):
        read_xliff(REFUSED[name].encode())


def test_what_stands_elsewhere_is_never_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("4711")
    include = f'<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="{tmp_path}/secret" parse="text"/>'
    data = XLIFF.format(f'<!DOCTYPE xliff SYSTEM "{tmp_path}/secret">', UNIT.format(include))
    assert "4711" not in str(read_xliff(data.encode()))


def test_many_units_and_terms_are_read_in_step() -> None:
    count = 3_000 * TIMES
    assert len(read_xliff(XLIFF.format("", UNIT.format("x") * count).encode()).units) == count
    terms = "".join(f"<term>x{at}</term>" for at in range(count))
    data = f'<tbx><text><body><conceptEntry><langSec xml:lang="en"><termSec>{terms}'
    (concept,) = read_tbx(f"{data}</termSec></langSec></conceptEntry></body></text></tbx>".encode())
    assert len(concept.wordings["en"]) == count


def test_many_terms_are_imported_in_step(folder: Path) -> None:
    count = 1_500 * TIMES
    entries = "".join(
        f'<conceptEntry><langSec xml:lang="en"><termSec><term>Term {at}</term></termSec></langSec>'
        f'<langSec xml:lang="de"><termSec><term>Wort {at}</term></termSec></langSec></conceptEntry>'
        for at in range(count)
    )
    put(folder, "t.tbx", f"<tbx><text><body>{entries}</body></text></tbx>")
    assert f"{count} terms added" in run("terms", "import", "t.tbx").output
    assert f"0 terms added, {count} there already" in run("terms", "import", "t.tbx").output
