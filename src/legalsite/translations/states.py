"""In what state a message is, by what gettext's own tools keep of it."""

from __future__ import annotations

from typing import Literal

from legalsite.translations.catalog import Entry

State = Literal["translated", "reviewed", "machine", "stale", "fuzzy", "missing"]

CURRENT: tuple[State, ...] = ("translated", "reviewed")
"""The states of what readers are shown as it is."""

MADE_BY = "machine translation: "
"""What the translator's remark of a machine-made message starts with; the engine's name follows."""


def state(entry: Entry) -> State:
    """The state of a message.

    ``missing``: there is no translation. ``stale``: the original changed after it was translated, by
    whomever. ``machine``: a machine's, which nobody has looked at. ``fuzzy``: waits for a translator for
    another reason. ``reviewed``: a machine's, from which a person took the fuzzy mark. ``translated``: a
    person's.
    """
    if not entry.msgstr.strip():
        return "missing"
    if not entry.fuzzy:
        return "reviewed" if engine(entry) else "translated"
    if entry.previous:
        return "stale"  # before "machine": what a machine made of another text is nothing to show
    return "machine" if engine(entry) else "fuzzy"


def engine(entry: Entry) -> str:
    """The machine that made the translation, "" for a person's."""
    for remark in entry.remarks:
        if remark.startswith(MADE_BY):
            return remark[len(MADE_BY) :].strip()
    return ""
