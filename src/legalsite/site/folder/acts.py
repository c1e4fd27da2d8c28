"""Where laws are published: citations of them become links out, as `site.toml` says.

    [[acts]]
    names = ["BGB"]
    unit = "paragraph"
    address = "https://www.gesetze-im-internet.de/bgb/__{article}.html"

Only the words that name an act decide. Where they are not wholly a name that the site gives, or two acts go
by it, or the address asks for more than the citation says, there is no link.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from legalsite.languages import UNITS, Language, Stemmer
from legalsite.model import Document, Mark, Reference, Rewrite, Text, Untranslated
from legalsite.references import named
from legalsite.site.folder.settings import Settings

_UNITS = ("article", "section")
_PLACEHOLDERS = ("article", "paragraph", "point", "language")
_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_ADDRESS = re.compile(r"https://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::\d+)?(?:[/?#][^\s\"'<>\\^`|]*)?")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Act:
    """A law that is published somewhere.

    names: as texts write them. addresses: patterns; the first that a citation can fill is taken.
    languages: what `{language}` stands for, by tag; empty where it stands for the tag itself.
    units: the kinds of provision that `{article}` counts.
    """

    names: tuple[str, ...]
    addresses: tuple[str, ...]
    languages: Mapping[str, str] = field(default_factory=dict)
    units: tuple[str, ...] = _UNITS

    def address(self, reference: Reference, unit: str, tag: str) -> str:
        """Where a provision is published; "" where that cannot be said.

        unit: of the outermost provision cited with it. tag: the language of the page.
        """
        values = {"language": self.languages.get(tag, "") if self.languages else tag}
        number = named(reference)
        parts = number.parts if unit in self.units and not number.unit else ()
        if parts:
            values["article"] = parts[0]
            if len(parts) > 1 and parts[1][0].isdecimal():
                values |= {"paragraph": parts[1], "point": "".join(parts[2:3])}
        for pattern in self.addresses:
            wanted = _PLACEHOLDER.findall(pattern)
            if all(values.get(name) for name in wanted):
                return _PLACEHOLDER.sub(lambda found: quote(values[found[1]], safe=""), pattern)
        return ""


def read_acts(settings: Settings) -> tuple[Act, ...]:
    """The acts of `site.toml`; one with a mistake is left out, and the mistake noted."""
    return tuple(act for entry in settings.rows("acts") if (act := _read(entry)) is not None)


def _read(entry: Settings) -> Act | None:
    entry.known("names", "address", "languages", "unit")
    before = len(entry.problems)
    names, addresses = entry.texts("names"), entry.texts("address")
    languages = {tag: entry.sub("languages").text(tag) for tag in entry.sub("languages").table}
    unit = entry.text("unit")
    if len(entry.problems) > before:
        return None
    if not names or not all(_WORD.search(name) for name in names):
        here = "names" if names else "acts"
        entry.wrong(here, "an act needs the names that texts call it by", 'write names = ["GDPR"]')
    if not addresses:
        entry.wrong("acts", "an act needs an address", 'write address = "https://…/{article}"')
    if unit and unit not in UNITS:
        entry.wrong("unit", f"{unit!r} is no kind of provision", f"the kinds are {', '.join(UNITS)}")
    for address in addresses:
        if wrong := _wrong(address):
            entry.wrong(
                "address", f"{address!r} {wrong}", "write it as in https://example.com/act#art{article}"
            )
    if len(entry.problems) > before:
        return None
    return Act(names, addresses, languages, (unit,) if unit else _UNITS)


def _wrong(address: str) -> str:
    """What is wrong with a pattern; "" if nothing is."""
    for name in _PLACEHOLDER.findall(address):
        if name not in _PLACEHOLDERS:
            known = ", ".join(f"{{{each}}}" for each in _PLACEHOLDERS)
            return f"has a placeholder {{{name}}}; there are {known}"
    bare = _PLACEHOLDER.sub("", address)
    if "{" in bare or "}" in bare:
        return "has a brace that belongs to no placeholder"
    if not address.startswith("https://"):
        return "does not start with https://"
    if not _ADDRESS.fullmatch(address.replace("{", "").replace("}", "")) or "{" in address.split("/")[2]:
        return "is no address"
    return ""


class Outward:
    """Links the citations of laws in the editions of one policy in one language.

    speak: gives a language's data. tag: of the editions. find: finds the citations in translations by a
    catalog, which bear only the marks that were carried over.
    Clauses and texts are remembered by identity: what versions share stays shared.
    """

    def __init__(
        self,
        acts: tuple[Act, ...],
        speak: Callable[[str], Language],
        tag: str,
        find: Callable[[Text], Text] | None = None,
    ) -> None:
        linker = _Linker(acts, speak, tag, find)
        self._rewrite = Rewrite(linker.linked) if acts else None

    def __call__(self, document: Document) -> Document:
        """The document with an address on every citation of a law that is published somewhere."""
        return self._rewrite(document) if self._rewrite else document


class _Linker:
    def __init__(
        self,
        acts: tuple[Act, ...],
        speak: Callable[[str], Language],
        tag: str,
        find: Callable[[Text], Text] | None,
    ) -> None:
        self._acts = acts
        self._speak = speak
        self._tag = tag
        self._find = find
        self._stemmers: dict[str, Stemmer] = {}
        self._known: dict[tuple[str, str], Act | None] = {}

    def linked(self, text: Text) -> Text:
        """A text with an address on each citation of a law that is published somewhere."""
        shown = (mark.style.language for mark in text.marks if isinstance(mark.style, Untranslated))
        language = next(shown, self._tag)
        if self._find is not None and language == self._tag:
            text = _with_laws(text, self._find)
        units = _outermost(text)
        if not units:
            return text
        marks = []
        for mark in text.marks:
            style = mark.style
            if isinstance(style, Reference) and style.status == "external":
                act = self._act(style.document, language)
                href = act.address(style, units[style.citation], self._tag) if act else ""
                style = replace(style, href=href)
            marks.append(Mark(mark.start, mark.end, style))
        return Text(text.plain, tuple(marks))

    def _act(self, name: str, language: str) -> Act | None:
        """The act that words name; None if there is none, or more than one."""
        key = (name, language)
        if key not in self._known:
            if language not in self._stemmers:
                self._stemmers[language] = Stemmer(self._speak(language).naming)
            stemmer, words = self._stemmers[language], _WORD.findall(name)
            found = [act for act in self._acts if any(_same(words, each, stemmer) for each in act.names)]
            self._known[key] = found[0] if len(found) == 1 else None
        return self._known[key]


def _same(words: list[str], name: str, stemmer: Stemmer) -> bool:
    """Whether words are a name, each in whatever form; abbreviations and numbers to the letter."""
    wanted = _WORD.findall(name)
    return len(words) == len(wanted) and all(
        one == two or (not _fixed(two) and stemmer.same(one.lower(), two.lower()))
        for one, two in zip(words, wanted, strict=True)
    )


def _fixed(word: str) -> bool:
    return any(map(str.isdigit, word)) or (len(word) > 1 and word.isupper())


def _outermost(text: Text) -> dict[int, str]:
    """The unit of the outermost provision of each citation of a law."""
    depths: dict[int, tuple[int, str]] = {}
    for style in _laws(text):
        depth = len(style.number.parts)
        if style.citation not in depths or depth < depths[style.citation][0]:
            depths[style.citation] = depth, style.unit
    return {citation: unit for citation, (_, unit) in depths.items()}


def _laws(text: Text) -> Iterator[Reference]:
    for mark in text.marks:
        if isinstance(mark.style, Reference) and mark.style.status == "external":
            yield mark.style


def _with_laws(text: Text, find: Callable[[Text], Text]) -> Text:
    """A translated text with the citations of laws that its own grammar finds, beside those carried over."""
    carried = text.of(Reference)
    first = 1 + max((m.style.citation for m in carried if isinstance(m.style, Reference)), default=-1)
    found = []
    for mark in find(text.without(Reference)).of(Reference):
        if not isinstance(mark.style, Reference) or mark.style.status != "external":
            continue
        if not any(other.start < mark.end and mark.start < other.end for other in carried):
            style = replace(mark.style, citation=mark.style.citation + first, run=mark.style.run + first)
            found.append(Mark(mark.start, mark.end, style))
    return text.with_marks(found)
