"""What `[output]` turns off: each switch alone takes away what it names, what leads there, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest

from legalsite.search import find_indexer
from legalsite.site import build, read_content
from sites import TODAY, dead_links, site, tree

BASE = "https://example.com/"
SETTINGS = f'title = "T"\nbase_url = "{BASE}"\nlanguages = ["en", "de"]\n[output]\n'
ON = {"team": "true", "digests": "true", "host": '"netlify"'}

FIRST = """# Rules of the Shop

1. **“Buyer”** means a person who buys.

2. A Buyer may return goods within 14 days, as clause 3 says.

3. Goods are sent back under clause 2 and the Terms of Delivery.
"""
SECOND = (
    FIRST.replace("14 days", "20 days")
    + "\n4. A Buyer is told of it under clause 2.1 of the Terms of Delivery.\n"
)
ERSTE = """# Regeln des Ladens

1. **„Käufer“** bezeichnet eine Person, die kauft.

2. Ein Käufer darf Waren binnen 14 Tagen zurückgeben, wie Ziffer 3 sagt.

3. Waren werden nach Ziffer 2 und den Terms of Delivery zurückgesandt.
"""
ZWEITE = (
    ERSTE.replace("14 Tagen", "20 Tagen")
    + "\n4. Ein Käufer erfährt es nach Ziffer 2.1 der Terms of Delivery.\n"
)
DELIVERY = """# Terms of Delivery

1. Delivery takes a week.

2. Of delays:

2.1. a Buyer is told of a delay under clause 2 of the Rules of the Shop.
"""
FILES = {
    "rules/2024-01-01.en.md": FIRST,
    "rules/2025-01-01.en.md": SECOND,
    "rules/2024-01-01.de.md": ERSTE,
    "rules/2025-01-01.de.md": ZWEITE,
    "rules/policy.toml": 'original = "en"\n',
    "delivery/2024-01-01.en.md": DELIVERY,
    "delivery/policy.toml": '[names]\nde = ["Terms of Delivery"]\n',
}


@dataclass(frozen=True)
class Off:
    """What a switch takes away.

    files: a pattern of their names. marks: one of what each row of words and attributes has in it that is
    taken out of a file that stays. reworded: the files that say something else instead.
    """

    files: str = r"(?!)"
    marks: str = r"(?!)"
    reworded: tuple[str, ...] = ()


SWITCHES = {
    "redlines": Off(
        r".*/(changes|since)/index\.html", r"changes/|since/|data-change|</?(del|ins)|added|changed"
    ),
    "since": Off(r".*/since/index\.html", r"since/"),
    "history": Off(r".*/(history/.*|feed\.xml)", r"history/|feed\.xml"),
    "terms": Off(r"\w+/glossary\.html", r"glossary\.html|class=\"term\"|</?dfn"),
    "citations": Off(
        r"\w+/citations\.html|.*/cited/index\.html", r"cited/|citations\.html|class=\"told citing\""
    ),
    "team": Off(r"team/.*"),
    "search": Off(r"\w+/search/.*|.*/clauses\.json", r"search|clauses\.json|wasm-unsafe-eval"),
    "digests": Off(r"digests\.txt"),
    "host": Off(r"_headers|_redirects"),
    "compress": Off(r".*\.gz"),
    "json_ld": Off(marks=r"application/ld\+json"),
    "open_graph": Off(marks=r"property=\"og:"),
    "markdown": Off(r".*/index\.md", r"index\.md", ("llms.txt",)),
    "sitemap": Off(r"sitemap\.xml", r"Sitemap:|sitemap\.xml"),
    "robots": Off(r"robots\.txt"),
    "llms": Off(r"llms\.txt"),
}
OWN = (".legalsite", "digests.txt")
"""Files that tell of all others."""


def made(folder: Path, *, searched: bool = False, **switches: str) -> dict[str, bytes]:
    """The files of the small site."""
    lines = "".join(f"{name} = {value}\n" for name, value in {**ON, **switches}.items() if value)
    content = read_content(site(folder, {**FILES, "site.toml": SETTINGS + lines}))
    indexer = find_indexer() if searched else None
    with ThreadPoolExecutor(1) as executor:  # a process each would read the theme anew
        report = build(content, folder / "build", TODAY, executor=executor, indexer=indexer)
    assert report.problems == ()
    return tree(folder / "build")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The small site with all that there is, but a search and compressed twins."""
    return made(tmp_path_factory.mktemp("whole"))


