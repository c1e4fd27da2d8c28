"""The pages on which all policies' texts in force are brought together: the glossary, and who cites whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from unicodedata import normalize

from legalsite.languages import LanguageError, load
from legalsite.rendering import Citing, Theme, pages
from legalsite.site.folder import urls
from legalsite.site.folder.content import Content
from legalsite.site.pages.built import File
from legalsite.site.pages.cited_page import has_citations
from legalsite.site.pages.frames import Frames
from legalsite.site.texts.mentions import Cite, Meaning, Mentions
from legalsite.site.texts.summary import Summary

Mentioned = Callable[[str], Mapping[str, tuple[Summary, Mentions]]]
"""What the texts in force in a language say, by the slugs of their policies, in the site's order."""


def mention_files(content: Content, mentioned: Mentioned, theme: Theme) -> Iterator[File]:
    """In each language a glossary, and a list of citations where there may be any."""
    for tag in content.config.languages:
        if content.config.terms:
            yield urls.glossary(tag), partial(_glossary, content, mentioned, theme, tag)
        if has_citations(content):
            yield urls.citations(tag), partial(_citations, content, mentioned, theme, tag)


def _glossary(content: Content, mentioned: Mentioned, theme: Theme, tag: str) -> bytes:
    here = urls.glossary(tag)
    terms: dict[str, tuple[str, list[pages.TermMeaning]]] = {}
    for summary, said in mentioned(tag).values():
        for meaning in said.meanings:
            _, known = terms.setdefault(meaning.term.casefold(), (meaning.term, []))
            known.append(_meaning(meaning, said.day, summary, tag, here))
    order = _alphabet(content, tag)
    page = pages.GlossaryPage(
        frame=Frames(content).of_language(tag, urls.glossary),
        terms=tuple(
            pages.DefinedTerm(term=written, meanings=tuple(meanings))
            for key, (written, meanings) in sorted(terms.items(), key=lambda entry: order(entry[0]))
        ),
    )
    return theme.render(page).encode()


def _meaning(meaning: Meaning, day: str, summary: Summary, tag: str, here: str) -> pages.TermMeaning:
    text = urls.edition(tag, summary.slug)
    dated = urls.edition(tag, summary.slug, day)
    return pages.TermMeaning(
        text=meaning.text,
        machine=meaning.machine,
        policy=_title(summary, tag, here),
        clause=pages.Link(meaning.name, urls.link(here, text, meaning.anchor)),
        version=pages.Version(date=_date(day), href=urls.link(here, dated, meaning.anchor)),
    )


def _alphabet(content: Content, tag: str) -> Callable[[str], tuple[tuple[int, str], ...]]:
    """What terms are sorted by: the longest row of letters that the language counts with, then Unicode."""
    longest: tuple[str, ...] = ()
    with suppress(LanguageError):
        longest = max(load(tag, content.languages).rows, key=len, default=())
    places = {letter: place for place, letter in enumerate(longest)}

    def place(letter: str) -> int:
        """A letter with a sign over it stands beside the letter without, unless it has a place of its own."""
        plain = normalize("NFD", letter)[0]
        return places.get(letter, places.get(plain, -1 if plain < "a" else ord(plain) + len(places)))

    return lambda words: tuple((place(letter), letter) for letter in words)


def _citations(content: Content, mentioned: Mentioned, theme: Theme, tag: str) -> bytes:
    here = urls.citations(tag)
    texts = mentioned(tag)
    found = _cites(texts)
    page = pages.CitationsPage(
        frame=Frames(content).of_language(tag, urls.citations),
        policies=tuple(
            pages.CitedPolicy(
                anchor=slug,
                title=_title(summary, tag, here),
                clauses=tuple(
                    _clause(summary, anchor, cites, tag, here)
                    for anchor, cites in found.get(slug, {}).items()
                ),
            )
            for slug, (summary, _) in texts.items()
        ),
    )
    return theme.render(page).encode()


def cited_elsewhere(mentioned: Mentioned, tag: str) -> dict[str, dict[str, tuple[Citing, ...]]]:
    """What other policies cite of each text at an undated address in a language, as its page tells it: by
    the policy and by the clause's anchor the clauses that cite it."""
    texts = mentioned(tag)
    return {
        slug: {
            anchor: tuple(_citing(cite, by, tag, urls.edition(tag, slug)) for cite, by in cites)
            for anchor, cites in found.items()
        }
        for slug, found in _cites(texts).items()
        if slug in texts and tag in texts[slug][0].own and not texts[slug][0].entries[tag].newer
    }


def _citing(cite: Cite, by: Summary, tag: str, here: str) -> Citing:
    title = _title(by, tag, here)
    return replace(title, href=urls.link(here, urls.edition(tag, by.slug), cite.by)), cite.name


def _cites(
    texts: Mapping[str, tuple[Summary, Mentions]],
) -> dict[str, dict[str, list[tuple[Cite, Summary]]]]:
    """By policy and anchor, the citations of a clause, each with the policy that it stands in."""
    found: dict[str, dict[str, list[tuple[Cite, Summary]]]] = {}
    for summary, said in texts.values():
        for cite in said.cites:
            found.setdefault(cite.policy, {}).setdefault(cite.anchor, []).append((cite, summary))
    return found


def _clause(
    cited: Summary, anchor: str, cites: list[tuple[Cite, Summary]], tag: str, here: str
) -> pages.CitedClause:
    """A clause of what is in force: where the undated address shows an older version, at another one."""
    newer = cited.entries[tag].newer
    text = newer[1] if newer else urls.edition(tag, cited.slug)
    by = (pages.Link(c.name, urls.link(here, urls.edition(tag, s.slug), c.by)) for c, s in cites)
    return pages.CitedClause(
        anchor=f"{cited.slug}.{anchor}",
        label=max((cite.number for cite, _ in cites), key=len),
        href=urls.link(here, text, anchor),
        by=tuple(by),
        policies=tuple(_title(summary, tag, here) for _, summary in cites),
    )


def _title(summary: Summary, tag: str, here: str) -> pages.Link:
    entry = summary.entries[tag]
    language = entry.title_language if entry.title_language != tag else ""
    return pages.Link(entry.title or summary.slug, urls.link(here, urls.edition(tag, summary.slug)), language)


def _date(day: str) -> str:
    return day if day[:1].isdigit() else ""
