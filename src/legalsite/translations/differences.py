"""What an update does to a catalog, message by message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from legalsite.translations.catalog import Catalog, Entry
from legalsite.translations.comments import spots
from legalsite.translations.states import CURRENT, state

Kind = Literal["new", "waiting", "kept", "aside", "dropped", "told"]


@dataclass(frozen=True, slots=True)
class Difference:
    """What becomes of one message.

    ``new``: it has no translation. ``waiting``: its translation is that of another text, or has to be looked
    at for another reason, from now on. ``kept``: it is another text than before, and its translation holds.
    ``aside``: no version has it any more, and its translation is kept. ``dropped``: likewise, and there was
    none. ``told``: its comments, flags or place in the file are others.
    entry: as it is afterwards; of a dropped one as it was.
    """

    kind: Kind
    entry: Entry

    @property
    def place(self) -> str:
        """Where the message stands, in words; "" for one that no version has."""
        return next(iter(self.entry.comments), "") if self.kind != "dropped" else ""

    @property
    def spots(self) -> tuple[str, ...]:
        """The same as `Message.spot` has it."""
        return spots(self.entry.comments)


def differences(old: Catalog, new: Catalog) -> tuple[Difference, ...]:
    """What is otherwise in a catalog after an update, in the order of the new one."""
    found = tuple(_differences(old, new))
    if not found and old != new:  # the header, the order, or what stands with messages put aside
        return (Difference("told", new.header or Entry("")),)
    return found


def _differences(old: Catalog, new: Catalog) -> Iterator[Difference]:
    before = {(entry.context, entry.msgid): entry for entry in old.entries}
    for entry in new.entries:
        was = before.pop((entry.context, entry.msgid), None)
        if entry != was and (kind := _kind(was, entry)):
            yield Difference(kind, entry)
    yield from (Difference("dropped", entry) for entry in before.values())


def _kind(was: Entry | None, entry: Entry) -> Kind | None:
    if entry.obsolete:
        return None if was and was.obsolete else "aside"
    now = state(entry)
    if was and not was.obsolete and state(was) == now:
        return "told"
    if now == "missing":
        return "new"
    return "kept" if now in CURRENT else "waiting"
