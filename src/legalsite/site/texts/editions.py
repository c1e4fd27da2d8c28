"""Everything that a policy says: each version in each language, read, linked, translated and resolved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from itertools import pairwise

from legalsite.languages import Language, load, load_script
from legalsite.model import Diagnostic, Document, Rewrite
from legalsite.parsing import Memory, parse, plain_words
from legalsite.publication import Lock, read_lock
from legalsite.references import Finder, Names, Resolver, learn_names
from legalsite.site.folder.acts import Outward
from legalsite.site.folder.coming import history_of
from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.site.folder.file_names import DRAFT
from legalsite.site.folder.kept import NOTHING, Kept
from legalsite.site.folder.names import NameIndex
from legalsite.site.folder.settings import read_source
from legalsite.site.texts.citing import Citing
from legalsite.site.texts.found import found_in
from legalsite.site.texts.others import Others
from legalsite.terms import Marker, Proofreader, TermRules
from legalsite.translations import Catalog, Originals, Translator, Transliterator, read_catalog
from legalsite.versions import Comparisons, History, Pair, PlainTexts, aligned, compare, fingerprint


@dataclass
class Editions:
    """A policy in all its versions and languages.

    Each stage is done when it is first asked for, and once. `today` decides which version another
    policy's citations lead to. Problems of files that could not be read are in `problems`; such a
    version is left out. `cited`: slugs of the policies that the resolved texts cite.
    """

    content: Content
    policy: PolicyFiles
    names: NameIndex
    today: date
    drafts: bool = False
    problems: list[Diagnostic] = field(default_factory=list)
    cited: set[str] = field(default_factory=set)
    kept: Kept = NOTHING
    _fingerprints: dict[tuple[str, str], str] = field(default_factory=dict, init=False, repr=False)
    _plain_words: dict[str, dict[str, Mapping[str, str]]] = field(
        default_factory=dict, init=False, repr=False
    )
    _resolved: dict[str, dict[str, Document]] = field(default_factory=dict, init=False, repr=False)
    _comparisons: dict[str, Comparisons] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def history(self) -> History:
        """The dated versions."""
        return history_of(self.policy)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of the policy that the site offers, in the site's order."""
        return tuple(tag for tag in self.content.config.languages if tag in self.policy.languages)

    @cached_property
    def lock(self) -> Lock:
        """What has been published of the policy; an empty one where that cannot be read."""
        path = self.policy.lock
        lock, found = self.kept("lock", (), partial(read_lock, path), self.kept.mark(path))
        self.problems += found
        return lock

    @cached_property
    def originals(self) -> dict[str, Document]:
        """The original of each version by its date, oldest first, the draft last; references found."""
        return self._authored(self.policy.original)

    @cached_property
    def marked(self) -> dict[str, Document]:
        """The originals with every term marked."""
        return self.with_terms(self.policy.original)

    @cached_property
    def pairs(self) -> dict[str, tuple[Pair, ...]]:
        """Of each version but the first what became of the clauses of the one before, in the original."""
        versions = list(self.originals.items())
        memory = self.comparisons(self.policy.original)
        return {
            day: self.kept(("pairs", day), (old, new), partial(compare, old, new, memory))
            for (_, old), (day, new) in pairwise(versions)
        }

    @cached_property
    def told(self) -> Originals:
        """What translators are given of the originals: the messages of all versions."""
        found = list(reversed(self.originals.values()))
        memory = self.comparisons(self.policy.original)
        return Originals(
            list(reversed(self.marked.values())),
            lambda newer: aligned(found[newer + 1], found[newer], memory),
        )

    @cached_property
    def catalogs(self) -> dict[str, Catalog]:
        """The catalogs by language, those included that are not there yet."""
        return {
            tag: self.kept(("catalog", tag), (), partial(read_catalog, path, tag), self.kept.mark(path))
            for tag, path in self.policy.catalogs.items()
        }

    def comparisons(self, tag: str) -> Comparisons:
        """What was read of the editions in a language to compare them."""
        if tag not in self._comparisons:
            self._comparisons[tag] = self.kept(("comparisons", tag), (), Comparisons)
        return self._comparisons[tag]

    def language(self, tag: str) -> Language:
        """A language's data, the site's own files first."""
        return load(tag, self.content.languages)

    def found(self, tag: str) -> dict[str, Document]:
        """The editions in a language by their date, with references found and not yet resolved."""
        if tag == self.policy.original:
            return self.originals
        if tag in self.policy.catalogs:
            catalog, language = self.catalogs[tag], self.language(tag)
            self.problems += catalog.problems
            make = partial(Translator, catalog, self.language(self.policy.original), language)
            translator = self.kept(("translator", tag), (catalog,), make)
            point = self.kept(("point", tag), (), lambda: Rewrite(Finder(language).point))

            def translated(document: Document) -> Document:
                return point(translator.translate(document))

            editions = {
                day: self.kept(("translated", tag, day), (doc, translator), partial(translated, doc))
                for day, doc in self.originals.items()
            }
        else:
            editions = {day: found for day, found in self._authored(tag).items() if day in self.originals}
        since = self.policy.since(tag)
        return {day: found for day, found in editions.items() if day >= since}

    def with_terms(self, tag: str) -> dict[str, Document]:
        """The editions in a language by their date, with every term marked and no reference resolved."""
        language = self.language(tag)
        marker = Marker(language)
        return {day: marker(text, self._names(text, language).all) for day, text in self.found(tag).items()}

    def resolved(self, tag: str) -> dict[str, Document]:
        """The editions in a language by their date, with every reference resolved and every term marked.

        What a catalog's translation cites is the original's matter: it brings no problems of its own. Nor
        does a text in another script, which is made from one that is whole.
        """
        if tag not in self._resolved:
            base = self.policy.derived.get(tag)
            self._resolved[tag] = self._resolve(tag) if base is None else self._derive(tag, base)
        return self._resolved[tag]

    def plain(self, tag: str, day: str) -> str:
        """The plain text of an edition."""
        return self._plain(self.resolved(tag)[day])

    def plain_words(self, tag: str) -> dict[str, Mapping[str, str]]:
        """By version, oldest first, what its file in a language says of clauses in plain words, by their
        anchors."""
        editions = self.originals if tag == self.policy.original else self.resolved(tag)
        return {day: words for day, words in self._plain_words.get(tag, {}).items() if day in editions}

    def fingerprint(self, tag: str, day: str) -> str:
        """The fingerprint of an edition's plain text."""
        if (tag, day) not in self._fingerprints:
            document = self.resolved(tag)[day]
            self._fingerprints[tag, day] = self.kept(
                ("fingerprint", tag, day), (document,), lambda: fingerprint(self._plain(document))
            )
        return self._fingerprints[tag, day]

    @cached_property
    def _others(self) -> Others:
        return Others(self.content, self.names, self.kept)

    @cached_property
    def _plain(self) -> PlainTexts:
        return self.kept("plain texts", (), PlainTexts)

    def _derive(self, tag: str, base: str) -> dict[str, Document]:
        """The editions in a language that is another one in another script."""
        script = load_script(tag, self.content.languages)
        write = self.kept(("transliterator", tag), (), partial(Transliterator, script))
        since = self.policy.since(tag)
        return {
            day: self.kept(("derived", tag, day), (document,), partial(write, document))
            for day, document in self.resolved(base).items()
            if day >= since
        }

    def _resolve(self, tag: str) -> dict[str, Document]:
        citing = Citing(self._others, self.today, self.history)
        language = self.language(tag)
        resolver = self.kept(("resolver", tag), (), partial(Resolver, language))
        marker = self.kept(("marker", tag), (), partial(Marker, language))
        rules = self.kept(("rules", tag), (), partial(TermRules, marker))
        outward = self._outward(tag)
        wants = self.content.config.terms

        def resolve(
            day: str, document: Document, original: Document | None, names: Sequence[str]
        ) -> _Resolved:
            done = outward(citing.follow(resolver(document, citing.lookup(day), original), day))
            if tag in self.policy.catalogs:
                done = _with_problems(done, document.problems)
            else:
                done = done.noting(*rules.problems(done, names))
            marks = tuple((slug, self._others.mark(slug)) for slug in sorted(citing.cited))
            return _Resolved(marker(done, names) if wants else done, marks)

        def holds(known: _Resolved) -> bool:
            return all(self._others.mark(slug) == mark for slug, mark in known.cites)

        editions: dict[str, Document] = {}
        for day, document in self.found(tag).items():
            original = self.originals[day] if tag in self.policy.catalogs else None
            names = self._names(document, language, "found").all
            found = self.kept(
                ("resolved", tag, day),
                (document, original),
                partial(resolve, day, document, original, names),
                (self.today, self.history, names, wants),
                holds,
            )
            editions[day] = found.document
            self.cited.update(slug for slug, _ in found.cites)
        return editions

    def _authored(self, tag: str) -> dict[str, Document]:
        language = self.language(tag)
        kept = self.kept
        memory = kept(("memory", tag), (), Memory)
        proofreader = kept(("proofreader", tag), (), Proofreader)
        finders = kept(("finders", tag), (), _Finders)
        editions: dict[str, Document] = {}
        for version in self.policy.versions:
            if tag not in version.files or (version.date == DRAFT and not self.drafts):
                continue
            path, day = version.files[tag], version.date
            source = kept(("source", path), (), partial(read_source, path), kept.mark(path))
            if isinstance(source, Diagnostic):
                self.problems.append(source)
                continue
            read = partial(
                parse, source, language, policy=self.policy.slug, version=version.date, memory=memory
            )
            document = kept(("read", tag, day), (source,), read)
            if words := kept(("plain words", tag, day), (document,), partial(plain_words, document)):
                self._plain_words.setdefault(tag, {})[day] = words
            names = self._names(document, language, "read")
            if names not in finders:
                finder = Finder(language, names)
                finders[names] = finder, Rewrite(finder.find)
            editions[day] = kept(
                ("found", tag, day),
                (document, finders[names]),
                partial(found_in, document, source, *finders[names], proofreader),
            )
        return editions

    def _outward(self, tag: str) -> Outward:
        """Links citations of laws to where the site says that these are published."""
        acts, find = self.content.config.acts, None
        if acts and tag in self.policy.catalogs:
            names = Names(self.names.own(tag, self.policy.slug), self.names.others(tag, self.policy.slug))
            find = Finder(self.language(tag), names).find
        return Outward(acts, self.language, tag, find)

    def _names(self, document: Document, language: Language, stage: str = "") -> Names:
        """What a document and others are called. stage: where it is asked for, at several in one build."""
        name = ("names", stage, language.tag, document.version)
        return self.kept(name, (document, self.names), partial(self._learnt, document, language))

    def _learnt(self, document: Document, language: Language) -> Names:
        own = (*learn_names(document, language), *self.names.own(language.tag, self.policy.slug))
        return Names(tuple(dict.fromkeys(own)), self.names.others(language.tag, self.policy.slug))


_Finders = dict[Names, tuple[Finder, Rewrite]]


@dataclass(frozen=True)
class _Resolved:
    """A document with its references resolved. cites: the policies that it may cite, with their marks."""

    document: Document
    cites: tuple[tuple[str, object], ...]


def _with_problems(document: Document, problems: tuple[Diagnostic, ...]) -> Document:
    return document if document.problems == problems else replace(document, problems=problems)
