"""What a policy's folder may be called, so that it can be part of an address on every machine."""

from __future__ import annotations

import re

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST = 100
"""Letters of a name: systems that encrypt names keep 143 bytes, and Windows 260 for a whole path."""
_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]", re.IGNORECASE)


def wrong_slug(name: str) -> str:
    """Why a policy may not be called so, and what to do, in one sentence; "" where it may."""
    if len(name) > LONGEST:
        return f"{name[:20]!r}… is longer than {LONGEST} letters: take a shorter name"
    if not _SLUG.fullmatch(name):
        return f"{name!r} cannot be part of an address: take small Latin letters, digits and hyphens"
    if is_device(name):
        return f"{name!r} is a device on Windows, where no folder can be named so: add a word to it"
    return ""


def is_device(name: str) -> bool:
    """Whether Windows takes a name for one of its devices, so that no file or folder can have it."""
    return bool(_DEVICE.fullmatch(name))
