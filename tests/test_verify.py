"""`legalsite verify`: sources, built and published sites against the lock, and signatures by ssh-keygen."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from legalsite.cli import main
from sites import SAMPLE, built, site

TEXT = "# Privacy\n\n1. Terms\n\n1.1. We answer within 30 days.\n"
CATALOG = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: ru\\n"\n\n'
DAY = "2024-09-15"


class Quiet(SimpleHTTPRequestHandler):
    """A server that keeps no log."""

    def log_message(self, format: str, *arguments: object) -> None:
        pass


def run(folder: Path, *arguments: object) -> Result:
    named = [str(argument) for argument in arguments]
    return CliRunner().invoke(main, [*named, "--site", str(folder), "--today", "2026-11-22"])


def said(result: Result) -> str:
    return " ".join(result.output.split())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site with a text and its translation, locked and built."""
    catalog = f'{CATALOG}msgid "Privacy"\nmsgstr "Приватность"\n'
    files = {f"privacy/{DAY}.en.md": TEXT, "privacy/ru.po": catalog}
    site(tmp_path, files, ("en", "ru"))
    assert run(tmp_path, "lock").exit_code == 0
    built(tmp_path)
    return tmp_path


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """Where the built site is published, under a prefix."""
    (folder / "web").mkdir()
    (folder / "web/legal").symlink_to(folder / "build")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder / "web")))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/legal"
    server.shutdown()
    thread.join()
    server.server_close()


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.unlink()
    path.write_text(text.replace(old, new), "utf-8")


def test_sources_that_are_what_was_published(folder: Path) -> None:
    result = run(folder, "verify")
    assert (result.exit_code, said(result)) == (0, "2 of 2 texts are what was published")


def test_an_altered_source_is_found(folder: Path) -> None:
    edit(folder / f"content/privacy/{DAY}.en.md", "30", "10")
    result = run(folder, "verify")
    assert result.exit_code == 1
    assert f"the fixed text of privacy of {DAY} in en is not what was published" in said(result)


def test_a_corrected_translation_is_told_and_no_failure(folder: Path) -> None:
    edit(folder / "content/privacy/ru.po", "Приватность", "Тайна")
    result = run(folder, "verify")
    assert result.exit_code == 0
    assert "in ru has been corrected since it was recorded" in said(result)


def test_a_source_that_is_gone_is_missing(folder: Path) -> None:
    write = folder / "content/privacy"
    (write / f"{DAY}.en.md").rename(write / "2024-09-16.en.md")
    result = run(folder, "verify")
    assert result.exit_code == 1
    assert said(result).count("is not there") == 2


def test_what_is_gone_for_a_reason_is_no_failure(folder: Path, address: str) -> None:
    settings = folder / "content/privacy/policy.toml"
    settings.write_text(f'[gone]\n"ru/privacy/{DAY}/" = "By order of the court."\n', "utf-8")
    built(folder)
    result = run(folder, "verify", "--url", address)
    assert result.exit_code == 0, result.output
    assert "in ru is not there, for the reason that policy.toml gives" in said(result)
    assert "1 of 2 texts are what was published" in said(result)


def test_the_copies_that_are_kept_are_checked_too(folder: Path) -> None:
    edit(folder / f"content/privacy/published/{DAY}.en.txt", "30", "10")
    result = run(folder, "verify")
    assert result.exit_code == 1
    assert "the copy kept of it is not" in said(result)


def test_a_published_site_is_checked_over_the_net(folder: Path, address: str) -> None:
    result = run(folder, "verify", "--url", address)
    assert (result.exit_code, said(result)) == (0, "2 of 2 texts are what was published")
    edit(folder / f"build/en/privacy/{DAY}/index.txt", "30", "10")
    result = run(folder, "verify", "--url", address)
    assert result.exit_code == 1
    assert f"en/privacy/{DAY}/index.txt: the fixed text of privacy of {DAY} in en is not" in said(result)
    assert f"fingerprints.txt does not say what the text at en/privacy/{DAY}/index.txt is" in said(result)


def test_a_published_site_that_lacks_a_text(folder: Path, address: str) -> None:
    (folder / f"build/ru/privacy/{DAY}/index.txt").unlink()
    result = run(folder, "verify", "--url", f"{address}/")
    assert result.exit_code == 1
    assert f"the translation of privacy of {DAY} in ru is not there" in said(result)


def test_a_published_site_that_is_behind(folder: Path, address: str) -> None:
    edit(folder / "content/privacy/ru.po", "Приватность", "Тайна")
    run(folder, "lock")
    result = run(folder, "verify", "--url", address)
    assert result.exit_code == 0
    assert "is a wording that has been corrected since: publish the site again" in said(result)


def test_a_built_site_is_checked_without_a_server(folder: Path) -> None:
    assert run(folder, "verify", "--built", folder / "build").exit_code == 0
    (folder / "build/fingerprints.txt").unlink()
    result = run(folder, "verify", "--built", folder / "build")
    assert result.exit_code == 1
    assert "fingerprints.txt is not there" in said(result)


@pytest.mark.parametrize("place", ("ftp://example.com/", "legal.example.com", "http://127.0.0.1:9/"))
def test_a_place_that_cannot_be_asked_is_said_to_be_so(folder: Path, place: str) -> None:
    result = run(folder, "verify", "--url", place)
    assert result.exit_code == 2
    assert "no address" in said(result) or "refused" in said(result)


def test_the_sample_is_what_was_published() -> None:
    result = run(SAMPLE.parent, "verify")
    assert (result.exit_code, said(result)) == (0, "18 of 18 texts are what was published")


def test_nothing_locked_proves_nothing(tmp_path: Path) -> None:
    site(tmp_path, {f"privacy/{DAY}.en.md": TEXT})
    result = run(tmp_path, "verify")
    assert result.exit_code == 1
    assert "Nothing is locked yet" in said(result)


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="OpenSSH is not installed")
def test_the_list_of_fingerprints_can_be_signed_and_checked(
    folder: Path, address: str, tmp_path: Path
) -> None:
    """With the commands of the README."""
    key, signers, listed = tmp_path / "key", tmp_path / "signers.txt", folder / "build/fingerprints.txt"
    result = run(folder, "verify", "--url", address, "--signers", __file__)
    assert result.exit_code == 1
    assert "nobody has signed" in said(result)

    keygen = partial(subprocess.run, check=True, capture_output=True)
    keygen(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)])
    public = " ".join(key.with_suffix(".pub").read_text("utf-8").split()[:2])
    signers.write_text(f'legal@example.com namespaces="legalsite" {public}\n', "utf-8")
    keygen(["ssh-keygen", "-Y", "sign", "-f", str(key), "-n", "legalsite", str(listed)])
    result = run(folder, "verify", "--url", address, "--signers", signers)
    assert result.exit_code == 0, result.output
    assert "fingerprints.txt was signed by legal@example.com" in said(result)

    other = tmp_path / "others.txt"
    other.write_text("", "utf-8")
    result = run(folder, "verify", "--url", address, "--signers", other)
    assert result.exit_code == 2
    assert "signed by nobody" in said(result)

    listed.write_text(listed.read_text("utf-8") + f"{'0' * 64}  en/other/{DAY}/index.txt\n", "utf-8")
    result = run(folder, "verify", "--built", folder / "build", "--signers", signers)
    assert result.exit_code == 2
    assert "is not of these fingerprints" in said(result)
