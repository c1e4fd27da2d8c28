"""A language's search: a page, and indexes for what holds now and for what only other versions say.

Two indexes and not one with filters, because filters would make the index another one in each build, and
because whoever asks what holds now should not have to load what no longer does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence

from legalsite.exports import ClauseFacts, PolicyClauses, VersionClauses
from legalsite.languages import Terms, load
from legalsite.rendering import Theme, pages
from legalsite.search import CODE, Record
from legalsite.site.folder import urls
from legalsite.site.folder.content import Content
from legalsite.site.pages.frames import Frames

Index = Callable[[str, Sequence[Record]], tuple[dict[str, bytes], bool]]
"""Makes the files of an index of records in a language; whether it knows the endings of its words."""

Date = Callable[[str], str]
"""Writes a date, ISO 8601, as a language does."""

SHOWN, OTHERS, CLAUSES = "shown/", "others/", "numbers.json"
"""What lies beside the page of the search: the two indexes, and the numbers of clauses."""

FIRST_WORDS = 60
"""Characters of a section without heading that stand for it in the contents."""


def search_files(
    content: Content, tag: str, policies: Sequence[PolicyClauses], index: Index, theme: Theme
) -> Iterator[tuple[str, bytes]]:
    """The files of a language's search. policies: with a page in the language, in the site's order.

    Raises ThemeError, and what the index raises.
    """
    here = urls.search(tag)
    date = theme.words(tag).date
    shown = [record for policy in policies for record in _records(policy, here, date, shown=True)]
    others = [record for policy in policies for record in _records(policy, here, date, shown=False)]
    files, stems = index(tag, shown)
    yield from ((f"{here}{SHOWN}{name}", data) for name, data in files.items())
    if others:
        files, _ = index(tag, others)
        yield from ((f"{here}{OTHERS}{name}", data) for name, data in files.items() if name != CODE)
    yield here + CLAUSES, _numbers(content, tag, policies, endings=not stems)
    yield urls.file(here), _page(content, tag, policies, theme, others=bool(others))


def _page(
    content: Content, tag: str, policies: Sequence[PolicyClauses], theme: Theme, *, others: bool
) -> bytes:
    here = urls.search(tag)
    page = pages.SearchPage(
        frame=Frames(content).of_language(tag, urls.search),
        policies=tuple(_contents(policy, here) for policy in policies if policy.shown),
        shown=SHOWN,
        others=OTHERS if others else "",
        clauses=CLAUSES,
    )
    return theme.render(page).encode()


def _contents(policy: PolicyClauses, here: str) -> pages.Searched:
    """The outermost clauses of the version at the undated address."""
    version = policy.versions[0]
    return pages.Searched(
        policy.title,
        urls.link(here, version.address),
        tuple(
            pages.Link(_title(clause), urls.link(here, version.address, clause.anchor), clause.language)
            for clause in version.clauses
            if clause.depth == 1
        ),
    )


def _title(clause: ClauseFacts) -> str:
    words = clause.heading or clause.text
    if len(words) > FIRST_WORDS:
        words = words[:FIRST_WORDS].rpartition(" ")[0] + "\N{HORIZONTAL ELLIPSIS}"
    return f"{clause.number} {words}".strip()


def _records(policy: PolicyClauses, here: str, date: Date, *, shown: bool) -> Iterator[Record]:
    for at, version in enumerate(policy.versions):
        if (policy.shown and at == 0) == shown:
            day = date(version.version)
            rows = (clause for clause in version.clauses if _words(clause))
            yield from (_record(policy, version, clause, here, day) for clause in rows)


def _record(
    policy: PolicyClauses, version: VersionClauses, clause: ClauseFacts, here: str, day: str
) -> Record:
    meta = {
        "number": clause.number,
        "heading": clause.heading,
        "policy": policy.title,
        "version": version.version,
        "date": day,
        "language": clause.language,
        "machine": "1" if clause.machine else "",
    }
    return Record(
        urls.link(here, version.address, clause.anchor),
        _words(clause),
        {name: value for name, value in meta.items() if value},
    )


def _words(clause: ClauseFacts) -> str:
    """What a clause is found by: number and heading too, which its excerpt then shows as well."""
    return " ".join(filter(None, (clause.number, clause.heading, clause.text)))


def _numbers(content: Content, tag: str, policies: Sequence[PolicyClauses], *, endings: bool) -> bytes:
    """What leads from a number to its clause, and how to find words in all their forms.

    endings: whether the index does not know those of the language, so that the reader's words have to be
    looked for without them.
    """
    language = None if tag in content.config.scripts else load(tag, content.languages)
    terms = (endings and language and language.terms) or Terms()
    told = {
        "policies": [
            {
                "policy": policy.policy,
                "title": policy.title,
                "href": urls.link(urls.search(tag), policy.versions[0].address),
                "clauses": [clause.anchor for clause in policy.versions[0].clauses if clause.anchor],
            }
            for policy in policies
            if policy.shown
        ],
        "endings": [list(slot) for slot in terms.endings],
        "softened": dict(terms.softened),
        "definite": list(language.naming.definite) if language else [],
    }
    return (json.dumps(told, ensure_ascii=False) + "\n").encode()
