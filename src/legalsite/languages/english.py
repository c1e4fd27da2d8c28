"""What languages are called in English, for what authors are told."""

from __future__ import annotations


def english_name(tag: str) -> str:
    """The English name of a language, as CLDR has it; its tag, where that has none."""
    from babel import Locale, UnknownLocaleError  # only few messages name a language

    try:
        return Locale.parse(tag, sep="-").english_name or tag
    except (UnknownLocaleError, ValueError):
        return tag
