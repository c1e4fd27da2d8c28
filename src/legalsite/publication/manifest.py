"""The list of all fingerprints of a site, in the format of ``sha256sum``, so that one signature covers all.

Each line is 64 hexadecimal digits, two spaces, and the name of a plain text's file below the site's root;
lines are sorted by name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")


def manifest(fingerprints: Mapping[str, str]) -> str:
    """The list. fingerprints: by the names of files."""
    return "".join(f"{mark}  {name}\n" for name, mark in sorted(fingerprints.items()))


def read_manifest(text: str) -> dict[str, str]:
    """The fingerprints in a list, by the names of files. Raises ValueError with the line."""
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        read = _LINE.fullmatch(line)
        if not read or read[2] in found:
            raise ValueError(f"line {number} is no fingerprint and name of a file: {line[:80]!r}")
        found[read[2]] = read[1]
    return found
