"""How far the translations of a site have come: a row for each policy, version and language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from legalsite.model import Diagnostic, Document, uncollected
from legalsite.site.folder.content import Content
from legalsite.site.folder.file_names import DRAFT
from legalsite.site.folder.names import index_names
from legalsite.site.texts.editions import Editions
from legalsite.translations import Catalog, Counts, Message, messages, status
from legalsite.versions import Status, Version

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Row:
    """How far the translation of one version has come.

    version: its date, or ``draft``. status: ``in-force``, ``superseded``, ``upcoming`` or ``draft``.
    source: ``catalog``, where what is counted is messages; or ``files``, where it is clauses, of which those
        that the language's own file has are translated.
    translated, reviewed, machine, fuzzy, stale, missing: how many are in each state; total: all of them.
    required: the percentage that must be current, 0 where the site asks for none.
    """

    policy: str
    version: str
    language: str
    status: str
    source: str
    total: int
    translated: int
    reviewed: int
    machine: int
    fuzzy: int
    stale: int
    missing: int
    required: int

    @property
    def percent(self) -> int:
        """The share of what is current, a person's work: all that is not is less than 100."""
        return _WHOLE * (self.translated + self.reviewed) // self.total if self.total else _WHOLE

    @property
    def counts(self) -> bool:
        """Whether the site's threshold holds for it: not for what is no longer, or not yet, for readers."""
        return self.status in (Status.IN_FORCE.value, Status.UPCOMING.value)

    @property
    def short(self) -> bool:
        """Whether it counts and is under the threshold."""
        return self.counts and self.percent < self.required


@uncollected()
def translation_progress(
    content: Content, today: date, policies: Sequence[str] = (), languages: Sequence[str] = ()
) -> tuple[list[Row], list[Diagnostic]]:
    """The rows of a site's policies, by slug, and languages, or of some, oldest version first, drafts
    included; and what is wrong with files that could not be read."""
    names = index_names(content)
    rows: list[Row] = []
    problems = list(content.problems)
    for policy in content.policies:
        if not policies or policy.slug in policies:
            editions = Editions(content, policy, names, today, drafts=True)
            rows += progress(editions, languages)
            problems += editions.problems
    return rows, list(dict.fromkeys(problems))


def progress(
    editions: Editions,
    languages: Sequence[str] = (),
    found: Callable[[str], Mapping[str, Document]] | None = None,
) -> Iterator[Row]:
    """The rows of one policy: of each language of the site that it is not written in.

    found: the editions in a language that has files of its own, by date, where they have been made already.
    """
    policy = editions.policy
    made = found or editions.found
    told: dict[str, tuple[Message, ...]] = {}
    for tag in editions.content.config.languages:
        if (
            tag == policy.original
            or tag in editions.content.config.scripts
            or (languages and tag not in languages)
        ):
            continue
        authored = policy.authored(tag)
        authored_ones = made(tag) if authored else {}
        catalog = Catalog(tag) if authored else _catalog(editions, tag)
        for day, original in editions.originals.items():
            if day < policy.config.since.get(tag, ""):
                continue
            if authored:
                yield _row(editions, tag, day, "files", _clauses(original, authored_ones.get(day)))
            else:
                if day not in told:
                    told[day] = messages(original)
                yield _row(editions, tag, day, "catalog", status(told[day], catalog))


def _catalog(editions: Editions, tag: str) -> Catalog:
    """A policy's catalog; an empty one where none was begun."""
    catalog = editions.catalogs.get(tag, Catalog(tag))
    editions.problems += catalog.problems
    return catalog


def _clauses(original: Document, translation: Document | None) -> Counts:
    """The clauses of an original, as far as the file of a translation has them."""
    wanted = original.by_anchor.keys()
    there = wanted & translation.by_anchor.keys() if translation else ()
    return Counts(translated=len(there), missing=len(wanted) - len(there))


def _row(editions: Editions, tag: str, day: str, source: str, counts: Counts) -> Row:
    history = editions.history
    standing = history.status(Version(date.fromisoformat(day)), editions.today) if day != DRAFT else None
    return Row(
        policy=editions.policy.slug,
        version=day,
        language=tag,
        status=standing.value if standing else DRAFT,
        source=source,
        total=counts.total,
        translated=counts.translated,
        reviewed=counts.reviewed,
        machine=counts.machine,
        fuzzy=counts.fuzzy,
        stale=counts.stale,
        missing=counts.missing,
        required=editions.content.config.translations.threshold(tag),
    )
