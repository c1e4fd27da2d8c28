"""What readers find of a translation that is not complete: whole sites under each gate.

The policy of 2024 is translated into Russian as a whole; in that of 2025, which is in force, a clause came
in that is not; that of 2027 is the same to the reader of Russian. Into Kazakh all is translated.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from legalsite.site import check, read_content
from sites import TODAY, Page, built, dead_links
from translated import made, translate

GATES = ("mix", "previous", "hold")
EDITION = "build/{}/privacy/{}index.html"


def address(folder: Path, tag: str, day: str = "") -> Path:
    return folder / EDITION.format(tag, f"{day}/" if day else "")


def shown(path: Path) -> str:
    """The date from which the version on a page is in force."""
    found = re.search(r'class="force"[^>]*>[^<]*<time datetime="([^"]*)"', path.read_text("utf-8"))
    assert found
    return found[1]


def switch(path: Path) -> Mapping[str, tuple[str, str]]:
    """By language where the switch of a page leads, and the language of what is there."""
    html = path.read_text("utf-8")
    nav = html[html.index('<nav class="languages"') : html.index("</nav>")]
    found = re.findall(r'<a href="([^"]*)" lang="([^"]*)" hreflang="([^"]*)"', nav)
    return {tag: (href, language) for href, tag, language in found}


def alternates(html: str) -> dict[str, str]:
    """By language the address of a page's real translations, and of the one for all other readers."""
    return dict(re.findall(r'rel="alternate" hreflang="([^"]*)" href="https://example.com/([^"]*)"', html))


def untrue(folder: Path) -> list[str]:
    """What a built site says of its pages to machines and readers that is not so."""
    output, wrong = folder / "build", dead_links(folder / "build")
    for path in output.rglob("index.html"):
        html, name = path.read_text("utf-8"), path.relative_to(output).as_posix()
        canonical = re.search(r'rel="canonical" href="https://example.com/([^"]*)"', html)
        if not canonical or f"{canonical[1]}index.html" != name:
            wrong.append(f"{name}: canonical")
        for tag, there in alternates(html).items():
            if alternates((output / there / "index.html").read_text("utf-8")) != alternates(html):
                wrong.append(f"{name}: its alternate in {tag} names others")
        dated = re.search(r'class="force"[^>]*>[^<]*<time datetime="([^"]*)"', html)
        for tag, there in re.findall(
            r'rel="alternate" hreflang="([^"]*)" href="https://example.com/([^"]*)"', html
        ):
            other = output / there / "index.html"
            if tag != "x-default" and f'<html lang="{tag}"' not in other.read_text("utf-8"):
                wrong.append(f"{name}: alternate {tag}")
            elif dated and tag != "x-default" and "privacy" in name and "history" not in name:
                wrong += [f"{name}: another version in {tag}"] * (shown(other) != dated[1])
        for href, tag in re.findall(r'<a [^>]*?href="([^"#]+)"[^>]*? hreflang="([^"]*)"', html):
            other = (path.parent / href / "index.html").resolve()
            if f'<html lang="{tag}"' not in other.read_text("utf-8"):
                wrong.append(f"{name}: {href} is not in {tag}")
    return wrong


@pytest.mark.parametrize("gate", GATES)
def test_no_link_is_dead_or_untrue_under_any_gate(tmp_path: Path, gate: str) -> None:
    folder = made(tmp_path, f'incomplete = "{gate}"')
    assert not built(folder).failed
    assert untrue(folder) == []


def test_mixed_the_original_stands_where_no_translation_does(tmp_path: Path) -> None:
    folder = made(tmp_path)
    built(folder)
    page = Page(address(folder, "ru"))
    assert shown(address(folder, "ru")) == "2025-01-01"
    assert "ru: We tell couriers." in page.words
    assert "Ещё не переведено, показано на языке оригинала: 2.2" in page.words
    assert "#2.2" in [href for href, _ in page.links]
    assert "Ещё не переведено" not in Page(address(folder, "kk")).words


