"""Where what is to be published comes from: a built site, or what was published before."""

from __future__ import annotations

from collections.abc import Mapping

from legalsite.publish.failure import PublishError
from legalsite.publish.files import File, Serving
from legalsite.publish.manifest import KEPT, OWN, Published, State, read_manifest, read_state
from legalsite.publish.plan import waves_back
from legalsite.publish.store import Store


class Built:
    """A site's files on this machine."""

    again = ""

    def __init__(self, store: Store, files: Mapping[str, File], serving: Serving) -> None:
        self.marks = {name: file.mark for name, file in files.items()}
        self._store, self._files, self._serving = store, files, serving

    def send(self, name: str) -> None:
        """Writes a file to the place."""
        data, headers = self._files[name].read(self._serving)
        self._store.put(name, data, headers)


class Before:
    """What was in force before, of which the place itself has kept all that has changed since."""

    def __init__(self, store: Store, again: str, marks: Mapping[str, str]) -> None:
        self.again, self.marks, self._store = again, marks, store

    def send(self, name: str) -> None:
        """Writes a file to the place: copies it there."""
        if not self._store.copy(KEPT + self.marks[name], name):
            raise PublishError(f"what {name} was is not kept any more: publish the site instead")


def published(store: Store) -> tuple[Published, ...]:
    """What can be gone back to, oldest first; the last is what is in force. Raises PublishError."""
    state = read_state(store)
    return state.retained if state else ()


def source_before(store: Store, name: str) -> Before:
    """What was published as `name`, or began so; the name "" is what was in force before what is now.

    Raises PublishError where there is no such publication, or not all of it is kept.
    """
    state = read_state(store) or State()
    others = [each.name for each in state.retained if each.name != state.current]
    found = [each for each in others if name and each.startswith(name)] if name else others[-1:]
    if state.pending and state.current and (not name or state.current.startswith(name)):
        found = [state.current]  # to give up what was broken off
    if len(found) != 1:
        known = ", ".join(others) or "none"
        raise PublishError(f"there is no one publication {name!r} to go back to; there are {known}")
    now = (read_manifest(store, state.current)).files
    marks = (read_manifest(store, found[0])).files
    lost = [each for each, mark in marks.items() if mark not in state.kept and now.get(each) != mark]
    if lost:
        raise PublishError(
            f"{len(lost)} files of {found[0]} are not kept any more ({lost[0]}, ...): build "
            f"and publish that site again"
        )
    return Before(store, found[0], marks)


def remove(store: Store) -> int:
    """Takes away all that lies at a place, the records of it last; gives the number of files. Raises
    PublishError."""
    names = [name for name, _ in store.listed()]
    site = [name for name in names if not name.startswith(OWN)]
    for wave in waves_back(site):
        store.delete(wave)
    store.delete(name for name in names if name.startswith(OWN))
    return len(site)
