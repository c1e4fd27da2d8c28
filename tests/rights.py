"""Other users, and root without its rights: what a test that runs as root needs, to be refused anything."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

SOMEBODY = 65534
"""A user of every system, who owns nothing."""

_KEEP_RIGHTS, _RIGHTS_ON_EXEC, _RAISE = 8, 47, 2  # of prctl(2)
_VERSION = 0x20080522  # of the structures of capset(2)
_ANY_FILE = (1, 2)  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH of capabilities(7)


def can_be_somebody() -> bool:
    """Whether this process may: it is root's, where that user is known."""
    if os.geteuid() != 0:
        return False
    rows = [line.split() for line in Path("/proc/self/uid_map").read_text("utf-8").splitlines()]
    return any(int(first) <= SOMEBODY < int(first) + int(count) for first, _, count in rows)


def become_somebody() -> None:
    """Makes this process, and those that it starts, another user's. Only its right to any file stays: the
    interpreter may lie in root's own folder."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_KEEP_RIGHTS, 1, 0, 0, 0)
    os.setgroups([])
    os.setgid(SOMEBODY)
    os.setuid(SOMEBODY)
    kept = [right for right in _ANY_FILE if _had() >> right & 1]
    _set(sum(1 << right for right in kept))
    for right in kept:
        libc.prctl(_RIGHTS_ON_EXEC, _RAISE, right, 0, 0)
    assert (os.getuid(), os.geteuid(), os.getgid()) == (SOMEBODY,) * 3


def lose_rights() -> None:
    """Takes from this process what root may do and others may not: it can be refused its own files."""
    _set(0)


def give(folder: Path) -> None:
    """Lets a folder, and all that is in it, be that user's."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, SOMEBODY, SOMEBODY)


def _had() -> int:
    """The rights that this process may have, a bit each."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1], 16) for line in lines if line.startswith("CapPrm"))


def _set(rights: int) -> None:
    """The first 32 of all rights: those in effect, those permitted, those handed on."""
    head = (ctypes.c_uint32 * 2)(_VERSION, 0)
    rows = (ctypes.c_uint32 * 6)(rights, rights, rights, 0, 0, 0)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.capset(head, rows):
        raise OSError(ctypes.get_errno(), "capset")
