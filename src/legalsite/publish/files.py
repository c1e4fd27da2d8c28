"""The files of a built site as they are to be published: their bytes, and what they are to be served with."""

from __future__ import annotations

import gzip
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from legalsite.exports import HOST_FILES, caching, is_words, kind
from legalsite.publish.failure import PublishError

_OURS = (".legalsite",)
_TWINS = (".br", ".gz")
_NOINDEX = b'<meta name="robots" content="noindex, nofollow">'
_HEAD = b"<head>"


@dataclass(frozen=True)
class Serving:
    """How files are published.

    languages: those whose folders tell the language of what is in them. headers: whether the place keeps
    headers; one that does not is a folder, and gets the files that its server may read. packed: whether words
    are stored compressed. hidden: whether search engines are told to leave the pages out. team: whether team/
    goes up too.
    """

    languages: Collection[str] = ()
    headers: bool = True
    packed: bool = False
    hidden: bool = False
    team: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """One file. mark: tells its bytes and headers from all others. size: bytes that go up."""

    name: str
    path: Path
    mark: str
    size: int

    def read(self, serving: Serving) -> tuple[bytes, dict[str, str]]:
        """Its bytes as they go up, and its headers. Raises PublishError if it is another file meanwhile."""
        data, headers = _sent(self.name, self.path.read_bytes(), serving)
        if _mark(data, headers) != self.mark:
            raise PublishError(f"{self.path} has changed meanwhile: publish again")
        return data, headers


def read_files(tree: Path, serving: Serving) -> dict[str, File]:
    """The files of a built site, by name. Raises OSError."""
    files: dict[str, File] = {}
    for path in sorted(tree.rglob("*")):
        name = path.relative_to(tree).as_posix()
        if not path.is_file() or name in _OURS or (name.startswith("team/") and not serving.team):
            continue
        if serving.headers and (name in HOST_FILES or _is_twin(path)):
            continue
        if serving.hidden and name.endswith((".gz", ".br", "/feed.xml", "sitemap.xml")):
            continue
        data, headers = _sent(name, path.read_bytes(), serving)
        files[name] = File(name, path, _mark(data, headers), len(data))
    return files


def _is_twin(path: Path) -> bool:
    return path.suffix in _TWINS and path.with_suffix("").is_file()


def _sent(name: str, data: bytes, serving: Serving) -> tuple[bytes, dict[str, str]]:
    if serving.hidden and name.endswith(".html"):
        data = data.replace(_HEAD, _HEAD + b"\n" + _NOINDEX, 1)
    headers: dict[str, str] = {}
    if not serving.headers:
        return data, headers
    headers["Cache-Control"] = caching(name)
    headers["Content-Type"] = kind(name)
    language = name.partition("/")[0]
    if language in serving.languages:
        headers["Content-Language"] = language
    if serving.packed and is_words(name):
        data = gzip.compress(data, 9, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return data, headers


def _mark(data: bytes, headers: Mapping[str, str]) -> str:
    """The SHA-256 of the bytes; behind it eight digits that tell the headers."""
    served = sha256(json.dumps(headers, sort_keys=True).encode()).hexdigest()[:8]
    return f"{sha256(data).hexdigest()}-{served}"
