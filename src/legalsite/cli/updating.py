"""`legalsite translations update`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from legalsite.cli import options
from legalsite.cli.report import failed, show, stop
from legalsite.site import Content, Updated, update_catalogs
from legalsite.translations import EVERYTHING, Kind, covers

_WORDS: dict[Kind, str] = {
    "new": "to translate",
    "waiting": "to look at again",
    "kept": "changed, and its translation stays valid",
    "aside": "in no version any more, put aside",
    "dropped": "in no version any more, and never translated",
    "told": "with other comments",
}
_UNFINISHED = ("stale", "machine", "fuzzy", "missing")
_LENGTH = 60  # code points of a message that are shown


@click.command(name="update")
@options.site
@click.option("--language", "-l", "languages", multiple=True, metavar="TAG", help="Only this language.")
@click.option(
    "--check", is_flag=True, help="Write nothing; say what would change, and fail if anything would."
)
@click.option(
    "--immaterial",
    multiple=True,
    metavar="CLAUSE",
    help="What changed in this clause since the last update is no matter for translators: 5.2, "
    "privacy-policy#5.2, or privacy-policy for all of it.",
)
def update(site: Path, languages: tuple[str, ...], check: bool, immaterial: tuple[str, ...]) -> None:
    """Bring the catalogs in step with the texts.

    Writes content/POLICY/LANGUAGE.po for every language of site.toml that has no texts of its own: one
    message a paragraph, with {1}, {2} for the clauses that it cites; and POLICY.pot, the template for
    further languages. What is translated stays translated; a text that changed keeps its old translation as
    fuzzy, with what it used to say. A second run changes no byte.

    Where a typing error was put right and no translation need follow, say so with --immaterial, or for good
    in policy.toml: [immaterial] "2025-11-01" = ["5.2"], which is about the change that this version makes.
    A clause in which a number changed waits for the translators all the same.
    """
    content = options.open_site(site)
    named = _by_policy(content, immaterial)
    updated, problems = update_catalogs(content, languages, named, dry=check)
    show(problems)
    for each in updated:
        click.echo(f"{each.path}: {_outcome(each, check)}")
        for line in _lines(each, check, bool(named.get(each.policy))):
            click.echo(f"  {line}")
    for slug, clauses in named.items():
        for clause in clauses:
            if not any(_passed_over(each, clause) for each in updated if each.policy == slug):
                click.echo(
                    f"--immaterial {slug}#{clause}: no text changed there that translations could keep"
                )
    if not updated and not problems:
        click.echo(
            "There is no language to translate into: every language of site.toml has texts of its own."
        )
    behind = check and any(each.differences or each.new for each in updated)
    if behind:
        click.echo("The catalogs are behind their texts: run `legalsite translations update`.", err=True)
    sys.exit(1 if behind or failed(problems, strict=False) else 0)


def _outcome(each: Updated, check: bool) -> str:
    if check:
        kinds = Counter(difference.kind for difference in each.differences)
        would = [f"{kinds[kind]} {words}" for kind, words in _WORDS.items() if kinds[kind]]
        state = "would be new" if each.new else "would change" if would else "in step"
        return f"{state}; {', '.join(would)}" if would else state
    state = "new" if each.new else "updated" if each.written else "unchanged"
    if not each.language:
        return f"{state}; {each.counts.total} messages"
    counts = each.counts
    told = [f"{counts.current} of {counts.total} translated"]
    told += (f"{number} {name}" for name in _UNFINISHED if (number := getattr(counts, name)))
    return f"{state}; {', '.join(told)}"


def _lines(each: Updated, check: bool, named: bool) -> Iterator[str]:
    """The messages that a person wants to hear of: what would change, or what --immaterial has done."""
    if each.new or not each.language:
        return
    for difference in each.differences:
        if difference.kind != "told" if check else named and difference.kind == "kept":
            words = " ".join(difference.entry.msgid.split())
            shown = words if len(words) <= _LENGTH else f"{words[: _LENGTH - 1]}…"
            place = f"{difference.place}: " if difference.place else ""
            yield f"{place}{shown} ({_WORDS[difference.kind]})"


def _passed_over(each: Updated, clause: str) -> bool:
    """Whether a translation was kept over a change in a clause."""
    kept = (difference for difference in each.differences if difference.kind == "kept")
    return any(covers((clause,), spot) for difference in kept for spot in difference.spots)


def _by_policy(content: Content, immaterial: Sequence[str]) -> dict[str, list[str]]:
    """The clauses that are named, by their policies; ends the command where one is not clear."""
    slugs = [policy.slug for policy in content.policies]
    found: dict[str, list[str]] = {}
    for name in immaterial:
        slug, sign, clause = name.partition("#")
        if not sign:
            slug, clause = (name, EVERYTHING) if name in slugs else ("", name)
            if not slug and len(slugs) == 1:
                slug = slugs[0]
        if slug not in slugs or not clause:
            of = " or ".join(f"{slug}#{clause or EVERYTHING}" for slug in slugs[:3])
            stop(f"--immaterial {name}: say of which policy, as in {of}")
        found.setdefault(slug, []).append(clause)
    return found
