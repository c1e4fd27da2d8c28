"""Each kind of page by axe, light on a desk and dark on a phone, and all pages by the validator of HTML."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.axe import told
from npm.tools import AXE, JAVA, MISSING, VALIDATOR

KINDS = {
    "languages": "/",
    "home": "/ru/",
    "in force": "/kk/privacy-policy/#5.2",
    "menus open": "/en/privacy-policy/?open",
    "side by side": "/ru/privacy-policy/?beside=kk",
    "superseded": "/ru/privacy-policy/2024-03-01/",
    "since": "/ru/privacy-policy/2024-03-01/since/",
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
def test_all_pages_are_valid(site: Path, contract_site: Path) -> None:
    command = (*JAVA, "-jar", VALIDATOR, "--errors-only", "--skip-non-html", site, contract_site)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout + done.stderr == ""
    assert done.returncode == 0
