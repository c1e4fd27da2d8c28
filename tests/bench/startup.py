"""Times how commands start, beside an interpreter that does nothing.

    PYTHONPATH=tests python -m bench.startup

Printed are the medians of the rounds in seconds, of wall time, start of the process to its end, and of the
CPU's time, which a busy machine lengthens less.
"""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import legalsite

SAMPLE = Path(__file__).parents[2]
ROUNDS = 15
COMMANDS = {
    "python -c pass": ("-c", "pass"),
    "--version": ("-m", "legalsite", "--version"),
    "check, one policy": ("-m", "legalsite", "check", "terms-of-sale"),
    "check, the sample": ("-m", "legalsite", "check"),
    "check, the sample, again": ("-m", "legalsite", "check"),
    "translations update --help": ("-m", "legalsite", "translations", "update", "--help"),
}


def timed(name: str) -> tuple[float, float]:
    """Wall and CPU seconds of a command. What checks remember of the sample is taken away before, but for one
    that is to run again."""
    words = COMMANDS[name]
    if not name.endswith("again"):
        for path in (SAMPLE / ".legalsite").glob("check.*"):
            path.unlink()
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *words], cwd=SAMPLE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(words)} failed")
    return wall, usage.ru_utime + usage.ru_stime


def compiled() -> None:
    """Compiles our modules, as an installation does."""
    compileall.compile_dir(str(Path(legalsite.__file__).parent), quiet=1)


def main() -> None:
    compiled()
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
    for _ in range(ROUNDS):
        for name in COMMANDS:
            found[name].append(timed(name))
    print(f"medians of {ROUNDS} rounds{'wall':>14}{'best':>8}{'CPU':>10}{'best':>8}")
    for name, times in found.items():
        columns = list(zip(*times, strict=True))
        (wall, best), (cpu, least) = ((statistics.median(column), min(column)) for column in columns)
        print(f"{name:28}{wall:>8.3f} s{best:>8.3f}{cpu:>8.3f} s{least:>8.3f}")


if __name__ == "__main__":
    main()
