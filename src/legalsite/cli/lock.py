"""`legalsite lock`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from legalsite.cli import options
from legalsite.cli.recorded import recording, tell
from legalsite.cli.report import stop
from legalsite.site import Erratum, lock_policy


@click.command(name="lock")
@click.argument("policies", nargs=-1, metavar="[POLICY]…")
@options.site
@options.today
@click.option(
    "--erratum", metavar="NOTE", help="A slip in a fixed text was put right: what readers are told."
)
@click.option(
    "--version",
    type=options.Day(),
    metavar="DATE",
    help="The erratum is about this version.",
)
@click.option("--language", "-l", metavar="TAG", help="The erratum is about this language.")
def command(
    policies: tuple[str, ...],
    site: Path,
    today: date | None,
    erratum: str | None,
    version: date | None,
    language: str | None,
) -> None:
    """Record what is published: the fingerprint of every text in force now or before, and its addresses.

    Writes content/POLICY/published.lock, and each text as it is published into content/POLICY/published/.
    From then on the build fails where a text in the original's language, or in one that prevails, would come
    out different. Other translations may be corrected: run this again, and their pages say on which day.

    Use it for versions that were published before the site had a lock, for languages that were added after a
    release, and for corrected translations. New versions are recorded by `legalsite release`.

    \b
      legalsite lock
      legalsite lock privacy-policy --version 2024-09-15 --erratum "Clause 5.2: spelling of “receive”."

    An erratum is the only way to change a fixed text. Put the slip right in the file first. Readers see the
    note on the page, in the words in which you write it, for good.

    Exit status: 0 if all is recorded, 1 if a lock cannot be read, 2 if anything else stood in the way.
    """
    with recording(site):
        content = options.open_site(site)
        chosen = options.chosen(content, policies)
        if erratum is not None and (len(chosen) != 1 or not erratum.strip()):
            stop("an erratum is about one policy, and says what was put right: name the policy, and a note")
        if erratum is None and (version or language):
            stop("--version and --language say what an erratum is about: add --erratum NOTE")
        about = version.isoformat() if version else "", language or ""
        said = Erratum(erratum.strip(), *about) if erratum else None
        for policy in chosen:
            tell(lock_policy(content, policy, options.day(content, today), said))
