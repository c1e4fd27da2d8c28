"""`legalsite translations fill`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from legalsite.bounded import SETTINGS, parse_toml, read_bounded
from legalsite.cli import options
from legalsite.cli.report import failed, show, stop
from legalsite.engines import ENGINES, Access, Engine, EngineError, Filled, open_engine
from legalsite.site import Drafts, find_drafts, make_drafts

_KEYS = {"deepl": "DEEPL_AUTH_KEY", "libretranslate": "LIBRETRANSLATE_API_KEY"}
_SHOWN = 72


@click.command(name="fill")
@options.site
@click.option(
    "--engine", "-e", "name", required=True, type=click.Choice(tuple(ENGINES)), help="Who translates."
)
@click.option("--policy", "-p", "policies", multiple=True, metavar="POLICY", help="Only this policy.")
@click.option("--language", "-l", "languages", multiple=True, metavar="TAG", help="Only this language.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="No more than N messages.")
@click.option(
    "--stale",
    is_flag=True,
    help="Also messages whose original changed; their old translation stays as a comment.",
)
@click.option("--address", metavar="URL", help="Where the engine's server is.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=1),
    default=60,
    metavar="SECONDS",
    help="How long to wait for an answer; by default 60 seconds.",
)
@click.option("--dry-run", is_flag=True, help="Say what it would cost, and ask nobody.")
@click.option("--yes", "-y", is_flag=True, help="Do not ask whether the price is all right.")
def fill(
    site: Path,
    name: str,
    policies: tuple[str, ...],
    languages: tuple[str, ...],
    limit: int | None,
    stale: bool,
    address: str | None,
    timeout: float,
    dry_run: bool,
    yes: bool,
) -> None:
    """Have a machine draft the missing translations.

    Run `legalsite translations update` first. Every draft is marked in the catalog: as fuzzy, and with the
    comment "machine translation: ENGINE". Readers see it as a machine's until a person has read it and
    taken the fuzzy mark off. What a person translated is not touched, but for --stale.

    The numbers cited ({1}), emphasis, links, code and footnotes must come back as they were: a translation
    without them is not taken, and listed. What came before an engine broke down is kept; a second run goes
    on from there.

    \b
    deepl            wants `pip install legalsite[deepl]` and a key in DEEPL_AUTH_KEY
    libretranslate   wants --address or LIBRETRANSLATE_ADDRESS; its key, if any, in LIBRETRANSLATE_API_KEY
    apertium         the command on this machine, with the pair of languages installed
    apy              Apertium's server; --address or APY_ADDRESS, by default http://127.0.0.1:2737

    Keys and addresses may also stand in a file of your own, engines.toml in the settings folder (on Linux
    ~/.config/legalsite): [deepl] and under it key = "…", address = "…". Keys have no place in content/.
    """
    content = options.open_site(site)
    known = {policy.slug: sorted(policy.catalogs) for policy in content.policies}
    for slug in policies:
        if slug not in known:
            stop(f"there is no policy {slug!r}; there are {', '.join(known) or 'none'}")
    for tag in languages:
        if not any(tag in tags for tags in known.values()):
            stop(f"there is no catalog {tag}.po yet: run `legalsite translations update` first")
    try:
        engine = open_engine(name, _access(name, address, timeout))
        drafts, problems = find_drafts(content, policies, languages, stale=stale, limit=limit)
        show(problems)
        if not drafts:
            click.echo("There is nothing to translate: no message lacks a translation.")
            sys.exit(1 if failed(problems, strict=False) else 0)
        _tell(drafts, engine)
        if dry_run:
            return
        if not yes:
            if not sys.stdin.isatty():
                stop("nobody is there to ask whether the price is all right: say --yes, or --dry-run")
            click.confirm(f"Send them to {name}?", abort=True)
        whole = [_fill(each, engine) for each in drafts]
    except EngineError as error:
        stop(str(error))
    sys.exit(0 if all(whole) and not failed(problems, strict=False) else 1)


def _access(name: str, address: str | None, seconds: float) -> Access:
    """How the engine is reached: by the options, the environment, the user's own settings, in this order."""
    own = _settings(Path(click.get_app_dir("legalsite")) / "engines.toml").get(name, {})
    key = os.environ.get(_KEYS.get(name, ""), "") or str(own.get("key", ""))
    where = address or os.environ.get(f"{name.upper()}_ADDRESS", "") or str(own.get("address", ""))
    return Access(key.strip(), where, seconds)


def _settings(path: Path) -> dict[str, dict[str, object]]:
    try:
        found = parse_toml(read_bounded(path, SETTINGS).decode())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        stop(f"{path} cannot be read as TOML: write [deepl], and under it key = …")
    return {name: table for name, table in found.items() if isinstance(table, dict)}


def _tell(drafts: Sequence[Drafts], engine: Engine) -> None:
    """What is to be translated, and what that costs."""
    costs = [each.estimate(engine) for each in drafts]
    for each, cost in zip(drafts, costs, strict=True):
        click.echo(
            f"{options.shown(each.path)}: {_count(cost.messages, 'message')}, {cost.characters:,} characters"
        )
    characters = sum(cost.characters for cost in costs)
    first = costs[0]
    price = "price not known" if first.price is None else "no charge"
    if amount := sum(cost.price or 0 for cost in costs):
        price = f"about {amount:.2f} {first.currency}"
    note = f" ({first.note})" if first.note else ""
    click.echo(f"Together {characters:,} characters; {engine.name}: {price}{note}.")


def _fill(drafts: Drafts, engine: Engine) -> bool:
    """Fills one catalog and says what came of it; whether all came whole."""
    with click.progressbar(
        length=len(drafts.entries),
        label=options.shown(drafts.path),
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    ) as bar:
        filled, problems = make_drafts(drafts, engine, lambda done, _: bar.update(done - bar.pos))
    show(problems)
    told = [f"{_count(filled.done, 'draft')} of {len(drafts.entries)}"]
    told += [f"{len(filled.refused)} not taken"] * bool(filled.refused)
    click.echo(f"{options.shown(drafts.path)}: {', '.join(told)}")
    _list(drafts, filled)
    if filled.stopped:
        kept = "What came is in the catalog, all else" if filled.done else "The catalog"
        stop(f"{filled.stopped}. {kept} is as it was; run the command again to go on.")
    return not filled.refused and not problems


def _list(drafts: Drafts, filled: Filled) -> None:
    told = [(refusal, "not taken") for refusal in filled.refused]
    told += ((refusal, "drafted without the wording of a term") for refusal in filled.unkept)
    for refusal, what in told:
        where = f"{options.shown(drafts.path)}:{refusal.entry.line}"
        click.echo(f"{where}: {what}: {refusal.reason}", err=True)
        click.echo(f"    {_short(refusal.entry.msgid)}", err=True)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
