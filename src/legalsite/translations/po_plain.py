"""Entries of PO files as they are nearly always written, each read in one step.

A catalog of thousands of messages has tens of thousands of lines. A message in use, without a context, its
keywords in order and each with one string or several below one another, is known by one pattern; everything
else is left to `po_read`, which goes by lines. A law holds the two to the same outcome.
"""

from __future__ import annotations

import re

from legalsite.translations.catalog import Entry
from legalsite.translations.po_notes import read_notes
from legalsite.translations.po_strings import Fault, unescaped

_STRING = r'"[^"\\\n\0]*+(?:\\[^\n\0][^"\\\n\0]*+)*+"\n'
_ENTRY = re.compile(
    r"(\n?)"
    r"((?:#(?![~|])(?:[^\n\0]*[^\n\0 \t\f\v\r])?\n)*+)"
    rf"(?:#\| msgid ({_STRING}))?+"
    rf"msgid ((?:{_STRING})++)"
    rf"msgstr ((?:{_STRING})++)"
    r"(?=\n*+(?:\Z|#(?![~|])|#\| msg|#~\|? msg(?:id|ctxt) |msg(?:id|ctxt) ))"  # where the next one begins
)


def plain_entry(text: str, at: int, number: int) -> tuple[Entry, int] | None:
    """The entry that begins there, and where it ends; None where it is no plain one.

    at: the beginning of a line, in code points; an empty one may be before the entry. number: of that line,
        from 1.
    """
    found = _ENTRY.match(text, at)
    if not found:
        return None
    blank, above, previous, msgid, msgstr = found.groups()
    notes = read_notes(above[:-1])
    line = number + len(blank) + above.count("\n") + bool(previous)
    try:
        entry = Entry(
            _joined(msgid),
            _joined(msgstr),
            notes.fuzzy,
            _joined(previous) if previous else "",
            notes.comments,
            notes.remarks,
            notes.locations,
            notes.flags,
            line=line,
            msgstr_line=line + msgid.count("\n"),
        )
    except Fault:
        return None
    return entry, found.end()


def _joined(strings: str) -> str:
    """What strings say, each on a line of its own."""
    within = strings[1:-2]
    return "".join(map(unescaped, within.split('"\n"'))) if "\\" in within else within.replace('"\n"', "")
