"""Which version is in force on a day, and which clause is which from version to version."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalsite.languages import load
from legalsite.model import Document, Source
from legalsite.parsing import parse
from legalsite.versions import History, Status, Version, compare, successors

FIRST, SECOND, THIRD = (
    Version(date(2023, 3, 1)),
    Version(date(2024, 9, 15)),
    Version(date(2026, 1, 1)),
)
POLICY = History("privacy-policy", (THIRD, FIRST, SECOND))


def test_versions_are_ordered_by_the_day_on_which_they_take_effect() -> None:
    assert POLICY.versions == (FIRST, SECOND, THIRD)


@pytest.mark.parametrize(
    ("today", "in_force", "upcoming", "following"),
    (
        (date(2023, 2, 28), None, (FIRST, SECOND, THIRD), date(2023, 3, 1)),
        (date(2023, 3, 1), FIRST, (SECOND, THIRD), date(2024, 9, 15)),
        (date(2024, 9, 14), FIRST, (SECOND, THIRD), date(2024, 9, 15)),
        (date(2024, 9, 15), SECOND, (THIRD,), date(2026, 1, 1)),
        (date(2025, 12, 31), SECOND, (THIRD,), date(2026, 1, 1)),
        (date(2026, 1, 1), THIRD, (), None),
        (date(9999, 12, 31), THIRD, (), None),
    ),
)
def test_what_is_in_force_on_a_day(
    today: date, in_force: Version | None, upcoming: tuple[Version, ...], following: date | None
) -> None:
    assert POLICY.in_force(today) == in_force
    assert POLICY.upcoming(today) == upcoming
    assert POLICY.next_effective(today) == following


def test_the_status_of_each_version_on_a_day() -> None:
    statuses = [POLICY.status(version, date(2025, 1, 1)) for version in POLICY.versions]
    assert statuses == [Status.SUPERSEDED, Status.IN_FORCE, Status.UPCOMING]
    assert [status.value for status in statuses] == ["superseded", "in-force", "upcoming"]
    assert POLICY.status(FIRST, date(2023, 2, 28)) is Status.UPCOMING


def test_neighbours_and_last_days() -> None:
    assert [POLICY.predecessor(version) for version in POLICY.versions] == [None, FIRST, SECOND]
    assert [POLICY.successor(version) for version in POLICY.versions] == [SECOND, THIRD, None]
    last_days = [POLICY.last_day(version) for version in POLICY.versions]
    assert last_days == [date(2024, 9, 14), date(2025, 12, 31), None]


def test_a_stranger_has_no_neighbours() -> None:
    stranger = Version(date(2020, 2, 29))
    for ask in POLICY.predecessor, POLICY.successor, POLICY.last_day:
        with pytest.raises(ValueError, match="privacy-policy has no version of 2020-02-29"):
            ask(stranger)


def test_two_versions_of_one_day_are_refused() -> None:
    with pytest.raises(ValueError, match="terms: two versions take effect on 2024-09-15"):
        History("terms", (SECOND, FIRST, Version(date(2024, 9, 15))))


def test_a_policy_without_dated_versions_has_nothing_in_force() -> None:
    empty = History("terms")
    assert empty.in_force(date(2024, 1, 1)) is None
    assert empty.next_effective(date(2024, 1, 1)) is None


def test_old_law_has_old_dates() -> None:
    charter = History("charter", (Version(date(1812, 6, 1)), Version(date(1, 1, 1))))
    assert charter.in_force(date(1969, 7, 20)) == Version(date(1812, 6, 1))
    assert charter.last_day(charter.versions[0]) == date(1812, 5, 31)


@given(st.sets(st.dates(), max_size=8), st.dates())
def test_on_every_day_at_most_one_version_is_in_force(dates: set[date], today: date) -> None:
    history = History("any", tuple(map(Version, dates)))
    statuses = [history.status(version, today) for version in history.versions]
    assert statuses.count(Status.IN_FORCE) == min(1, sum(day <= today for day in dates))
    assert sorted(statuses, key=[Status.SUPERSEDED, Status.IN_FORCE, Status.UPCOMING].index) == statuses
    in_force = history.in_force(today)
    if in_force:
        last_day = history.last_day(in_force)
        assert in_force.date <= today
        assert last_day is None or today <= last_day


def policy(*clauses: str) -> Document:
    text = "\n\n".join(f"{number}. {words}" for number, words in enumerate(clauses, 1))
    return parse(Source("policy.md", f"# Policy\n\n{text}\n"), load("en"))


def test_a_clause_is_followed_from_version_to_version() -> None:
    """As a citation from another policy follows the clause that it meant."""
    name, orders, courts = "We keep your name.", "An order binds both sides.", "Courts decide all disputes."
    editions = [
        policy(name, courts),
        policy("Here a shop speaks to you.", name, courts),
        policy("Here a shop speaks to you.", orders, name, courts),
        policy("Here a shop speaks to you.", orders, courts),
    ]
    steps = [compare(old, new) for old, new in pairwise(editions)]
    anchors: list[str | None] = ["1"]
    for pairs in steps:
        anchors.append(successors(pairs).get(anchors[-1] or ""))
    assert anchors == ["1", "2", "3", None]
    assert "9" not in successors(steps[0])
