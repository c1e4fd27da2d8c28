"""Characters that nobody sees, and that make a text other than what is read."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_TURNING = "\u202a-\u202e\u2066-\u2069"
_SIDES = "\u200e\u200f\u061c"
_JOINING = "\u200b-\u200d"
_LOST = "\ufffd"
_NEVER = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # letters without a shape
    "\u2028\u2029\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
HIDDEN = _TURNING + _SIDES + _JOINING + _LOST + _NEVER
"""All of them, as a class of a pattern."""
_HIDDEN = re.compile(f"[{HIDDEN}]")
_TURNS = re.compile(f"[{_TURNING}]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_JOINS = re.compile(f"[{_JOINING}]")
_JOINED = re.compile(
    "[\u0600-\u08ff\u0900-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc"
    "\u2190-\u2bff\ufe0f\U0001e900-\U0001e95f\U0001f000-\U0001faff]"
)
"""What is written with joiners and spaces of no width: scripts whose letters are joined or whose words are
not set apart, and pictures."""


class Hidden(NamedTuple):
    """A character that is not seen. why: what is wrong with it."""

    at: int
    character: str
    why: str

    @property
    def name(self) -> str:
        """Its number and name, as Unicode has them."""
        name = unicodedata.name(self.character, "a control character").lower()
        return f"U+{ord(self.character):04X} ({name})"


def hidden(text: str) -> list[Hidden]:
    """The characters of a text that are not seen. Those with which a script is rightly written are none:
    joiners among Arabic or Indic letters, and marks of direction beside words that run from right to left."""
    if not _HIDDEN.search(text):
        return []
    both_ways = _RIGHT_TO_LEFT.search(text) is not None
    found = []
    for match in _HIDDEN.finditer(text):
        character, at = match[0], match.start()
        if character in _SIDES and both_ways:
            continue
        if _JOINS.match(character) and any(map(_JOINED.match, text[max(at - 1, 0) : at + 2])):
            continue
        if character == _LOST:
            why = "stands where a letter was lost"
        elif _TURNS.match(character):
            why = "is not seen, and turns the order of what is read behind it"
        else:
            why = "is not seen, and makes words others than they seem"
        found.append(Hidden(at, character, why))
    return found
