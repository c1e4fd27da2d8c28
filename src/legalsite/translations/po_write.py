"""Writes PO files, as GNU gettext does.

Not left to Babel, whose writer breaks a previous text of more than 76 columns within a string, so that
gettext's tools refuse the file; drops the state of obsolete messages; wraps the translators' remarks; and
takes "5 % due" for a format string.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from legalsite.translations.catalog import Catalog, Entry
from legalsite.translations.po_strings import ESCAPES

_SPECIAL = re.compile(r'[\x00-\x1f\x7f\\"]')
_SIGNS = {char: f"\\{sign}" for sign, char in ESCAPES.items()}


def format_po(catalog: Catalog) -> bytes:
    """The PO file of a catalog: one line a string, the same bytes for equal catalogs."""
    parts = [_entry(entry) for entry in ((catalog.header,) if catalog.header else ()) + catalog.entries]
    if catalog.ending:
        parts.append(list(map(_remark, catalog.ending)))
    text = "\n\n".join("\n".join(part) for part in parts) + "\n"
    return text.replace("\n", catalog.newline).encode("utf-8")


def _entry(entry: Entry) -> list[str]:
    out = list(map(_remark, entry.remarks))
    out += (f"#. {comment}".rstrip() for comment in entry.comments)
    if entry.locations:
        out.append(f"#: {' '.join(entry.locations)}")
    if flags := ("fuzzy",) * entry.fuzzy + entry.flags:
        out.append(f"#, {', '.join(flags)}")
    prefix = "#~ " if entry.obsolete else ""
    if entry.previous:
        out += _string("#~| " if entry.obsolete else "#| ", "msgid", entry.previous)
    if entry.context:
        out += _string(prefix, "msgctxt", entry.context)
    out += _string(prefix, "msgid", entry.msgid)
    out += _string(prefix, "msgstr", entry.msgstr)
    return out


def _remark(remark: str) -> str:
    return f"# {remark}" if remark else "#"


def _string(prefix: str, keyword: str, value: str) -> Iterator[str]:
    lines = value.split("\n")
    if len(lines) == 1:
        yield f'{prefix}{keyword} "{_escaped(value)}"'
        return
    yield f'{prefix}{keyword} ""'
    for line in lines[:-1]:
        yield f'{prefix}"{_escaped(line)}\\n"'
    if lines[-1]:
        yield f'{prefix}"{_escaped(lines[-1])}"'


def _escaped(line: str) -> str:
    return _SPECIAL.sub(lambda m: _SIGNS.get(m[0]) or f"\\{ord(m[0]):03o}", line)
