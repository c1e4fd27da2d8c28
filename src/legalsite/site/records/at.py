"""Which text applied on a day: the answer to a question about the past, from the files alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from legalsite.exports import EditionFacts, VersionFacts
from legalsite.model import Diagnostic
from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.site.folder.names import index_names
from legalsite.site.texts.editions import Editions
from legalsite.site.texts.facts import version_facts
from legalsite.site.texts.policy import Policy


class NoTextError(Exception):
    """No text applied on the day, or none in the language; the message says why."""


@dataclass(frozen=True)
class Applied:
    """The edition that applied. text: its plain text, of which its fingerprint is.

    problems: of files that could not be read, and were left out.
    """

    version: VersionFacts
    edition: EditionFacts
    text: str
    problems: tuple[Diagnostic, ...]


def applied(content: Content, files: PolicyFiles, day: date, language: str, today: date) -> Applied:
    """The edition of a policy that was, is or will be in force on a day. today: decides what is current.

    Raises NoTextError.
    """
    policy = Policy(Editions(content, files, index_names(content), today))
    history = policy.editions.history
    found = history.in_force(day)
    if found is None:
        raise NoTextError(_why(policy, day))
    version = version_facts(policy, found.date.isoformat())
    edition = next((each for each in version.editions if each.language == language), None)
    if edition is None:
        there = ", ".join(each.language for each in version.editions) or "none"
        raise NoTextError(
            f"the version of {version.effective} of {files.slug}, in force on {day.isoformat()}, "
            f"has no text in {language}; languages that have one: {there}"
        )
    text = policy.editions.plain(language, version.effective).decode()
    return Applied(version, edition, text, tuple(policy.editions.problems))


def _why(policy: Policy, day: date) -> str:
    versions = policy.editions.history.versions
    past = [version for version in versions if version.date <= day]
    if past:
        since = policy.withdrawn(past[-1].date.isoformat())
        return f"{policy.slug} was withdrawn from {since} on: nothing was in force on {day.isoformat()}"
    first = (
        f"its first version takes effect on {versions[0].date.isoformat()}" if versions else "it is a draft"
    )
    return f"no version of {policy.slug} was in force on {day.isoformat()}: {first}"
