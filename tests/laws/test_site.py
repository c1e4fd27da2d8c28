"""Whatever has happened to a site's files: what is said of it is a problem with a place, never a fault."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from legalsite.site import check, read_content, update_catalogs
from sites import TODAY, built, sample

SCRAPS = (
    *(
        b"\n\n",
        b"[",
        b"]",
        b"{",
        b"}",
        b'"',
        b"**",
        b"\n# ",
        b"\n- ",
        b"5.2. ",
        b"|",
        b"\n> ",
        b"```",
        b"<!--",
    ),
    *(
        b"[5.2](clause:",
        b"](clause:7.4)",
        b"[as we say](clause:)",
        b"[x](clause:privacy-policy#1)",
        b"\n<!-- legalsite: allow dead-reference because the lease follows -->\n",
        b"<!-- legalsite: allow ",
        b'\n[[acts]]\nnames = ["\xd0\x97\xd0\xb0\xd2\xa3"]\naddress = "https://example.com/{article}"\n',
    ),
    *(b'msgid "', b"\x00", b"\xff", b"\xef\xbb\xbf", b"(a) ", b"  \n    ", b"\r", b"[^1]", b"= 5\n"),
)
NAMES = ("2024-13-01.kk.md", "x.md", "2025-01-01.ru.md", "en.po", "draft.kk.md", "2030-02-02.kk.md")


def harm(path: Path, chance: random.Random) -> None:
    """Does to a file what an editor, a merge or a disk may do."""
    data = path.read_bytes()
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    end = min(end, start + 400)
    match chance.randrange(7):
        case 0:
            path.unlink()
        case 1:
            path.rename(path.with_name(chance.choice(NAMES)))
        case 2:
            path.write_bytes(data[:start] + data[end:])
        case 3:
            path.write_bytes(data[:end] + data[start:])
        case 4:
            path.write_bytes(data[:start] + chance.randbytes(4) + data[start:])
        case 5:
            lines = data.split(b"\n")
            chance.shuffle(lines)
            path.write_bytes(b"\n".join(lines))
        case _:
            path.write_bytes(data[:start] + chance.choice(SCRAPS) + data[start:])


@pytest.mark.parametrize("seed", range(12))
def test_a_harmed_site_is_told_of_and_never_a_fault(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    folder = sample(tmp_path)
    files = sorted(path for path in (folder / "content").rglob("*") if path.is_file())
    for path in chance.sample(files, chance.randint(1, 4)):
        if path.exists() and (path.name != "site.toml" or chance.random() < 0.5):
            harm(path, chance)
    if not (folder / "content" / "site.toml").is_file():
        with pytest.raises(FileNotFoundError):
            read_content(folder)
        return
    problems = check(read_content(folder), TODAY, drafts=True)
    assert all(problem.message and problem.place.path and problem.place.line > 0 for problem in problems)
    assert [problem for problem in problems if not problem.help] == []
    report = built(folder, drafts=True)
    assert report.failed or (folder / "build" / "index.html").is_file()
    update_catalogs(read_content(folder))
