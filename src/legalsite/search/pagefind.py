"""Pagefind, asked through the protocol of its program: JSON in base64, each message ended by a comma.

Its own client for Python waits a tenth of a second for each record, and for ever where an answer is longer
than two megabytes. What it gives is the same for the same records in the same order, on any number of cores,
as long as no record has filters: their values are written in the order of a hash.
"""

from __future__ import annotations

import json
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any

_PROGRAMS = (("pagefind_bin_extended", "pagefind-bin-extended"), ("pagefind_bin", "pagefind-bin"))
"""Packages that hold the program, and what they are installed as; the first alone cuts Chinese and Japanese
into words."""

_ENTRY = "pagefind-entry.json"
CODE = "pagefind.js"
"""The file that a page's script imports."""

_UNKNOWN = "wasm.unknown.pagefind"
"""What looks for words in languages that the program does not know."""

_OURS = (_ENTRY, CODE)
_SUFFIXES = (".pagefind", ".pf_meta", ".pf_index", ".pf_fragment")


class SearchError(Exception):
    """The index was not made; the message says why."""


@dataclass(frozen=True, slots=True)
class Record:
    """What can be found. url: where it leads. words: that it is found by. meta: what is told of it."""

    url: str
    words: str
    meta: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Indexer:
    """The program. version: names it and its release."""

    program: Path
    version: str

    def __call__(self, language: str, records: Sequence[Record]) -> tuple[dict[str, bytes], bool]:
        """The files of an index by name, and whether the program knows the endings of the language's words.

        language: BCP 47, of the records. Raises SearchError.
        """
        answer = self._asked(list(_messages(language, records)))
        files = {
            file["path"]: b64decode(file["content"])
            for file in answer["files"]
            if file["path"] in _OURS or file["path"].endswith(_SUFFIXES)
        }
        entry = json.loads(files[_ENTRY])
        files[_ENTRY] = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()
        stems = any(each["wasm"] for each in entry["languages"].values())
        if stems:
            files.pop(_UNKNOWN, None)
        return dict(sorted(files.items())), stems

    def _asked(self, messages: Sequence[bytes]) -> Mapping[str, Any]:
        """What the program says to the last of the messages."""
        try:
            with subprocess.Popen(  # noqa: S603 - the program that its own package names
                [self.program, "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            ) as running:
                assert running.stdin is not None
                assert running.stdout is not None
                writer = Thread(target=_write, args=(running.stdin, messages), daemon=True)
                writer.start()
                said = bytearray()
                missing = len(messages)
                while missing and (piece := running.stdout.read1(1 << 20)):  # type: ignore[attr-defined] # buffered
                    missing -= piece.count(b",")
                    said += piece
                running.kill()  # it has said all, and would wait for more
                writer.join()
        except BrokenPipeError as error:
            raise SearchError(f"{self.program} stopped before the index was made") from error
        except OSError as error:
            raise SearchError(f"{self.program} does not run: {error.strerror or error}") from error
        answers = bytes(said).split(b",")
        if missing or len(answers) < 2:
            raise SearchError(f"{self.program} stopped before the index was made")
        last: Mapping[str, Any] = json.loads(b64decode(answers[-2]))["payload"]
        if last["type"] != "GetFiles":
            raise SearchError(f"{self.program} made no index: {last.get('message', last['type'])}")
        return last


def find_indexer() -> Indexer | None:
    """The program, where it is installed."""
    from importlib.metadata import version  # which takes a while, and a site may want no search

    for module, package in _PROGRAMS:
        try:
            program = import_module(module).get_executable()
        except ImportError:
            continue
        if program is not None:
            return Indexer(Path(program), f"{package} {version(package)}")
    return None


def _messages(language: str, records: Sequence[Record]) -> Iterator[bytes]:
    yield _message(0, {"type": "NewIndex", "config": {}})
    for number, record in enumerate(records, 1):
        payload = {
            "type": "AddRecord",
            "index_id": 0,
            "url": record.url,
            "content": record.words,
            "language": language,
            "meta": dict(record.meta),
            "filters": {},
        }
        yield _message(number, payload)
    yield _message(len(records) + 1, {"type": "GetFiles", "index_id": 0})


def _message(number: int, payload: Mapping[str, Any]) -> bytes:
    return b64encode(json.dumps({"message_id": number, "payload": payload}).encode()) + b","


def _write(pipe: Any, messages: Sequence[bytes]) -> None:
    """Says the messages; the program answers meanwhile."""
    try:
        pipe.write(b"".join(messages))
        pipe.flush()
    except BrokenPipeError:
        return
