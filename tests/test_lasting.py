"""Addresses last: none that was published is lost, unless somebody says what became of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from legalsite.cli import main
from legalsite.publication import read_lock
from sites import Page, built, dead_links, sample, site, tree

FIRST = "# Privacy\n\n1. Terms\n\n1.1. We answer within 30 days.\n\n2. Data\n"
SECOND = FIRST.replace("30", "20")
CATALOG = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: ru\\n"\n\n'


def run(folder: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, [*arguments, "--site", str(folder), "--today", "2026-11-22"])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A policy with two versions in two languages, locked."""
    files = {
        "privacy/2024-09-15.en.md": FIRST,
        "privacy/2025-09-15.en.md": SECOND,
        "privacy/ru.po": f'{CATALOG}msgid "Privacy"\nmsgstr "Приватность"\n',
    }
    site(tmp_path, files, ("en", "ru"))
    run(tmp_path, "lock")
    assert built(tmp_path).problems == ()
    return tmp_path


def lost(folder: Path) -> list[tuple[str, str]]:
    """Message and remedy of what a build says would be lost."""
    report = built(folder)
    found = [(p.message, p.help) for p in report.problems if p.rule == "lost-address"]
    assert report.failed == bool(found)
    return found


def settings(folder: Path, text: str, slug: str = "privacy") -> None:
    (folder / f"content/{slug}/policy.toml").write_text(text, "utf-8")


def page(folder: Path, address: str) -> str:
    return (folder / "build" / address / "index.html").read_text("utf-8")


def test_two_addresses_that_differ_by_capital_letters_alone_are_told(folder: Path) -> None:
    """Of their pages one would take the other's place, on a disk to which the letters are the same."""
    path = folder / "content/privacy/published.lock"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    at = next(at for at, line in enumerate(lines) if '"en/privacy/2024-09-15/"' in line)
    lines.insert(at, lines[at].replace("privacy", "Privacy"))
    path.write_text("".join(lines), "utf-8")
    settings(folder, '[redirects]\n"en/Privacy/2024-09-15/" = "en/privacy/2025-09-15/"\n')
    ((message, help),) = lost(folder)
    assert message.startswith("en/Privacy/2024-09-15/ and en/privacy/2024-09-15/ are one address on disks")
    assert help.startswith("take out the one that nobody was ever given")
    settings(folder, '[gone]\n"en/Privacy/2024-09-15/" = "By order of the court."\n')
    assert [message[:22] for message, _ in lost(folder)] == ["en/Privacy/2024-09-15/"]


def test_a_version_that_is_taken_away_is_missed(folder: Path) -> None:
    (folder / "content/privacy/2024-09-15.en.md").unlink()
    messages = [message for message, _ in lost(folder)]
    assert "en/privacy/2024-09-15/ was published, and would be no more" in messages
    assert len(messages) == 6, "two editions, and what they were compared with"


def test_a_language_that_is_taken_away_is_missed(folder: Path) -> None:
    (folder / "content/privacy/ru.po").unlink()
    messages = [message for message, _ in lost(folder)]
    assert len(messages) == 6
    assert all("ru/privacy/" in message for message in messages[:-1])


def test_a_clause_that_is_taken_away_is_missed(folder: Path) -> None:
    path = folder / "content/privacy/2024-09-15.en.md"
    path.write_text(FIRST.replace("2. Data\n", ""), "utf-8")
    messages = [message for message, _ in lost(folder)]
    assert "en/privacy/2024-09-15/ would lose #2, to which links may lead" in messages
    settings(
        folder, '[gone]\n"en/privacy/2024-09-15/#2" = "A slip."\n"ru/privacy/2024-09-15/#2" = "A slip."\n'
    )
    report = built(folder)
    assert [p.rule for p in report.problems if p.rule != "unrecorded-edition"] == ["changed-edition"]


def test_a_policy_that_is_renamed_redirects(folder: Path) -> None:
    before = {name for name in tree(folder / "build") if name.endswith(".html")}
    (folder / "content/privacy").rename(folder / "content/data")
    messages = lost(folder)
    assert len(messages) == 6
    assert messages[-1][0].endswith(" more addresses would be no more")
    assert all('formerly = ["privacy"]' in help for _, help in messages)
    settings(folder, 'formerly = ["privacy"]\n', "data")
    assert built(folder).problems == ()
    assert before - set(tree(folder / "build")) == set()
    moved = page(folder, "ru/privacy/2024-09-15")
    assert '<meta http-equiv="refresh" content="1; url=../../../ru/data/2024-09-15/">' in moved
    assert '<link rel="canonical" href="https://example.com/ru/data/2024-09-15/">' in moved
    assert '<html lang="ru"' in moved
    assert dead_links(folder / "build") == []
    made = tree(folder / "build")
    for name in ("ru/{}/feed.xml", "{}/versions.json", "en/{}/2024-09-15/index.txt"):
        assert made[name.format("privacy")] == made[name.format("data")], "programs are not led on by a page"
    run(folder, "lock")
    assert built(folder).problems == ()
    (folder / "content/data").rename(folder / "content/personal")
    settings(folder, 'formerly = ["data", "privacy"]\n', "personal")
    assert built(folder).problems == ()
    assert "en/personal/2024-09-15/" in page(folder, "en/privacy/2024-09-15")


