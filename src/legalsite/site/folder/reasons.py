"""Why addresses are no more: what the settings of a policy say under `[gone]`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


def reason(gone: Mapping[str, str], address: str) -> str:
    """Why an address is no more; "" where nobody says. gone: reasons by address, each for all below it."""
    return next((gone[above] for above in folders(address) if above in gone), "") if gone else ""


def folders(address: str) -> Iterator[str]:
    """An address, and those of the folders that it is in, the nearest first."""
    parts = address.removesuffix("/").split("/")
    for count in range(len(parts), 0, -1):
        yield "/".join(parts[:count]) + "/"
