"""A store of objects, asked with patience: what may pass is asked again, later and later.

All requests of a run go through one `Store`, which counts them and lets all of them wait when the place says
that it is asked too often. Threads ask, and not an event loop: obstore's own loop may still be handing over
its last answers when the interpreter ends, and would take the process down with it.
"""

from __future__ import annotations

import contextlib
import functools
import os
import random
import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from legalsite.disk import in_words, settle, write_whole
from legalsite.publish.failure import PublishError

TRIES = 8
"""How often a request is made before it counts as failed."""
FIRST = 0.2
LONGEST = 20.0
"""Seconds of the first wait, each next one being up to twice as long, and of the longest."""

_BATCH = 1000
"""Objects that one request may delete: what S3 takes."""

_SECRET = re.compile(r"(?i)((?:signature|token|secret|password|credential|key)[\w-]*\s*[=:]\s*)\S+")
_QUERY = re.compile(r"\?\S+")  # of an address, which may bear a signature
_STATUS = re.compile(r"(?i)status(?:\s+code)?:?\s+(\d{3})")
_NOBODY = "http://169.254.169.254/"
"""Where the role of a machine in a cloud is asked for when nothing else says who we are."""
_CODE = re.compile(r"<Code>(\w+)</Code>")  # what S3 and Azure call it
_PASSING = ("408", "409", "425", "429")
_REFUSED = re.compile(r"os error (\d+)")  # by this machine's own system
_LEFT = re.compile(r"\..+\.\d+\.new|\d+#\d+")
"""Names of files that were being written when a process was killed: ours, and obstore's for a lock."""

_Answer = TypeVar("_Answer")


