"""A text with its references resolved and its terms marked, in one language of a policy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from legalsite.languages import Language, load
from legalsite.model import Diagnostic, Document
from legalsite.references import Finder, Names, Resolver
from legalsite.site.folder.acts import Outward
from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.site.texts.citing import Citing
from legalsite.terms import Marker, TermRules


@dataclass(frozen=True)
class Resolved:
    """A document with its references resolved. cites: the policies that it may cite, with their marks."""

    document: Document
    cites: tuple[tuple[str, object], ...]


@dataclass(frozen=True)
class Resolving:
    """What all versions in a language are resolved with. terms: whether these are marked."""

    citing: Citing
    resolver: Resolver
    outward: Outward
    marker: Marker
    rules: TermRules
    terms: bool

    def __call__(
        self, day: str, document: Document, original: Document | None, names: Sequence[str]
    ) -> Resolved:
        """original: of a translation by catalog. What that cites is the original's matter: it brings no
        problems of its own."""
        citing, others = self.citing, self.citing.others
        done = self.resolver(document, citing.lookup(day), original)
        done = self.outward(citing.follow(done, day))
        if original is not None:
            done = _with_problems(done, document.problems)
        else:
            done = done.noting(*self.rules.problems(done, names))
        marks = tuple((slug, others.mark(slug)) for slug in sorted(citing.cited))
        return Resolved(self.marker(done, names) if self.terms else done, marks)

    def holds(self, known: Resolved) -> bool:
        """Whether what a text cites is still what it was."""
        return all(self.citing.others.mark(slug) == mark for slug, mark in known.cites)


def resolving(citing: Citing, policy: PolicyFiles, tag: str) -> Resolving:
    """What the versions of a policy in a language are resolved with. citing: follows their citations."""
    content, kept = citing.others.content, citing.others.kept
    language = load(tag, content.languages)
    marker = kept(("marker", tag), (), partial(Marker, language))
    return Resolving(
        citing,
        kept(("resolver", tag), (), partial(Resolver, language)),
        _outward(citing, policy, tag),
        marker,
        kept(("rules", tag), (), partial(TermRules, marker)),
        content.config.terms,
    )


def _outward(citing: Citing, policy: PolicyFiles, tag: str) -> Outward:
    """Links citations of laws to where the site says that these are published."""
    content, names = citing.others.content, citing.others.names
    acts, find = content.config.acts, None
    if acts and tag in policy.catalogs:
        called = Names(names.own(tag, policy.slug), names.everybody(tag), policy.slug)
        find = Finder(load(tag, content.languages), called).find
    return Outward(acts, partial(_language, content), tag, find)


def _language(content: Content, tag: str) -> Language:
    return load(tag, content.languages)


def _with_problems(document: Document, problems: tuple[Diagnostic, ...]) -> Document:
    return document if document.problems == problems else replace(document, problems=problems)
