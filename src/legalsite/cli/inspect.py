"""`legalsite inspect`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from legalsite.bounded import read_bounded, take_bounded
from legalsite.cli import options
from legalsite.cli.report import failed, printable, show, stop
from legalsite.exports import inspection, inspection_json
from legalsite.languages import LanguageError
from legalsite.model import Diagnostic
from legalsite.site import read_alone


@click.command(name="inspect")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--language", "-l", metavar="TAG", help="By default the one in the file's name, as in policy.kk.md."
)
@options.form
def command(file: Path, language: str | None, style: str) -> None:
    """Print what one Markdown FILE is read as: its clauses, its references, its problems.

    No site is needed. "-" reads standard input. The JSON is schema legalsite.inspect/1, described in
    legalsite/exports/README.md.

    \b
      legalsite inspect policy.kk.md
      legalsite inspect - --language ru --format json < policy.md
    """
    tag = language or options.language_in(file)
    if not tag:
        raise click.UsageError("The file's name does not tell the language: say --language TAG.")
    try:
        document = read_alone(
            str(file),
            take_bounded(sys.stdin.buffer, str(file)) if str(file) == "-" else read_bounded(file),
            tag,
        )
    except LanguageError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        stop(f"{file}: {error.strerror}")
    if isinstance(document, Diagnostic):
        show([document])
        sys.exit(1)
    if style == "json":
        sys.stdout.writelines(inspection_json(document))
    else:
        click.echo("\n".join(_drawn(inspection(document))))
        show(document.problems)
    sys.exit(1 if failed(document.problems, strict=False) else 0)


def _drawn(whole: dict[str, Any]) -> list[str]:
    """The inspection as an indented list: each clause with what it cites."""
    depth: dict[str | None, int] = {None: -1}
    cited: dict[str | None, list[Any]] = {}
    for cite in whole["references"]:
        cited.setdefault(cite["clause"], []).append(cite)
    out = [click.style(printable(whole["title"]), bold=True)] if whole["title"] else []
    for clause in whole["clauses"]:
        depth[clause["anchor"]] = level = depth[clause["parent"]] + 1
        words = printable(clause["heading"] or clause["text"])
        short = words if len(words) <= 70 else words[:69].rstrip() + "…"
        out.append(f"{'  ' * level}{click.style(clause['label'], bold=True)} {short}")
        for cite in cited.get(clause["anchor"], ()):
            where = ", ".join(cite["targets"]) or cite["status"]
            document = f" of {printable(cite['document'])}" if cite["document"] else ""
            out.append(f"{'  ' * level}    “{printable(cite['text'])}” → {where}{document}")
    return out
