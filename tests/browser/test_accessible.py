"""Each kind of page by axe, light on a desk and dark on a phone, and all pages by the validator of HTML."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.contract import build
from npm.tools import AXE, JAVA, MISSING, VALIDATOR

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KINDS = {
    "languages": "/",
    "home": "/ru/",
    "in force": "/kk/privacy-policy/#5.2",
    "menus open": "/en/privacy-policy/?open",
    "side by side": "/ru/privacy-policy/?beside=kk",
    "redline": "/en/privacy-policy/2025-06-01/changes/",
    "history": "/kk/privacy-policy/history/",
    "search": "/kk/search/?q=дерек",
    "histories": "/en/privacy-policy/history/clauses/",
    "tables": "/ru/terms-of-sale/",
    "cited": "/en/privacy-policy/cited/",
    "citations": "/kk/citations.html",
    "glossary": "/ru/glossary.html",
    "not found": "/ru/404.html",
}
CARDS = {"number": "a.number[href='#5.2']", "citation": "a.ref[href='#5.3']", "term": "a.term >> nth=0"}


def told(page: Page) -> list[tuple[str, str]]:
    """What axe has against a page, with an example of each; of its dark colours too."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("(rules) => axe.run(document, { runOnly: rules })", RULES)["violations"]
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 900})
    rules = ["color-contrast", "target-size", "scrollable-region-focusable"]
    small = "(rules) => axe.run(document, { runOnly: { type: 'rule', values: rules } })"
    found += page.evaluate(small, rules)["violations"]
    return [(each["id"], each["nodes"][0]["html"][:200]) for each in found]


@pytest.mark.skipif(not AXE.exists(), reason=MISSING)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(page: Page, site_url: str, kind: str) -> None:
    if kind == "not found":  # its links start at the site's root, where it is published
        page.route("https://**", lambda route: route.abort())
    page.goto(site_url + KINDS[kind])
    if kind == "menus open":
        page.locator(".bar .versions summary").click()
    if kind == "side by side":
        expect(page.locator(".pair").first).to_be_visible()
    if kind == "search":
        expect(page.locator("#results > li").first).to_be_visible()
    assert told(page) == []


@pytest.mark.skipif(not AXE.exists(), reason=MISSING)
@pytest.mark.parametrize("kind", CARDS)
def test_axe_finds_nothing_on_a_card(page: Page, site_url: str, kind: str) -> None:
    page.goto(f"{site_url}/kk/privacy-policy/")
    page.locator(".text").locator(CARDS[kind]).first.hover()
    expect(page.locator(".card")).to_be_visible()
    assert told(page) == []


@pytest.mark.skipif(not VALIDATOR.exists(), reason=MISSING)
def test_all_pages_are_valid(site: Path, tmp_path: Path) -> None:
    contract = build(tmp_path)
    command = (*JAVA, "-jar", VALIDATOR, "--errors-only", "--skip-non-html", site, contract)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout + done.stderr == ""
    assert done.returncode == 0
