"""Which clause the words of one reference mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from legalsite.languages import ANNEXED, CONTAINERS, INNER, RESTARTING
from legalsite.model import Clause, Mark, Number, Reference, Text
from legalsite.references.citations import named, reference_of
from legalsite.references.numbers import is_roman, is_worded
from legalsite.references.resolving.holders import headed, held, holders, in_part, in_section, is_holder
from legalsite.references.resolving.tree import Tree

_UPPER = ("subsection", "paragraph")
"""Units that stand right under a section or an article."""
_HEADED = ("section", "article")
"""Units that are one where only one of them labels a document's outermost clauses."""


_COUNTED = ("paragraph", "subparagraph")
"""Kinds that are counted where they bear no number."""
_OWN = ("subsection", "clause", "paragraph")
"""Kinds whose numbers stand without brackets where those under them have some."""

_SOME = 2
"""Clauses of one number that are looked at: where there are more, which is meant cannot be told."""
_SENTENCE = 1000
"""Code points before a number in which the bracket that it stands in may open."""


_HYPHENS = ("-", "‐", "‑")
_OPENING, _CLOSING = ("(", "（"), (")", "）")


@dataclass(frozen=True, slots=True)
class Found:
    """What became of one reference. clauses: where it leads. problem: a rule's slug, or ""."""

    clauses: tuple[Clause, ...] = ()
    problem: str = ""


DEAD = Found(problem="dead-reference")
UNSURE = Found(problem="ambiguous-reference")


def find_clause(tree: Tree, text: Text, mark: Mark, outermost: Reference, path: Sequence[Clause]) -> Found:
    """The clause that one reference leads to.

    mark: the reference in its text. outermost: that of its citation's outermost number. path: the clauses
    from an outermost one to the one that cites, () where that is no help.
    """
    reference = reference_of(mark)
    inserted = tree.inserted(reference.number, text.plain[mark.start : mark.end])
    if inserted is not None and reference.within is None and inserted.unit in ("", reference.unit):
        return Found((inserted,))
    candidates = _candidates(tree, text, mark, outermost, path)
    found = next((clauses for clauses in candidates if clauses), ())
    if len(found) > 1:
        found = _printing(found, text.plain[mark.start : mark.end])
    if len(found) != 1:
        counting = None if found else _counting(tree, reference, text.plain[mark.start : mark.end], path)
        if counting is not None:
            return Found((counting,))
        return UNSURE if found or tree.is_restarted(reference.number) else DEAD
    letter = text.plain[mark.start : mark.end].strip("()").lower()
    if len(letter) == 1 and letter.isalpha() and reference.number.parts[-1].isalpha():
        clause = tree.lettered(found[0], letter)
        return Found((clause,)) if clause is not None else DEAD
    if _is_roman_item(reference, text.plain[mark.start : mark.end]) and _has_digits(found[0]):
        return DEAD  # "inciso II" is no "§ 2"
    return Found(found)


def _printing(found: tuple[Clause, ...], written: str) -> tuple[Clause, ...]:
    """Of several clauses of a number the one that prints it as it is written: "5.2" is "5.2." before it is
    item 2 of clause 5; all of them if that tells nothing."""
    printed = tuple(clause for clause in found if clause.label.strip(" .)") == written)
    return printed if len(printed) == 1 and "." in written else found


def _counting(tree: Tree, reference: Reference, written: str, path: Sequence[Clause]) -> Clause | None:
    """The clause that counts an item within its words, which is no clause; None if there is none."""
    above = named(reference).parent
    holding = tree.at(above) if above is not None else path[-1:]
    if len(holding) != 1 or reference.number.unit or reference.through or not holding[0].blocks:
        return None
    return holding[0] if tree.counts_within(holding[0], written) else None


def _is_roman_item(reference: Reference, written: str) -> bool:
    return reference.unit in INNER and written.isupper() and is_roman(written)


def _has_digits(clause: Clause) -> bool:
    return any(map(str.isdigit, clause.label))


