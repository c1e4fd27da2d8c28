"""Times `translations update` on a policy of 3,000 messages of which 950 changed, in two languages.

    PYTHONPATH=tests python -m bench.catalogs

Printed are the medians of five rounds in seconds of the process's own time: of the catalogs alone (read,
brought in step, written; the texts are read and compared already), of the whole command, and of one with
nothing to do.
Fails where that one writes a byte.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from time import process_time

from legalsite.site import read_content, update_catalogs
from legalsite.site.desk.catalogs import in_step, saved
from legalsite.site.folder.names import index_names
from legalsite.site.texts.editions import Editions
from legalsite.translations import parse_po, read_catalog, write_catalog

MESSAGES, CHANGED, SECTIONS, ROUNDS = 3000, 950, 60, 5
LANGUAGES = ("ru", "kk")
SETTINGS = 'title = "Bench"\nlanguages = ["en", "ru", "kk"]\n'


def words(chance: Random) -> str:
    """A sentence of 20 to 60 invented words."""
    row = ("".join(chance.choices("abdegiklmnoprstu", k=chance.randint(3, 10))) for _ in range(60))
    return " ".join(list(row)[: chance.randint(20, 60)])


def policy(sentences: list[str]) -> str:
    """A title and 60 sections with a heading, which hold sentences as clauses; each third cites a clause."""
    lines = ["# Policy"]
    for place, sentence in enumerate(sentences):
        section, clause = divmod(place, len(sentences) // SECTIONS + 1)
        if clause == 0:
            lines.append(f"## {section + 1}. Heading {sentence[:12]}")
        cite = f", see clause {section + 1}.1" if place % 3 == 2 else ""
        lines.append(f"{section + 1}.{clause + 1}. We {sentence}{cite}.")
    return "\n\n".join(lines) + "\n"


def prepare(folder: Path) -> None:
    """A site whose catalogs are translated as far as the first of two versions goes."""
    chance = Random("catalogs")
    sentences = [words(chance) for _ in range(MESSAGES - SECTIONS - 1)]
    texts = folder / "content/policy"
    texts.mkdir(parents=True)
    (folder / "content/site.toml").write_text(SETTINGS, "utf-8")
    (texts / "2024-01-01.en.md").write_text(policy(sentences), "utf-8")
    update_catalogs(read_content(folder))
    for tag in LANGUAGES:
        catalog = read_catalog(texts / f"{tag}.po", tag)
        entries = tuple(replace(entry, msgstr=entry.msgid) for entry in catalog.entries)
        write_catalog(texts / f"{tag}.po", replace(catalog, entries=entries))
    for place in chance.sample(range(len(sentences)), CHANGED):
        sentences[place] = f"altogether {sentences[place]}"
    (texts / "2025-01-01.en.md").write_text(policy(sentences), "utf-8")


def timed(step: Callable[[], object]) -> float:
    parse_po.cache_clear()  # each round stands for a command of its own
    began = process_time()
    step()
    return process_time() - began


def bring_in_step(editions: Editions, paths: Iterable[Path]) -> None:
    for tag, path in zip(LANGUAGES, paths, strict=True):
        saved(path, in_step(editions, read_catalog(path, tag)))


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        paths = [folder / f"content/policy/{tag}.po" for tag in LANGUAGES]
        template = folder / "content/policy/policy.pot"
        before = {path: path.read_bytes() for path in (*paths, template)}
        seconds: dict[str, list[float]] = {"catalogs": [], "command": [], "no change": []}
        for _ in range(ROUNDS):
            restore(before)
            content = read_content(folder)
            editions = Editions(content, content.policies[0], index_names(content), date.max)
            list(editions.told.aligned(0))
            seconds["catalogs"].append(timed(partial(bring_in_step, editions, paths)))
            restore(before)
            seconds["command"].append(timed(lambda: update_catalogs(read_content(folder))))
            after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before}
            seconds["no change"].append(timed(lambda: update_catalogs(read_content(folder))))
            if after != {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before}:
                raise SystemExit("a run without a change has written something")
        entries = [read_catalog(path, tag) for tag, path in zip(LANGUAGES, paths, strict=True)]
        for tag, catalog in zip(LANGUAGES, entries, strict=True):
            stale = sum(entry.fuzzy for entry in catalog.current.values())
            print(f"{tag}: {len(catalog.current)} messages in two versions, {stale} stale")
        for what, times in seconds.items():
            print(f"{what:10} {statistics.median(times):.2f} s ({min(times):.2f} to {max(times):.2f})")


def restore(files: dict[Path, bytes]) -> None:
    for path, data in files.items():
        path.write_bytes(data)


if __name__ == "__main__":
    main()
