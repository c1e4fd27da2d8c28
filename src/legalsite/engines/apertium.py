"""Apertium: the command on this machine, or its server APy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from legalsite.engines.engine import Access, EngineError, Price
from legalsite.engines.http import ask
from legalsite.engines.notation import Words

_FREE = Price(0.0, "EUR", "free software")
_INSTALL = "on Debian: apt-get install apertium, and the pair, such as apertium-eng-spa"

# Apertium names most languages by the three letters of ISO 639-3, and some by two
_THREE = {
    "ar": "ara", "be": "bel", "bg": "bul", "ca": "cat", "cs": "ces", "cy": "cym", "da": "dan", "de": "deu",
    "en": "eng", "eo": "epo", "es": "spa", "eu": "eus", "fr": "fra", "gl": "glg", "he": "heb", "hr": "hbs",
    "is": "isl", "it": "ita", "ja": "jpn", "kk": "kaz", "ko": "kor", "ky": "kir", "mk": "mkd", "nb": "nob",
    "nl": "nld", "oc": "oci", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv",
    "sr": "hbs", "sv": "swe", "tr": "tur", "tt": "tat", "uk": "ukr", "uz": "uzb", "zh": "zho",
}  # fmt: skip


@dataclass(frozen=True)
class Apertium:
    """The command. Each text is a run of its own: what is read with others bears on how words are read."""

    access: Access
    name: ClassVar[str] = "apertium"
    price: ClassVar[Price] = _FREE
    notation: ClassVar[Words] = Words()
    longest: ClassVar[int] = 0
    most: ClassVar[int] = 1

    @cached_property
    def pairs(self) -> tuple[str, ...]:
        return tuple(self._run("-l").split())

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        pair = _pair((f"{a}-{b}" for a in _codes(source) for b in _codes(target)), self.pairs, source, target)
        return [self._run("-u", pair, text=text) for text in texts]

    def _run(self, *arguments: str, text: str = "") -> str:
        import subprocess  # imported here: few runs of the command ask an engine

        try:
            done = subprocess.run(  # noqa: S603  no word of these is the text's
                ["apertium", *arguments],  # noqa: S607  the user's own
                input=text,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=self.access.seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise EngineError(f"apertium gave no answer within {self.access.seconds:g} seconds") from None
        except OSError as error:
            raise EngineError(f"apertium cannot be run: {error.strerror or error}") from None
        if done.returncode and arguments != ("-l",):
            said = done.stderr.strip().splitlines()
            raise EngineError(f"apertium failed{': ' + said[0] if said else ''}")
        if text.strip() and not done.stdout.strip():
            raise EngineError(f"apertium printed nothing: its pair {arguments[-1]} is broken here")
        return done.stdout


@dataclass(frozen=True)
class APy:
    """Apertium's server."""

    access: Access
    name: ClassVar[str] = "apy"
    price: ClassVar[Price | None] = _FREE
    notation: ClassVar[Words] = Words()
    longest: ClassVar[int] = 0
    most: ClassVar[int] = 1

    @cached_property
    def pairs(self) -> tuple[str, ...]:
        told = self._ask("listPairs", None)
        try:
            return tuple(f"{p['sourceLanguage']}|{p['targetLanguage']}" for p in told["responseData"])
        except (TypeError, KeyError):
            raise EngineError(
                "what APy answered is not what its API promises: is the address right?"
            ) from None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        pair = _pair((f"{a}|{b}" for a in _codes(source) for b in _codes(target)), self.pairs, source, target)
        return [self._one(text, pair) for text in texts]

    def _one(self, text: str, pair: str) -> str:
        form = {"q": text, "langpair": pair, "markUnknown": "no", "deformat": "txt", "reformat": "txt"}
        told = self._ask("translate", form)
        try:
            found = told["responseData"]["translatedText"]
        except (TypeError, KeyError):
            found = None
        if not isinstance(found, str):
            raise EngineError("what APy answered is not what its API promises: is the address right?")
        if text.strip() and not found.strip():
            raise EngineError(f"APy answered nothing: its pair {pair} is broken")
        return found

    def _ask(self, what: str, form: dict[str, str] | None) -> Any:
        address = f"{self.access.address.rstrip('/')}/{what}"
        return ask("APy", address, seconds=self.access.seconds, form=form)


def _codes(tag: str) -> tuple[str, ...]:
    start = tag.split("-", maxsplit=1)[0]
    return tuple(dict.fromkeys((tag.replace("-", "_"), _THREE.get(start, start), start)))


def _pair(wanted: Iterable[str], known: Sequence[str], source: str, target: str) -> str:
    for pair in wanted:
        if pair in known:
            return pair
    raise EngineError(
        f"Apertium has no pair from {source} into {target} here; it has {', '.join(known) or 'none'}"
    )


def open_apertium(access: Access) -> Apertium:
    """The command. Raises EngineError where it is not installed."""
    import shutil

    if shutil.which("apertium") is None:
        raise EngineError(f"there is no apertium on this machine ({_INSTALL})")
    return Apertium(access)


def open_apy(access: Access) -> APy:
    """The server at an address, by default where it listens on this machine."""
    return APy(access if access.address else Access(access.key, "http://127.0.0.1:2737", access.seconds))