def test_previous_keeps_the_last_complete_version_at_the_undated_address(tmp_path: Path) -> None:
    folder = made(tmp_path, 'incomplete = { ru = "previous" }')
    built(folder)
    page = Page(address(folder, "ru"))
    assert shown(address(folder, "ru")) == "2024-01-01"
    assert "её перевод ещё не завершён" in page.words
    assert "../../ru/privacy/2025-01-01/" in [href for href, _ in page.links]
    assert "We tell banks." in Page(address(folder, "ru", "2025-01-01")).words
    assert shown(address(folder, "kk")) == "2025-01-01"
    portal = Page(folder / "build/ru/index.html")
    assert "Срок действия: с 1 января 2024" in portal.words.replace("\N{NO-BREAK SPACE}", " ")
    assert "../ru/privacy/2025-01-01/" in [href for href, _ in portal.links]


def test_previous_shows_what_there_is_where_nothing_was_ever_complete(tmp_path: Path) -> None:
    folder = made(tmp_path, 'incomplete = "previous"', ("We tell couriers.",))
    built(folder)
    assert shown(address(folder, "ru")) == "2025-01-01"
    assert untrue(folder) == []


def test_held_a_version_has_no_page_and_the_switch_leads_to_what_prevails(tmp_path: Path) -> None:
    folder = made(tmp_path, 'incomplete = { ru = "hold" }')
    built(folder)
    for day in ("", "2025-01-01", "2027-01-01"):
        assert not address(folder, "ru", day).exists()
        assert switch(address(folder, "kk", day))["ru"] == (
            ("../" * (3 if day else 2)) + f"en/privacy/{day}{'/' * bool(day)}",
            "en",
        )
        assert "ru" not in switch(address(folder, "en", day)), "it would lead to the page itself"
        assert "Русский (English)" in Page(address(folder, "en", day)).words
    first = Page(address(folder, "ru", "2024-01-01"))
    assert "С 1 января 2025 г. действует новая редакция (английский)" in first.words.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert not (folder / "build/ru/privacy/2025-01-01").exists(), "no redline either"
    history = Page(folder / "build/ru/privacy/history/index.html")
    assert {"../../../en/privacy/2025-01-01/", "../../../ru/privacy/2024-01-01/"} <= {
        h for h, _ in history.links
    }
    portal = (folder / "build/ru/index.html").read_text("utf-8")
    assert '<a href="../en/privacy/" hreflang="en" lang="en" dir="auto">Privacy Policy</a>' in portal
    assert "На этом языке пока не опубликовано" in portal


@pytest.mark.parametrize(
    ("gate", "there"),
    (
        ("mix", "../../ru/privacy/#2.3"),
        ("previous", "../../ru/privacy/2025-01-01/#2.3"),
        ("hold", "../../en/privacy/#2.3"),
    ),
)
def test_a_citation_leads_to_the_clause_under_every_gate(tmp_path: Path, gate: str, there: str) -> None:
    """Under `previous` the undated page has an older version, in which 2.3 is another clause or none."""
    folder = made(tmp_path, f'incomplete = "{gate}"')
    built(folder)
    links = [href for href, _ in Page(folder / "build/ru/terms/index.html").links]
    assert there in links
    assert "../../kk/privacy/#2.3" in [h for h, _ in Page(folder / "build/kk/terms/index.html").links]


def test_what_is_built_after_a_translation_is_what_a_clean_build_makes(tmp_path: Path) -> None:
    """The terms are made anew although only the policy that they cite has changed."""
    folder = made(tmp_path, 'incomplete = "hold"')
    built(folder)
    translate(folder / "content/privacy/ru.po")
    built(folder)
    assert "../../ru/privacy/#2.3" in [h for h, _ in Page(folder / "build/ru/terms/index.html").links]
    assert untrue(folder) == []


