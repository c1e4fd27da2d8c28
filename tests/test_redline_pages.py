"""The pages that show one version against another: which there are, what they hold, how they are linked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sites import Page, built, dead_links, sample, site, tree

SETTINGS = 'title = "Test"\nbase_url = "https://example.com/"\nlanguages = ["en"]\n'


def policy(*hours: str) -> str:
    """A policy of ten clauses, of which the fifth says these hours."""
    rows = [f"{at}. The seller's rule of the number {at} is kept by the buyer." for at in range(1, 11)]
    rows[4] = f"5. Goods are delivered between {' and '.join(hours)}."
    return "# Terms\n\n" + "\n\n".join(rows) + "\n"


def three(folder: Path, settings: str = SETTINGS) -> Path:
    return site(
        folder,
        {
            "site.toml": settings,
            "terms/2024-01-01.en.md": policy("nine", "six"),
            "terms/2025-01-01.en.md": policy("eight", "six"),
            "terms/2026-01-01.en.md": policy("eight", "seven"),
            "terms/2027-01-01.en.md": policy("eight", "eight"),
        },
    )


def test_each_superseded_version_is_shown_against_the_one_in_force(tmp_path: Path) -> None:
    built(three(tmp_path))
    made = tmp_path / "build/en/terms"
    assert sorted(path.parent.name for path in made.glob("*/since")) == ["2024-01-01", "2025-01-01"]
    page = Page(made / "2024-01-01/since/index.html")
    html = (made / "2024-01-01/since/index.html").read_text("utf-8")
    assert html.count("<del>") == html.count("<ins>") == 2 + 1  # two of the text, and one of the legend
    assert "<time" in html
    linked = [str(found.get("href")) for _, found in Page(made / "2024-01-01/index.html").links]
    assert "../../../en/terms/2024-01-01/since/" in linked
    assert not [name for name in tree(made) if name.startswith("2026-01-01/since")]
    assert len(page.ids) == len(set(page.ids))


def test_what_is_superseded_is_a_matter_of_the_day(tmp_path: Path) -> None:
    built(three(tmp_path), today=date(2027, 1, 1))
    made = tmp_path / "build/en/terms"
    assert len(list(made.glob("*/since"))) == 3
    assert "2027" in (made / "2025-01-01/since/index.html").read_text("utf-8")


def test_redlines_can_be_switched_off(tmp_path: Path) -> None:
    made = tmp_path / "build/en/terms"
    built(three(tmp_path, SETTINGS + "[output]\nsince = false\n"))
    assert not list(made.glob("*/since"))
    assert len(list(made.glob("*/changes"))) == 3
    built(three(tmp_path, SETTINGS + "[output]\nredlines = false\n"))
    assert not list(made.glob("*/since"))
    assert not list(made.glob("*/changes"))


def test_what_did_not_change_is_folded_with_its_anchors(tmp_path: Path) -> None:
    built(three(tmp_path))
    path = tmp_path / "build/en/terms/2025-01-01/changes/index.html"
    html = path.read_text("utf-8")
    assert html.count('<details class="unchanged">') == 2
    assert "Clauses without change: 4" in html
    assert "Clauses without change: 5" in html
    assert {str(at) for at in range(1, 11)} <= set(Page(path).ids)
    edition = (tmp_path / "build/en/terms/2025-01-01/index.html").read_text("utf-8")
    assert 'class="unchanged"' not in edition
    assert "\0" not in html


def test_redlines_of_original_and_translation_lead_to_each_other(tmp_path: Path) -> None:
    built(sample(tmp_path))
    for name in ("2025-11-01/changes", "2024-03-01/since"):
        for tag in ("kk", "ru", "en"):
            page = Page(tmp_path / f"build/{tag}/privacy-policy/{name}/index.html")
            there = [str(found.get("href")) for _, found in page.links]
            for other in {"kk", "ru", "en"} - {tag}:
                assert f"../../../../{other}/privacy-policy/{name}/" in there
            assert not [href for href in there if href.endswith(f"/{tag}/privacy-policy/{name}/changes/")]


def test_a_draft_is_compared_with_the_version_in_force_and_with_the_one_that_comes_before_it(
    tmp_path: Path,
) -> None:
    days = {"2026-01-01": 20, "2027-01-01": 10, "draft": 5}
    said = "# Terms\n\n1. We answer within {} days.\n"
    site(tmp_path, {f"terms/{day}.en.md": said.format(count) for day, count in days.items()})
    built(tmp_path, drafts=True)
    assert dead_links(tmp_path / "build") == []
    draft = Page(tmp_path / "build/en/terms/draft/index.html")
    assert "Changes since the version of 1 January 2026" in draft.words
    assert "Changes since the version of 1 January 2027" in draft.words
    for there, was in (("since", "20"), ("changes", "10")):
        words = Page(tmp_path / f"build/en/terms/draft/{there}/index.html").words
        assert f"[deleted: {was}]" in words
        assert "[inserted: 5]" in words
    (tmp_path / "content/terms/2027-01-01.en.md").unlink()
    built(tmp_path, drafts=True)
    assert not (tmp_path / "build/en/terms/draft/since").exists(), "it is the version before"
    (tmp_path / "content/terms/2026-01-01.en.md").rename(tmp_path / "content/terms/2028-01-01.en.md")
    built(tmp_path, drafts=True)
    assert not (tmp_path / "build/en/terms/draft/since").exists(), "nothing is in force"
