"""Tells which files of a site may have changed: by the system's events, or by looking again and again."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from threading import Event, Lock, Thread

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

Told = Callable[[Collection[Path] | None], None]
"""Is told what may have changed: files or folders; None for anything."""

WATCHED = ("content", "themes")
"""The folders of a site that it is made from."""
EVERY = 0.5
"""Seconds between two looks where nobody tells of changes."""

_EVENTS: list[type[FileSystemEvent]] = [
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
]
"""Not that a file was opened or read: that is what we do ourselves."""


class Watcher:
    """Watches a site until it is stopped.

    polling: with looks in place of events, for network drives and containers, which send none. why_polling:
    what keeps the system from sending events, "" where it does.
    """

    def __init__(self, site: Path, told: Told, *, polling: bool = False) -> None:
        self._site = site
        self._told = told
        self._stopped = Event()
        self._lock = Lock()
        self._observer: BaseObserver | None = None
        self.why_polling = ""
        if not polling:
            try:
                self._observer = Observer()
                self._observer.start()
                self._arm()
            except OSError as error:  # no more watches, or a system that has none
                self._give_up(error)
        if self._observer is None:
            Thread(target=self._poll, daemon=True, name="legalsite-polling").start()

    def stop(self) -> None:
        """Ends it at once."""
        self._stopped.set()
        if self._observer is not None:
            self._observer.stop()

    def _arm(self) -> None:
        """Watches what is there now. The site's own folder tells when one of the watched comes or goes."""
        assert self._observer is not None
        with self._lock:
            self._observer.unschedule_all()
            if not self._site.is_dir():
                return
            self._observer.schedule(_Site(self._site, self._came), str(self._site), event_filter=_EVENTS)
            for name in WATCHED:
                if (self._site / name).is_dir():
                    self._observer.schedule(
                        _Below(self._told), str(self._site / name), recursive=True, event_filter=_EVENTS
                    )

    def _came(self) -> None:
        """Something came or went beside the watched folders: they may be others now."""
        try:
            self._arm()
        except OSError as error:
            self._give_up(error)
            Thread(target=self._poll, daemon=True, name="legalsite-polling").start()
        self._told(None)

    def _give_up(self, error: OSError) -> None:
        self.why_polling = str(error.strerror or error)
        if self._observer is not None:
            self._observer.stop()
            self._observer = None

    def _poll(self) -> None:
        while not self._stopped.wait(EVERY):
            self._told(None)


class _Below(FileSystemEventHandler):
    """Passes on what happens below a watched folder."""

    def __init__(self, told: Told) -> None:
        self._told = told

    def on_any_event(self, event: FileSystemEvent) -> None:
        named = (event.src_path, event.dest_path)
        self._told([Path(str(path)) for path in named if path])


class _Site(FileSystemEventHandler):
    """Notices that a watched folder came or went."""

    def __init__(self, site: Path, came: Callable[[], None]) -> None:
        self._watched = {str(site / name) for name in WATCHED} | {str(site)}
        self._came = came

    def on_any_event(self, event: FileSystemEvent) -> None:
        if {str(event.src_path), str(event.dest_path)} & self._watched and event.event_type != "modified":
            self._came()
