"""`legalsite verify`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import click

from legalsite.cli import options
from legalsite.cli.fetching import from_folder, from_site
from legalsite.cli.recorded import refused
from legalsite.cli.report import stop
from legalsite.cli.signature import SignatureError, check_signature
from legalsite.publication import read_manifest
from legalsite.site import (
    FINGERPRINTS,
    LockError,
    PolicyFiles,
    Verified,
    disagreeing,
    verify_published,
    verify_sources,
)

_AT_ONCE = 8
_SAID = {
    "changed": "is not what was published",
    "older": "is a wording that has been corrected since: publish the site again",
    "missing": "is not there",
    "gone": "is not there, for the reason that policy.toml gives",
    "unkept": "is as it was published, but the copy kept of it is not",
}


@click.command(name="verify")
@click.argument("policies", nargs=-1, metavar="[POLICY]…")
@options.site
@options.today
@click.option("--url", metavar="URL", help="Check the site that is published there.")
@click.option(
    "--built",
    type=options.FOLDER,
    metavar="DIR",
    help="Check a built site.",
)
@click.option(
    "--signers",
    type=options.FILE,
    metavar="FILE",
    help="Check the signature of fingerprints.txt too; FILE lists who may sign, as ssh-keygen reads it.",
)
def command(
    policies: tuple[str, ...],
    site: Path,
    today: date | None,
    url: str | None,
    built: Path | None,
    signers: Path | None,
) -> None:
    """Prove that every text is what was published, by the fingerprints in published.lock.

    By default the texts in content/ are checked, and the copies kept of them; with --url or --built the plain
    texts of a site. Translations may have been corrected: that is told, and is no failure, except where a
    published site lacks one.

    \b
      legalsite verify
      legalsite verify --url https://legal.example.com/ --signers signers.txt

    Exit status: 0 if all is as it was published, 1 if anything is not, 2 if the command could not run.
    """
    content = options.open_site(site)
    chosen = options.chosen(content, policies)
    if url and built:
        raise click.UsageError("Name one place: --url or --built.")
    try:
        if url or built:
            fetch = from_site(url) if url else from_folder(built or Path())
            found, failed = _published(chosen, fetch, signers)
        elif signers:
            raise click.UsageError("A signature is checked where the site is: add --url or --built.")
        else:
            found, failed = verify_sources(content, chosen, options.day(content, today)), False
    except LockError as error:
        refused(error)
    except (SignatureError, ValueError) as error:
        stop(str(error))
    except OSError as error:
        stop(f"{url or error.filename or ''}: {error.strerror or error}")
    for each in found:
        if each.outcome != "same":
            click.echo(_told(each), err=True)
            failed |= each.edition.fixed or each.outcome in ("missing", "unkept")
    counts = Counter(each.outcome for each in found)
    if not found:
        click.echo("Nothing is locked yet: `legalsite lock` records what is published.", err=True)
    else:
        click.echo(f"{counts['same']} of {len(found)} texts are what was published", err=failed)
    sys.exit(1 if failed or not found else 0)


def _published(
    policies: tuple[PolicyFiles, ...], fetch: Callable[[str], bytes | None], signers: Path | None
) -> tuple[tuple[Verified, ...], bool]:
    """What a published site was found to be, and whether its list of fingerprints is wrong."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        found = verify_published(policies, fetch, pool)
    data = fetch(FINGERPRINTS)
    if data is None:
        click.echo(f"{FINGERPRINTS} is not there", err=True)
        return found, True
    wrong = list(disagreeing(read_manifest(data.decode("utf-8", "replace")), found))
    for name in wrong:
        click.echo(f"{FINGERPRINTS} does not say what the text at {name} is", err=True)
    if signers:
        signature = fetch(f"{FINGERPRINTS}.sig")
        if signature is None:
            click.echo(f"{FINGERPRINTS}.sig is not there: nobody has signed the fingerprints", err=True)
            return found, True
        who = check_signature(data, signature, signers)
        click.echo(f"{FINGERPRINTS} was signed by {who}")
    return found, bool(wrong)


def _told(each: Verified) -> str:
    edition = each.edition
    kind = "fixed text" if edition.fixed else "translation"
    said = _SAID[each.outcome]
    if each.outcome == "changed" and not edition.fixed:
        said = "has been corrected since it was recorded: `legalsite lock` records it"
    marks = f"; its fingerprint is {each.found}, and {edition.fingerprint} is recorded" if each.found else ""
    return (
        f"{each.where}: the {kind} of {each.policy} of {edition.edition} in {edition.language} {said}{marks}"
    )
