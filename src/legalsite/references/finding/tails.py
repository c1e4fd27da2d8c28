"""What may follow the digits of a provision's number: "§ 433 II", "art. 7º, XIII", "artigo 4.º-A"."""

from __future__ import annotations

from legalsite.references.numbers import Written, is_roman, read_roman
from legalsite.references.reading.digits import INSERTED
from legalsite.references.reading.lexicon import Entry, Sense
from legalsite.references.reading.tokens import Tokens

_ROMAN_HEADED = ("section", "clause", "item")
"""Kinds of which one in Roman capitals heads a row of others in digits."""
_DIGITS = 3
"""A number within a section has fewer digits."""
_ENDS = Sense.COMMA | Sense.DOT | Sense.CLOSING | Sense.QUOTE | Sense.DASH | Sense.OF


def with_tail(tokens: Tokens, pieces: list[Written], at: int, unit: Entry) -> tuple[list[Written], int]:
    """The pieces of a number with those that its tail writes, and the token behind it.

    pieces: read so far. at: the token behind them. unit: the word before the number.
    """
    sense, first = tokens.sense, pieces[0]
    following = tokens.number[at + 1]
    joined = sense[at] & Sense.DOT and tokens.touches(at) and tokens.touches(at + 1)
    if joined and following is not None and tokens.word[at - 1].isalpha() and not first.bracketed:
        pieces, at = [*pieces, following], at + 2  # "Ziffer II.1"
    elif following is not None and unit.unit in _ROMAN_HEADED and _goes_on(tokens, first, following, at):
        pieces, at = [*pieces, following], at + 2  # "Ziffer II. 1"
    if not first.digits and tokens.word[at] in INSERTED and sense[at] == Sense.WORD:  # "tercera bis"
        inserted = (f"{first.parts[0]}{tokens.word[at]}",)
        return [Written(inserted, first.start, tokens.end[at], digits=False)], at + 1
    if unit.short and first.whole and (roman := _paragraph(tokens, at)) is not None:
        pieces = [*pieces, roman]
        at += 1 + (tokens.number[at + 1] is not None and sense[at + 2] != Sense.WORD)
    if sense[at] & Sense.SUFFIX and tokens.touches(at):
        at += 1  # "artículo 5.º"
        letter = _plain(tokens, at + 1)
        if sense[at] & Sense.HYPHEN and tokens.touches(at + 1) and len(letter) == 1 and letter.isupper():
            parts = (*first.parts[:-1], f"{first.parts[-1]}-{letter}")
            return [Written(parts, first.start, tokens.end[at + 1])], at + 2
    if first.whole and sense[at] & Sense.COMMA and (item := _item(tokens, at + 1)) is not None:
        return [*pieces, item], at + 2
    return pieces, at


def _goes_on(tokens: Tokens, first: Written, following: Written, at: int) -> bool:
    """Whether a number behind Roman capitals and a dot is that of a clause in their section."""
    capitals, after = tokens.plain[first.start : first.end], tokens.sense[at + 2]
    if not tokens.sense[at] & Sense.DOT or not capitals.isupper() or not is_roman(capitals):
        return False
    noun = after & Sense.WORD and tokens.plain[tokens.start[at + 2] : tokens.end[at + 2]][:1].isupper()
    return following.whole and len(following.parts[0]) < _DIGITS and not noun and not after & Sense.MEASURE


def _paragraph(tokens: Tokens, at: int) -> Written | None:
    """The paragraph that Roman capitals right behind a number write: "§ 433 II BGB"; a sentence's number
    may follow, "Art. 6 I 1 lit. f"."""
    word = _plain(tokens, at)
    if not word.isupper() or not is_roman(word) or tokens.sense[at] & ~Sense.WORD & ~Sense.JOIN:
        return None
    if len(word) == 1 and (
        word != "I" or (tokens.sense[at + 1] == Sense.WORD and not _plain(tokens, at + 1).isupper())
    ):
        return None
    return Written((read_roman(word),), tokens.start[at], tokens.end[at])


def _item(tokens: Tokens, at: int) -> Written | None:
    """Roman capitals behind a comma that go on with a provision's number, if nothing else follows."""
    word = _plain(tokens, at)
    if not word or set(word) - set("IVXL") or not is_roman(word):
        return None
    goes_on = tokens.sense[at + 1] & Sense.JOIN and is_item(tokens, at + 2)  # "15, I e III"
    if tokens.sense[at + 1] & ~_ENDS and not goes_on:
        return None
    return Written((read_roman(word),), tokens.start[at], tokens.end[at])


def is_item(tokens: Tokens, at: int) -> bool:
    """Whether Roman capitals alone stand at a token, as items of an article are counted."""
    word = _plain(tokens, at)
    return bool(word) and not set(word) - set("IVXL") and is_roman(word) and not tokens.sense[at + 1] & ~_ENDS


def _plain(tokens: Tokens, at: int) -> str:
    return tokens.plain[tokens.start[at] : tokens.end[at]]