@dataclass
class Store:
    """Objects by name, below the place that a target names.

    raw: the store of obstore. keeps_headers: whether it keeps what an object is to be served with. at_once:
    how many requests it is asked at a time. folder: where the place is one of this machine; what was written
    there is on the disk before anything else is. requests, sent: how many were made, and how many bytes went
    up with them.
    """

    raw: Any
    keeps_headers: bool
    at_once: int = 16
    folder: Path | None = None
    requests: int = 0
    sent: int = 0
    _quiet_until: float = 0.0
    _counting: Lock = field(default_factory=Lock, repr=False)

    def beside(self) -> Store:
        """The same place, for requests that must not wait for others."""
        return Store(self.raw, self.keeps_headers, self.at_once, self.folder)

    def get(self, name: str) -> bytes | None:
        """An object's bytes, None where there is none."""
        import obstore

        def ask() -> bytes:
            found = obstore.get(self.raw, name)
            return bytes(found.bytes())

        try:
            return self._patiently(ask, name)
        except FileNotFoundError:
            return None

    def modified(self, name: str) -> datetime:
        """When the store says that an object was written."""
        import obstore

        found = self._patiently(lambda: obstore.head(self.raw, name), name)
        return found["last_modified"]

    def put(self, name: str, data: bytes, headers: Mapping[str, str] | None = None) -> None:
        """Writes an object: whole, or not at all."""
        import obstore

        kept = dict(headers) if headers and self.keeps_headers else None

        def ask() -> None:
            if self.folder:
                write_whole(self.folder / name, data, anew=True)
            else:
                obstore.put(self.raw, name, data, attributes=kept)

        try:
            self._patiently(ask, name)
        except FileNotFoundError as error:  # what is written can only lack the place to write it to
            raise PublishError(_nowhere(error)) from None
        with self._counting:
            self.sent += len(data)

    def create(self, name: str, data: bytes) -> bool:
        """Writes an object that is not there yet; whether it was so. What an answer that got lost has done
        counts."""
        import obstore
        from obstore.exceptions import AlreadyExistsError, PreconditionError

        try:
            self._patiently(lambda: obstore.put(self.raw, name, data, mode="create"), name)
        except (AlreadyExistsError, PreconditionError):
            return self.get(name) == data
        return True

    def copy(self, name: str, there: str) -> bool:
        """Copies an object within the store, with its headers; whether it was there."""
        import obstore

        def ask() -> None:
            if self.folder:
                write_whole(self.folder / there, (self.folder / name).read_bytes(), anew=True)
            else:
                obstore.copy(self.raw, name, there)

        try:
            self._patiently(ask, name)
        except FileNotFoundError:
            return False
        return True

    def delete(self, names: Iterable[str]) -> None:
        """Deletes objects; one that is not there is deleted."""
        import obstore

        todo = list(names)
        for at in range(0, len(todo), _BATCH):
            batch = todo[at : at + _BATCH]
            try:
                self._patiently(functools.partial(obstore.delete, self.raw, batch), batch[0])
            except FileNotFoundError:
                for name in batch:  # some stores stop at the first that is not there
                    with contextlib.suppress(FileNotFoundError):
                        self._patiently(functools.partial(obstore.delete, self.raw, name), name)
        if self.folder and todo:
            self._patiently(functools.partial(settle, self.folder), "")

    def tidy(self) -> None:
        """Takes away what processes that were killed have left, unseen by all lists. Only for who holds the
        place alone."""
        for path in self.folder.rglob("*") if self.folder else ():
            if _LEFT.fullmatch(path.name) and ("#" not in path.name or path.parent.name == "lock"):
                with contextlib.suppress(OSError):
                    path.unlink()

    def listed(self, prefix: str = "") -> list[tuple[str, datetime]]:
        """The names of all objects in a folder, "" for all, and when each was written."""
        import obstore

        def ask() -> list[tuple[str, datetime]]:
            found: list[tuple[str, datetime]] = []
            for chunk in obstore.list(self.raw, prefix or None):
                found += [(each["path"], each["last_modified"]) for each in chunk]
            return found

        return sorted(self._patiently(ask, prefix))

    def _patiently(self, ask: Callable[[], _Answer], name: str) -> _Answer:
        """What a request gives, at last. Raises PublishError for what does not pass; FileNotFoundError and
        what obstore raises for an object that is there already are for the caller."""
        from obstore import exceptions as told

        if self.folder:
            return self._here(ask, name)
        for number in range(TRIES):
            time.sleep(max(0.0, self._quiet_until - time.monotonic()))
            with self._counting:
                self.requests += 1
            try:
                return ask()
            except (FileNotFoundError, told.AlreadyExistsError, told.PreconditionError):
                raise
            except (told.PermissionDeniedError, told.UnauthenticatedError, PermissionError) as error:
                raise PublishError(_refused(error)) from None
            except (told.BaseError, OSError, TimeoutError) as error:
                if _NOBODY in str(error):
                    raise PublishError(_refused(None)) from None
                if _status(error) in ("401", "403"):
                    raise PublishError(_refused(error)) from None
                if _status(error) == "404":
                    raise PublishError(_nowhere(error)) from None
                if number == TRIES - 1 or not _passes(error):
                    raise PublishError(f"{name or 'the store'}: {_said(error)}") from None
                if _too_often(error):  # nobody asks for a while
                    self._quiet_until = max(self._quiet_until, time.monotonic() + _wait(number))
            except NotImplementedError as error:
                raise PublishError(f"this store cannot do what is needed here: {_said(error)}") from None
            time.sleep(_wait(number))
        raise AssertionError("the last try gives or raises")

    def _here(self, ask: Callable[[], _Answer], name: str) -> _Answer:
        """The same on this machine, where nothing passes by waiting."""
        from obstore import exceptions as told

        with self._counting:
            self.requests += 1
        try:
            return ask()
        except (FileNotFoundError, told.AlreadyExistsError, told.PreconditionError):
            raise
        except (told.BaseError, OSError) as error:
            number = _REFUSED.search(str(error))
            refused = OSError(int(number[1]), os.strerror(int(number[1]))) if number else error
            why = in_words(refused, f"{self.folder}/{name}") if isinstance(refused, OSError) else _said(error)
            raise PublishError(why) from None


def _refused(error: BaseException | None) -> str:
    why = (
        f"does not accept these keys, or does not let them do this ({_said(error)})"
        if error
        else "asks for keys"
    )
    return (
        f"the store {why}. Keys are looked for in the environment and in profiles, as "
        "legalsite/publish/README.md says" + ("" if error else "; none were found")
    )


def _wait(number: int) -> float:
    """Seconds before the next try: spread, so that those who failed together do not come back together."""
    return random.uniform(0.5, 1.0) * min(FIRST * 2.0**number, LONGEST)  # noqa: S311 - a wait is no secret


def _status(error: BaseException) -> str:
    """The status of the answer that an error tells of, "" if there was none."""
    found = _STATUS.search(str(error))
    return found[1] if found else ""


def _passes(error: BaseException) -> bool:
    """Whether asking again may help: not where the store says that the request itself is wrong."""
    status = _status(error)
    return not status or status >= "500" or status in _PASSING


def _too_often(error: BaseException) -> bool:
    return "SlowDown" in str(error) or _status(error) in ("429", "503")


def _nowhere(error: BaseException) -> str:
    return f"there is no such place to publish to: {_said(error)}"


def _said(error: BaseException) -> str:
    """The store's own words, without anything that could be a secret."""
    words = str(error)
    code = _CODE.search(words)
    first = _QUERY.sub("", words.strip().partition("\n")[0])
    shown = _SECRET.sub(r"\1...", " ".join(first.partition("<")[0].split()))[:300].rstrip(": ")
    return f"{code[1]}: {shown}" if code else shown or type(error).__name__
