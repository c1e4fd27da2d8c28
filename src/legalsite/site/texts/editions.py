"""Everything that a policy says: each version in each language, read, linked, translated and resolved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import Any, TypeVar

from legalsite.languages import Language, load, load_script
from legalsite.model import Diagnostic, Document, Rewrite
from legalsite.parsing import COMMENT, Memory, parse, plain_words
from legalsite.publication import Lock, read_lock
from legalsite.references import Finder, Names
from legalsite.site.folder.coming import history_of
from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.site.folder.kept import NOTHING, Kept
from legalsite.site.folder.names import NameIndex
from legalsite.site.texts.called import Called
from legalsite.site.texts.citing import Citing
from legalsite.site.texts.found import found_in
from legalsite.site.texts.known import AllKnown
from legalsite.site.texts.lazily import Lazily
from legalsite.site.texts.neighbours import neighbours
from legalsite.site.texts.others import Others
from legalsite.site.texts.resolving import Resolving, resolving
from legalsite.site.texts.sources import Sources
from legalsite.terms import Marker, Proofreader
from legalsite.translations import Catalog, Originals, Translator, Transliterator, read_catalog
from legalsite.versions import Comparisons, History, Pair, PlainTexts, aligned, fingerprint

T = TypeVar("T")


@dataclass
class Editions:
    """A policy in all its versions and languages.

    Each stage is done when it is first asked for, and once. `today` decides which version another
    policy's citations lead to. Problems of files that could not be read are in `problems`; such a
    version is left out. `cited`: slugs of the policies that the resolved texts cite. `known`: the editions
    of which the last build has told all that may be asked without reading them.
    """

    content: Content
    policy: PolicyFiles
    names: NameIndex
    today: date
    drafts: bool = False
    problems: list[Diagnostic] = field(default_factory=list)
    cited: set[str] = field(default_factory=set)
    kept: Kept = NOTHING
    known: AllKnown = field(default_factory=dict)
    _fingerprints: dict[tuple[str, str], str] = field(default_factory=dict, init=False, repr=False)
    _written: tuple[Document, bytes] | None = field(default=None, init=False, repr=False)
    _plain_words: dict[str, dict[str, Mapping[str, str]]] = field(
        default_factory=dict, init=False, repr=False
    )
    _found: dict[str, dict[str, Document]] = field(default_factory=dict, init=False, repr=False)
    _resolved: dict[str, dict[str, Document]] = field(default_factory=dict, init=False, repr=False)
    _days: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False)
    _tools: dict[tuple[str, str], Any] = field(default_factory=dict, init=False, repr=False)
    _resolving: dict[str, Resolving] = field(default_factory=dict, init=False, repr=False)
    _pairs: dict[str, tuple[Pair, ...]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def sources(self) -> Sources:
        """The files of its texts."""
        return Sources(self.policy, self.drafts, self.kept, self.problems)

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

    @property
    def originals(self) -> Mapping[str, Document]:
        """The original of each version by its date, oldest first, the draft last; references found."""
        return self._authored(self.policy.original, self.sources.days(self.policy.original))

    @cached_property
    def marked(self) -> dict[str, Document]:
        """The originals with every term marked."""
        return self.with_terms(self.policy.original)

    @property
    def pairs(self) -> Mapping[str, tuple[Pair, ...]]:
        """Of each version but the first what became of the clauses of the one before, in the original."""
        memory, told = self.comparisons(self.policy.original), self.content.config.tells_words
        return neighbours(self.originals, memory, self.kept, self._pairs, told=told)

    @cached_property
    def told(self) -> Originals:
        """What translators are given of the originals: the messages of all versions."""
        found = list(self.originals.values())[::-1]
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
        return self._tool(("comparisons", tag), Comparisons)

    def language(self, tag: str) -> Language:
        """A language's data, the site's own files first."""
        return load(tag, self.content.languages)

    def found(self, tag: str) -> Mapping[str, Document]:
        """The editions in a language by their date, with references found and not yet resolved; each is read
        when it is asked for."""
        if tag == self.policy.original:
            return self.originals
        if tag not in self._days:
            days, since = self.sources.days(self.policy.original), self.policy.since(tag)
            there = days if tag in self.policy.catalogs else self.sources.days(tag)
            self._days[tag] = tuple(day for day in there if day >= since and day in days)
        if tag not in self.policy.catalogs:
            return self._authored(tag, self._days[tag])
        if tag not in self._found:
            self.problems += self.catalogs[tag].problems
        return Lazily(self._days[tag], partial(self._translated, tag), self._found.setdefault(tag, {}))

    def with_terms(self, tag: str) -> dict[str, Document]:
        """The editions in a language by their date, with every term marked and no reference resolved."""
        language = self.language(tag)
        marker = Marker(language)
        return {day: marker(text, self._names(text, language).all) for day, text in self.found(tag).items()}

    def resolved(self, tag: str) -> Mapping[str, Document]:
        """The editions in a language by their date, with every reference resolved and every term marked.

        What a catalog's translation cites is the original's matter: it brings no problems of its own. Nor
        does a text in another script, which is made from one that is whole.
        """
        made, base = self._resolved.setdefault(tag, {}), self.policy.derived.get(tag)
        if base is None:
            return Lazily(tuple(self.found(tag)), partial(self._resolve, tag), made)
        since = self.policy.since(tag)
        days = tuple(day for day in self.resolved(base) if day >= since)
        return Lazily(days, partial(self._derive, tag, base), made)

    def unread(self) -> Iterator[tuple[str, str]]:
        """Language and date of the editions that nobody has asked for yet."""
        for tag in self.languages:
            made = self._resolved.get(tag, {})
            yield from ((tag, day) for day in self.resolved(tag) if day not in made)

    @property
    def is_begun(self) -> bool:
        """Whether any edition has been asked for."""
        return any(self._resolved.values())

    def is_translated(self, tag: str) -> bool:
        """Whether the editions in a language are made by a catalog; all others are complete."""
        return self.policy.derived.get(tag, tag) in self.policy.catalogs

    def forget(self, tag: str, *, texts: bool = True) -> None:
        """Lets go of what the editions in a language were read with. texts: and of these, and their files."""
        if texts:
            self.sources.forget(tag)
            for documents in (self._found, self._resolved):
                documents.get(tag, {}).clear()  # they are seen through views
            self._plain_words.pop(tag, None)
        self._resolving.pop(tag, None)
        kept = () if texts else ("comparisons",)
        self._tools = {name: tool for name, tool in self._tools.items() if name[1] != tag or name[0] in kept}

    def plain(self, tag: str, day: str) -> bytes:
        """The plain text of an edition, in UTF-8."""
        document = self.resolved(tag)[day]
        if self._written is None or self._written[0] is not document:  # its fingerprint is asked for first
            self._written = document, self._tool(("plain texts", tag), PlainTexts)(document).encode()
        return self._written[1]

    def plain_words(self, tag: str) -> dict[str, Mapping[str, str]]:
        """By version, oldest first, what its file in a language says of clauses in plain words, by their
        anchors."""
        editions = self.originals if tag == self.policy.original else self.resolved(tag)
        commented = {day for _, day in self.sources.saying(COMMENT, (tag,))}
        read = {day: editions[day] for day in editions if day in commented}
        told = self._plain_words.get(tag, {})
        return {day: told[day] for day in read if day in told}

    def fingerprint(self, tag: str, day: str) -> str:
        """The fingerprint of an edition's plain text."""
        if known := self.known.get(tag, {}).get(day):
            return known.fingerprint
        if (tag, day) not in self._fingerprints:
            self._fingerprints[tag, day] = self.kept(
                ("fingerprint", tag, day),
                (self.resolved(tag)[day],),
                lambda: fingerprint(self.plain(tag, day)),
            )
        return self._fingerprints[tag, day]

    @cached_property
    def _names(self) -> Called:
        return Called(self.policy.slug, self.names, self.kept)

    @cached_property
    def _others(self) -> Others:
        return Others(self.content, self.names, self.kept)

    def _derive(self, tag: str, base: str, day: str) -> Document:
        """An edition in a language that is another one in another script."""
        script = load_script(tag, self.content.languages)
        write = self.kept(("transliterator", tag), (), partial(Transliterator, script))
        document = self.resolved(base)[day]
        return self.kept(("derived", tag, day), (document,), partial(write, document))

    def _resolve(self, tag: str, day: str) -> Document:
        document, stage = self.found(tag)[day], self._resolving_in(tag)
        original = self.originals[day] if tag in self.policy.catalogs else None
        names = self._names(document, self.language(tag), "found").all
        found = self.kept(
            ("resolved", tag, day),
            (document, original),
            partial(stage, day, document, original, names),
            (self.today, self.history, names, stage.terms),
            stage.holds,
        )
        self.cited.update(slug for slug, _ in found.cites)
        return found.document

    def _resolving_in(self, tag: str) -> Resolving:
        if tag not in self._resolving:
            citing = Citing(self._others, self.today, self.history)
            self._resolving[tag] = resolving(citing, self.policy, tag)
        return self._resolving[tag]

    def _authored(self, tag: str, days: tuple[str, ...]) -> Mapping[str, Document]:
        return Lazily(days, partial(self._read, tag), self._found.setdefault(tag, {}))

    def _read(self, tag: str, day: str) -> Document:
        language, kept = self.language(tag), self.kept
        memory = self._tool(("memory", tag), Memory)
        proofreader = self._tool(("proofreader", tag), Proofreader)
        finders: _Finders = self._tool(("finders", tag), _Finders)
        source = self.sources(tag, day)
        read = partial(parse, source, language, policy=self.policy.slug, version=day, memory=memory)
        document = kept(("read", tag, day), (source,), read)
        if words := kept(("plain words", tag, day), (document,), partial(plain_words, document)):
            self._plain_words.setdefault(tag, {})[day] = words
        names = self._names(document, language, "read")
        if names not in finders:
            finder = Finder(language, names)
            finders[names] = finder, Rewrite(finder.find)
        return kept(
            ("found", tag, day),
            (document, finders[names]),
            partial(found_in, document, source, *finders[names], proofreader),
        )

    def _translated(self, tag: str, day: str) -> Document:
        translator = self._tool(("translator", tag), partial(self._translator, tag), self.catalogs[tag])
        point = self._tool(("point", tag), lambda: Rewrite(Finder(self.language(tag)).point))
        document = self.originals[day]
        return self.kept(
            ("translated", tag, day), (document, translator), lambda: point(translator.translate(document))
        )

    def _translator(self, tag: str) -> Translator:
        last: list[Translator] = self._tool(("last translator", tag), list)
        first = partial(Translator, source=self.language(self.policy.original), target=self.language(tag))
        last[:] = [(last[0].renewed if last else first)(self.catalogs[tag])]
        return last[0]

    def _tool(self, name: tuple[str, str], make: Callable[[], T], *parts: object) -> T:
        """What all versions in a language are read with."""
        if name not in self._tools:
            self._tools[name] = self.kept(name, parts, make)
        tool: T = self._tools[name]
        return tool


_Finders = dict[Names, tuple[Finder, Rewrite]]