@pytest.mark.parametrize("gate", GATES)
def test_a_version_without_a_file_in_a_language_is_read_in_another(tmp_path: Path, gate: str) -> None:
    """Russian has files of its own, and none of the version in force: no redline spans the gap."""
    folder = made(tmp_path, f'incomplete = "{gate}"')
    for name in ("2024-01-01", "2027-01-01"):
        text = (folder / f"content/privacy/{name}.en.md").read_text("utf-8")
        (folder / f"content/privacy/{name}.ru.md").write_text(text.replace("clause", "пункт"), "utf-8")
    (folder / "content/privacy/ru.po").unlink()
    toml = folder / "content/privacy/policy.toml"
    toml.write_text(toml.read_text("utf-8") + 'original = "en"\n', "utf-8")
    assert not built(folder).failed
    assert untrue(folder) == []
    assert address(folder, "ru").exists() == (gate == "previous")
    assert not (folder / "build/ru/privacy/2027-01-01/changes").exists()
    assert switch(address(folder, "kk"))["ru"][1] == ("ru" if gate == "previous" else "en")


def test_a_language_that_came_later_is_not_missed_before(tmp_path: Path) -> None:
    folder = made(tmp_path, "", (), **{"privacy/policy.toml": '[since]\nru = "2027-01-01"\n'})
    assert not built(folder).problems
    assert "ru" not in switch(address(folder, "kk", "2024-01-01"))
    assert untrue(folder) == []


def test_a_prevailing_text_that_is_not_complete_is_an_error(tmp_path: Path) -> None:
    folder = made(tmp_path, **{"privacy/policy.toml": 'prevailing = ["ru"]\n'})
    problems = check(read_content(folder), TODAY)
    assert [problem.rule for problem in problems] == ["incomplete-prevailing"] * 2
    assert [problem.place.path.rpartition("/")[2] for problem in problems] == ["ru.po"] * 2
    assert problems[0].message == "the version 2025-01-01 is not complete in ru, which prevails: 2.2"
    assert built(folder).failed
    translate(folder / "content/privacy/ru.po")
    assert not check(read_content(folder), TODAY)


@pytest.mark.parametrize(
    ("settings", "found"),
    (
        ('prevailing = ["ru"]', 3),
        ('prevailing = ["ru"]\n[since]\nru = "2025-01-01"', 2),
        ('prevailing = ["en", "ru"]\n[since]\nru = "2030-01-01"', 0),
        ('prevailing = ["fr"]', 0),
    ),
)
def test_a_prevailing_text_that_is_not_there_is_an_error(tmp_path: Path, settings: str, found: int) -> None:
    """Unless its language is none of the site's: then it is published elsewhere, and readers are told so."""
    folder = made(tmp_path, **{"privacy/policy.toml": settings + "\n"})
    (folder / "content/privacy/ru.po").unlink()
    problems = check(read_content(folder), TODAY)
    assert [problem.rule for problem in problems] == ["incomplete-prevailing"] * found
    if '"fr"' in settings:
        built(folder)
        assert "prevails: French" in Page(address(folder, "en")).words


@pytest.mark.parametrize(
    "text",
    (
        'incomplete = "sometimes"',
        "incomplete = 1",
        'incomplete = { ru = "no" }',
        "required = 101",
        'required = "all"',
        "required = { ru = true }",
    ),
)
def test_a_setting_that_cannot_be_is_named(tmp_path: Path, text: str) -> None:
    folder = made(tmp_path, text)
    (problem,) = check(read_content(folder), TODAY)
    assert problem.rule == "bad-setting"
    assert problem.place.line == 5
    assert problem.help


def test_a_setting_for_a_language_that_the_site_has_not(tmp_path: Path) -> None:
    (problem,) = check(read_content(made(tmp_path, 'incomplete = { fr = "hold" }')), TODAY)
    assert problem.rule == "unknown-setting"
