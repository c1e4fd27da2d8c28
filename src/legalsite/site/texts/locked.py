"""What the lock says of a policy's editions: which have changed, and which problems cannot be mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest

from legalsite.bounded import CATALOG, read_bounded
from legalsite.model import Diagnostic, Document, Place
from legalsite.rules import RULES
from legalsite.site.folder import urls
from legalsite.site.folder.file_names import DRAFT
from legalsite.site.folder.reasons import reason
from legalsite.site.texts.editions import Editions
from legalsite.versions import SCHEME

_NAMED = 5
"""Versions that a message names."""
_SHOWN = 60
"""Code points of a line that a message shows."""


def lock_problems(editions: Editions, resolved: Mapping[str, Mapping[str, Document]]) -> Iterator[Diagnostic]:
    """What of a policy is not as it was published. resolved: by language and date.

    A fixed edition that would come out different is an error; what the lock does not record yet is a note.
    """
    policy, lock = editions.policy, editions.lock
    if lock.text not in ("", SCHEME):
        message = f"the fingerprints of this lock are of another scheme than {SCHEME}"
        help = "a newer legalsite may have written it: update"
        yield Diagnostic("broken-lock", message, Place(str(policy.lock)), help)
        return
    if not lock.editions:
        return
    today = editions.today.isoformat()
    for tag, found in resolved.items():
        unrecorded = []
        for day in found:
            if reason(policy.config.gone, urls.edition(tag, policy.slug, day)):
                continue  # nobody reads it any more, and its words may have to leave the folder too
            known = lock.edition(day, tag)
            if known is None:
                if day <= today and day != DRAFT:
                    unrecorded.append(day)
            elif known.fingerprint != editions.fingerprint(tag, day):
                if known.fixed:
                    yield _changed(editions, tag, day, known.fingerprint)
                else:
                    unrecorded.append(day)
        if unrecorded:
            yield _unrecorded(editions, tag, unrecorded)


def known_problems(editions: Editions, problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The problems, those silenced that a fixed text had when it was published: nobody can mend them."""
    places = {
        str(version.files[tag]): (version.date, tag)
        for version in editions.policy.versions
        for tag in version.files
    }
    recorded = {(each.problem, each.language, each.rule, each.message) for each in editions.lock.problems}
    for problem in problems:
        day, tag = places.get(problem.place.path, ("", ""))
        if not problem.silenced and (day, tag, problem.rule, problem.message) in recorded:
            yield replace(
                problem, silenced=f"the text of {day} was published with it: a later one can do better"
            )
        else:
            yield problem


def is_lasting(problem: Diagnostic) -> bool:
    """Whether a problem of a published text is one of its words, which nobody may change any more."""
    return not problem.silenced and not RULES[problem.rule].always


def _changed(editions: Editions, tag: str, day: str, was: str) -> Diagnostic:
    policy = editions.policy
    now = editions.fingerprint(tag, day)
    kept = policy.kept(tag, day)
    try:
        difference = _difference(read_bounded(kept, CATALOG).decode(), editions.plain(tag, day).decode())
        back = f"put the words back: what was published is in {kept.relative_to(policy.folder.parent.parent)}"
    except (OSError, UnicodeDecodeError):
        difference, back = "", "put the words back"
    remedy = f'legalsite lock {policy.slug} --version {day} --language {tag} --erratum "…"'
    return Diagnostic(
        "changed-edition",
        f"the text of {day} in {tag} is not what was published{difference}; "
        f"its fingerprint was {was} and is {now}",
        Place(_file(editions, tag, day)),
        f"{back}; if a slip had to be put right, say so to readers: `{remedy}`",
    )


def _difference(old: str, new: str) -> str:
    """The first line of two plain texts that is not the same, in words."""
    rows = zip_longest(old.split("\n"), new.split("\n"), fillvalue="")
    for number, (one, other) in enumerate(rows, 1):
        if one != other:
            at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
            return f": line {number} of its plain text said {_part(one, at)} and says {_part(other, at)}"
    return ""


def _part(line: str, at: int) -> str:
    """What is shown of a line around the place where it differs."""
    start = max(0, min(at - _SHOWN // 3, len(line) - _SHOWN))
    left, right = "…" if start else "", "…" if start + _SHOWN < len(line) else ""
    return f"'{left}{line[start : start + _SHOWN]}{right}'" if line else "nothing"


def _unrecorded(editions: Editions, tag: str, days: list[str]) -> Diagnostic:
    named = ", ".join(days[-_NAMED:])
    more = f" and {len(days) - _NAMED} more" if len(days) > _NAMED else ""
    return Diagnostic(
        "unrecorded-edition",
        f"texts in {tag} are published that the lock does not record as they are: {named}{more}",
        Place(str(editions.policy.lock)),
        f"run `legalsite lock {editions.policy.slug}`",
    )


def _file(editions: Editions, tag: str, day: str) -> str:
    """The file in which an edition's text is written."""
    policy = editions.policy
    source = policy.derived.get(tag, tag)
    if source in policy.catalogs:
        return str(policy.catalogs[source])
    files = next(version.files for version in policy.versions if version.date == day)
    return str(files.get(source, policy.folder))
