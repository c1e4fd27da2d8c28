"""One text against another, word by word: what was deleted, inserted, or only followed a renumbering."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from legalsite.model import (
    Block,
    Clause,
    Deleted,
    Followed,
    Footnote,
    Inserted,
    Link,
    Mark,
    Pointer,
    Reference,
    Term,
    Text,
    Untranslated,
    join,
)
from legalsite.versions.alignment import Match, common
from legalsite.versions.following import Following
from legalsite.versions.own import blanked, lines
from legalsite.versions.sentences import readable, settled
from legalsite.versions.words import Words, atoms


def reword(old: Text, new: Text, follow: Following) -> Text:
    """The new text with its inserted words marked, the old one's deleted words put in before them, and
    each cited number that followed its clause marked with what it was.

    Without Inserted and Deleted stretches if both read the same; the very same object if there is nothing
    to mark at all. White space is taken from the new text.
    """
    if old is new or (old.plain == new.plain and old.marks == new.marks):
        return new
    if not old or not new:
        return insert(new) if new else delete(old)
    followed = _followed(old, new, follow)
    if followed is not None:
        return new.with_marks(followed)
    if _written_alike(old, new):
        return new
    was, now = _words(old, new, follow)
    if was.keys == now.keys:
        return _follow(old, was, new, now, [(at, at) for at in range(len(now.keys))])
    matches = readable(settled(common(was.keys, now.keys), was, now), was, now)
    return _merge(old, was, new, now, matches)


def reads_as(old: Clause | Block, new: Clause | Block, follow: Following) -> bool:
    """Whether own words and the shape of lists and tables are the same, but for numbers that followed."""
    olds, news = lines(old), lines(new)
    return len(olds) == len(news) and all(
        _alike(one, two, follow) if isinstance(one, Text) and isinstance(two, Text) else one == two
        for one, two in zip(olds, news, strict=True)
    )


def insert(text: Text) -> Text:
    """All of it as inserted."""
    return text.marked(0, len(text), Inserted())


def delete(text: Text) -> Text:
    """All of it as deleted. What leads elsewhere in the old version leads nowhere: the new one has other
    clauses and notes at those addresses."""
    return _unled(text).marked(0, len(text), Deleted())


def _unled(text: Text) -> Text:
    text = text.without(Reference, Pointer, Term, Footnote)
    inner = [m for m in text.of(Link) if isinstance(m.style, Link) and m.style.href.startswith("#")]
    return Text(text.plain, tuple(m for m in text.marks if m not in inner)) if inner else text


def _followed(old: Text, new: Text, follow: Following) -> list[Mark] | None:
    """The marks of the cited numbers that followed their clauses, where two texts are the same to the letter
    but for these; None where they are not, or a link makes it a matter of more than letters.

    It comes to what a comparison word by word comes to. Most texts around an inserted clause are such."""
    befores, afters = list(atoms(old)), list(atoms(new))
    if len(befores) != len(afters) or old.of(Link, Untranslated) or new.of(Link, Untranslated):
        return None
    marks: list[Mark] = []
    at = there = 0
    for was, now in zip(befores, afters, strict=True):
        before, after = old.plain[was.start : was.end], new.plain[now.start : now.end]
        if old.plain[at : was.start] != new.plain[there : now.start]:
            return None
        if before != after:
            if not follow.same(was, now):
                return None
            marks.append(Mark(now.start, now.end, Followed(before)))
        elif type(was.style) is not type(now.style):
            return None
        at, there = was.end, now.end
    return marks if old.plain[at:] == new.plain[there:] else None


def _written_alike(old: Text, new: Text) -> bool:
    """Whether two texts differ at most in which of their words are taken for citations."""
    if not old.marks and not new.marks:
        return False
    signs = ([text.plain[m.start : m.end] for m in text.of(Footnote)] for text in (old, new))
    return next(signs) == next(signs) and blanked(old.without(Reference)) == blanked(new.without(Reference))


def _alike(old: Text, new: Text, follow: Following) -> bool:
    if _followed(old, new, follow) is not None or _written_alike(old, new):
        return True
    was, now = _words(old, new, follow)
    return was.keys == now.keys


def _words(old: Text, new: Text, follow: Following) -> tuple[Words, Words]:
    """The words of both texts. Each cited number of the old one has the key of that in the new one which
    leads to the same clause, if one does; else equal numbers are equal words, wherever they lead."""
    was, now = follow.memory.words(old), follow.memory.words(new)
    if not was.atoms or not now.atoms:
        return was, now
    keys = list(was.keys)
    news = list(now.atoms.items())
    level = len(was.atoms) == len(news)
    for place, (at, mark) in enumerate(was.atoms.items()):
        # One that reads as before in its place is no change, even if its author forgot to let it follow.
        if level and keys[at] == now.keys[news[place][0]]:
            continue
        nearest = (
            sorted(range(len(news)), key=lambda other: abs(other - place)) if level else range(len(news))
        )
        followed = (news[other][0] for other in nearest if follow.same(mark, news[other][1]))
        keys[at] = next((now.keys[other] for other in followed), keys[at])
    return replace(was, keys=keys), now


def _follow(old: Text, was: Words, new: Text, now: Words, matches: list[Match]) -> Text:
    """The new text with the cited numbers marked whose words differ from those that they are matched with."""
    if not was.atoms or not now.atoms:
        return new
    marks = []
    for i, j in matches:
        if j in now.atoms and i in was.atoms:
            mark = now.atoms[j]
            before = old.plain[was.starts[i] : was.ends[i]]
            if before != new.plain[mark.start : mark.end]:
                marks.append((mark.start, mark.end, Followed(before)))
    for start, end, style in marks:
        new = new.marked(start, end, style)
    return new


def _merge(old: Text, was: Words, new: Text, now: Words, matches: list[Match]) -> Text:
    """Both texts in one, from what they have in common."""
    new = _follow(old, was, new, now, matches)
    pieces: list[Text] = []
    at = 0  # how far the new text is written
    for (i, j), (k, m) in pairwise(((-1, -1), *matches, (len(was.keys), len(now.keys)))):
        if k == i + 1 and m == j + 1:
            continue
        before, after = was.around(i, k, len(old)), now.around(j, m, len(new))
        if k == i + 1:
            start, end = after.stretch(behind=after.behind(before.spaced))
            pieces += new[at:start], insert(new[start:end])
        elif m == j + 1:
            behind = before.behind(after.spaced)
            start, stop = before.stretch(behind=behind)
            end = after.end if behind else after.start
            pieces += new[at:end], delete(old[start:stop])
        else:
            (start, stop), (begin, end) = before.apart(after), after.apart(before)
            pieces += new[at:begin], delete(old[start:stop]), insert(new[begin:end])
        at = end
    pieces.append(new[at:])
    return join(pieces)
