"""What stands above a message in a PO file: comments, places and flags."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_LOCATION = re.compile(r"\u2068[^\u2069]*\u2069\S*|\S+")


@dataclass(frozen=True, slots=True)
class Notes:
    """The lines that begin with "#" and neither "#~" nor "#|"; each part as `Entry` has it."""

    remarks: tuple[str, ...]
    comments: tuple[str, ...]
    locations: tuple[str, ...]
    flags: tuple[str, ...]
    fuzzy: bool


@lru_cache(maxsize=1 << 14)  # the catalogs of a policy tell their translators the same
def read_notes(lines: str) -> Notes:
    """The notes in such lines."""
    remarks: list[str] = []
    comments: list[str] = []
    locations: list[str] = []
    flags: list[str] = []
    for line in lines.split("\n") if lines else ():
        kind, body = line[1:2], line[2:].strip()
        if kind == ".":
            comments.append(body)
        elif kind == ":":
            locations += _LOCATION.findall(body)
        elif kind in (",", "="):
            flags += filter(None, map(str.strip, body.split(",")))
        else:
            remarks.append(line[1:].removeprefix(" "))
    return Notes(
        tuple(remarks),
        tuple(comments),
        tuple(dict.fromkeys(locations)),
        tuple(flag for flag in dict.fromkeys(flags) if flag != "fuzzy"),
        "fuzzy" in flags,
    )
