"""The private digest of values: what changes with any release, and is never shown."""

from __future__ import annotations

from hashlib import blake2b


def digest(*parts: object) -> bytes:
    """16 bytes that name the parts: bytes as they are, all else by its repr, which for our values is
    complete and the same in every process."""
    whole = blake2b(digest_size=16)
    for part in parts:
        data = part if isinstance(part, bytes) else repr(part).encode("utf-8", "surrogatepass")
        whole.update(b"%d:" % len(data))
        whole.update(data)
    return whole.digest()
