"""`legalsite build --explain`: why each page was made anew, or was not, in words and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from legalsite.languages import english_name
from legalsite.site import DRAFT, Cause, Report, Told

_MOST = 20
"""Files of one policy that are listed for the eye."""

_HOW = {"changed": "has changed", "new": "is new", "gone": "was taken away"}

_WORDS = {
    "text": "the {version} {how}",
    "catalog": "the catalog for {language} ({named}.po) {how}",
    "lock": "the record of what has been published (published.lock) has changed",
    "settings": "the policy's own settings (policy.toml) have changed",
    "day": "a new day: since the last build a version has taken effect, or was withdrawn",
    "paths": "the site's folder is named in another way, and the team's pages tell where problems are",
    "theme": "the theme has changed",
    "indexer": "the program that makes the search is another",
    "setting": "site.toml has changed: {named}",
    "searched": "the site has got a search, or has none any more",
    "drafts": "drafts are shown now, or are shown no more",
    "languages": "a language file of the site (in content/languages) has changed",
    "terms": "the site's terms (terms.toml) have changed",
    "name": "the titles and names of {named} are others, by which it may be cited",
    "offered": "{named} is to be had in other languages than before",
    "memory": "nothing is known of an earlier build into this folder by this release of legalsite",
    "policy": "the policy is new",
    "output": "its files in the output folder were changed or taken away since the last build",
}
"""What the parts of which a site is made are called."""

_SETTINGS = {"machines": "what programs are told, under [output]"}
"""Settings that have other names in the file."""


def explained(report: Report) -> Iterator[str]:
    """The lines, for the eye."""
    for told in report.told:
        yield from _lines(told)


def _lines(told: Told) -> Iterator[str]:
    name = told.policy or "Pages about the site as a whole"
    number = f"{len(told.files)} {'file' if len(told.files) == 1 else 'files'}"
    if 0 < len(told.made) < len(told.files):
        number = f"{len(told.made)} of {number}"
    if not told.made:
        yield f"{name}: {number} kept, because nothing that they are made of has changed"
        return
    why = [*dict.fromkeys(filter(None, map(_words, told.why)))]
    if not told.policy:
        why = ["they are made whenever there is something to do"]
    yield (
        f"{name}: {number} made anew, because {why[0]}"
        if len(why) == 1
        else f"{name}: {number} made anew, because"
    )
    if len(why) > 1:
        yield from (f"  {each}" for each in why)
    yield from _changed(told.changed)


def _changed(changed: Sequence[str]) -> Iterator[str]:
    if not changed:
        yield "  none of them is another than before"
        return
    yield f"  {len(changed)} of them {'is' if len(changed) == 1 else 'are'} new, or other than before:"
    yield from (f"    {name}" for name in changed[:_MOST])
    if len(changed) > _MOST:
        yield f"    and {len(changed) - _MOST} more, which --format json lists"


def explained_json(report: Report) -> str:
    """All of it, schema legalsite.build/1."""
    value = {
        "schema": "legalsite.build/1",
        "written": report.written,
        "parts": [
            {
                "policy": told.policy,
                "made": bool(told.made),
                "why": [{**cause._asdict(), "words": _words(cause)} for cause in told.why],
                "files": [
                    {"file": name, "made": name in made, "changed": name in changed} for name in told.files
                ],
            }
            for told in report.told
            for made, changed in ((set(told.made), set(told.changed)),)
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=1)


def _words(cause: Cause) -> str:
    """A reason in words; "" for one that another one tells already."""
    kind, _, named = cause.part.partition(" ")
    if kind in ("name", "offered") and cause.change != "changed":
        return f"the policy {named} {_HOW[cause.change]}" if kind == "offered" else ""
    words = _WORDS[kind].format(
        version=_version(named) if kind == "text" else "",
        language=english_name(named) if kind == "catalog" else "",
        named=_SETTINGS.get(named, named),
        how=_HOW[cause.change],
    )
    return f"it cites {cause.policy}, of which {words}" if cause.policy else words


def _version(named: str) -> str:
    """A version's date and language, in words."""
    day, _, tag = named.partition(" ")
    return f"{'draft' if day == DRAFT else f'text of {day}'} in {english_name(tag)}"
