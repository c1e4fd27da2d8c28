"""`legalsite serve` in a browser: what happens to the pages that are open while a text is written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from serving import ON, Server, eventually, policy, served, small

TEXT = "privacy/2025-01-01.en.md"
EDITOR = "myeditor://open?file={path}&line={line}"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests here: each leaves the text as it found it."""
    with served(small(tmp_path_factory.mktemp("served")), ON, "--editor", EDITOR) as running:
        yield running


@pytest.fixture(autouse=True)
def unchanged(server: Server) -> Iterator[None]:
    yield
    server.write(TEXT, policy())
    assert server.shows("/en/privacy/", "for long")


@pytest.fixture
def other(page: Page) -> Iterator[Page]:
    """A second page in the same browser."""
    second = page.context.new_page()
    yield second
    second.close()


def opened(page: Page, server: Server, address: str) -> Locator:
    """Opens a page, marks it, so that it is known when it is loaded anew, and gives the list of errors."""
    page.goto(server.url + address)
    expect(page.locator("legalsite-serve")).to_have_count(1)
    page.evaluate("window.kept = true")
    return page.get_by_role("alert", name="Errors", include_hidden=True)


def is_kept(page: Page) -> bool:
    return bool(page.evaluate("window.kept === true"))


def test_only_the_page_that_changed_is_loaded_anew(server: Server, page: Page, other: Page) -> None:
    opened(page, server, "/en/privacy/")
    opened(other, server, "/en/terms/")
    server.write(TEXT, policy("for ever"))
    expect(page.locator("main")).to_contain_text("for ever")
    assert not is_kept(page)
    assert is_kept(other)


def test_it_stays_at_the_clause_that_is_read(server: Server, page: Page) -> None:
    opened(page, server, "/en/privacy/")
    page.evaluate("document.getElementById('30').scrollIntoView()")
    page.evaluate("scrollBy(0, -20)")
    before = page.evaluate("document.getElementById('30').getBoundingClientRect().top")
    server.write(TEXT, policy("for ever " * 400))
    expect(page.locator("main")).to_contain_text("for ever")
    expect(page.locator("legalsite-serve")).to_have_count(1)
    after = page.evaluate("document.getElementById('30').getBoundingClientRect().top")
    assert abs(after - before) < 2
    assert page.evaluate("scrollY") > 0


def test_an_error_is_shown_over_every_page_until_it_is_mended(
    server: Server, page: Page, other: Page
) -> None:
    alerts = [opened(page, server, "/en/privacy/"), opened(other, server, "/en/terms/")]
    server.write(TEXT, policy("for ever", cites=99))
    for alert in alerts:
        expect(alert).to_contain_text("you see it as it was before")
        expect(alert).to_contain_text(f"content/{TEXT}:7:15")
        expect(alert.locator("mark")).to_have_text("99")
        expect(alert.locator(".caret")).to_have_text("^^")
    line = alerts[0].locator("mark").bounding_box()
    caret = alerts[0].locator(".caret").bounding_box()
    assert line
    assert caret
    assert abs(line["x"] - caret["x"]) < 1, "the caret stands under what is meant"
    assert alerts[0].get_by_role("link", name=TEXT).get_attribute("href") == (
        f"myeditor://open?file={server.folder}/content/{TEXT}&line=7"
    )
    expect(page.locator("main")).to_contain_text("for long")
    assert is_kept(page)
    assert is_kept(other)
    server.write(TEXT, policy("for ever"))
    for alert in alerts:
        expect(alert).to_be_hidden()
    expect(page.locator("main")).to_contain_text("for ever")
    assert is_kept(other)


def test_what_is_meant_is_in_sight_though_its_line_is_long(server: Server, page: Page) -> None:
    """Paragraphs of law are one line each, and windows are narrow."""
    page.set_viewport_size({"width": 480, "height": 800})
    alert = opened(page, server, "/en/terms/")
    server.write(TEXT, policy(f"{'for long and ' * 20} as clause 99 says"))
    expect(alert.locator("mark")).to_have_text("99")

    def in_sight() -> bool:
        caret, line = alert.locator(".caret").bounding_box(), alert.locator("pre").bounding_box()
        assert caret
        assert line
        return line["x"] <= caret["x"] < caret["x"] + caret["width"] <= line["x"] + line["width"]

    assert eventually(in_sight), "the line is moved once it is there"


def test_the_list_of_errors_can_be_closed(server: Server, page: Page) -> None:
    alert = opened(page, server, "/en/terms/")
    server.write(TEXT, policy(cites=98))
    expect(alert).to_be_visible()
    alert.get_by_role("button", name="Close").click()
    expect(alert).to_be_hidden()
    server.write(TEXT, policy(cites=97))
    expect(alert).to_contain_text("97")


def test_the_panel_tells_of_the_policy(server: Server, page: Page) -> None:
    opened(page, server, "/en/terms/")
    button = page.get_by_role("button", name="legalsite")
    panel = page.get_by_role("region", name="This policy", include_hidden=True)
    expect(panel).to_be_hidden()
    button.click()
    expect(panel).to_contain_text("1 warning")
    expect(panel).to_contain_text("something is left out")
    panel.get_by_role("link", name="read the clause").click()
    expect(page).to_have_url(f"{server.url}/en/terms/2024-01-01/#3")
    expect(panel).to_be_visible()
    page.keyboard.press("Tab")
    button.click()
    expect(panel).to_be_hidden()


def test_a_page_that_comes_and_goes(server: Server, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{server.url}/en/privacy/2031-01-01/")
    expect(page.locator("legalsite-serve")).to_have_count(1)
    path = server.write("privacy/2031-01-01.en.md", policy("later"))
    expect(page.locator("main")).to_contain_text("keep it later")
    path.unlink()
    expect(page.locator("main")).not_to_contain_text("keep it later")
    page.close()


def test_nothing_of_it_breaks_the_policy_for_scripts(server: Server, page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    opened(page, server, "/en/privacy/")
    page.get_by_role("button", name="legalsite").click()
    expect(page.get_by_role("region", name="This policy")).to_contain_text("All about this policy")
    assert said == []
