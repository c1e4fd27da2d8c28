"""What has been published: the lock of a policy, which keeps its history from changing silently."""

from legalsite.publication.lock import Change, Known, Lock, Locked, Page, Released
from legalsite.publication.manifest import manifest, read_manifest
from legalsite.publication.read import read_lock
from legalsite.publication.write import write_lock

__all__ = [
    "Change",
    "Known",
    "Lock",
    "Locked",
    "Page",
    "Released",
    "manifest",
    "read_lock",
    "read_manifest",
    "write_lock",
]
