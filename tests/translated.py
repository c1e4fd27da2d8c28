"""A policy in three versions with its translations, some of them not complete, for tests of these."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from legalsite.site import read_content, update_catalogs
from legalsite.translations import Entry, read_catalog, write_catalog
from sites import site

FIRST = """# Privacy Policy

## 1. Data

1.1. We collect your name.

1.2. We use it as clause 2.2 says.

## 2. Sharing

2.1. We tell couriers.

2.2. We tell nobody else.
"""
SECOND = (
    FIRST.replace("2.2. We tell", "2.3. We tell")
    .replace("clause 2.2", "clause 2.3")
    .replace("2.3. We tell", "2.2. We tell banks.\n\n2.3. We tell")
)
THIRD = SECOND.replace("your name", "your name and surname")
TERMS = "# Terms\n\n1. See clause 2.3 of the Privacy Policy.\n"
UNTRANSLATED = frozenset({"We tell banks."})


def made(
    folder: Path, settings: str = "", untranslated: Collection[str] = UNTRANSLATED, **files: str
) -> Path:
    """A site in English with catalogs in Russian, where some messages are not translated, and Kazakh."""
    texts = {
        "site.toml": 'title = "Test"\nbase_url = "https://example.com/"\n'
        f'languages = ["en", "ru", "kk"]\n[translations]\n{settings}\n',
        "privacy/policy.toml": 'prevailing = ["en"]\n',
        "privacy/2024-01-01.en.md": FIRST,
        "privacy/2025-01-01.en.md": SECOND,
        "privacy/2027-01-01.en.md": THIRD,
        "terms/2025-02-01.en.md": TERMS,
        **files,
    }
    site(folder, texts)
    update_catalogs(read_content(folder))
    for path in folder.glob("content/*/*.po"):
        translate(path, untranslated if path.stem == "ru" else ())
    return folder


def translate(path: Path, but: Collection[str] = ()) -> None:
    """Fills a catalog, but for some messages."""
    edit(path, lambda e: replace(e, msgstr="" if e.msgid in but else f"{path.stem}: {e.msgid}", fuzzy=False))


def edit(path: Path, change: Callable[[Entry], Entry]) -> None:
    """Changes the entries of a catalog."""
    catalog = read_catalog(path, path.stem)
    write_catalog(path, replace(catalog, entries=tuple(map(change, catalog.entries))))
