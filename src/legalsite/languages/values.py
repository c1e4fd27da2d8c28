"""How a language writes what can be counted, and how it says no."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

PERIODS = ("second", "minute", "hour", "day", "working day", "week", "month", "quarter", "year")
"""The units of time, by their language-neutral names."""


@dataclass(frozen=True, slots=True)
class Values:
    """How amounts, dates and periods are written, lower case, all forms.

    decimal: the sign before fractions; group: those between thousands, beside spaces of all widths.
    months: words of months, each with its number. dates: patterns in which a month is a number, with
        ``{y}``, ``{m}`` and ``{d}`` ("{y}年{m}月{d}日"). capital: whether a month has a capital, so that
        "may" is none.
    numbers: words that are numbers, those below a thousand. compounds: how two of them are written as one
        word, with ``{ones}`` and ``{tens}`` ("{ones}und{tens}"). joins: what may stand between them ("and").
    multiples: what a number is multiplied by ("million", "млн").
    periods: words of periods, each with the name of its unit. working: words that make a day one on which
        work is done. between: words that may stand between a number and its unit ("calendar").
    spans: words that are a number of units ("полгода": "6 month"), which a number may stand for.
    percent: words for "%"; currencies: words of money, each with its ISO 4217 code.
    clock: words between hours and minutes ("9 h 30"). morning, afternoon: words beside the time of day, in
        counting to twelve.
    fractions: what stands behind the lower part of a fraction ("3分の1"). calendars: words of other
        calendars, whose dates are not compared.
    """

    decimal: str = "."
    group: tuple[str, ...] = ()
    months: Mapping[str, int] = field(default_factory=dict)
    dates: tuple[str, ...] = ()
    capital: bool = False
    numbers: Mapping[str, int] = field(default_factory=dict)
    compounds: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    multiples: Mapping[str, int] = field(default_factory=dict)
    periods: Mapping[str, str] = field(default_factory=dict)
    working: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    spans: Mapping[str, str] = field(default_factory=dict)
    percent: tuple[str, ...] = ()
    currencies: Mapping[str, str] = field(default_factory=dict)
    clock: tuple[str, ...] = ()
    morning: tuple[str, ...] = ()
    afternoon: tuple[str, ...] = ()
    fractions: tuple[str, ...] = ()
    calendars: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Negation:
    """How a text says no, lower case, all forms.

    words: those that say no, whatever stands beside them ("not", "нельзя"); with a hyphen before them how
        a word ends that does ("-майды"), with one behind them how it starts.
    hints: the same of all else with which a translation may say no without them ("unless", "in-").
    alike: words and phrases that only look like one of these ("немесе", "not later than").
    """

    words: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
