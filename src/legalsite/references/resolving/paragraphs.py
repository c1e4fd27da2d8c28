"""Paragraphs that are cited by a number which they do not print, as in statutes.

"第五条第一款第二项" is item 2 of article 5 where the article's paragraphs bear no numbers; and then
"第五条第二款" leads to the article, never to the second of its items.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from legalsite.model import Block, Clause, Mark, Number, Reference, Text
from legalsite.references.citations import reference_of
from legalsite.references.numbers import is_worded
from legalsite.references.resolving.plans import Cited
from legalsite.references.resolving.tree import Tree

_OPENING = ("(", "（")
_CLOSING = (")", "\uff09")
_KINDS = ("paragraph", "subparagraph")
_DEGREE = "\u00b0"
_IN_ARTICLE = 2
"""Parts of the number of what stands right in an article."""
_MOST = 99
"""Blocks of an article that are looked at."""


def without_unprinted(tree: Tree, text: Text, marks: Cited, path: Sequence[Clause]) -> Cited:
    """The marks of a citation, with paragraphs that print no number left out of what they name.

    path: the clauses from an outermost one to the one whose words they are, () where that is no help.
    """
    for mark in marks:
        reference = reference_of(mark)
        if reference.unit in _KINDS and reference.within is None and not reference.number.unit:
            if reference.unit == "subparagraph" and (above := _paragraph(tree, text, mark)):
                return tuple(_shortened(tree, each, above, len(reference.number.parts)) for each in marks)
            article = _article(tree, text, mark, path)
            if article is not None and article.number is not None:
                depth = len(reference.number.parts)
                if _is_unprinted(tree, text, mark, marks, article):
                    return tuple(_shortened(tree, each, article.number, depth) for each in marks)
    return marks


def _paragraph(tree: Tree, text: Text, mark: Mark) -> Number | None:
    """The numbered paragraph that a subparagraph stands in which prints no number, as in acts of the European
    Union: "Article 6(1), first subparagraph, point (a)". None where subparagraphs are printed."""
    number, written = reference_of(mark).number, text.plain[mark.start : mark.end]
    above = number.parent
    if (
        "." in written
        or written.isupper()
        or tree.at(number)
        or text.plain[max(0, mark.start - 1) : mark.start] in _OPENING
    ):
        return None
    if above is None or len(number.parts) <= _IN_ARTICLE or not number.parts[-1].isdecimal():
        return None
    found = tree.at(above)
    if len(found) != 1 or any(map(str.isdigit, "".join(child.label for child in found[0].children))):
        return None
    return found[0].number


def itemised(clause: Clause) -> bool:
    """Whether a clause is printed as an item and no paragraph: "(1)", "（一）", "一"."""
    return clause.label.startswith(_OPENING) or _ideographic(clause.label)


def is_unprinted_first(reference: Reference, article: Clause) -> bool:
    """Whether the first paragraph of an article is cited, which is the article's own text."""
    first = reference.unit == "paragraph" and reference.number.parts == ("1",)
    return first and article.unit == "article" and bool(article.blocks or article.heading.plain)


def _article(tree: Tree, text: Text, mark: Mark, path: Sequence[Clause]) -> Clause | None:
    """The article that a paragraph stands in: the one named, else the one that says so. What is counted in
    words may stand in any clause: "el segundo párrafo de la cláusula 1"."""
    reference = reference_of(mark)
    parent = reference.number.parent
    above = list(path) if parent is None else list(tree.at(parent))
    worded = is_worded(text.plain[mark.start : mark.end])
    if parent is None or not worded:
        above = [clause for clause in above if clause.unit == "article"]
    return above[0] if len(above) == 1 else None


def _is_unprinted(tree: Tree, text: Text, mark: Mark, marks: Cited, article: Clause) -> bool:
    written = text.plain[mark.start : mark.end]
    number, above = reference_of(mark).number, article.number
    if above is None or not number.parts[-1].isdecimal() or not written[:1].isalnum() or "." in written:
        return False
    subparagraph = reference_of(mark).unit == "subparagraph"
    if subparagraph and text.plain[max(0, mark.start - 1) : mark.start] in _OPENING:
        return False
    here = tree.at(above.child(number.parts[-1]))
    if subparagraph and here:  # "le premier alinéa" is none of the points "1°" and "1." in it
        return is_worded(written) or all(clause.label.endswith(_DEGREE) for clause in here)
    if not here:
        return _has_paragraphs(article, int(number.parts[-1]))
    if len(here) > 1:
        return False
    if article.unit != "article" and is_worded(written) and here[0].label.endswith(_CLOSING):
        return True  # "2)" is a sub-point, and none of the point's paragraphs
    if not itemised(here[0]):  # "第二款" is none of the items "1.", "2." where paragraphs stand before them
        return _ideographic(written) and _has_paragraphs(article, int(number.parts[-1]))
    deeper = [
        reference_of(each).number
        for each in marks
        if len(reference_of(each).number.parts) > len(number.parts)
    ]
    return _ideographic(here[0].label) or any(
        not tree.at(above.child(*each.parts[len(number.parts) - 1 :]))
        and tree.at(above.child(*each.parts[len(number.parts) :]))
        for each in deeper
    )


def _has_paragraphs(article: Clause, count: int) -> bool:
    """Whether an article may have so many paragraphs; the items of one may stand between them."""
    blocks = (*article.blocks[:_MOST], *article.closing[:_MOST])
    return count <= max(1, sum(_lines(block) for block in blocks))


def _lines(block: Block) -> int:
    """The lines of a paragraph, each of which may be one in the law; 0 for any other block. Where no spaces
    stand between words, one behind a full stop was the end of a line."""
    return block.text.plain.count("\u3002 ") + 1 if block.kind == "paragraph" else 0


def _ideographic(label: str) -> bool:
    """Whether a label counts in signs that are words: "（一）", "一、"."""
    signs = [sign for sign in label if sign.isalnum()]
    return bool(signs) and all(sign.isnumeric() and not sign.isdigit() for sign in signs)


def _shortened(tree: Tree, mark: Mark, article: Number, depth: int) -> Mark:
    """A mark of what stands in a paragraph that bears no number, under the article; items of a first
    paragraph that others follow bear its number all the same."""
    reference = reference_of(mark)
    if len(reference.number.parts) < depth:
        return mark
    whole = article.child(*reference.number.parts[depth - 1 :])
    if len(reference.number.parts) > depth and tree.at(whole):
        return replace(mark, style=replace(reference, number=whole, outer="article"))
    if len(reference.number.parts) == depth:
        return replace(mark, style=replace(reference, number=article, unit="article", outer=""))
    number = article.child(*reference.number.parts[depth:])
    return replace(mark, style=replace(reference, number=number))
