"""How a site's files want to be served: headers, kinds of content, and how long they may be kept.

Addresses and names are below the site's root; what has moved or is gone is told by a server with a status of
its own, where the pages that stand there can only say it in words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
        "worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        "Strict-Transport-Security": "max-age=63072000",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
)
"""What every answer bears. No page of ours has script or style within it, or asks another site for
anything."""

SEARCHING: Mapping[str, str] = MappingProxyType(
    {
        name: value.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
        for name, value in HEADERS.items()
    }
)
"""What the pages of the search bear instead: their browser may compile the index's program, which is the
site's own too. That lets no text become script, and the rest of the site does without it."""

FOR_EVER = "public, max-age=31536000, immutable"
"""For files whose name tells their content: a year (RFC 8246 for the last word)."""

SHORTLY = "public, max-age=300, must-revalidate"
"""For all others: five minutes, and then only after asking. A text that takes effect may not lag behind."""

STATIC = "static/"
"""The folder of the files whose names tell their content."""

_HASHED = re.compile(r"\.[0-9a-f]{10}\.\w+")

_KINDS = {
    "": "text/plain; charset=utf-8",
    "avif": "image/avif",
    "css": "text/css; charset=utf-8",
    "gif": "image/gif",
    "html": "text/html; charset=utf-8",
    "ico": "image/vnd.microsoft.icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "md": "text/markdown; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
    "sig": "text/plain; charset=utf-8",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "wasm": "application/wasm",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml",
}


@dataclass(frozen=True)
class Hosting:
    """What a server has to know of a site besides its files.

    prefix: the path of its root, from "/" to "/": where it is not a host's own root. languages: those whose
    folder has a page of its own for what is not found. moved: by address, where its readers are led, an
    address of the site or elsewhere. gone: addresses whose pages say why they are no more. searches: the
    folders of the languages' searches.
    """

    prefix: str = "/"
    languages: tuple[str, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    searches: tuple[str, ...] = ()


def kept_for_ever(name: str) -> bool:
    """Whether a file's name tells its content, so that no other bytes will ever be at this address."""
    return name.startswith(STATIC) and _HASHED.search(name) is not None


def caching(name: str) -> str:
    """The Cache-Control of a file."""
    return FOR_EVER if kept_for_ever(name) else SHORTLY


def kind(name: str) -> str:
    """The Content-Type of a file, the same on every machine; bytes of no known kind are that."""
    last = name.rpartition("/")[2]
    if last == "feed.xml":
        return "application/atom+xml"
    return _KINDS.get(last.rpartition(".")[2] if "." in last else "", "application/octet-stream")


def is_words(name: str) -> bool:
    """Whether a file is text, and so much smaller when compressed."""
    return kind(name).startswith(
        ("text/", "application/json", "application/xml", "application/atom", "image/svg")
    )
