"""How a command ends that cannot go on: told to by a signal, or by a disk or a memory that is full."""

from __future__ import annotations

import errno
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn

from legalsite.cli.report import stop
from legalsite.disk import in_words

_SIGNALS = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
]


class BrokenOff(KeyboardInterrupt):
    """The process was told to end. number: of the signal."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def broken_off(error: KeyboardInterrupt, message: str) -> NoReturn:
    """Ends the command, as the shell counts what a signal ended: 130 after Ctrl-C, 143 after SIGTERM.

    A signal that comes when all is done and said ends the interpreter itself, and a shell counts the same."""
    number = error.number if isinstance(error, BrokenOff) else int(signal.SIGINT)
    stop(message, 128 + number)


@contextmanager
def ended_in_words() -> Iterator[None]:
    """Runs a command. What is no concern of its own ends it with a message, and not with a traceback."""
    with _heard():
        try:
            yield
        except KeyboardInterrupt as error:
            broken_off(error, "broken off")
        except MemoryError:
            stop("there is not enough memory for this: close what else takes memory, or use a larger machine")
        except OSError as error:
            if error.errno == errno.EPIPE:  # who read the output has gone
                raise
            stop(in_words(error))


@contextmanager
def _heard() -> Iterator[None]:
    """Lets signals that end a process be exceptions, so that what was begun is cleared away. The second one
    ends it at once. Those that are ignored stay so."""

    def end(number: int, _: FrameType | None) -> None:
        for each in before:
            signal.signal(each, signal.SIG_DFL)
        raise BrokenOff(number)

    before: dict[int, Callable[[int, FrameType | None], object] | int | None] = {}
    with suppress(ValueError):  # not the main thread: somebody else hears signals
        for each in _SIGNALS:
            if signal.getsignal(each) not in (signal.SIG_IGN, None):
                before[each] = signal.signal(each, end)
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
