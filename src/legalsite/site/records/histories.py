"""Takes the past of a policy, as it was kept elsewhere, into dated files. Nothing is ever written over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from legalsite.disk import write_new
from legalsite.model import Diagnostic
from legalsite.site.folder.content import Content
from legalsite.site.folder.settings import decode
from legalsite.site.folder.slugs import wrong_slug
from legalsite.site.records.past import Dating, UnclearDate, body

NEW, THERE, OTHER = "new", "there", "other"
_POINTER = b"version https://git-lfs.github.com/spec/"


class ImportHistoryError(Exception):
    """The past cannot be imported; the message says why and what to do."""


@dataclass(frozen=True)
class Snapshot:
    """A text as it once was. origin: what to call it. data: its bytes. day: when it was recorded there, or
    the date in its name, ISO 8601, "" if neither is known. sure: whether that is its effective date."""

    origin: str
    data: bytes
    day: str = ""
    sure: bool = False


@dataclass(frozen=True)
class Past:
    """A version to be. read: where its date was read, "" where it is merely the day on which it was recorded.
    path: its file. outcome: NEW, THERE where the file has these very bytes, OTHER where it has others."""

    day: str
    origin: str
    data: bytes
    read: str
    path: Path
    outcome: str = NEW


@dataclass(frozen=True)
class Pasts:
    """What would come of an import. versions: oldest first. merged: what was taken together, and why.
    refused: what is not imported, and why."""

    versions: tuple[Past, ...]
    merged: tuple[str, ...]
    refused: tuple[str, ...]


def plan_history(
    content: Content, slug: str, tag: str, snapshots: Sequence[Snapshot], dating: Dating
) -> Pasts:
    """What an import would do. snapshots: oldest first. Raises ImportHistoryError."""
    folder = content.folder / slug
    if wrong := wrong_slug(slug):
        raise ImportHistoryError(wrong)
    if (folder / f"{tag}.po").exists():
        raise ImportHistoryError(
            f"{folder / f'{tag}.po'} holds the {tag} of this policy: take the texts into it with "
            "`legalsite translations import`, or move it away"
        )
    merged: list[str] = []
    refused: list[str] = []
    dated = list(_dated(snapshots, dating, folder, tag, refused))
    versions = _one_text(_one_a_day(dated, merged), merged)
    return Pasts(tuple(map(_met, versions)), tuple(merged), tuple(refused))


def write_history(pasts: Pasts) -> list[Path]:
    """Writes the files that are new. Raises OSError; a file that came to be meanwhile is left as it is."""
    written = []
    for past in pasts.versions:
        if past.outcome == NEW:
            write_new(past.path, past.data)
            written.append(past.path)
    return written


def _dated(
    snapshots: Sequence[Snapshot], dating: Dating, folder: Path, tag: str, refused: list[str]
) -> Iterator[Past]:
    for each in snapshots:
        source = decode(each.origin, each.data)
        if isinstance(source, Diagnostic):
            refused.append(f"{each.origin}: {source.message}")
        elif each.data.startswith(_POINTER):
            refused.append(
                f"{each.origin}: the text is kept in Git LFS: run `git lfs fetch --all`, export it"
            )
        elif not body(source.text):
            refused.append(f"{each.origin}: there is no text in it")
        else:
            try:
                found = dating.find(source.text)
            except UnclearDate as error:
                refused.append(f"{each.origin}: {error}")
                continue
            day, read = found or (each.day, "its name" if each.sure else "")
            if day:
                yield Past(day, each.origin, each.data, read, folder / f"{day}.{tag}.md")
            else:
                refused.append(f"{each.origin}: neither its name nor its text says when it took effect")


def _one_a_day(dated: Sequence[Past], merged: list[str]) -> list[Past]:
    """The last text of each day, in the order of days: what applied when the day was over."""
    days: dict[str, list[Past]] = {}
    for past in dated:
        days.setdefault(past.day, []).append(past)
    for day, pasts in days.items():
        if len({body(past.data.decode()) for past in pasts}) > 1:
            last = pasts[-1].origin
            merged.append(f"{day}: {len(pasts)} texts are of this day; the last one is taken ({last})")
    return [days[day][-1] for day in sorted(days)]


def _one_text(versions: Sequence[Past], merged: list[str]) -> list[Past]:
    """Each version that says something else than the one before it."""
    kept: list[Past] = []
    for past in versions:
        if kept and body(kept[-1].data.decode()) == body(past.data.decode()):
            merged.append(
                f"{past.day}: {past.origin} says what the version of {kept[-1].day} says; no version"
            )
        else:
            kept.append(past)
    return kept


def _met(past: Past) -> Past:
    """The version, with what its file holds already."""
    try:
        there = past.path.read_bytes()
    except FileNotFoundError:
        return past
    return replace(past, outcome=THERE if there == past.data else OTHER)
