"""The original in another language: its wording swapped text by text, its references carried over."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property

from legalsite.languages import Language
from legalsite.model import (
    Block,
    Clause,
    Diagnostic,
    Document,
    MachineMade,
    Mark,
    Note,
    Reference,
    Style,
    Text,
    Untranslated,
)
from legalsite.translations.catalog import Catalog, Entry
from legalsite.translations.comments import cited
from legalsite.translations.match import blank, compared
from legalsite.translations.numbers import Numbers, is_roman_row
from legalsite.translations.placeholders import Form, PlaceholderError, Template, check, fill, form, template
from legalsite.translations.states import CURRENT, State, engine, state
from legalsite.translations.unlabelled import unlabelled


def translate(document: Document, catalog: Catalog, language: Language, source: Language) -> Document:
    """One document in the catalog's language; for several versions of a policy keep a `Translator`."""
    return Translator(catalog, source, language).translate(document)


@dataclass(slots=True)
class _Done:
    """What came of a clause and all under it.

    units: those for which the target has no label, "" for letters. states: of the translations that are not
    current, of the clause itself only.
    """

    problems: dict[Diagnostic, None] = field(default_factory=dict)
    units: dict[str, None] = field(default_factory=dict)
    states: dict[State, None] = field(default_factory=dict)

    def add(self, other: _Done) -> None:
        self.problems |= other.problems
        self.units |= other.units


_UNFINISHED: tuple[State, ...] = ("missing", "stale", "fuzzy")
"""The states in which the original is shown; of a clause with several, the first is told."""

_Translated = tuple[Text, State, Diagnostic | None]
"""A text, the state of its translation, and what is wrong with that."""


