"""How much of a text is read for citations: as much as any law, and not what was made to be endless."""

from __future__ import annotations

LONGEST = 100_000
"""Code points of one paragraph, some forty pages."""
_WORD = 1_000
"""Code points back from there in which its last word starts."""


def as_read(plain: str, longest: int = LONGEST) -> str:
    """The start of a text that is read, in whole words: of nearly every text all of it."""
    if len(plain) <= longest:
        return plain
    end = next((at for at in range(longest, longest - _WORD, -1) if plain[at].isspace()), longest)
    return plain[:end]
