"""Measures legalsite beside other generators on the same texts, and prints one table in Markdown.

    PYTHONPATH=tests python -m bench.table --only cold-m,start

Each figure is a median, with its ratio to Hugo's in the same run (or to what its row names): absolute times
drift with the machine. Everything lies in memory where the system has such a folder (/dev/shm). README.md
says what each figure measures, and how long it takes.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from bench import saving, startup
from bench.building import WHOLE, Project, Workshop, hugo_on
from bench.corpus import SIZES, editions
from bench.installing import MissingError
from bench.peer_layouts import LAYOUTS
from bench.running import FailedError

Row = tuple[str, str, str, str, str]
"""What, ours, theirs, the ratio, the aim."""

SAMPLE = Path(__file__).parents[2] / "content"


def cold_m(work: Workshop) -> Iterator[Row]:
    """Cold builds of size M, edition pages only, in pairs with Hugo's."""
    ours = [work.ours("M"), work.ours("M", "catalogs")]
    yield from _beside(ours, work.hugo("M"), Project.cold, 7, "cold M, edition pages only", "0.45")


def cold_l(work: Workshop) -> Iterator[Row]:
    """Cold builds of size L, edition pages only, with the memory of all processes; time a page, M to L."""
    ours, hugo = work.ours("M"), work.hugo("M")
    small = [_median([each.cold().seconds for _ in range(2)]) / each.pages() for each in (ours, hugo)]
    work.forget("M")
    ours, hugo = work.ours("L"), work.hugo("L")
    one, other = (each.cold(memory=True) for each in (ours, hugo))
    yield _row("cold L, edition pages only", one.seconds, other.seconds, "0.3")
    share = one.peak / other.peak
    yield (
        "peak memory at L, all processes",
        f"{one.peak:.0f} MB",
        f"{other.peak:.0f} MB",
        f"{share:.3f}",
        "0.05",
    )
    for each, took, before in ((ours, one, small[0]), (hugo, other, small[1])):
        a_page = took.seconds / each.pages()
        change = f"{a_page / before:.2f}"
        yield (
            f"{each.name}: a page at L, at M",
            f"{a_page * 1000:.2f} ms",
            f"{before * 1000:.2f} ms",
            change,
            "flat",
        )
    work.forget("L")


def everything(work: Workshop) -> Iterator[Row]:
    """Cold builds of size M with redlines, histories and all that a site has but a search."""
    ours = [work.ours("M", kind, WHOLE) for kind in ("written", "catalogs")]
    yield from _beside(ours, work.hugo("M"), Project.cold, 3, "cold M, everything but search", "1.0")


def warm(work: Workshop) -> Iterator[Row]:
    """Builds of size M in which nothing, or one clause, has changed."""
    ours, hugo = [work.ours("M"), work.ours("M", "written", WHOLE)], work.hugo("M")
    for each in (*ours, hugo):
        each.cold()
        each.again()
    names = ("edition pages only", "everything but search")
    for what, step, aim in (("no-op", Project.again, "0.15"), ("one edit", Project.edit, "0.2")):
        for project, name in zip(ours, names, strict=True):
            yield from _beside([project], hugo, step, 5, f"{what} M, {name}", aim)


def apart(work: Workshop) -> Iterator[Row]:
    """Cold builds of 2,000 policies of one version each, which share nothing."""
    yield from _beside(
        [work.ours("APART")], work.hugo("APART"), Project.cold, 5, "cold, 2,000 policies", "1.5"
    )
    work.forget("APART")


def sample(work: Workshop) -> Iterator[Row]:
    """Cold builds of the project's own site with everything but search; Hugo gets its Markdown files."""
    folder = work.folder / "sample"
    for path in SAMPLE.rglob("*"):
        if path.is_file():
            _copy(path, folder / "content" / path.relative_to(SAMPLE))
    with (folder / "content" / "site.toml").open("a", encoding="utf-8") as file:
        file.write(WHOLE)
    hugo = work.folder / "hugo sample"
    settings = ""
    for path in sorted(SAMPLE.glob("*/*.md")):
        day, tag = path.name.removesuffix(".md").split(".")
        _copy(path, hugo / "content" / tag / path.parent.name / f"{day}.md")
        settings += f'[languages.{tag}]\ncontentDir = "content/{tag}"\n' * (
            f"[languages.{tag}]" not in settings
        )
    from bench.layouts import HUGO

    for name, text in HUGO.items():
        target = hugo / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text + (settings if name == "hugo.toml" else ""), "utf-8")
    ours = work.ours("XS", "written", WHOLE)
    command = [folder if part == ours.folder else part for part in ours.command]
    site = Project("legalsite", command, folder, ours.edited, ours.output, (folder / ".legalsite",))
    yield from _beside([site], hugo_on(hugo, ours.edited), Project.cold, 5, "cold, the sample", "")


def save(work: Workshop) -> Iterator[Row]:
    """From a save to the changed page, of size M, 50 times."""
    found = {
        name: (median, worst) for name, _, median, worst in saving.measured(work.folder / "saves", "M", 50)
    }
    theirs = found.pop("hugo server")
    for name, (median, worst) in found.items():
        what = f"save to page M, {name.removeprefix('legalsite, ')}"
        yield what, _ms(median), _ms(theirs[0]), f"{median / theirs[0]:.2f}", "50 ms"
        yield f"{what}, worst of 50", _ms(worst), _ms(theirs[1]), f"{worst / theirs[1]:.2f}", ""


