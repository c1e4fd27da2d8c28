"""The order in which disks are asked to keep things: what a loss of power leaves is whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from crashing import texts
from legalsite.cli import main
from legalsite.disk import durable, whole
from legalsite.publish import Built, Options, Serving, open_store, publish, read_files
from legalsite.site.making import output
from legalsite.site.records import undoing
from ordering import Disk, recorded
from sites import built, site

FIRST = "# Privacy\n\n1. Terms\n\n1.1. We answer within 30 days.\n"
DRAFT = FIRST.replace("30", "20")

Breaking = Callable[[], object]
"""What takes something away, in the process that does the work."""


def nothing(*_: object) -> None:
    """Takes nothing away; stands for what is taken away."""


instead = pytest.MonkeyPatch().setattr  # never undone: the process ends


def no_sync_of_files() -> None:
    real = os.fsync

    def folders_only(opened: int) -> None:
        if Path(f"/proc/self/fd/{opened}").is_dir():
            real(opened)

    instead(os, "fsync", folders_only)


def no_sync_of_names() -> None:
    instead(whole, "settle_names", nothing)


def no_sync_of_a_tree() -> None:
    instead(output, "settle", nothing)


def no_sync_of_a_trees_name() -> None:
    instead(output, "settle_names", nothing)


def no_sync_of_new_names() -> None:
    instead(undoing, "settle_names", nothing)


def no_sync_of_file_systems() -> None:
    """Some systems have none: then each file is asked for by itself."""
    instead(durable, "_of_file_system", nothing)


# what is done there


def command(*arguments: str) -> None:
    """Our command."""
    main([*arguments, "--today", "2026-11-22"], prog_name="legalsite", standalone_mode=False)


def send(built: str, place: str) -> None:
    """Publishes a built site to a folder."""
    where = open_store(place, "", {}, at_once=4)
    serving = Serving(("en",), headers=False)
    files = read_files(Path(built) / "build", serving)
    publish(where, Built(where, files, serving), Options(grace=timedelta()), told=str)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A built site, before and after a change; the one before published to place/ in it."""
    folder = tmp_path_factory.mktemp("two")
    before, after = (site(folder / str(number), texts(number)) for number in range(2))
    for each in (before, after):
        built(each)
    recorded(folder, send, str(before), str(before / "place"), breaking=nothing)
    return before, after


def built_anew(folder: Path, two: tuple[Path, Path], breaking: Breaking) -> list[str]:
    here = folder / "site"
    shutil.copytree(two[1] / "content", here / "content")
    shutil.copytree(two[0] / "build", here / "build")
    events = recorded(here, command, "build", breaking=breaking)
    return Disk((f"{here.resolve()}/build",)).after(events)


def kept(folder: Path, arguments: tuple[str, ...], breaking: Breaking) -> list[str]:
    texts = {f"privacy/draft.{tag}.md": DRAFT for tag in ("en", "fr")}
    texts |= {"privacy/2024-09-15.en.md": FIRST, "privacy/policy.toml": 'original = "en"\n'}
    here = site(folder / "site", texts, ("en", "fr"))
    events = recorded(here, command, *arguments, breaking=breaking)
    return Disk((f"{here.resolve()}/content/",)).after(events)


def published(folder: Path, two: tuple[Path, Path], breaking: Breaking) -> list[str]:
    place = folder / "place"
    shutil.copytree(two[0] / "place", place)
    events = recorded(folder, send, str(two[1]), str(place), breaking=breaking)
    return Disk((f"{place.resolve()}/",)).after(events)


# that nothing can be lost; and that it would be found


@pytest.mark.parametrize("breaking", (nothing, no_sync_of_file_systems))
def test_a_site_is_on_the_disk_before_it_takes_the_old_ones_place(
    tmp_path: Path, two: tuple[Path, Path], breaking: Breaking
) -> None:
    assert built_anew(tmp_path, two, breaking) == []


@pytest.mark.parametrize(
    ("breaking", "told"),
    (
        (no_sync_of_a_tree, "build may be torn"),
        (no_sync_of_a_trees_name, "of the old site is deleted while names in"),
    ),
)
def test_a_build_that_left_it_out_would_be_found(
    tmp_path: Path, two: tuple[Path, Path], breaking: Breaking, told: str
) -> None:
    assert [each for each in built_anew(tmp_path, two, breaking) if told in each]


LOCK = ("lock",)
RELEASE = ("release", "privacy", "--effective", "2027-03-01")


@pytest.mark.parametrize("arguments", (LOCK, RELEASE), ids=" ".join)
def test_what_authors_and_locks_say_is_on_the_disk_before_it_counts(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    assert kept(tmp_path, arguments, nothing) == []


@pytest.mark.parametrize(
    ("arguments", "breaking", "told"),
    (
        (LOCK, no_sync_of_files, "published.lock may be torn"),
        (LOCK, no_sync_of_names, "at the end, names in"),
        (RELEASE, no_sync_of_files, "published.undo may be torn"),
        (RELEASE, no_sync_of_names, "draft.en.md gets another name, and nothing"),
        (RELEASE, no_sync_of_new_names, "at the end, names in"),
    ),
)
def test_a_record_that_left_it_out_would_be_found(
    tmp_path: Path, arguments: tuple[str, ...], breaking: Breaking, told: str
) -> None:
    assert [each for each in kept(tmp_path, arguments, breaking) if told in each]


def test_a_publication_is_on_the_disk_before_the_place_says_so(
    tmp_path: Path, two: tuple[Path, Path]
) -> None:
    assert published(tmp_path, two, nothing) == []


@pytest.mark.parametrize(
    ("breaking", "told"),
    (
        (no_sync_of_files, "index.html may be torn"),
        (no_sync_of_names, "the place says what it has while names in"),
    ),
)
def test_a_publication_that_left_it_out_would_be_found(
    tmp_path: Path, two: tuple[Path, Path], breaking: Breaking, told: str
) -> None:
    assert [each for each in published(tmp_path, two, breaking) if told in each]