def test_a_postponed_version_leaves_a_redirect(folder: Path) -> None:
    (folder / "content/privacy/draft.en.md").write_text(FIRST, "utf-8")
    run(folder, "release", "privacy", "--effective", "2027-03-01")
    run(folder, "release", "privacy", "--postpone", "2027-03-01", "2027-04-01")
    run(folder, "release", "privacy", "--postpone", "2027-04-01", "2027-05-01")
    assert built(folder).problems == ()
    for was in ("2027-03-01", "2027-04-01"):
        assert 'url=../../../en/privacy/2027-05-01/"' in page(folder, f"en/privacy/{was}")
        assert "en/privacy/2027-05-01/changes/" in page(folder, f"en/privacy/{was}/changes")
        assert "30 days" in (folder / f"build/en/privacy/{was}/index.txt").read_text("utf-8")
    assert dead_links(folder / "build") == []


def test_an_address_is_led_on_where_the_settings_say_so(folder: Path) -> None:
    (folder / "content/privacy/ru.po").unlink()
    settings(folder, '[redirects]\n"ru/privacy/" = "en/privacy/"\n')
    assert lost(folder) == []
    assert "en/privacy/2025-09-15/changes/" in page(folder, "ru/privacy/2025-09-15/changes")
    settings(folder, '[redirects]\n"ru/privacy/" = "https://example.org/ru/"\n')
    assert lost(folder) == []
    assert 'url=https://example.org/ru/history/"' in page(folder, "ru/privacy/history")


@pytest.mark.parametrize("there", ("en/other/", "ru/privacy/", "de/privacy/"))
def test_a_redirect_to_nowhere_keeps_nothing(folder: Path, there: str) -> None:
    (folder / "content/privacy/ru.po").unlink()
    settings(folder, f'[redirects]\n"ru/privacy/" = "{there}"\n')
    assert len(lost(folder)) == 6


def test_what_is_gone_says_why(folder: Path) -> None:
    settings(folder, '[gone]\n"en/privacy/2024-09-15/" = "By order of the <court> of 2 May 2025."\n')
    assert lost(folder) == []
    assert "By order of the &lt;court&gt; of 2 May 2025." in page(folder, "en/privacy/2024-09-15")
    assert not (folder / "build/en/privacy/2024-09-15/index.txt").exists()
    assert "en/privacy/2024-09-15/" not in (folder / "build/fingerprints.txt").read_text("utf-8")
    assert "order of" in page(folder, "ru/privacy/2024-09-15"), "it shows what is not translated in English"
    (folder / "content/privacy/2024-09-15.en.md").unlink()
    assert [message for message, _ in lost(folder) if message.startswith("en/privacy/2024-09-15/")] == []


def test_addresses_are_written_when_something_is_recorded_and_not_when_it_is_built(folder: Path) -> None:
    path = folder / "content/privacy/published.lock"
    before = path.read_bytes()
    (folder / "content/privacy/2026-01-01.en.md").write_text(FIRST, "utf-8")
    built(folder)
    assert path.read_bytes() == before
    run(folder, "lock")
    added = [
        line for line in path.read_text("utf-8").splitlines() if "address" in line and "2026-01-01" in line
    ]
    assert len(added) == 4, "an edition and its redline, in two languages"
    assert re.search(r'"anchors": \["1", "1.1", "2"\]', added[0])


def test_a_policy_that_vanishes_is_missed(folder: Path) -> None:
    (folder / "content/privacy").rename(folder / "privacy")
    ((message, help),) = lost(folder)
    assert "the policy privacy was published, and its folder is not there" in message
    assert "[gone]" in help
    result = CliRunner().invoke(main, ["check", "--site", str(folder)])
    assert (result.exit_code, "lost-address" in result.output) == (1, True)


def test_a_policy_is_taken_off_the_site_with_a_reason(folder: Path) -> None:
    before = {name for name in tree(folder / "build") if "/privacy/" in name and name.endswith(".html")}
    (folder / "content/other").mkdir()
    (folder / "content/other/2024-09-15.en.md").write_text(FIRST, "utf-8")
    for path in (folder / "content/privacy").iterdir():
        if path.suffix in (".md", ".po"):
            path.unlink()
    assert len(lost(folder)) == 6
    settings(
        folder, '[gone]\n"ru/privacy/" = "Товар снят с продажи."\n[redirects]\n"en/privacy/" = "en/other/"\n'
    )
    assert lost(folder) == []
    assert before - set(tree(folder / "build")) == set()
    assert "Товар снят с продажи." in page(folder, "ru/privacy/2024-09-15")
    assert 'url=../../../en/other/2024-09-15/"' in page(folder, "en/privacy/2024-09-15")


