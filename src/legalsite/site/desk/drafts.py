"""Drafts of missing translations, made by a machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from legalsite.engines import Engine, Estimate, Filled, Progress, Wordings, estimate, fill, unseen, wanted
from legalsite.interchange import ways_to_say
from legalsite.languages import load
from legalsite.model import Diagnostic, Place
from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.translations import Catalog, Entry, read_catalog, write_catalog


@dataclass(frozen=True)
class Drafts:
    """Messages of one catalog that a machine is to translate."""

    policy: str
    path: Path
    catalog: Catalog
    entries: tuple[Entry, ...]
    wordings: Wordings

    def estimate(self, engine: Engine) -> Estimate:
        """What that would cost."""
        return estimate(self.entries, engine, self.wordings.forced)


def find_drafts(
    content: Content,
    policies: Sequence[str] = (),
    languages: Sequence[str] = (),
    *,
    stale: bool = False,
    limit: int | None = None,
) -> tuple[list[Drafts], list[Diagnostic]]:
    """The messages that have no translation, catalog by catalog, and what is wrong with the catalogs.

    policies, languages: slugs and tags of those that count, all if empty. stale: messages whose original
    changed after they were translated count too. limit: no more messages than so many, in all.
    """
    found: list[Drafts] = []
    problems = list(content.problems)
    for policy, tag, path in _catalogs(content, policies, languages):
        catalog = read_catalog(path, tag)
        problems += catalog.problems
        if catalog.problems:
            continue
        entries = wanted(catalog, stale=stale, limit=limit)
        if limit is not None:
            limit -= len(entries)
        source, target = load(policy.original, content.languages), load(tag, content.languages)
        if entries:
            said = ways_to_say(content.terms, source.tag, target.tag)
            terms = {term: words[0] for term, words in said.items()}
            found.append(Drafts(policy.slug, path, catalog, entries, Wordings(source, target, terms)))
    return found, problems


def make_drafts(
    drafts: Drafts, engine: Engine, progress: Progress = unseen
) -> tuple[Filled, list[Diagnostic]]:
    """Has the messages translated and writes the catalog, if anything came."""
    filled = fill(drafts.catalog, drafts.entries, engine, drafts.wordings, progress=progress)
    if not filled.done:
        return filled, []
    try:
        write_catalog(drafts.path, filled.catalog)
    except (OSError, ValueError) as error:
        remedy = "the file is as it was; see what is wrong with it"
        problem = f"the catalog could not be written: {error}"
        return replace(filled, done=0), [
            Diagnostic("broken-catalog", problem, Place(str(drafts.path)), remedy)
        ]
    return _as_written(filled, read_catalog(drafts.path, drafts.catalog.language)), []


def _as_written(filled: Filled, catalog: Catalog) -> Filled:
    """The same, with each message's line in the file that was written."""
    refused, unkept = (
        tuple(replace(each, entry=catalog.current.get(each.entry.msgid, each.entry)) for each in row)
        for row in (filled.refused, filled.unkept)
    )
    return replace(filled, catalog=catalog, refused=refused, unkept=unkept)


def _catalogs(
    content: Content, policies: Sequence[str], languages: Sequence[str]
) -> Iterator[tuple[PolicyFiles, str, Path]]:
    """The catalogs that count, of the site's own languages."""
    for policy in content.policies:
        for tag, path in policy.catalogs.items():
            wanted_here = (not policies or policy.slug in policies) and (not languages or tag in languages)
            if wanted_here and tag in content.config.languages:
                yield policy, tag, path
