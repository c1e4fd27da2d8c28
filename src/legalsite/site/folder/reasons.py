"""Why addresses are no more: what the settings of a policy say under `[gone]`."""

from __future__ import annotations

from collections.abc import Iterator

from legalsite.site.folder.config import PolicyConfig


def reason(config: PolicyConfig, address: str) -> str:
    """Why an address is no more, as a policy's settings say; "" where they do not."""
    return next((config.gone[above] for above in folders(address) if above in config.gone), "")


def folders(address: str) -> Iterator[str]:
    """An address, and those of the folders that it is in, the nearest first."""
    parts = address.removesuffix("/").split("/")
    for count in range(len(parts), 0, -1):
        yield "/".join(parts[:count]) + "/"
