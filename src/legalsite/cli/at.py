"""`legalsite at`."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from legalsite.cli import options
from legalsite.cli.report import show, stop
from legalsite.exports import changes_value
from legalsite.site import Applied, NoTextError, applied
from legalsite.versions import SCHEME

SCHEMA = "legalsite.at/1"


@click.command(name="at")
@click.argument("day", type=options.Day(), metavar="DATE")
@click.argument("policy")
@options.site
@click.option("--language", "-l", metavar="TAG", help="By default the language of the original.")
@click.option(
    "--text", "whole", is_flag=True, help="Print the text itself, as its fingerprint is taken of it."
)
@options.form
@options.today
def command(
    day: date, policy: str, site: Path, language: str | None, whole: bool, style: str, today: date | None
) -> None:
    """Say which text of POLICY applied on DATE: its version, its dates, its address and its fingerprint.

    POLICY is the name of a policy's folder. It is the answer that versions.json on the site gives, from the
    files in content/ alone.

    \b
      legalsite at 2024-05-03 privacy-policy --language ru
      legalsite at 2024-05-03 privacy-policy --text > accepted.txt

    Exit status: 0 if a text applied, 1 if none did, 2 if the command could not run.
    """
    content = options.open_site(site)
    files = options.chosen(content, (policy,))[0]
    tag = language or files.original
    if tag not in content.config.languages:
        offered = ", ".join(content.config.languages)
        stop(f"{tag!r} is none of the site's languages, which are {offered}")
    try:
        found = applied(content, files, day, tag, options.day(content, today))
    except NoTextError as error:
        click.echo(click.style("legalsite: ", bold=True) + str(error), err=True)
        sys.exit(1)
    show(found.problems)
    if whole:
        sys.stdout.buffer.write(found.text.encode())
    elif style == "json":
        click.echo(
            json.dumps(_value(found, policy, day, content.config.base_url), ensure_ascii=False, indent=1)
        )
    else:
        for name, value in _told(found, policy, content.config.base_url):
            click.echo(f"{name:<12} {value}")


def _value(found: Applied, policy: str, day: date, base_url: str) -> dict[str, Any]:
    version, edition = found.version, found.edition
    return {
        "schema": SCHEMA,
        "policy": policy,
        "date": day.isoformat(),
        "effective": version.effective,
        "until": version.until or None,
        "published": version.published or None,
        "withdrawn": version.withdrawn or None,
        "language": edition.language,
        "title": edition.title,
        "base": base_url or None,
        "address": edition.address,
        "plain": edition.plain or None,
        "gone": edition.gone or None,
        "text": SCHEME,
        "fingerprint": edition.fingerprint,
        "complete": edition.complete,
        "changes": changes_value(edition),
    }


def _told(found: Applied, policy: str, base_url: str) -> list[tuple[str, str]]:
    version, edition = found.version, found.edition
    until = f" to {version.until}" if version.until else ", no end is known"
    rows = [
        ("policy", policy),
        ("title", edition.title),
        ("in force", f"from {version.effective}{until}"),
        ("published", version.published),
        ("withdrawn", f"from {version.withdrawn} on" if version.withdrawn else ""),
        ("language", edition.language + ("" if edition.complete else " (parts of it are not translated)")),
        ("address", base_url + edition.address),
        ("gone", f"readers are not shown it any more: {edition.gone}" if edition.gone else ""),
        ("fingerprint", f"{edition.fingerprint} (SHA-256 of the plain text, {SCHEME})"),
    ]
    for change in edition.changes:
        note = f"{change.note} — " if change.note else ""
        rows.append(("corrected", f"{change.day}: {note}its fingerprint was {change.was} before"))
    return [(name, value) for name, value in rows if value]
