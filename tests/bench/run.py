"""Times whole builds of the same texts by legalsite and by Hugo, in turn, and prints the ratios.

    PYTHONPATH=tests python -m bench.run --size M

Three kinds of build: cold (nothing there yet), no-op (nothing changed) and one edit (a clause of the newest
version reworded). Each figure is the median of the rounds, of wall time, start of the process to its end.
Absolute times drift with the machine, so that only ratios of one run say anything.
"""

from __future__ import annotations

import argparse
import compileall
import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import legalsite
from bench import layouts
from bench.corpus import SIZES

TODAY = "2030-01-01"  # after the last version of the largest size
TEXTS_ONLY = (
    "\n[output]\nredlines = false\nhistory = false\nsearch = false\n"  # the pages that a peer makes of the
    "markdown = false\njson_ld = false\nopen_graph = false\nsitemap = false\nllms = false\n"  # same texts
)
STEPS = ("cold", "no-op", "one edit")


@dataclass
class Peer:
    """A generator on its project.

    edited: the file that an edit rewords. output: the folder of the site. remembered: what else a build
    leaves, which a cold one must not find. seconds: of each step, by round. peak: of memory, in MB, of the
    largest of its processes.
    """

    name: str
    command: Sequence[str | Path]
    edited: Path
    output: Path
    remembered: tuple[Path, ...] = ()
    seconds: dict[str, list[float]] = field(default_factory=lambda: {step: [] for step in STEPS})
    peak: float = 0.0

    def round(self, number: int) -> None:
        """One cold build, one without a change, one after an edit."""
        for left in (self.output, *self.remembered):
            shutil.rmtree(left, ignore_errors=True)
        for step in STEPS:
            if step == "one edit":
                layouts.reword(self.edited, number)
            self.seconds[step].append(self._build())

    def _build(self) -> float:
        with tempfile.TemporaryFile() as said:
            start = time.perf_counter()
            process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                said.seek(0)
                sys.exit(f"{self.name} failed:\n{said.read().decode(errors='replace')[-4000:]}")
        self.peak = max(self.peak, usage.ru_maxrss / 1024)
        return seconds

    def pages(self) -> tuple[int, float]:
        """How many pages the site has, and its MB."""
        files = [path for path in self.output.rglob("*") if path.is_file()]
        return sum(path.suffix == ".html" for path in files), sum(path.stat().st_size for path in files) / 1e6


def peers(folder: Path, size: str) -> list[Peer]:
    """Lays out the projects under a folder, the one to compare with last."""
    program = (sys.executable, "-m", "legalsite")
    compileall.compile_dir(str(Path(legalsite.__file__).parent), quiet=1)  # as an installation does
    layouts.written(folder / "written", size)
    layouts.catalogued(folder / "catalogs", size, program)
    layouts.hugo(folder / "hugo", size)
    found = []
    for name in ("written", "catalogs"):
        for kind, settings in (("", ""), (", texts only", TEXTS_ONLY)):
            project, output = folder / f"{name}{kind}", folder / f"{name}{kind} site"
            if kind:
                shutil.copytree(folder / name, project)
                with (project / "content" / "site.toml").open("a", encoding="utf-8") as file:
                    file.write(settings)
            command = (*program, "build", "--site", project, "--output", output, "--today", TODAY)
            edited = max((project / "content" / "policy-001").glob("*.en.md"))
            found.append(Peer(f"legalsite, {name}{kind}", command, edited, output))
    project, output = folder / "hugo", folder / "hugo-site"
    build = (hugo_program(), "--quiet", "--source", project, "--destination", output)
    edited = max((project / "content" / "en" / "policy-001").glob("*.md"))
    found.append(Peer("Hugo", build, edited, output))
    return found


def hugo_program() -> Path:
    """Hugo itself, not the script in Python that starts it."""
    (program,) = (Path(sysconfig.get_path("purelib")) / "hugo" / "binaries").glob("hugo*")
    return program


def table(found: Sequence[Peer]) -> str:
    """What was measured, a row a generator, the last one being the measure of the others."""
    measure = {step: statistics.median(found[-1].seconds[step]) for step in STEPS}
    head = "".join(f"{step:>12}{'ratio':>8}" for step in STEPS)
    rows = [f"{'':34}{head}{'peak MB':>10}{'pages':>8}{'MB':>8}"]
    for peer in found:
        times = {step: statistics.median(peer.seconds[step]) for step in STEPS}
        cells = "".join(f"{times[step]:>10.2f} s{times[step] / measure[step]:>8.2f}" for step in STEPS)
        pages, megabytes = peer.pages()
        rows.append(f"{peer.name:34}{cells}{peer.peak:>10.0f}{pages:>8}{megabytes:>8.1f}")
    return "\n".join(rows)


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sizes = ", ".join(f"{name} {'x'.join(map(str, size))}" for name, size in SIZES.items())
    cli.add_argument("--size", choices=SIZES, default="M", help=f"documents x languages x versions: {sizes}")
    cli.add_argument("--rounds", type=int, default=5)
    options = cli.parse_args()
    memory = Path("/dev/shm")  # a disk's moods are not what is measured
    where = memory if os.access(memory, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="legalsite-bench-", dir=where) as folder:
        found = peers(Path(folder), options.size)
        for number in range(1, options.rounds + 1):
            for peer in found:
                peer.round(number)
            print(f"round {number} of {options.rounds}", file=sys.stderr)
        documents, languages, versions = SIZES[options.size]
        print(f"{documents} documents x {languages} languages x {versions} versions,", end=" ")
        print(f"medians of {options.rounds} rounds, {'in memory' if where else 'on disk'}")
        print(table(found))


if __name__ == "__main__":
    main()
