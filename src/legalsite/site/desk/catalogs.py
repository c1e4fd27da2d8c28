"""Brings the catalogs of a site in step with its texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from legalsite.model import Diagnostic, Place, uncollected
from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.site.folder.names import index_names
from legalsite.site.texts.editions import Editions
from legalsite.site.texts.plain_words import messages_of
from legalsite.site.texts.wanted import wanted_terms
from legalsite.translations import (
    EVERYTHING,
    Catalog,
    Counts,
    Difference,
    Entry,
    Immaterial,
    covers,
    differences,
    messages,
    read_catalog,
    status,
    update,
    with_plain_words,
    write_catalog,
)

_NOTHING: Mapping[str, Sequence[str]] = MappingProxyType({})


@dataclass(frozen=True)
class Updated:
    """What was done with a catalog, or would be.

    language: "" of a template. differences: of its messages. counts: of the messages of the newest version.
    """

    policy: str
    language: str
    path: Path
    new: bool
    written: bool
    differences: tuple[Difference, ...]
    counts: Counts


@uncollected()
def update_catalogs(
    content: Content,
    languages: Sequence[str] = (),
    immaterial: Mapping[str, Sequence[str]] = _NOTHING,
    *,
    dry: bool = False,
) -> tuple[list[Updated], list[Diagnostic]]:
    """Updates every catalog, or those of some languages, and writes those that are still missing; likewise
    the template of each policy that has catalogs.

    A language of the site has a catalog of each policy that is not written in it. Drafts are included.
    immaterial: by policy, the clauses of which nothing that changed since the last update touches a
        translation, as in `Immaterial`. dry: whether nothing is written.
    """
    names = index_names(content)
    updated: list[Updated] = []
    problems = list(content.problems)
    for policy in content.policies:
        editions = Editions(content, policy, names, date.max, drafts=True)
        if len(editions.originals) < len(policy.versions):
            problems += editions.problems  # a text that cannot be read would make its messages obsolete
            continue
        known = content.config.languages
        tags = [tag for tag in known if not policy.authored(tag) and tag not in content.config.scripts]
        wanted = [tag for tag in tags if not languages or tag in languages]
        now = immaterial.get(policy.slug, ())
        for tag in (*wanted, *("",) * bool(tags)):
            done = _update(policy, editions, tag, now, dry)
            if isinstance(done, Diagnostic):
                problems.append(done)
            else:
                updated.append(done)
        problems += editions.problems
        problems += _idle_notes(policy, editions)
    return updated, list(dict.fromkeys(problems))


def in_step(editions: Editions, catalog: Catalog, now: Sequence[str] = ()) -> Catalog:
    """A catalog in step with the texts of a policy's versions. now: as in `Immaterial`."""
    source = editions.language(editions.policy.original)
    target = editions.language(catalog.language) if catalog.language else source
    says_terms = catalog.language and editions.content.terms
    fresh = update(
        catalog,
        editions.told,
        source=source,
        target=target,
        immaterial=Immaterial(editions.policy.config.immaterial, now),
        wordings=wanted_terms(editions, target.tag).told if says_terms else None,
    )
    return with_plain_words(fresh, messages_of(editions)) if editions.originals else fresh


def catalog_path(policy: PolicyFiles, tag: str) -> Path:
    """Where a policy's catalog in a language lies, whether or not it is there yet."""
    return policy.catalogs.get(tag) or policy.folder / f"{tag}.po"


def saved(path: Path, catalog: Catalog) -> bool | Diagnostic:
    """Writes a catalog where its file does not say the same: whether it did, or what is wrong with either.
    Raises OSError, with the file as it was."""
    try:
        return write_catalog(path, catalog)
    except ValueError as error:
        remedy = "the file is as it was; see what is wrong with it"
        return Diagnostic(
            "broken-catalog", f"the catalog could not be written: {error}", Place(str(path)), remedy
        )


def _update(
    policy: PolicyFiles, editions: Editions, tag: str, now: Sequence[str], dry: bool
) -> Updated | Diagnostic:
    path = catalog_path(policy, tag) if tag else policy.folder / f"{policy.slug}.pot"
    catalog = read_catalog(path, tag)
    if catalog.problems:
        return catalog.problems[0]
    fresh = in_step(editions, catalog if tag else _bare(catalog), now)
    if fresh.problems:
        return fresh.problems[0]
    new = not path.exists()
    written = not dry and saved(path, fresh)
    if isinstance(written, Diagnostic):
        return written
    newest = editions.told.texts[:1]
    counts = status(newest[0], fresh) if newest else Counts()
    return Updated(policy.slug, tag, path, new, written, differences(catalog, fresh), counts)


def _bare(template: Catalog) -> Catalog:
    """A template with nothing but its messages: all else in it is made anew."""
    return replace(template, entries=tuple(Entry(entry.msgid) for entry in template.ours()))


def _idle_notes(policy: PolicyFiles, editions: Editions) -> Iterator[Diagnostic]:
    """What `policy.toml` calls immaterial and can be about nothing: no such version, no such clause."""
    days = list(editions.originals)
    path = policy.folder / "policy.toml"
    for day, clauses in policy.config.immaterial.items():
        if day not in days[1:]:
            why = "the first version changes nothing" if day in days else "there is no such version"
            remedy = "name a version that has one before it, by the date in its file's name"
            yield _idle(path, f'[immaterial] "{day}": {why}', remedy)
            continue
        spots = {message.spot for message in messages(editions.originals[day])}
        for clause in clauses:
            if not any(covers((clause,), spot) for spot in spots):
                remedy = f"write the number as in the clause's address, {EVERYTHING!r} for the whole version"
                yield _idle(path, f'[immaterial] "{day}": that version has no clause {clause}', remedy)


def _idle(path: Path, message: str, remedy: str) -> Diagnostic:
    return Diagnostic("bad-setting", message, Place(str(path)), remedy)
