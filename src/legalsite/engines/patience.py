"""Asks again what may succeed later, with longer and longer waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from legalsite.engines.engine import EngineError

TRIES = 5
"""How often an engine is asked before it counts as out of order."""
FIRST = 1.0
LONGEST = 60.0
"""Seconds of the first wait, each next one being twice as long, and of the longest that we put up with."""

_Answer = TypeVar("_Answer")


def patiently(call: Callable[[], _Answer], sleep: Callable[[float], None]) -> _Answer:
    """What the call gives; where it fails in a passing way, what it gives later. sleep: takes seconds.

    Raises the EngineError of the last try, or at once one that will not pass or asks for too long a wait.
    """
    for number in range(TRIES):
        try:
            return call()
        except EngineError as error:
            if not error.passing or number == TRIES - 1 or error.wait > LONGEST:
                raise
            sleep(max(FIRST * 2**number, error.wait))
    raise AssertionError("the last try gives or raises")
