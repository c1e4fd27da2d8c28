"""Reads the files of a published site, from the net or from a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlsplit

from legalsite import __version__

_PATIENCE = 30  # seconds that a server may keep silent
_MOST = 64 << 20  # bytes of one plain text: a hundred times the longest statute


def from_site(url: str) -> Callable[[str], bytes | None]:
    """Fetches files by their names below an address; None for what is not there (404, 410).

    Raises ValueError for what is no address; what it gives raises OSError where a server does not answer.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ValueError(f"{url!r} is no address of a site: write https://…")
    root = url if url.endswith("/") else f"{url}/"

    def fetch(name: str) -> bytes | None:
        from urllib.error import HTTPError, URLError
        from urllib.request import Request, urlopen

        agent = {"User-Agent": f"legalsite/{__version__}"}
        request = Request(root + quote(name), headers=agent)  # noqa: S310  checked above
        try:
            with urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310  checked above
                data: bytes = answer.read(_MOST + 1)
        except HTTPError as error:
            with error:
                if error.code in (404, 410):
                    return None
                raise OSError(f"the server answers {error.code} for {name}") from None
        except URLError as error:
            raise OSError(str(error.reason)) from None
        if len(data) > _MOST:
            raise OSError(f"{name} is longer than any text: it was not read")
        return data

    return fetch


def from_folder(folder: Path) -> Callable[[str], bytes | None]:
    """Reads files by their names below a folder; None for what is not there."""

    def fetch(name: str) -> bytes | None:
        try:
            return (folder / name).read_bytes()
        except FileNotFoundError:
            return None

    return fetch
