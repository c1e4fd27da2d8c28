"""Text is data: of hundreds of texts that would run a script none does, wherever they are written."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, Page

from browser.conftest import serve
from browser.payloads import CALL, payloads

PAYLOADS = payloads()
MARK = f'"><svg onload={CALL}><script>{CALL}</script>'
SETTINGS = f"""
title = {{ en = '{MARK}', de = '{MARK}' }}
languages = ["en", "de"]
base_url = "https://a.example/"

[[acts]]
names = ['{MARK} Act']
address = "https://b.example/{{article}}"
"""
POLICY = f"""
names = {{ en = ['{MARK}'] }}

[changes.2024-09-15]
en = '{MARK}'
de = '{MARK}'

[redirects]
"en/terms/old/" = "en/terms/"

[gone]
"en/terms/2023-01-01/" = '{MARK}'
"""
LEGAL = re.compile(r"(?:https?:|mailto:|tel:|(?![a-z][a-z0-9+.-]*:))", re.IGNORECASE)
UNSEEN = re.compile(r"[\x00-\x20]")  # what browsers skip in an address

LOOK = """() => {
  const found = [];
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on')) found.push(`${element.tagName} ${name}=${value}`);
      if (['href', 'src', 'action', 'formaction', 'data', 'srcdoc', 'poster', 'xlink:href'].includes(name)) {
        found.push([element.tagName, name, value]);
      }
    }
  }
  return found;
}"""
SHAKE = """() => {
  const events = ['click', 'mouseover', 'mouseenter', 'pointerenter', 'focus', 'blur', 'toggle', 'input',
    'change', 'copy', 'drag', 'wheel', 'scroll', 'animationstart', 'transitionend', 'contextmenu',
    'error', 'load'];
  for (const element of document.querySelectorAll('.text *')) {
    for (const name of events) {
      if (name === 'click' && element.closest('a')) continue;
      element.dispatchEvent(new Event(name, { bubbles: false }));
    }
  }
}"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A site in which the texts are clauses, headings, settings, translations; served without any header."""
    folder = tmp_path_factory.mktemp("hostile")
    policy = folder / "content/terms"
    policy.mkdir(parents=True)
    (folder / "content/site.toml").write_text(SETTINGS, "utf-8")
    (policy / "policy.toml").write_text(POLICY, "utf-8")
    for day, kept in (("2024-01-01", PAYLOADS[::2]), ("2024-09-15", PAYLOADS)):
        (policy / f"{day}.en.md").write_text(text(kept), "utf-8")
    run(folder, "translations", "update")
    catalog = policy / "de.po"
    catalog.write_text(translated(catalog.read_text("utf-8")), "utf-8")
    run(folder, "build", "--today", "2024-12-01", "--team")
    with serve(folder / "build") as address:
        yield folder / "build", address


def text(kept: list[str]) -> str:
    """A policy of which every word is an attack."""
    clauses = "".join(f"\n{number}. {' '.join(each.split())}\n" for number, each in enumerate(kept, 1))
    last = len(kept)
    headed = f"\n## {last + 1}. {MARK}\n\n{last + 1}.1. See clause 3, and clause 4 ({MARK}).\n"
    table = f"\n| {MARK} | b |\n| --- | --- |\n| {PAYLOADS[0]} | {PAYLOADS[1]} |\n"
    rest = "".join(f"\n- {each}\n\n> {each}\n" for each in PAYLOADS[:12])
    code = f"\n```{MARK}\n{PAYLOADS[0]}\n```\n"
    defined = f'\n{last + 2}. "{MARK} Goods" means what we sell. The {MARK} Goods are sent.[^1]\n'
    note = f"\n[^1]: {PAYLOADS[0]}\n"
    return (
        f"---\nx: {MARK}\n---\n# {MARK}\n\n{PAYLOADS[0]}\n{clauses}{headed}{table}{rest}{code}{defined}{note}"
    )


def translated(catalog: str) -> str:
    """A catalog in which every message is translated: by itself and a word more."""
    head, _, rest = catalog.partition("\n\n")
    filled = re.sub(r'msgid ((?:".*"\n)+)msgstr ""\n', r'msgid \1msgstr \1"und"\n', rest)
    return f"{head}\n\n{filled}"


def run(folder: Path, *words: str) -> str:
    command = [sys.executable, "-m", "legalsite", *words, "--site", str(folder)]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-3000:]
    return ran.stdout


@pytest.fixture
def victim(browser: Browser) -> Iterator[Page]:
    """A page that notes what ran. No Content-Security-Policy stands in the way."""
    context = browser.new_context(bypass_csp=True)
    context.add_init_script("window.hits = 0; window.ran = () => { window.hits += 1; };")
    page = context.new_page()
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
    yield page
    context.close()


def test_there_are_enough() -> None:
    assert len(PAYLOADS) >= 200


def test_the_texts_would_run(victim: Page) -> None:
    """The test's own test: written as HTML, many of them run."""
    victim.set_content("<main>" + "</main><main>".join(PAYLOADS[:150]) + "</main>")
    victim.wait_for_function("window.hits > 5")


def test_none_runs_on_any_page(hostile: tuple[Path, str], victim: Page) -> None:
    folder, address = hostile
    pages = sorted(folder.rglob("*.html"))
    assert len(pages) > 15
    for path in pages:
        victim.goto(f"{address}/{path.relative_to(folder).as_posix()}")
        found: list[Any] = victim.evaluate(LOOK)
        assert [each for each in found if isinstance(each, str)] == [], path
        for element, name, value in (each for each in found if not isinstance(each, str)):
            assert LEGAL.match(UNSEEN.sub("", value)), (path, element, name, value)
            assert element not in ("IFRAME", "OBJECT", "EMBED", "BASE"), (path, value)
        victim.evaluate(SHAKE)
        assert victim.evaluate("window.hits") == 0, path


def test_what_a_reader_opens_runs_nothing(hostile: tuple[Path, str], victim: Page) -> None:
    """Cards and windows are made by scripts from the text: of its nodes, never by reading it again."""
    _, address = hostile
    victim.goto(f"{address}/en/terms/")
    for link in victim.locator(".text a.number").all()[:9]:
        link.click()
        victim.keyboard.press("Escape")
    for link in victim.locator(".text a.reference, .text a.term").all()[:9]:
        link.hover()
        victim.wait_for_timeout(50)
    assert victim.evaluate("window.hits") == 0


def test_every_text_is_there_to_be_read(hostile: tuple[Path, str], victim: Page) -> None:
    _, address = hostile
    victim.goto(f"{address}/en/terms/")
    shown = victim.locator(".text").inner_text()
    assert shown.count("<script>ran()</script>") > 40


def test_files_for_programs_are_whole(hostile: tuple[Path, str]) -> None:
    folder, _ = hostile
    files = [*folder.rglob("*.xml")]
    assert files
    for path in files:
        assert not [each for each in ET.parse(path).iter() if each.tag.endswith("script")], path
