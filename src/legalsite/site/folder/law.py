"""What makes a policy a law, where it is one: told to programs in the words of schema.org and ELI."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from legalsite.site.folder.settings import Settings


@dataclass(frozen=True)
class Law:
    """`[law]` of a policy's settings; each may be left out.

    kind: what kind of law, by language, "" for all. number: its official number, or its ELI. adopted: the day
    on which it was, ISO 8601. by: who adopted it, by language. jurisdiction: where it holds, a code of
    ISO 3166 or words.
    """

    kind: Mapping[str, str] = field(default_factory=dict)
    number: str = ""
    adopted: str = ""
    by: Mapping[str, str] = field(default_factory=dict)
    jurisdiction: str = ""


def read_law(settings: Settings) -> Law | None:
    """What a policy's settings say of it as a law; None where it is none."""
    if "law" not in settings.table:
        return None
    table = settings.sub("law")
    table.known("kind", "number", "adopted", "by", "jurisdiction")
    return Law(
        kind=table.per_language("kind"),
        number=table.text("number"),
        adopted=table.day("adopted") if "adopted" in table.table else "",
        by=table.per_language("by"),
        jurisdiction=table.text("jurisdiction"),
    )
