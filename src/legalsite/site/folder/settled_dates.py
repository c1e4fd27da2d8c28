"""Whether the dates that `policy.toml` gives fit the versions that are there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legalsite.model import Diagnostic
from legalsite.site.folder.config import PolicyConfig
from legalsite.site.folder.settings import Settings


def date_problems(settings: Settings, config: PolicyConfig, days: Sequence[str]) -> Iterator[Diagnostic]:
    """What is wrong with a policy's dates of publication and of withdrawal. days: of its versions."""
    for day in config.published:
        if day not in days:
            message = f"published: there is no version of {day}"
            yield _wrong(settings, day, message, "give the date that the version's file bears")
    gone = ""
    for day in config.withdrawn:
        before = max((each for each in days if each < day), default="")
        if not before or before <= gone:
            message = f"withdrawn = {day}: no version is in force on the day before"
            yield _wrong(
                settings, "withdrawn", message, "give the first day on which nothing is in force any more"
            )
        elif day in days:
            message = f"withdrawn = {day}: on that day another version takes effect"
            help = "take it out: a version that another one follows is superseded, not withdrawn"
            yield _wrong(settings, "withdrawn", message, help)
        gone = day


def _wrong(settings: Settings, key: str, message: str, help: str) -> Diagnostic:
    return Diagnostic("bad-setting", message, settings.place(key), help)
