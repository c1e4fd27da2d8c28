"""Files are read up to a size, whatever they tell of themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from legalsite.bounded import read_bounded


@pytest.mark.parametrize("size", (0, 1, 99, 100))
def test_a_file_of_the_largest_size_is_read_whole(tmp_path: Path, size: int) -> None:
    path = tmp_path / "text"
    path.write_bytes(b"x" * size)
    assert read_bounded(path, 100) == b"x" * size


@pytest.mark.parametrize("size", (101, 100_000))
def test_a_larger_one_is_refused(tmp_path: Path, size: int) -> None:
    path = tmp_path / "text"
    path.write_bytes(b"x" * size)
    with pytest.raises(OSError, match="larger than"):
        read_bounded(path, 100)


@pytest.mark.skipif(not Path("/proc/self/environ").is_file(), reason="every file here tells its size")
def test_a_file_that_tells_no_size_is_read_whole() -> None:
    path = Path("/proc/self/environ")
    assert path.stat().st_size == 0
    assert read_bounded(path) == path.read_bytes()


def test_a_file_without_an_end_is_read_up_to_the_size() -> None:
    with pytest.raises(OSError, match="larger than"):
        read_bounded(Path("/dev/zero"), 100)
