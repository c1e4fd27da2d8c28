"""Sends messages to translation agencies as XLIFF, and takes in what comes back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from legalsite.interchange import (
    STATES,
    CodeError,
    Exchange,
    Legend,
    Returned,
    Unit,
    pieces,
    read_xliff,
    restored,
    unit_id,
    write_xliff,
)
from legalsite.site.desk.arriving import read_file
from legalsite.site.desk.catalogs import catalog_path
from legalsite.site.desk.desk import Desk, DeskError
from legalsite.site.folder.content import PolicyFiles
from legalsite.translations import (
    Catalog,
    Entry,
    Incoming,
    Message,
    Outcome,
    PlaceholderError,
    State,
    messages,
    state,
)

_WAITING: frozenset[State] = frozenset(("stale", "fuzzy"))
"""The states in which a message was sent to be translated: its old wording gives way."""


@dataclass(frozen=True)
class Sent:
    """A file for an agency. units: how many messages are in it."""

    data: bytes
    units: int


class UnusableError(Exception):
    """A unit whose translation cannot be used. line: of its file."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Taken:
    """What became of a file that came back.

    units: those that were used, with their words as they stand in a catalog now, and what became of each.
    refused: those that cannot be used, and why. gone: those whose text no version has any more. unfinished:
    how many have no translation, or one of a part only.
    """

    file: Path
    policy: PolicyFiles
    language: str
    path: Path
    written: bool
    units: tuple[tuple[Returned, str, Outcome], ...]
    refused: tuple[tuple[Returned, UnusableError], ...]
    gone: tuple[Returned, ...]
    unfinished: int


def export_xliff(
    desk: Desk, policy: PolicyFiles, language: str, only: Collection[State] = (), version: str = ""
) -> Sent:
    """The messages of a policy as an XLIFF file. Raises DeskError.

    only: the states that are wanted, () for all. version: the date of the only version whose messages are
    wanted, "" for all.
    """
    if any(language in each.files for each in policy.versions):
        raise DeskError(
            f"{policy.slug} has texts of its own in {language}: take them into a catalog first, "
            "with `legalsite translations import`"
        )
    originals = desk.editions(policy).originals
    if version and version not in originals:
        raise DeskError(f"{policy.slug} has no version {version}: there are {', '.join(originals)}")
    wanted = [version] if version else list(originals)[::-1]
    told: dict[str, Message] = {}
    for day in wanted:
        for message in messages(originals[day]):
            told.setdefault(message.msgid, message)
    units = [
        _unit(entry, told[entry.msgid])
        for entry in desk.catalog(policy, language).current.values()
        if entry.msgid in told and (not only or state(entry) in only)
    ]
    original = f"{policy.slug}/{catalog_path(policy, language).name}"
    return Sent(write_xliff(policy.original, language, original, units), len(units))


def _unit(entry: Entry, message: Message) -> Unit:
    notes = [("context", comment) for comment in entry.comments]
    if entry.previous:
        notes.append(("previous", f"Before, the original said: {entry.previous}"))
    notes += (("translator", remark) for remark in entry.remarks if remark)
    name = next(iter(entry.comments), "").split("; ")[0]
    return Unit(entry.msgid, entry.msgstr, state(entry), message.cited, name, tuple(notes))


def import_xliff(desk: Desk, file: Path, language: str = "", policy: str = "") -> Taken:
    """Takes in an XLIFF file that came back. Raises DeskError where it cannot be read as a whole.

    language, policy: "" for those that the file names.
    """
    exchange = read_file(file, read_xliff)
    whose = desk.policy(file, policy or _named(desk, exchange))
    tag = desk.language(_language(desk, file, language, exchange), whose)
    if _primary(exchange.source) != _primary(whose.original):
        raise DeskError(
            f"{file} translates from {exchange.source or 'no language'}, "
            f"and {whose.slug} is written in {whose.original}"
        )
    sorting = _Sorting(desk.catalog(whose, tag), tag)
    for unit in exchange.units:
        sorting.add(unit)
    outcomes, path, written = desk.receive(whose, tag, sorting.incoming, _WAITING)
    used = tuple(
        (unit, one.msgstr, outcome)
        for unit, one, outcome in zip(sorting.used, sorting.incoming, outcomes, strict=True)
    )
    return Taken(
        file, whose, tag, path, written, used, tuple(sorting.refused), tuple(sorting.gone), sorting.unfinished
    )


