"""Whether what a build made still lies in the output as it was made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from legalsite.model import digest
from legalsite.site.making.looking import Seen, seen_below, seen_of, summed_up
from legalsite.site.making.state import State
from legalsite.site.pages.built import Built, Part

if TYPE_CHECKING:
    from legalsite.site.making.output import Output


class Whole:
    """Asked of parts of the site in an output folder, before it is replaced. Files that look as they did are
    not opened; the others are still the same where their bytes are, as after a copy."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self._known: dict[str, bool] = {}

    @cached_property
    def _there(self) -> Seen:
        return _there(self._output)

    def seen(self, state: State, target: Output) -> State:
        """A state, with what is seen of its parts in the new output, and with the files there that are no
        part's. Of files that are those of the old one no more is looked at. target: what made it."""
        policies = state.policies.values()
        theirs = {name for built in policies for name in built.files}
        theirs |= {name for part in state.searches.values() for name in part.files}
        changed = {name for built in policies for name in built.changed}
        names = theirs | target.put.keys() | target.kept
        there = {
            name: ("" if name in changed or target.put.get(name) else self._there.get(name, ""))
            or seen_of(f"{self._output}/{name}")
            for name in names
        }
        own = sorted(names - theirs)
        part = Part("", tuple(own), digest_of(self._output, own))
        return replace(
            state,
            policies={
                slug: replace(built, pages={tag: _with(part, there) for tag, part in built.pages.items()})
                for slug, built in state.policies.items()
            },
            searches={tag: _with(built, there) for tag, built in state.searches.items()},
            own=_with(part, there),
        )

    def __call__(self, part: Part) -> bool:
        """Whether all files of a part are there, with the bytes that they were given."""
        if part.digest not in self._known:
            self._known[part.digest] = self._is_whole(part)
        return self._known[part.digest]

    def of(self, state: State) -> bool:
        """Whether everything that a build made is."""
        policies = all(map(self.of_policy, state.policies.values()))
        return policies and all(map(self, state.searches.values())) and self(state.own)

    def of_policy(self, built: Built) -> bool:
        """Whether all of a policy is."""
        return all(map(self, built.pages.values()))

    def _is_whole(self, part: Part) -> bool:
        if any(name not in self._there for name in part.files):
            return False
        if part.seen == _seen(part, self._there):
            return True
        try:
            return part.digest == digest_of(self._output, part.files)
        except OSError:
            return False


def digest_of(output: Path, files: Iterable[str]) -> str:
    """What names files and their bytes. Raises OSError."""
    return digest(*(digest(name, (output / name).read_bytes()) for name in files)).hex()


def _with(part: Part, there: Seen) -> Part:
    return replace(part, seen=_seen(part, there))


def _seen(part: Part, there: Seen) -> str:
    return summed_up([{name: there.get(name, "") for name in part.files}])


def _there(output: Path) -> Seen:
    try:
        return seen_below(str(output))
    except OSError:
        return {}
