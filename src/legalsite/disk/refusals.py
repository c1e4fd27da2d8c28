"""What a system says when it refuses a file, with what to do about it."""

from __future__ import annotations

import errno

_REMEDIES = {
    errno.ENOSPC: "make room on the disk, and run this again",
    errno.EDQUOT: "make room within what you may take of the disk, and run this again",
    errno.EROFS: "it lies where nothing can be written: choose another place, or have it made writable",
    errno.EACCES: "have yourself given the right to do that, or choose another place",
    errno.EPERM: "have yourself given the right to do that, or choose another place",
    errno.EMFILE: "allow more open files, as with `ulimit -n 4096`, and run this again",
    errno.ENFILE: "close other programs, and run this again",
    errno.EFBIG: "allow larger files, as with `ulimit -f unlimited`, and run this again",
    errno.EIO: "the disk itself fails: save what is on it",
}


def in_words(error: OSError, where: object = "") -> str:
    """What the system refused, and what to do. where: the path, should the error itself name none."""
    path = error.filename or where
    why = error.strerror or str(error)
    remedy = _REMEDIES.get(error.errno or 0, "")
    return (f"{path}: " if path else "") + why + (f": {remedy}" if remedy else "")