def _candidates(
    tree: Tree, text: Text, mark: Mark, outermost: Reference, path: Sequence[Clause]
) -> Iterator[tuple[Clause, ...]]:
    """What the words may mean, the likeliest first."""
    reference = reference_of(mark)
    number, within = reference.number, reference.within
    citing = path[-1].number if path else None
    if is_holder(number) and (within is None or within.parts):
        yield from holders(tree, number, within, path)
        return
    if number.unit in RESTARTING and len(number.parts) == 1:
        yield tree.at(number)
        return
    if within is not None and not within.parts and (tops := _standing_in(path, within.unit)):
        for top in tops:
            yield tree.at(_inner(top, number))
            yield tree.under(top, Number(number.parts, reference.unit)) if reference.unit else ()
            yield tree.under(top, number)
        return
    if within is not None and not within.parts and within.unit in RESTARTING:
        schedules = tree.schedules(within.unit)
        yield tree.at(_inner(schedules[0], number)) if len(schedules) == 1 else schedules
        return
    if within is not None and not within.parts:
        yield from (tree.at(up.child(*number.parts)) for up in _here(citing, within.unit))
        decimal = len(number.parts) > 1 and not outermost.outer
        if decimal or (within.unit in CONTAINERS and within.unit not in RESTARTING):
            yield tree.at(number)  # "пункт 5.2 настоящего раздела", "articolo 4 del presente Capo"
        return
    if within is not None and within.unit in CONTAINERS and within.unit not in RESTARTING:
        # "clause 1 of chapter 2": a clause that runs on through chapters, or the first of section 2
        inside = [clause for clause in held(tree, within) if clause.number is not None]
        if reference.unit == "section":  # "第三章第一节"
            yield tuple(c for top in inside for c in tree.under(top, Number(number.parts, "section")))
        yield tuple(c for top in inside for c in tree.under(top, number))
        yield tuple(
            c for top in inside if top.number is not None for c in tree.at(top.number.child(*number.parts))
        )
        return
    if within is not None:
        likely = named(reference)
        yield tree.at(likely)
        near = not within.parts[0].isdecimal() or outermost.unit in INNER
        if not within.unit and near:  # "subsection (a)(1) or (2)", "subsection (1)(a) or (b)(i)"
            yield from (tree.at(up.child(*likely.parts)) for up in upwards(citing))
        above: Number | None = within
        while above is not None:
            yield tree.at(above.child(*number.parts))
            above = above.parent
        alone = tree.at(number)
        if not _unbracketed(text, mark, alone):
            yield alone
        return
    if reference.unit and not number.unit and (around := tree.at(Number(number.parts, reference.unit))):
        yield around  # "section 1" where sections stand around articles that run on
        return
    if reference.unit == "section" and len(number.parts) == 1 and (around := headed(tree, number.parts[0])):
        yield around
        return
    whole = tree.at(number) or in_part(tree, number)
    if reference.unit not in _HEADED and tree.prints_otherwise(whole, text.plain[mark.start : mark.end]):
        whole = ()  # "Ziffer 1" where "I." has a "1."
    if not whole and outermost.outer == "section":
        whole = in_section(tree, number)
    if number.unit:
        yield whole  # "Anexo I" is no clause 1
        return
    if outermost.own and citing is not None and citing.unit in RESTARTING:
        # of "this Agreement", or are "these Rules" the schedule itself? If both have it, nobody can say
        yield (*whole, *next(filter(None, _nearby(tree, number, citing, "")), ()))
        return
    if is_worded_alone(reference, text.plain[mark.start : mark.end]):
        for found in _nearby(tree, number, citing, reference.unit):
            yield tuple(clause for clause in found if not _half_bracketed(clause.label))  # "2)" is an item
        yield tuple(clause for clause in whole if clause.unit == reference.unit)
        return
    other = _other_kind(tree.units(Number(outermost.number.parts[:1])), number, outermost)
    annexed = citing is not None and citing.unit in RESTARTING
    labelled = not annexed and reference.unit in tree.units(number)  # "article (2)", and one bears that word
    if _is_near(text, mark, outermost, citing) and not labelled:
        yield from _nearby(tree, number, citing, _bare_kind(mark, text, outermost))
        if not other and not _unbracketed(text, mark, whole):
            yield whole
    elif other:
        yield from _nearby(tree, number, citing, _bare_kind(mark, text, outermost))
    else:
        yield whole
        yield from _nearby(tree, number, citing, _bare_kind(mark, text, outermost))


def is_worded_alone(reference: Reference, written: str) -> bool:
    """Whether a paragraph is counted in words, and nothing says what it stands in: "the second paragraph" is
    one of the clause that says so, or one without a number, but not clause 2."""
    bare = len(reference.number.parts) == 1 and reference.within is None and not reference.own
    return bare and reference.unit in _COUNTED and is_worded(written)


def _standing_in(path: Sequence[Clause], unit: str) -> list[Clause]:
    """The parts of a document of a kind that the citing clause stands in, from the inside out."""
    if unit not in CONTAINERS:
        return []
    kinds = RESTARTING if unit in RESTARTING else (unit,)
    return [
        up for up in reversed(path) if up.number is not None and (up.number.unit in kinds or up.unit == unit)
    ]


