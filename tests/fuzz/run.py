"""Looks for bytes that break a law, led by what code they reach.

    PYTHONPATH=tests python -m fuzz.run parse --minutes 10

What reached new code is kept in corpus/ and run again with the tests; a harm is written beside it as
`crash-…`, to be mended and then kept too.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["legalsite"]):
    from fuzz.laws import TAGS, TARGETS
    from legalsite.languages import load

CORPUS = Path(__file__).parent / "corpus"


def sow(folder: Path) -> None:
    """Writes what to start from: the texts of the sample and of the gold set, and all examples."""
    root = Path(__file__).parents[2]
    texts = [*(root / "content").rglob("*.md"), *(root / "tests" / "gold" / "documents").glob("*.md")]
    for path in texts:
        tag = path.name.split(".")[-2]
        if tag in TAGS:
            (folder / f"{path.parent.name}-{path.name}").write_bytes(
                bytes([TAGS.index(tag)]) + path.read_bytes()
            )
    for index, tag in enumerate(TAGS):
        for number, sentence in enumerate(load(tag).examples):
            (folder / f"{tag}-{number}").write_bytes(bytes([index]) + sentence.text.encode())


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("target", choices=TARGETS)
    cli.add_argument("--minutes", type=float, default=10)
    cli.add_argument("--longest", type=int, default=4000, help="bytes of an input at most")
    options = cli.parse_args()
    folder = CORPUS / options.target
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as seeds:
        sow(Path(seeds))
        arguments = [
            sys.argv[0],
            str(folder),
            seeds,
            f"-max_total_time={int(options.minutes * 60)}",
            f"-max_len={options.longest}",
            f"-artifact_prefix={folder}/",
            "-timeout=20",
            "-print_final_stats=1",
            "-reload=0",
        ]
        atheris.Setup(arguments, TARGETS[options.target])
        atheris.Fuzz()


if __name__ == "__main__":
    main()