class _Sorting:
    """Sorts units that came back: what can be used, and what cannot."""

    def __init__(self, catalog: Catalog, tag: str) -> None:
        self.entries = {unit_id(msgid): entry for msgid, entry in catalog.current.items()}
        self.incoming: list[Incoming] = []
        self.used: list[Returned] = []
        self.refused: list[tuple[Returned, UnusableError]] = []
        self.gone: list[Returned] = []
        self.unfinished = 0
        self.seen: set[str] = set()

    def add(self, unit: Returned) -> None:
        entry = self.entries.get(unit.id)
        if unit.target is None:
            self.unfinished += 1
        elif unit.id in self.seen:
            self.refused.append(
                (unit, UnusableError("the file has this unit twice; its first translation counts"))
            )
        elif entry is None:
            self.gone.append(unit)
        else:
            self.seen.add(unit.id)
            try:
                incoming = _incoming(unit, entry)
            except UnusableError as reason:
                self.refused.append((unit, reason))
            else:
                self.incoming.append(incoming)
                self.used.append(unit)


def _incoming(unit: Returned, entry: Entry) -> Incoming:
    """The translation of a unit for its message. Raises UnusableError where it cannot be used."""
    legend = Legend()
    source = pieces(entry.msgid, legend)
    if _plain(source) != _plain(unit.source):
        raise UnusableError("its source is not the text that was sent out: send it out anew", unit.line)
    try:
        pieces(entry.msgstr, legend)  # so that what our own translation has beyond the source is known
    except PlaceholderError:
        legend = Legend()
    try:
        msgstr = restored(entry.msgid, unit.target or (), legend)
    except CodeError as error:
        raise UnusableError(str(error), error.line or unit.line) from error
    settled = STATES.index(unit.state) > 0 if unit.state in STATES else False
    told = {note for row in (entry.comments, entry.remarks) for note in row}
    return Incoming(entry.msgid, msgstr, settled, tuple(note for note in unit.notes if note not in told))


def _plain(row: Sequence[object]) -> tuple[str, ...]:
    """Words and codes for comparison: white space counts as equal to other white space."""
    return tuple(" ".join(words.split()) for words in _joined(row))


def _joined(row: Sequence[object]) -> Iterator[str]:
    """Words between codes, joined, and the codes' ids."""
    words = ""
    for piece in row:
        if isinstance(piece, str):
            words += piece
        else:
            yield words
            words = ""
            yield f"{getattr(piece, 'role', '')} {getattr(piece, 'id', '')}"
    yield words


def _named(desk: Desk, exchange: Exchange) -> str:
    """The policy that a file's own words name, "" if they name none."""
    parts = PurePosixPath(exchange.original.replace("\\", "/")).parts
    return next((policy.slug for policy in desk.content.policies if policy.slug in parts[-2:-1]), "")


def _language(desk: Desk, file: Path, wanted: str, exchange: Exchange) -> str:
    """The language that is wanted, else the file's: agencies' tools know most only with a country."""
    if wanted:
        return wanted
    if not exchange.target:
        raise DeskError(f"{file} does not name the language of its translations: say --language")
    known = [tag for tag in desk.content.config.languages if tag.lower() == exchange.target.lower()]
    known = known or [t for t in desk.content.config.languages if _primary(t) == _primary(exchange.target)]
    return known[0] if len(known) == 1 else exchange.target


def _primary(tag: str) -> str:
    return tag.lower().replace("_", "-").partition("-")[0]