def test_every_switch_has_a_row_here() -> None:
    listed = re.search(r"^\[output\].*?(?=^\[)", readme(), re.MULTILINE | re.DOTALL)
    assert listed is not None
    assert sorted(re.findall(r"^(\w+) = ", listed[0], re.MULTILINE)) == sorted(SWITCHES)


@pytest.mark.parametrize("name", SWITCHES)
def test_a_switch_takes_away_what_it_names_and_nothing_besides(
    name: str, whole: dict[str, bytes], tmp_path: Path
) -> None:
    off, searched = SWITCHES[name], name == "search"
    before = whole
    if searched or name == "compress":
        before = made(tmp_path / "on", searched=searched, compress='["gzip"]' if not searched else "")
    after = made(
        tmp_path / "off", searched=searched, **{name: "" if name in ("host", "compress") else "false"}
    )
    taken = {each for each in before if re.fullmatch(off.files, each)}
    assert bool(taken) == (off.files != r"(?!)"), "the small site has nothing of this"
    assert after.keys() == before.keys() - taken
    changed = [each for each in after if after[each] != before[each] and is_text(each)]
    assert bool(changed) == (off.marks != r"(?!)"), "the small site tells of nothing of this"
    for each in changed:
        if each not in off.reworded:
            for lost in taken_out(before[each].decode(), after[each].decode()):
                assert re.search(off.marks, lost), f"{each}: {lost}"
    assert dead_links(tmp_path / "off/build") == []
    assert list(nowhere(after)) == []


def is_text(name: str) -> bool:
    """Whether a file says something of its own; a compressed one says what its twin says."""
    return not name.endswith(".gz") and name not in OWN


def taken_out(before: str, after: str) -> list[str]:
    """The rows of words, signs and attributes that one text has and the other has not. Fails where the other
    has one more."""
    rows: list[str] = []
    pieces = iter([*_PIECE.findall(before), ""])
    for wanted in (*_PIECE.findall(after), ""):
        row = []
        while (piece := next(pieces, None)) != wanted:
            assert piece is not None, f"{wanted!r} was not there before, or stood elsewhere"
            row.append(piece)
        if row and not all(map(_CLOSING.fullmatch, row)):
            rows.append("".join(row))
    return rows


_PIECE = re.compile(r"[\w:-]+=\"[^\"]*\"|</?[\w!-]*|\w+|[^\w\s]")
_CLOSING = re.compile(r"</\w*|/?>")


def nowhere(files: dict[str, bytes]) -> Iterator[str]:
    """The addresses in all files, in full and in attributes for scripts, at which nothing is."""
    for name, data in files.items():
        if is_text(name) and not name.startswith("static/"):
            text = data.decode("utf-8", "replace")
            relative = re.findall(r" data-[\w-]+=\"(?:\.\./)+([^\"#]*)", text)
            for address in (*relative, *re.findall(rf"{BASE}([^\"'<>\s)\]#]*)", text)):
                if not there(address, files):
                    yield f"{name}: {address}"


def there(address: str, files: dict[str, bytes]) -> bool:
    """Whether an address of the site, or a folder's beginning, has files."""
    path = unquote(address)
    return path in files or f"{path}index.html" in files


def readme() -> str:
    return (Path(__file__).parents[1] / "README.md").read_text("utf-8")
