"""`legalsite translations fill`, and the real Apertium: its command and its server."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from contracts import KEY, Answer, DeepL, serving
from legalsite.cli import main
from legalsite.engines import Access, EngineError, open_engine
from legalsite.translations import Entry, read_catalog, state
from ports import PATIENT, answers, free_port
from sites import site

POLICY = """# Privacy policy

1. **Operator** means the company named in [our register](https://x.org/a_b) and in clause 2.

2. The operator processes personal data under clauses 1 and 3. See `x-y` and the note[^1].\\
A second line with *two words* here.

3. [The rules on refunds](clause:2) apply. A *blockchainish* asset of {braces} is sent to a@b.org.

[^1]: A note.
"""


def run(*words: str | Path, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["translations", *map(str, words)], input=given, catch_exceptions=False)


@pytest.fixture(autouse=True)
def nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of the user's own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in [name for name in os.environ if name.startswith(("DEEPL_", "LIBRETRANSLATE_", "APY_"))]:
        monkeypatch.delenv(name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site with an English policy and an empty Spanish catalog."""
    site(tmp_path, {"terms/2024-01-01.en.md": POLICY}, ("en", "es"))
    run("update", "--site", tmp_path)
    return tmp_path


def entries(folder: Path) -> dict[str, Entry]:
    return dict(read_catalog(folder / "content/terms/es.po", "es").current)


def bytes_of(folder: Path) -> bytes:
    return (folder / "content/terms/es.po").read_bytes()


# with a contract server for DeepL


@pytest.fixture
def deepl(monkeypatch: pytest.MonkeyPatch) -> Iterator[DeepL]:
    contract = DeepL()
    monkeypatch.setenv("DEEPL_AUTH_KEY", KEY)
    with serving(contract) as address:
        monkeypatch.setenv("DEEPL_ADDRESS", address)
        yield contract


def test_the_price_is_told_and_nothing_sent_without_a_word(folder: Path, deepl: DeepL) -> None:
    before = bytes_of(folder)
    told = run("fill", "-e", "deepl", "--site", folder, "--dry-run")
    assert told.exit_code == 0
    assert "5 messages, 2" in told.output
    assert "about 0.01 EUR" in told.output
    asked = run("fill", "-e", "deepl", "--site", folder)
    assert asked.exit_code == 2
    assert "say --yes" in asked.output
    assert not deepl.asked
    assert bytes_of(folder) == before


def test_drafts_are_written_once_and_stay_a_machine_s(folder: Path, deepl: DeepL) -> None:
    done = run("fill", "-e", "deepl", "--site", folder, "--yes")
    assert done.exit_code == 0
    assert "5 drafts of 5" in done.output
    assert {state(entry) for entry in entries(folder).values()} == {"machine"}
    assert entries(folder)["Privacy policy"].msgstr == "PRIVACY POLICY"
    before, asked = bytes_of(folder), len(deepl.asked)
    assert "nothing to translate" in run("fill", "-e", "deepl", "--site", folder, "--yes").output
    run("update", "--site", folder)
    assert bytes_of(folder) == before
    assert len(deepl.asked) == asked


@pytest.mark.usefixtures("deepl")
def test_what_was_asked_for_only(folder: Path) -> None:
    assert "2 drafts of 2" in run("fill", "-e", "deepl", "--site", folder, "-y", "--limit", "2").output
    assert (
        "1 draft of 1"
        in run("fill", "-e", "deepl", "--site", folder, "-y", "--limit", "1", "-p", "terms").output
    )
    assert "there are terms" in run("fill", "-e", "deepl", "--site", folder, "-p", "other").output
    assert "no catalog ru.po" in run("fill", "-e", "deepl", "--site", folder, "-l", "ru").output
    assert [state(entry) for entry in entries(folder).values()].count("machine") == 3


def test_an_outage_leaves_the_catalog_as_it_was(folder: Path, deepl: DeepL) -> None:
    before = bytes_of(folder)
    deepl.answers.append(Answer(456, {"message": "Quota exceeded"}))
    broken = run("fill", "-e", "deepl", "--site", folder, "--yes")
    assert broken.exit_code == 2
    assert "used up" in broken.output
    assert "The catalog is as it was" in broken.output
    assert bytes_of(folder) == before


def test_a_refused_message_is_listed_with_its_line(folder: Path, deepl: DeepL) -> None:
    stripped = [{"detected_source_language": "EN", "text": "sin nada", "billed_characters": 1}] * 6
    deepl.answers.append(Answer(body={"translations": stripped}))
    done = run("fill", "-e", "deepl", "--site", folder, "--yes")
    assert done.exit_code == 1
    assert "3 not taken" in done.output
    line = entries(folder)[
        "[The rules on refunds](clause:{1}) apply. A *blockchainish* asset of {{braces}} is sent to a@b.org."
    ].line
    assert f"es.po:{line}: not taken: placeholders or marks came back otherwise: 2 lost" in done.output
    assert KEY not in done.output


@pytest.mark.usefixtures("deepl")
def test_keys_may_stand_in_settings_of_one_s_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEEPL_AUTH_KEY")
    assert "DEEPL_AUTH_KEY" in run("fill", "-e", "deepl", "--site", folder, "-y").output
    own = folder / "settings/legalsite/engines.toml"
    own.parent.mkdir(parents=True)
    own.write_text(f'[deepl]\nkey = "{KEY}"\n', "utf-8")
    assert "5 drafts" in run("fill", "-e", "deepl", "--site", folder, "-y").output
    own.write_text("[deepl", "utf-8")
    assert "cannot be read as TOML" in run("fill", "-e", "deepl", "--site", folder, "-y").output


# the real Apertium

needs_apertium = pytest.mark.skipif(
    shutil.which("apertium") is None, reason="no apertium here: `make test` installs it where apt may be used"
)
needs_apy = pytest.mark.skipif(
    shutil.which("apertium-apy") is None,
    reason="no apertium-apy here: `make test` installs it where apt may be used",
)


def assert_drafted(folder: Path) -> None:
    """What any release of the pair leaves as it is: signs in their places, and Spanish around them."""
    found = entries(folder)
    assert {state(entry) for entry in found.values()} == {"machine"}
    by_start = {msgid[:12]: entry.msgstr for msgid, entry in found.items()}
    assert by_start["Privacy poli"] == "Política de privacidad"
    assert "[nuestro registro](https://x.org/a_b)" in by_start["**Operator**"]
    assert by_start["**Operator**"].startswith("**Operador**")
    assert by_start["**Operator**"].endswith("cláusula {1}.")
    second = by_start["The operator"]
    assert "{1} y {2}" in second
    assert "`x-y`" in second
    assert "nota[^1].\\\n" in second
    assert "*dos palabras*" in second
    third = by_start["[The rules o"]
    assert "](clause:{1})" in third
    assert "*blockchainish*" in third  # not *\*blockchainish*, the sign of an unknown word
    assert "a@b.org" in third


@needs_apertium
def test_apertium_drafts_and_keeps_what_it_must(folder: Path) -> None:
    done = run("fill", "-e", "apertium", "--site", folder, "--yes")
    assert done.exit_code == 0, done.output
    assert "no charge" in done.output
    assert_drafted(folder)


@needs_apertium
def test_a_pair_that_is_not_installed_is_told() -> None:
    with pytest.raises(EngineError, match=r"no pair from kk into ru here; it has .*eng-spa"):
        open_engine("apertium", Access()).translate(["x"], "kk", "ru")


def test_a_pair_that_prints_nothing_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Debian's rus-ukr does, with the exit status of success."""
    silent = tmp_path / "apertium"
    silent.write_text('#!/bin/sh\n[ "$1" = -l ] && echo rus-ukr\ncat >/dev/null\n', "utf-8")
    silent.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(EngineError, match="printed nothing: its pair rus-ukr is broken"):
        open_engine("apertium", Access()).translate(["слово"], "ru", "uk")


@pytest.fixture(scope="module")
def apy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real APy on this machine."""
    port = free_port()
    command = ["apertium-apy", "-p", str(port), "-d", "/usr/share/apertium"]
    server = subprocess.Popen(
        command, cwd=tmp_path_factory.mktemp("apy"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        assert answers(server, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(PATIENT)


@needs_apy
def test_apy_drafts_and_keeps_what_it_must(folder: Path, apy: str) -> None:
    done = run("fill", "-e", "apy", "--address", apy, "--site", folder, "--yes")
    assert done.exit_code == 0, done.output
    assert_drafted(folder)
    with pytest.raises(EngineError, match="no pair from kk into ru"):
        open_engine("apy", Access(address=apy)).translate(["x"], "kk", "ru")


def test_no_engine_costs_time_where_none_is_asked() -> None:
    script = "import sys, legalsite.site; print(*sys.modules)"
    modules = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout
    assert not {"deepl", "requests", "urllib.request"} & set(modules.split())
