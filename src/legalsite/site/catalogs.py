"""Brings the catalogs of a site in step with its texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from legalsite.model import Diagnostic, Place
from legalsite.site.content import Content, PolicyFiles
from legalsite.site.editions import Editions
from legalsite.site.names import index_names
from legalsite.translations import Catalog, Counts, messages, read_catalog, status, update, write_catalog


@dataclass(frozen=True)
class Updated:
    """What was done with a catalog. counts: of the messages of the newest version."""

    path: Path
    new: bool
    written: bool
    counts: Counts


def update_catalogs(
    content: Content, languages: Sequence[str] = ()
) -> tuple[list[Updated], list[Diagnostic]]:
    """Updates every catalog, or those of some languages, and writes those that are still missing.

    A language of the site has a catalog of each policy that is not written in it. Drafts are included.
    """
    names = index_names(content)
    updated: list[Updated] = []
    problems = list(content.problems)
    for policy in content.policies:
        editions = Editions(content, policy, names, date.max, drafts=True)
        if len(editions.originals) < len(policy.versions):
            problems += editions.problems  # a text that cannot be read would make its messages obsolete
            continue
        for tag in content.config.languages:
            authored = any(tag in version.files for version in policy.versions)
            if not authored and (not languages or tag in languages):
                done = _update(policy, editions, tag)
                (problems if isinstance(done, Diagnostic) else updated).append(done)  # type: ignore[arg-type]
        problems += editions.problems
    return updated, list(dict.fromkeys(problems))


def in_step(editions: Editions, catalog: Catalog) -> Catalog:
    """A catalog in step with the texts of a policy's versions."""
    newest_first = list(reversed(editions.marked.values()))
    alignments = [
        [(pair.new.anchor if pair.new else None, pair.old.anchor if pair.old else None) for pair in pairs]
        for pairs in reversed(editions.pairs.values())
    ]
    source, target = editions.language(editions.policy.original), editions.language(catalog.language)
    return update(catalog, newest_first, alignments, source=source, target=target)


def catalog_path(policy: PolicyFiles, tag: str) -> Path:
    """Where a policy's catalog in a language lies, whether or not it is there yet."""
    return policy.catalogs.get(tag) or policy.folder / f"{tag}.po"


def saved(path: Path, catalog: Catalog) -> bool | Diagnostic:
    """Writes a catalog where its file does not say the same: whether it did, or what kept it from that."""
    try:
        return write_catalog(path, catalog)
    except (OSError, ValueError) as error:
        remedy = "the file is as it was; see what is wrong with it"
        return Diagnostic(
            "broken-catalog", f"the catalog could not be written: {error}", Place(str(path)), remedy
        )


def _update(policy: PolicyFiles, editions: Editions, tag: str) -> Updated | Diagnostic:
    path = catalog_path(policy, tag)
    catalog = read_catalog(path, tag)
    if catalog.problems:
        return catalog.problems[0]
    fresh = in_step(editions, catalog)
    new = not path.exists()
    written = saved(path, fresh)
    if isinstance(written, Diagnostic):
        return written
    newest = next(reversed(editions.originals.values()), None)
    counts = status(messages(newest), fresh) if newest else Counts()
    return Updated(path, new, written, counts)
