"""What keeps a site from being published, in words for those who publish it."""

from __future__ import annotations


class PublishError(Exception):
    """The site is not published, or not wholly; the message says why and what to do. What readers see is
    whole."""


class BusyError(PublishError):
    """Another publisher is at work."""


class PurgeError(PublishError):
    """The site is published, and a cache could not be told: what it has may be old until its time is over."""
