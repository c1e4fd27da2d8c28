"""The words of the interface in one language, and how it writes dates and the names of languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

_NO_BREAK = "\N{NO-BREAK SPACE}"


def wider(tag: str) -> Iterator[str]:
    """A BCP 47 tag, then the same with parts taken off its end: zh-Hant-TW, zh-Hant, zh."""
    parts = tag.split("-")
    while parts:
        yield "-".join(parts)
        parts.pop()


@dataclass(frozen=True, eq=False)
class Words:
    """What the theme says in one language.

    tag: BCP 47. translations: of the theme's words. dates: the CLDR locale that writes dates where it is
    not the language's own ("en-GB" for "en").
    """

    tag: str
    translations: NullTranslations = field(default_factory=NullTranslations, repr=False)
    dates: str = ""
    _written: dict[str, str] = field(default_factory=dict, init=False, repr=False)

    def gettext(self, message: str) -> str:
        """The words of a message; the message itself where no catalog has it."""
        return self.translations.gettext(message)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The words of a message about a count."""
        return self.translations.ngettext(one, many, count)

    def date(self, iso: str) -> str:
        """An ISO 8601 date as the language writes it, with no line break inside."""
        written = self._written.get(iso)
        if written is None:
            day = date.fromisoformat(iso)
            long = format_date(day, "long", locale=self._dates)
            written = self._written[iso] = long.replace(" ", _NO_BREAK)
        return written

    def language_name(self, tag: str) -> str:
        """The name of a language in this one; in itself if this one has none; else its tag."""
        for part in wider(tag):
            name = self._locale.languages.get(part.replace("-", "_"))
            if name:
                return name
        return tag

    def direction(self, tag: str) -> str:
        """``ltr`` or ``rtl``: how text of a language runs."""
        locale = _locale(tag)
        return "rtl" if locale is not None and locale.text_direction == "rtl" else "ltr"

    @cached_property
    def _locale(self) -> Locale:
        return _locale(self.tag) or Locale("en")

    @cached_property
    def _dates(self) -> Locale:
        return _locale(self.dates) or self._locale


def read_words(
    tag: str, catalogs: Callable[[str], Sequence[Path]], dates: Mapping[str, str] = {}
) -> Words:
    """The words of a language: its own catalogs', what they lack from those of the wider language.

    catalogs: the PO files of a tag, the first before the others. dates: CLDR locales for dates by tag.
    A message that no catalog has stays as it is written in the templates, which is English.
    Raises ValueError for a file that is not a catalog.
    """
    translations = NullTranslations()
    for part in reversed(list(wider(tag))):
        for path in reversed(catalogs(part)):
            found = _read(path, part)
            found.add_fallback(translations)
            translations = found
    locale = next((dates[part] for part in wider(tag) if part in dates), "")
    return Words(tag, translations, locale)


def _read(path: Path, tag: str) -> GNUTranslations:
    try:
        with path.open("rb") as file:
            catalog = read_po(file, locale=tag.replace("-", "_"), abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, UnknownLocaleError) as error:
        raise ValueError(f"{path}: not a catalog: {error}") from error
    buffer = BytesIO()
    write_mo(buffer, catalog)
    buffer.seek(0)
    return GNUTranslations(buffer)


def _locale(tag: str) -> Locale | None:
    for part in wider(tag):
        try:
            return Locale.parse(part, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None
