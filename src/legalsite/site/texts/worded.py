"""Each wording of each clause of a policy in one language, told once: what a search finds."""

from __future__ import annotations

from collections.abc import Iterator

from legalsite.exports import ClauseFacts, PolicyClauses, VersionClauses
from legalsite.model import Block, Clause, MachineMade, Untranslated
from legalsite.site.folder import urls
from legalsite.site.folder.file_names import DRAFT
from legalsite.site.texts.policy import Policy


def wordings(policy: Policy, tag: str) -> PolicyClauses:
    """All wordings, those of the version at the undated address first, then from the newest version to the
    oldest what is worded otherwise.

    A section that versions share is looked into once.
    """
    undated = policy.offered.undated.get(tag, "")
    shown = undated if undated != DRAFT else ""
    days = [day for day in reversed(policy.offered.pages[tag]) if day != DRAFT]
    days.sort(key=lambda day: day != shown)
    seen_sections: set[int] = set()
    seen: set[str] = set()
    versions = []
    for day in days:
        document = policy.documents[tag][day]
        fresh = [clause for clause in document.clauses if id(clause) not in seen_sections]
        seen_sections.update(map(id, fresh))
        found = [*_rows(document.preamble, 0), *(row for clause in fresh for row in _rows(clause, 1))]
        rows = [row for row in found if day == shown or _name(row) not in seen]
        seen.update(map(_name, rows))
        status = policy.status(day)
        if rows and status is not None:
            address = urls.edition(tag, policy.slug, "" if day == shown else day)
            versions.append(VersionClauses(day, status.value, address, tuple(rows)))
    title = policy.documents[tag][days[0]].title.plain if days else ""
    return PolicyClauses(policy.slug, tag, title or policy.slug, bool(shown), tuple(versions))


def _name(row: ClauseFacts) -> str:
    return f"{row.heading}\n{row.text}"


def _rows(clause: Clause, depth: int) -> Iterator[ClauseFacts]:
    """What is told of a clause and of those under it; of what stands before the first one if it has words."""
    row = _row(clause, depth)
    if depth or row.text:
        yield row
    for child in clause.children:
        yield from _rows(child, depth + 1)


def _row(clause: Clause, depth: int) -> ClauseFacts:
    texts = [block.text for row in _blocks(clause) for block in row.walk() if block.text]
    styles = [m.style for text in (clause.heading, *texts) for m in text.of(Untranslated, MachineMade)]
    foreign = (style.language for style in styles if isinstance(style, Untranslated))
    return ClauseFacts(
        anchor=clause.anchor,
        number=_line(clause.label),
        depth=depth,
        heading=_line(clause.heading.plain),
        text=" ".join(_line(text.plain) for text in texts),
        language=next(foreign, ""),
        machine=any(isinstance(style, MachineMade) for style in styles),
    )


def _blocks(clause: Clause) -> tuple[Block, ...]:
    return clause.lead + clause.blocks + clause.closing


def _line(plain: str) -> str:
    return " ".join(plain.split())