class Translator:
    """Translates the versions of one policy.

    catalog: of the policy, in the target's language. source, target: the languages of original and
        translation.
    Every text, and every clause that versions share, is translated once: a clause that is the same
    object in two versions of the original is so in their translations.
    """

    def __init__(self, catalog: Catalog, source: Language, target: Language) -> None:
        self.catalog = catalog
        self.source = source
        self.target = target
        self._numbers = Numbers(source, target)
        self._texts: dict[Text, _Translated] = {}
        self._seen: dict[int, tuple[Text, _Translated]] = {}
        self._templates: dict[str, Template] = {}
        self._clauses: dict[tuple[int, bool], tuple[Clause, Clause, _Done]] = {}

    def renewed(self, catalog: Catalog) -> Translator:
        """A translator by a newer catalog of the same policy and language: a clause of which all texts are
        translated as before is the same object in translations by both."""
        new = Translator(catalog, self.source, self.target)
        was, now = self.catalog.current, catalog.current

        def now_is(text: Text, done: _Translated) -> _Translated:
            msgid = form(text).msgid
            if done[1] != "missing" and not done[2] and was.get(msgid) == now.get(msgid):
                return done
            redone = new._translated(text)
            return done if redone == done else redone

        new._templates = self._templates
        new._texts = {text: now_is(text, done) for text, done in self._texts.items()}
        new._seen = {key: seen for key, seen in self._seen.items() if new._texts[seen[0]] is seen[1]}
        held: dict[int, bool] = {}
        new._clauses = {key: known for key, known in self._clauses.items() if new._holds(known[0], held)}
        return new

    def _holds(self, clause: Clause, held: dict[int, bool]) -> bool:
        """Whether the translations of all texts of a clause, and of those under it, are known. held: of which
        clauses that has been asked."""
        known = held.get(id(clause))
        if known is None:
            blocks = (block for row in (clause.lead, clause.blocks, clause.closing) for block in row)
            known = held[id(clause)] = (
                (not clause.heading or id(clause.heading) in self._seen)
                and all(map(self._holds_block, blocks))
                and all(self._holds(child, held) for child in clause.children)
            )
        return known

    def _holds_block(self, block: Block) -> bool:
        if block.kind == "code":
            return True
        return (not block.text or id(block.text) in self._seen) and all(
            map(self._holds_block, block.children)
        )

    def translate(self, document: Document) -> Document:
        """The document in the target's language, with what is wrong with the translation.

        document: of the original, with references found. A text without a current translation stays as it
        is, under an `Untranslated` mark; a machine's that nobody has reviewed is under a `MachineMade` one.
        Code stays as it is.
        """
        done = _Done()
        title = self._text(document.title, done) if document.title else document.title
        preamble = self._clause(document.preamble, False, done)
        roman = is_roman_row(document.clauses)
        clauses = tuple(self._clause(clause, roman, done) for clause in document.clauses)
        translated = replace(
            document,
            language=self.target.tag,
            title=title,
            title_trace=(),
            preamble=preamble,
            clauses=clauses,
        )
        return translated.noting(*done.problems, *unlabelled(document, done.units, self._numbers))

    def _clause(self, clause: Clause, roman: bool, parent: _Done) -> Clause:
        known = self._clauses.get((id(clause), roman))
        if known is None:
            known = self._clauses[id(clause), roman] = (clause, *self._new(clause, roman))
        parent.add(known[2])
        return known[1]

    def _new(self, clause: Clause, roman: bool) -> tuple[Clause, _Done]:
        done = _Done()
        label = clause.label
        if clause.number is not None:
            own = self._numbers.label(clause, roman)
            if own is None:
                done.units[clause.unit] = None
            label = own or label
        heading = self._text(clause.heading, done) if clause.heading else clause.heading
        lead, blocks, closing = (
            tuple(self._block(block, done) for block in row)
            for row in (clause.lead, clause.blocks, clause.closing)
        )
        notes = clause.notes
        worst = next((each for each in _UNFINISHED if each in done.states), None)
        shown = (worst, "machine" if "machine" in done.states else None)
        notes += tuple(Note("untranslated", (self.source.tag, each)) for each in shown if each)
        inner = is_roman_row(clause.children)
        children = tuple(self._clause(child, inner, done) for child in clause.children)
        translated = clause.having(
            label=label,
            lead=lead,
            heading=heading,
            blocks=blocks,
            children=children,
            closing=closing,
            notes=notes,
            trace=(),
        )
        return (clause if translated == clause else translated), done

    def _block(self, block: Block, done: _Done) -> Block:
        if block.kind == "code":
            return block
        text = self._text(block.text, done) if block.text else block.text
        children = tuple(self._block(child, done) for child in block.children)
        marker = self._numbers.written(block.marker) if block.kind == "item" else block.marker
        return Block(
            block.kind, text, children, marker, block.level, block.head, block.align, block.change
        )  # not by `replace`, which takes three times as long

    # texts

    def _text(self, text: Text, done: _Done) -> Text:
        seen = self._seen.get(id(text))  # to ask for an object is cheaper than to compare words
        if seen is None:
            known = self._texts.get(text)
            if known is None:
                known = self._texts[text] = self._translated(text)
            seen = self._seen[id(text)] = text, known
        translated, standing, problem = seen[1]
        if standing not in CURRENT:
            done.states[standing] = None
        if problem:
            done.problems[problem] = None
        return translated

    def _translated(self, text: Text) -> _Translated:
        own = form(text)
        if not own.has_words:
            return fill(own, self._template(own.msgid), self._written), "translated", None
        entry = self.catalog.current.get(own.msgid)
        if entry is None:
            return *self._original(text, "missing"), self._outdated(own)
        known = state(entry)
        if known in _UNFINISHED:
            return *self._original(text, known), None
        try:
            translation = self._template(entry.msgstr)
            check(own, translation)
        except PlaceholderError as error:
            return *self._original(text, "fuzzy"), self._broken(entry, error)
        filled = fill(own, translation, self._written)
        return _all(filled, MachineMade(engine(entry))) if known == "machine" else filled, known, None

    def _original(self, text: Text, why: State) -> tuple[Text, State]:
        return _all(text, Untranslated(self.source.tag, why)), why

    def _template(self, msgstr: str) -> Template:
        found = self._templates.get(msgstr)
        if found is None:
            found = self._templates[msgstr] = template(msgstr)
        return found

    def _written(self, plain: str, reference: Reference) -> str:
        return self._numbers.written(plain, reference.number)

    # problems

    def _broken(self, entry: Entry, error: PlaceholderError) -> Diagnostic:
        return Diagnostic(
            "broken-placeholder",
            str(error),
            self.catalog.place(entry.msgstr_line, error.part),
            "write each placeholder as in the msgid and as often, and a brace of the text twice",
        )

    def _outdated(self, own: Form) -> Diagnostic | None:
        """Whether the catalog has the text with its numbers found otherwise, or has it put aside."""
        aside = self.catalog.obsolete.get(own.msgid)
        for entry in [aside] if aside else self._by_words.get(blank(own.msgid), ()):
            slots = compared(entry.msgid, own.msgid, cited(entry.comments), [{n} for n in own.cited])
            if entry.translated and slots is not None:
                return Diagnostic(
                    "outdated-catalog",
                    "the catalog has this text's translation under other placeholders"
                    if not aside
                    else "the catalog has this text's translation as obsolete",
                    self.catalog.place(entry.line),
                    "run `legalsite translations update`",
                )
        return None

    @cached_property
    def _by_words(self) -> dict[str, list[Entry]]:
        found: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self.catalog.ours():
            if words := blank(entry.msgid):
                found[words].append(entry)
        return dict(found)


def _all(text: Text, style: Style) -> Text:
    return text.with_marks((Mark(0, len(text), style),))