def test_a_comparison_with_what_is_in_force_leads_to_its_version_when_there_is_none(folder: Path) -> None:
    assert "30" in page(folder, "en/privacy/2024-09-15/since")
    settings(folder, 'withdrawn = "2026-01-01"\n')
    assert lost(folder) == []
    assert 'url=../../../../en/privacy/2024-09-15/"' in page(folder, "en/privacy/2024-09-15/since")


def test_a_comparison_with_what_is_in_force_goes_with_the_setting_and_not_with_the_next_version(
    folder: Path,
) -> None:
    (folder / "content/privacy/2026-01-01.en.md").write_text(FIRST.replace("30", "10"), "utf-8")
    run(folder, "lock")
    assert lost(folder) == []
    assert "10" in page(folder, "en/privacy/2024-09-15/since"), "against the newest, at the same address"
    path = folder / "content/site.toml"
    path.write_text(path.read_text("utf-8") + "[output]\nsince = false\ncitations = false\n", "utf-8")
    assert lost(folder) == []
    assert 'url=../../../../en/privacy/2024-09-15/"' in page(folder, "en/privacy/2024-09-15/since")
    assert 'url=../../../en/privacy/"' in page(folder, "en/privacy/cited")


@pytest.mark.parametrize("wanted", ("", "[output]\nhistory = false\nredlines = false\n"))
def test_every_anchor_of_a_version_that_was_in_force_is_on_the_undated_page(
    tmp_path: Path, wanted: str
) -> None:
    """Links to the undated address lead somewhere for good, also on a site without histories."""
    third = "# Privacy\n\n1. Data\n\n1.1. We keep little.\n"
    days = {"2024-09-15": FIRST, "2025-09-15": SECOND + "\n2.1. We keep all.\n", "2026-09-15": third}
    site(tmp_path, {f"privacy/{day}.en.md": text for day, text in days.items()})
    with (tmp_path / "content/site.toml").open("a", encoding="utf-8") as settings:
        settings.write(wanted)
    run(tmp_path, "lock")
    built(tmp_path)
    lock, _ = read_lock(tmp_path / "content/privacy/published.lock")
    published = {anchor for anchors in lock.anchors.values() for anchor in anchors}
    assert published == {"1", "1.1", "2", "2.1"}
    assert published - set(Page(tmp_path / "build/en/privacy/index.html").ids) == set()
    assert dead_links(tmp_path / "build") == []


@pytest.mark.parametrize(
    ("text", "line", "said", "remedy"),
    (
        (
            '[gone]\n"en/privcy/2024-09-15/" = "By order of a court."',
            2,
            "[gone]: en/privcy/2024-09-15/ is no address that was published",
            'did you mean "en/privacy/2024-09-15/"?',
        ),
        (
            '[gone]\n"en/privacy/2024-09-15" = "By order of a court."',
            2,
            "[gone]: en/privacy/2024-09-15 is no address that was published",
            'write it with a slash: "en/privacy/2024-09-15/"',
        ),
        (
            '[gone]\n"en/privacy/2024-09-15/#7" = "A slip."',
            2,
            "[gone]: en/privacy/2024-09-15/#7 is no address that was published",
            "write the number of a clause that this page once had",
        ),
        (
            '\n[redirects]\n"ru/privacy/" = "en/privacy/"',
            3,
            "[redirects]: ru/privacy/ leads nobody on: its page is still there",
            "take the line out",
        ),
        (
            'formerly = ["secrecy"]',
            1,
            "formerly: nothing was published under the name 'secrecy'",
            "write the folder's former name",
        ),
    ),
)
def test_what_is_said_of_no_address_is_told(
    folder: Path, text: str, line: int, said: str, remedy: str
) -> None:
    settings(folder, f"{text}\n")
    (problem,) = built(folder).problems
    assert (problem.rule, problem.message) == ("unused-address", said)
    assert remedy in problem.help
    assert problem.place.line == line


def test_what_is_said_of_an_address_that_was_not_recorded_is_told_too(tmp_path: Path) -> None:
    site(tmp_path, {"privacy/2024-09-15.en.md": FIRST, "privacy/policy.toml": ""})
    settings(
        tmp_path, '[gone]\n"en/privacy/2024-09-15/" = "By order."\n"en/privacy/2025-09-15/" = "By order."'
    )
    (problem,) = built(tmp_path).problems
    assert "2025-09-15" in problem.message
    assert "By order." in page(tmp_path, "en/privacy/2024-09-15")


def test_all_addresses_of_the_sample_are_recorded(tmp_path: Path) -> None:
    sample(tmp_path, published=True)
    before = {path: path.read_bytes() for path in (tmp_path / "content").rglob("published.lock")}
    assert "recorded already" in run(tmp_path, "lock")
    assert before == {path: path.read_bytes() for path in before}
