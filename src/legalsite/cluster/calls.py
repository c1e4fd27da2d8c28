"""What is made of a call where it is made: in an interpreter that a worker has started for one build.

What goes in and comes out is pickled: whoever can speak to a worker can run what he likes there.
"""

from __future__ import annotations

import os
import pickle
import platform
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any

from legalsite.cluster.failure import ClusterError
from legalsite.cluster.release import differences, release

_LENGTH = 8
"""Bytes that say how long a part is."""

_FAST = 1
"""How hard answers are compressed; pages become a quarter of their length."""


def packed(here: Mapping[str, str], function: Callable[..., Any], arguments: Sequence[object]) -> bytes:
    """A call in bytes. here: the releases that it has to find where it is made."""
    return pickle.dumps((here, Path.cwd(), function, arguments))


def answer(said: bytes) -> Any:
    """What came of a call. Raises what it raised."""
    result, error = pickle.loads(zlib.decompress(said))  # noqa: S301 - from a worker, trusted with code
    if error is not None:
        raise error
    return result


def make() -> None:
    """Makes the calls that come in by standard input, one after the other, until that ends."""
    asked, told = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library may print is no answer
    calls: SimpleQueue[Sequence[bytes]] = SimpleQueue()
    Thread(target=_listen, args=(asked, calls.put), daemon=True).start()
    while True:
        call, *arguments = calls.get()
        write(told, [zlib.compress(_made(call, arguments), _FAST)])


def _listen(asked: IO[bytes], put: Callable[[Sequence[bytes]], None]) -> None:
    """Ends this interpreter, in the middle of a call too, when nobody waits for its answer any more."""
    while parts := read(asked):
        put(parts)
    os._exit(0)


def write(pipe: IO[bytes], parts: Sequence[bytes]) -> None:
    """Sends a call, or its answer."""
    for data in (_number(len(parts)), *(piece for part in parts for piece in (_number(len(part)), part))):
        pipe.write(data)
    pipe.flush()


def read(pipe: IO[bytes]) -> list[bytes]:
    """What `write` has sent; nothing if it does not come whole."""
    (count,) = _numbers(pipe, 1)
    parts = list(_parts(pipe, count))
    return parts if len(parts) == count else []


def _made(call: bytes, arguments: Sequence[bytes]) -> bytes:
    result, failure = None, None
    try:
        here, folder, function, own = pickle.loads(call)  # noqa: S301 - from who has started the build
        _fits(here)
        _enters(folder)
        result = function(*arguments, *own)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is for who has asked
        failure = error
    try:
        return pickle.dumps((result, failure))
    except Exception:  # noqa: BLE001 - what cannot be sent is told at least
        return pickle.dumps((None, ClusterError(f"on {platform.node()}: {failure!r}")))


def _fits(here: Mapping[str, str]) -> None:
    if wrong := differences(here, release()):
        raise ClusterError(unfit(platform.node(), wrong))


def _enters(folder: Path) -> None:
    try:
        os.chdir(folder)
    except OSError as error:
        raise ClusterError(
            f"{platform.node()} has no folder {folder}: a worker needs the site's files where they are here"
        ) from error


def unfit(worker: str, wrong: str) -> str:
    """What is said of a worker whose releases are others."""
    return f"{worker} would make other pages than this machine: {wrong}; install the same releases on both"


def _number(value: int) -> bytes:
    return value.to_bytes(_LENGTH, "big")


def _numbers(pipe: IO[bytes], count: int) -> Iterator[int]:
    for _ in range(count):
        yield int.from_bytes(pipe.read(_LENGTH), "big")


def _parts(pipe: IO[bytes], count: int) -> Iterator[bytes]:
    for length in _numbers(pipe, count):
        part = pipe.read(length)
        if not length or len(part) < length:
            return
        yield part
