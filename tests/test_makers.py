"""Which file of a policy is made by what, asked for one by one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from legalsite.site.pages.built import File
from legalsite.site.pages.makers import Makers

NAMES = {
    "en": ["en/terms/a", "en/terms/b"],
    "kk": ["kk/terms/a", "en/former/a"],
    "": ["terms/all", "en/terms/b"],
}


class Parts:
    """A policy's files. listed: the languages whose names were asked for."""

    def __init__(self) -> None:
        self.listed: list[str] = []
        self.makers = Makers((tag, self._files(tag)) for tag in NAMES)

    def _files(self, tag: str) -> Iterator[File]:
        self.listed.append(tag)
        for name in NAMES[tag]:
            yield name, f"{name} of {tag}".encode


def test_files_in_other_languages_are_not_listed() -> None:
    parts = Parts()
    assert parts.makers["kk/terms/a"]() == b"kk/terms/a of kk"
    assert parts.listed == ["", "kk"]


def test_what_is_of_all_languages_goes_before_what_is_of_one() -> None:
    assert Parts().makers["en/terms/b"]() == b"en/terms/b of "


def test_a_file_may_lie_in_the_folder_of_another_language() -> None:
    assert Parts().makers["en/former/a"]() == b"en/former/a of kk"


def test_what_is_not_there_is_looked_for_everywhere() -> None:
    parts = Parts()
    with pytest.raises(KeyError):
        parts.makers["en/terms/c"]
    assert sorted(parts.listed) == ["", "en", "kk"]


def test_all_of_them_are_named() -> None:
    makers = Parts().makers
    assert {*makers} == {name for names in NAMES.values() for name in names}
    assert len(makers) == 5
