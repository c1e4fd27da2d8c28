"""Every kind of page, looked at by axe: light and dark, on a phone and on a desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from npm.tools import AXE, MISSING

KINDS = {
    "languages": "/",
    "home": "/ru/",
    "in force": "/kk/privacy-policy/",
    "menus open": "/en/privacy-policy/?open",
    "side by side": "/ru/privacy-policy/?beside=kk",
    "redline": "/en/privacy-policy/2025-06-01/changes/",
    "history": "/kk/privacy-policy/history/",
    "histories": "/en/privacy-policy/history/clauses/",
    "tables": "/ru/terms-of-sale/",
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.skipif(not AXE.exists(), reason=MISSING)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(page: Page, site_url: str, kind: str) -> None:
    page.goto(site_url + KINDS[kind])
    if kind == "menus open":
        page.locator(".bar .versions summary").click()
    page.evaluate(AXE.read_text("utf-8"))
    for scheme, width in (("light", 1280), ("dark", 390)):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_viewport_size({"width": width, "height": 900})
        found = page.evaluate("(rules) => axe.run(document, { runOnly: rules })", RULES)
        told = [(each["id"], each["nodes"][0]["html"][:200]) for each in found["violations"]]
        assert told == [], (scheme, width)
