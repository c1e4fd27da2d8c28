"""Labels that a language cannot write: every version tells of them, and authors are told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from legalsite.model import Diagnostic, Document
from legalsite.translations.numbers import Numbers

_RULE = "untranslated-label"


def unlabelled(document: Document, units: Iterable[str], numbers: Numbers) -> Iterator[Diagnostic]:
    """One note for each kind of label in a document that the target's language cannot write, at the first.

    units: the kinds that it has, "" for letters. numbers: from the document's language to the target's.
    """
    source, target = numbers.source.tag, numbers.target.tag
    for unit in units:
        lacks = f"[units.{unit}] label" if unit else "rows of letters"
        index, clause = next(
            (i, c)
            for i, c in enumerate(document.everything())
            if c.number and c.unit == unit and numbers.label(c) is None
        )
        yield Diagnostic(
            _RULE,
            f"{clause.label} is shown as in {source}: {target} has no such label",
            document.place(index),
            f"add {lacks} to the language file {target}.toml",
        )


def told_once(problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Problems of several versions, oldest first, without the notes on labels that one remedy mends with an
    earlier one. No version can leave them out by itself: it does not know which others are read before it."""
    told: set[str] = set()
    for problem in problems:
        if problem.rule != _RULE:
            yield problem
        elif problem.help not in told:
            told.add(problem.help)
            yield problem