def start(_: Workshop) -> Iterator[Row]:
    """Commands that make nothing, beside an interpreter that does nothing."""
    startup.compiled()
    found = {name: [startup.timed(name)[0] for _ in range(15)] for name in startup.COMMANDS}
    least = _median(found["python -c pass"])
    for name, aim in (
        ("--version", "0.08 s"),
        ("check, the sample", "0.4 s"),
        ("check, the sample, again", "0.4 s"),
    ):
        own = _median(found[name])
        yield (
            f"`{name}`, beside `python -c pass`",
            f"{own:.3f} s",
            f"{least:.3f} s",
            f"{own / least:.1f}",
            aim,
        )


def floor(work: Workshop) -> Iterator[Row]:
    """The time to write the same bytes to the same files, which are at hand."""
    ours, hugo = work.ours("M"), work.hugo("M")
    took = ours.cold().seconds
    files = {p.relative_to(ours.output): p.read_bytes() for p in ours.output.rglob("*") if p.is_file()}
    times = []
    for number in range(3):
        begun = time.perf_counter()
        for name, data in files.items():
            path = work.folder / f"floor {number}" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        times.append(time.perf_counter() - begun)
    own = _median(times)
    yield "the floor: writing the bytes of M", f"{own:.2f} s", f"{took:.2f} s (we)", f"{own / took:.2f}", ""
    theirs = hugo.cold().seconds
    yield "the same, beside Hugo", f"{own:.2f} s", f"{theirs:.2f} s", f"{own / theirs:.2f}", ""


def unique(_: Workshop) -> Iterator[Row]:
    """How many clauses of all pages are different texts: what has to be made at least."""
    for size in ("S", "M", "L"):
        count, texts = 0, set[int]()
        for edition in editions(SIZES[size]):
            count += len(edition.clauses)
            texts.update(hash((edition.language, text)) for _, text, _ in edition.clauses)
        share = f"{len(texts) / count:.3f}"
        yield f"unique texts of clauses, {size}", str(len(texts)), f"{count} (all)", share, ""


def peers(work: Workshop) -> Iterator[Row]:
    """Cold builds of sizes S and M by other generators; ours are edition pages only."""
    for size, rounds in (("S", 3), ("M", 1)):
        ours = _median([work.ours(size).cold().seconds for _ in range(rounds)])
        for name in LAYOUTS:
            what = f"cold {size}, beside {name}"
            try:
                peer = work.peer(name, size)
                theirs = _median([peer.cold(limit=900).seconds for _ in range(rounds)])
            except (FailedError, MissingError) as error:
                yield what, f"{ours:.2f} s", str(error).splitlines()[-1][:80], "", ""
                continue
            yield _row(f"{what} ({peer.pages()} pages)", ours, theirs, "")


FIGURES: Mapping[str, Callable[[Workshop], Iterator[Row]]] = {
    "start": start,
    "sample": sample,
    "cold-m": cold_m,
    "warm": warm,
    "everything": everything,
    "floor": floor,
    "apart": apart,
    "save": save,
    "peers": peers,
    "unique": unique,
    "cold-l": cold_l,  # the last one: it makes room for itself
}


def _beside(
    ours: Sequence[Project],
    hugo: Project,
    step: Callable[[Project], object],
    rounds: int,
    what: str,
    aim: str,
) -> Iterator[Row]:
    """Rows of our projects beside Hugo's, built in turn."""
    times: dict[int, list[float]] = {}
    for _ in range(rounds):
        for at, each in enumerate((*ours, hugo)):
            times.setdefault(at, []).append(step(each).seconds)  # type: ignore[attr-defined] # a Ran
    for at, each in enumerate(ours):
        name = f"{what} ({each.name.removeprefix('legalsite, ')}, {each.pages()} pages)"
        yield _row(name, _median(times[at]), _median(times[len(ours)]), aim)


def _row(what: str, ours: float, theirs: float, aim: str) -> Row:
    return what, f"{ours:.2f} s", f"{theirs:.2f} s", f"{ours / theirs:.2f}", aim


def _median(times: Sequence[float]) -> float:
    return statistics.median(times)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes())


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--only", default=",".join(FIGURES), help=f"some of {', '.join(FIGURES)}")
    wanted = cli.parse_args().only.split(",")
    if unknown := set(wanted) - set(FIGURES):
        cli.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(FIGURES)}")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    memory = Path("/dev/shm")  # a disk's moods are not what is measured
    where = memory if os.access(memory, os.W_OK) else None
    print("| figure | ours | beside | ratio | aim |\n|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory(prefix="legalsite-bench-", dir=where) as folder:
        for name in wanted:
            begun = time.perf_counter()
            try:
                for row in FIGURES[name](Workshop(Path(folder))):
                    print("|", " | ".join(row), "|", flush=True)
            except (FailedError, MissingError) as error:
                print(f"| {name} | failed: {str(error).splitlines()[-1][:200]} | | | |", flush=True)
            print(f"{name}: {time.perf_counter() - begun:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
