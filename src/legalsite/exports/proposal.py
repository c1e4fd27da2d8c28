"""What a branch proposes, as Markdown for a merge request: redlines, and what they mean for each language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from legalsite.exports.compared import changes_markdown
from legalsite.model import Document
from legalsite.versions import changes

_DETAILS = "<details>\n<summary>{told}</summary>\n\n{redline}\n</details>"


@dataclass(frozen=True, slots=True)
class Revision:
    """A text that is another than before.

    policy: slug. version: date, or ``draft``. language: of the text.
    against: the version that it is compared with; "" where there is none, so that all of it is new; the same
    as `version` for one that was corrected. redlined: None where there is nothing to compare.
    gone: whether the text was taken away.
    """

    policy: str
    version: str
    language: str
    title: str
    against: str = ""
    redlined: Document | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    """What it means for a translation. before, after: how much of it is current, in percent; before None for
    what is new. open: how many messages, or clauses, wait for a translator."""

    policy: str
    version: str
    language: str
    before: int | None
    after: int
    open: int


def proposal_markdown(revisions: Sequence[Revision], effects: Sequence[Effect], longest: int) -> str:
    """The whole. longest: in code points; redlines that would make it longer are named and left out."""
    head = "## What this changes in the texts"
    if not revisions and not effects:
        return f"{head}\n\nNo text of a policy changes, and no translation.\n"
    table = "\n".join(_table(effects))
    out, room = [head], longest - len(head) - len(table) - 200
    for revision in revisions:
        whole, short = _revision(revision)
        told = whole if len(whole) <= room else short
        out.append(told)
        room -= len(told) + 2
    if not revisions:
        out.append("No text of a policy changes.")
    return "\n\n".join((*out, table) if table else out) + "\n"


def _revision(revision: Revision) -> tuple[str, str]:
    """A revision told with its redline, and without."""
    name = f"### {revision.title or revision.policy} ({revision.policy}, {revision.language})"
    if revision.gone:
        return (f"{name}\n\nThe text of {revision.version} is taken away.",) * 2
    if revision.redlined is None:
        return (f"{name}\n\nNew: the text of {revision.version}, which nothing stands before.",) * 2
    corrected = revision.against == revision.version
    what = (
        f"The text of {revision.version} is corrected"
        if corrected
        else f"Version {revision.version} against {revision.against}"
    )
    told = _counted(revision.redlined)
    short = f"{name}\n\n{what}: {told}."
    if told == "no word changes":
        return short, short
    at_length = f"{name}\n\n{what}.\n\n" + _DETAILS.format(
        told=told.capitalize(), redline=changes_markdown(revision.redlined)
    )
    return at_length, f"{short} (The redline is too long to stand here.)"


def _counted(redlined: Document) -> str:
    count = Counter(line.kind for line in changes(redlined) if not line.under)
    return ", ".join(f"{number} {kind}" for kind, number in count.items()) or "no word changes"


def _table(effects: Sequence[Effect]) -> Iterator[str]:
    if effects:
        yield "### Translations\n"
        yield "| policy | version | language | current before | current now | to be translated |"
        yield "| --- | --- | --- | --: | --: | --: |"
    for each in effects:
        before = "new" if each.before is None else f"{each.before} %"
        cells = (each.policy, each.version, each.language, before, f"{each.after} %", str(each.open or "–"))
        yield f"| {' | '.join(cells)} |"
