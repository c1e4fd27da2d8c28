"""The words of the interface in one language, and how it writes dates and the names of languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from markupsafe import Markup

from legalsite.languages import Script, find_script

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

    asked: the language of the page, BCP 47. tag: the one that the theme has words in: the same, or a wider
    one, or English. translations: of the theme's words. dates: the CLDR locale that writes dates.
    script: how its words are written, where the theme has them in the language's other script only.
    """

    asked: str
    tag: str
    translations: NullTranslations = field(repr=False)
    dates: str
    script: Script | None = None
    _said: dict[str, str] = field(default_factory=dict, init=False, repr=False)
    _written: dict[str, str] = field(default_factory=dict, init=False, repr=False)
    _names: dict[str, str] = field(default_factory=dict, init=False, repr=False)
    _elements: dict[str, Markup] = field(default_factory=dict, init=False, repr=False)

    @property
    def foreign(self) -> bool:
        """Whether the theme lacks the page's language: its words then have to say which one they are in."""
        return self.tag not in wider(self.asked)

    def gettext(self, message: str) -> str:
        """The words of a message; the message itself where no catalog has it."""
        said = self._said.get(message)
        if said is None:
            said = self._said[message] = self._in_script(self.translations.gettext(message))
        return said

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The words of a message about a count."""
        return self._in_script(self.translations.ngettext(one, many, count))

    def date(self, iso: str) -> str:
        """An ISO 8601 date as the language writes it, with no line break inside."""
        written = self._written.get(iso)
        if written is None:
            locale = _nearest(self.dates) or self._locale
            written = format_date(date.fromisoformat(iso), "long", locale=locale).replace(" ", _NO_BREAK)
            written = self._in_script(written)
            self._written[iso] = written
        return written

    def time(self, iso: str) -> Markup:
        """The same as an element, for machines to read."""
        element = self._elements.get(iso)
        if element is None:
            element = Markup('<time datetime="{}">{}</time>').format(iso, self.date(iso))
            self._elements[iso] = element
        return element

    def language_name(self, tag: str) -> str:
        """The name of a language in this one; its tag if this one has none."""
        known = self._names.get(tag)
        if known is None:
            found = (name for part in wider(tag) if (name := self._language(part)))
            known = self._names[tag] = next(found, tag)
        return known

    def direction(self, tag: str) -> str:
        """``ltr`` or ``rtl``: how text of a language runs."""
        locale = _nearest(tag)
        return "rtl" if locale is not None and locale.text_direction == "rtl" else "ltr"

    @cached_property
    def _locale(self) -> Locale:
        return _nearest(self.tag) or Locale("en")

    def _language(self, tag: str) -> str | None:
        name = self._locale.languages.get(tag.replace("-", "_"))
        return None if name is None else self._in_script(str(name))

    def _in_script(self, words: str) -> str:
        return words if self.script is None else self.script.write(words)


def read_words(
    tag: str,
    catalogs: Callable[[str], Sequence[bytes]],
    dates: Mapping[str, str],
    folders: Sequence[Path] = (),
) -> Words:
    """The words of a language: its own catalogs', what they lack from the wider language's, then English.

    catalogs: those of a tag, compiled, the first before the others. dates: CLDR locales for dates by tag.
    folders: with language files, whose tables of letters write a wider language's words in the tag's script.
    A message that no catalog has stays as the templates write it.
    """
    translations, own = NullTranslations(), "en"
    for part in reversed([*wider(tag), "en"]):
        for compiled in reversed(catalogs(part)):
            found = GNUTranslations(BytesIO(compiled))
            found.add_fallback(translations)
            translations, own = found, part
    script = find_script(tag, folders) if own != tag and own in wider(tag) else None
    own = tag if own in wider(tag) else own
    locale = next((dates.get(part, part) for part in wider(own) if part in dates or _exactly(part)), own)
    return Words(tag, own, translations, locale, script)


def catalog(path: Path) -> bytes:
    """A PO file, compiled. Raises ValueError for a file that is none."""
    try:
        with path.open("rb") as file:
            read = read_po(file, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: not a catalog: {error}") from error
    compiled = BytesIO()
    write_mo(compiled, read)
    return compiled.getvalue()


@cache
def _exactly(tag: str) -> Locale | None:
    with suppress(UnknownLocaleError, ValueError):
        return Locale.parse(tag, sep="-")
    return None


def _nearest(tag: str) -> Locale | None:
    return next(filter(None, map(_exactly, wider(tag))), None)