def _inner(top: Clause, number: Number) -> Number:
    return top.number.child(*number.parts) if top.number is not None else number


def _nearby(tree: Tree, number: Number, citing: Number | None, kind: str) -> Iterator[tuple[Clause, ...]]:
    """The clauses that bear a number under the citing one and those above it, from the inside out; the other
    way round for what stands right under an article: "Absatz 1" is none of an Absatz."""
    around = [tree.printing(up.child(*number.parts), len(number.parts)) for up in upwards(citing)]
    if kind in _HEADED:  # nobody calls "(3)" a section
        around = [tuple(c for c in found if not c.label.startswith(_OPENING)) for found in around]
    if len(number.parts) == 1:
        around = [tuple(c for c in found if not tree.is_other(c, kind)) for found in around]
    if kind in _UPPER and number.parts[0].isdecimal():
        around.reverse()
    if kind in _OWN:  # "пункт 1" is "1." before it is "1)"
        yield from (found for found in around if found and not _half_bracketed(found[0].label))
    yield from around


def _unbracketed(text: Text, mark: Mark, found: tuple[Clause, ...]) -> bool:
    """Whether words write a whole number in two brackets that the clause does not print: "paragraph (5)" is
    none of the clauses "5."; but "المادة (5)" is "المادة 5", which bears that very word."""
    unit = reference_of(mark).unit
    before, behind = text.plain[max(0, mark.start - 1) : mark.start], text.plain[mark.end : mark.end + 1]
    written = before in _OPENING and behind in _CLOSING and text.plain[mark.start : mark.end].isdecimal()
    return written and any(
        clause.label.strip()
        and clause.label.strip()[-1] not in _CLOSING
        and not (unit and clause.unit == unit)
        for clause in found[:_SOME]
    )


def _half_bracketed(label: str) -> bool:
    return label.endswith(")") and not label.startswith("(")


def _bare_kind(mark: Mark, text: Text, outermost: Reference) -> str:
    """The outermost kind of a citation, "" where its number stands in brackets."""
    bracketed = outermost is mark.style and text.plain[mark.end : mark.end + 1] in (")", "）")
    return "" if bracketed else outermost.unit


def upwards(citing: Number | None) -> Iterator[Number]:
    """The citing clause and those above it, from the inside out."""
    while citing is not None:
        yield citing
        citing = citing.parent


def _here(citing: Number | None, unit: str) -> list[Number]:
    """The provisions that "this section" or "this clause" may mean, the likeliest first."""
    above = list(upwards(citing))
    return above[::-1] if unit in CONTAINERS or unit in _HEADED else above


def _is_near(text: Text, mark: Mark, outermost: Reference, citing: Number | None) -> bool:
    """Whether the words mean a provision close to the one that says them: "paragraph (b)"."""
    if len(outermost.number.parts) > 1 or outermost.number.unit:
        return False
    if citing is not None and citing.unit in RESTARTING:
        # a law's supplement says "article 3" of the law
        return citing.unit in ANNEXED or outermost.unit != "article"
    if outermost.unit in INNER or not outermost.number.parts[0].isdecimal():
        return True
    if outermost is not mark.style or text.plain[mark.end : mark.end + 1] not in (")", "）"):
        return False
    if text.plain[mark.start - 1 : mark.start] in _OPENING and mark.start:
        return True
    # the bracket of "(clause 4)" is not the number's
    before = text.plain[max(0, mark.end - _SENTENCE) : mark.end]
    return before.count("(") + before.count("（") <= before.count(")") + before.count("）")


def _other_kind(units: frozenset[str], number: Number, outermost: Reference) -> bool:
    """Whether what bears the number is labelled as another kind: "пункт 2" is not "Статья 2"."""
    kind = outermost.outer or outermost.unit
    if number.unit or not kind or (len(outermost.number.parts) > 1 and not outermost.outer):
        return False
    return any(top != kind and not (top in _HEADED and kind in _HEADED) for top in units)


def inserted_number(tree: Tree, text: Text, marks: Sequence[Mark]) -> Number | None:
    """The number that "6-8" or "14-22(a)" names where the document has one such clause, and so no range."""
    if len(marks) != 2 or text.plain[marks[0].end : marks[1].start] not in _HYPHENS:
        return None
    near, far = map(reference_of, marks)
    if not far.through or far.within not in (None, near.number):
        return None
    first, *deeper = far.number.parts
    number = Number((*near.number.parts[:-1], f"{near.number.parts[-1]}-{first}", *deeper), near.number.unit)
    return number if len(tree.at(number)) == 1 else None
