"""The files of a large policy are not all held at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from legalsite.model import Diagnostic
from legalsite.site.folder.content import read_content
from legalsite.site.folder.kept import NOTHING
from legalsite.site.texts.sources import Sources


def test_what_is_far_ahead_is_read_again(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "terms"
    folder.mkdir(parents=True)
    (tmp_path / "content" / "site.toml").write_text('title = "Legal"\nlanguages = ["en"]\n', "utf-8")
    paths = [folder / f"202{year}-01-01.en.md" for year in range(4)]
    for path in paths:
        path.write_text("# Terms\n\n1. " + "word " * 200_000, "utf-8")
    (folder / "2030-01-01.en.md").write_bytes(b"\xff")
    problems: list[Diagnostic] = []
    sources = Sources(read_content(tmp_path).policies[0], drafts=False, kept=NOTHING, problems=problems)
    assert sources.days("en") == ("2020-01-01", "2021-01-01", "2022-01-01", "2023-01-01")
    assert [problem.rule for problem in problems] == ["unreadable-file"]

    for path in paths:
        path.write_text("# Other terms", "utf-8")
    assert sources("en", "2020-01-01").text.startswith("# Terms")
    assert sources("en", "2023-01-01").text == "# Other terms"
    assert sources("en", "2023-01-01") is sources("en", "2023-01-01")

    paths[2].write_bytes(b"\xff")
    with pytest.raises(OSError, match=r"2022-01-01\.en\.md was changed while it was read"):
        sources("en", "2022-01-01")
