"""What axe has against a page."""

from __future__ import annotations

from playwright.sync_api import Page

from npm.tools import AXE

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALONE = "resultTypes: ['violations']"
"""What is well is not written down in full, which on a long page takes longer than to find it so."""


def told(page: Page) -> list[tuple[str, str]]:
    """What axe has against a page, with an example of each; of its dark colours on a phone too."""
    page.evaluate(AXE.read_text("utf-8"))
    whole = f"(rules) => axe.run(document, {{ runOnly: rules, {ALONE} }})"
    found = page.evaluate(whole, RULES)["violations"]
    size = page.viewport_size
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 900})
    rules = ["color-contrast", "target-size", "scrollable-region-focusable"]
    small = f"(rules) => axe.run(document, {{ runOnly: {{ type: 'rule', values: rules }}, {ALONE} }})"
    found += page.evaluate(small, rules)["violations"]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(size or {"width": 1280, "height": 900})
    return [(each["id"], each["nodes"][0]["html"][:200]) for each in found]
