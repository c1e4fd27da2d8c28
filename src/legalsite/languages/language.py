"""What is known of a language, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from legalsite.languages.spelling import Spelling
from legalsite.languages.values import Negation, Values


class LanguageError(ValueError):
    """A language that is not there, or whose file is wrong; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A kind of provision, under its language-neutral name.

    markers: how a clause of that kind starts, with ``{n}`` for the number ("Article {n}", "{n}-бап").
    label: how its number is printed in this language, in the same notation.
    words: every form of the words that announce a number of that kind, lower case.
    single: those of them that announce one; plural: several; counted: those that, after a whole number, count
        provisions instead of naming one ("5 тармақтан тұрады"); owned: those that belong to what stands
        before their number ("Ереженің 5-тармағы", but "5-тармақта"); leading: those that may stand before
        their number in a language where others stand behind it ("madde 5", but "5. maddede").
    place: whether its words stand ``before`` or ``after`` their number, if not as in `Citing`.
    letters: whether a bare letter may be its number: a capital ("Schedule A"), any behind an abbreviation
        ("lit. a"). lettered: the words behind which any may be that are no abbreviation ("Buchstabe a").
    printed: how clauses of that kind, and of no other, print their number where the word does not stand
        with it: "①" for "第1項".
    """

    name: str
    markers: tuple[str, ...] = ()
    label: str = ""
    words: tuple[str, ...] = ()
    single: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    owned: tuple[str, ...] = ()
    place: str = ""
    lettered: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    letters: bool = False
    printed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citing:
    """How provisions are cited: the words between and around numbers, lower case, all forms.

    place: whether the unit word stands ``before`` or ``after`` its number.
    nesting: how nested provisions follow one another: ``outermost-first`` ("5-баптың 2-тармағы"),
        ``deepest-first`` ("пункт 4 статьи 12") or ``by-level``.
    levels: the kinds from the outermost to the innermost, where the common order is not this language's.
    ordinals: where numbers written as words stand, ``either`` side of the unit word or only ``behind`` it.
    joins, to: between two numbers cited together, and between the ends of a range.
    opens, until: before the near end of a range ("с 3.1 по 3.4"), and after its far end ("дейін").
    of: joins an inner provision to the outer one, and a provision to its document. within: the same,
        where what follows leaves no doubt ("Annex 1 to this Agreement", but "section 1 to the extent").
    lead: may stand between unit word and number ("№"); suffixes: may be attached to a number ("2-й").
    codes: before the number of another law's provision, whichever it is ("article L. 121-1").
    inserted: behind the unit word, joins the number of an inserted provision ("第5条の2").
    fillers: words without weight between them ("the", "above").
    same: before a unit word without a number: the provision cited last ("той же статьи").
    elided: words that stand before the next one without a space ("l'article", "dell'allegato").
    attached: small words that are written together with the word behind them, the longest first ("و",
        "ו"); each is in another list too. signs: what may stand between the parts of a number ("5/2-a").
    again: behind a number, makes it an inserted one, as "bis" does.
    cardinals: number words that count where they stand before a unit word: "two schedules".
    unprinted: kinds that print no number where number words name them: "first subparagraph".
    asides: words between two documents' names and numbers that change nothing: "in particular".
    apart: words before a provision that is numbered in a row of its own ("geçici madde 1").
    changing: words with which a law changes another: what they stand beside is that one's.
    amended: words of a note that tells how a provision was changed; noted: words that such a note starts
        with, where it stands in no brackets. excepting: words that take a provision out of another.
    see, seen: announces a number without a unit word, stands behind one.
    measures: after a number, makes it a quantity.
    numerals: what numbers written as words count.
    here: "this" before such a word, where it is not all that makes a name this document's.
    preceding, following: before a unit word without a number: the provision before or behind the one that
        says it ("предыдущего пункта"). behind: whether these may stand behind the unit word.
    outermost: the kinds that only outermost clauses are called. labelled: those whose words mean other
        things as well, so that without a number they mean only a clause that bears the word itself.
    foreign: the kinds that no document is cited by unless its clauses bear the word.
    """

    place: str = "before"
    nesting: str = "by-level"
    ordinals: str = "either"
    levels: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    inserted: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    elided: tuple[str, ...] = ()
    attached: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    cardinals: tuple[str, ...] = ()
    unprinted: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    changing: tuple[str, ...] = ()
    amended: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
    excepting: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    numerals: Mapping[str, str] = field(default_factory=dict)
    here: tuple[str, ...] = ()
    preceding: tuple[str, ...] = ()
    following: tuple[str, ...] = ()
    behind: bool = False
    outermost: tuple[str, ...] = ()
    labelled: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Naming:
    """How documents are named where their provisions are cited, lower case.

    place: whether the document's name stands ``before`` its provision's number or ``after`` it.
    this: what makes a name this document's ("настоящего", "осы"). behind: the same, where it stands
        behind the noun.
    documents, acts: nouns for private documents and for laws, each with its forms, the dictionary
        form first; one that compounds end in with a hyphen before it ("-gesetz").
    endings: what may be taken off a word to compare it: slots, from the stem outwards. prefixes: what
        may be taken off its front, one of them.
    softened: last letters of a stem that change before an ending, each with what it was.
    confused: letters that are typed for one another, each with the one that stands for all of them.
    governed: endings of a name that a provision belongs to; empty where words show it ("of the").
    others: words before or behind a provision that make it another document's ("its section 2").
    definite: what a noun starts with that is known; one without, before one with it, is the name of another
        document ("نظام العمل").
    possessive: what a name in front ends in, where its place is behind ("the Terms' section 5").
    adjectives: endings of words that may stand between the number and the noun of its document.
    bodies: what may be called by a provision: "Groupe « Article 29 »", "via dell'Articolo 12".
    linking: small words within a name ("of", "on"). about: words with which a name goes on
        ("Положения о", "Договора аренды"), an ending of such words with a hyphen before it ("-ния").
    companies: capitals that are no abbreviation of a law's name.
    defining: words that introduce a short name in brackets ("hereinafter", "бұдан әрі").
    """

    place: str = "after"
    this: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    documents: tuple[tuple[str, ...], ...] = ()
    acts: tuple[tuple[str, ...], ...] = ()
    endings: tuple[tuple[str, ...], ...] = ()
    prefixes: tuple[str, ...] = ()
    softened: Mapping[str, str] = field(default_factory=dict)
    confused: Mapping[str, str] = field(default_factory=dict)
    governed: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    definite: tuple[str, ...] = ()
    possessive: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    linking: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    defining: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """How a text says what its terms mean, lower case, all forms.

    means: what stands between a term and what it means ("means", "означает"); "…" in it stands for words
        of the same sentence ("деп … танылады").
    before: what stands before such a term in quotation marks instead ("on entend par").
    articles: small words before a term that are no part of it ("the", "der").
    called: words that introduce a short name in brackets even without quotation marks; those of
        `Naming.defining` where none are given.
    listed: words that announce definitions in a heading, or in a text that ends with a colon.
    pronouns: words that are no terms although texts define them ("we", "you").
    beside: where no spaces stand between words, those beside which a short term is a whole word.
    endings, softened: as in `Naming`, where other ones are wanted for terms; else those.
    vowels: letters within a word that change with its endings, each with what it was ("ä": "a").
    fleeting: how words end that change before an ending, each with what it becomes ("ец": "ц").
    """

    means: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    endings: tuple[tuple[str, ...], ...] = ()
    softened: Mapping[str, str] = field(default_factory=dict)
    vowels: Mapping[str, str] = field(default_factory=dict)
    fleeting: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Leaning:
    """What goes by the sound of a number beside it, so that it holds for that number only; lower case.

    before: whole words before it (Hungarian "a" and "az"). behind: what is attached to it, directly or with
        an apostrophe or a hyphen (Turkish "5'e" and "6'ya").
    """

    before: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """A text of the language with the terms that it defines, and the words of it that use terms: a test.

    under: the heading under which it stands. defines: the terms, as written. terms: such as are defined
        elsewhere, of which the text has `uses`, in order.
    """

    text: str
    under: str = ""
    defines: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of the language with what it cites: the grammar's test, kept beside its data.

    cites: the anchors that the words name, in order, a range by its two ends; one of another policy of
        the site as ``slug#5.2``. external: the numbers cited of other laws, likewise.
    names: what the document is called; policies: slug and name of the site's others.
    """

    text: str
    cites: tuple[str, ...] = ()
    external: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    policies: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, eq=False)
class Language:
    """What is known of a language.

    tag: BCP 47. name: in the language itself. direction: ``ltr`` or ``rtl``.
    spaced: whether spaces stand between words. glued: whether endings, unit words and numbers are written
        together, so that words must be looked for within others.
    capitals: whether nouns are written with a capital.
    rows: the rows of letters that count provisions. spelling: how words are compared; all words here are
    spelled so. units: by language-neutral name. terms: None where the file says nothing of them.
    values: amounts, dates and periods. negation: how it says no.
    leaning: what a changed number makes wrong.
    data: the file's tables, for the stages that read more of them.
    """

    tag: str
    name: str
    direction: str = "ltr"
    spaced: bool = True
    glued: bool = False
    capitals: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    spelling: Spelling = field(default_factory=Spelling, repr=False)
    units: Mapping[str, Unit] = field(default_factory=dict)
    citing: Citing = Citing()
    naming: Naming = Naming()
    terms: Terms | None = None
    values: Values = field(default_factory=Values)
    negation: Negation = field(default_factory=Negation)
    leaning: Leaning = Leaning()
    examples: tuple[Example, ...] = ()
    definitions: tuple[Definition, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict, repr=False)
