"""`[translations]` of `site.toml`: what becomes of a translation that is not complete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from legalsite.site.folder.settings import Settings

MIX, PREVIOUS, HOLD = "mix", "previous", "hold"
"""Gates. An incomplete edition shows what is not translated in the original's words; or it does so at its
dated address only, and the undated one keeps the last complete version; or it has no page."""

GATES = (MIX, PREVIOUS, HOLD)
_WHOLE = 100


@dataclass(frozen=True)
class Translating:
    """What a site wants of its translations. Both by language; "" stands for all of them.

    incomplete: the gate. required: the share of messages, in percent, that have to be translated.
    """

    incomplete: Mapping[str, str] = field(default_factory=dict)
    required: Mapping[str, int] = field(default_factory=dict)

    def gate(self, language: str) -> str:
        """What becomes of an incomplete edition in a language."""
        return self.incomplete.get(language) or self.incomplete.get("", MIX)

    def threshold(self, language: str) -> int:
        """The percentage that a language must reach, 0 if there is none."""
        return self.required.get(language, self.required.get("", 0))


def read_translating(settings: Settings, languages: Sequence[str]) -> Translating:
    """The table `translations` of a site's settings. languages: the site's."""
    table = settings.sub("translations")
    table.known("incomplete", "required")
    for key in ("incomplete", "required"):
        if isinstance(table.table.get(key), dict):
            table.sub(key).known(*languages)
    return Translating(_gates(table), _shares(table))


def _gates(table: Settings) -> dict[str, str]:
    found = {}
    for language, gate in table.per_language("incomplete").items():
        if gate in GATES:
            found[language] = gate
        else:
            message = f"{gate!r} says nothing of an incomplete translation"
            table.wrong("incomplete", message, f"take one of {', '.join(GATES)}")
    return found


def _shares(table: Settings) -> dict[str, int]:
    said = table.table.get("required", {})
    found = {}
    for language, share in (said if isinstance(said, dict) else {"": said}).items():
        if type(share) is int and 0 <= share <= _WHOLE:
            found[language] = share
        else:
            help = "write required = 100, or required = { ru = 100, en = 80 }"
            table.wrong("required", f"{share!r} is no percentage from 0 to 100", help)
    return found
