"""The provision without a number that a citation stands in: "point 2 of the same article"."""

from __future__ import annotations

from legalsite.languages import INNER, RESTARTING
from legalsite.references.finding.members import Members
from legalsite.references.naming.phrases import Phrases
from legalsite.references.reading.lexicon import Sense

_UNKNOWN = "?"


def standing_in(phrases: Phrases, numbers: Members, start: int, end: int) -> tuple[str, str, int]:
    """The kinds of provision without a number that the citation between two tokens stands in: the one cited
    last ("?" for one that nobody can tell), and the one that says it; and the citation's new end."""
    sense, entry, lexicon = phrases.tokens.sense, phrases.tokens.entry, phrases.lexicon
    at = end
    while sense[at] & (Sense.OF | Sense.WITHIN):
        at += 1
    if sense[at] & (Sense.SAME | Sense.THIS) and sense[at + 1] & Sense.UNIT:
        unit = entry[at + 1]
        document = unit.plural and sense[at + 1] & (Sense.DOCUMENT | Sense.ACT)  # "rule 5 of these Rules"
        if not document and not numbers.number(at + 2, unit):
            return (unit.unit, "", at + 2) if sense[at] & Sense.SAME else ("", unit.unit, at + 2)
    if at > end and lexicon.citing.place == "before" and (lone := _lone(phrases, numbers, at)):
        return "", entry[lone].unit, lone + 1
    if lexicon.citing.place == "before" and (kind := _lone_before(phrases, start)):
        return "", kind, end
    if lexicon.citing.place == "after" and start > 0 and phrases.is_unnumbered(start - 1):
        governed = lexicon.naming.governed
        if governed and not phrases.tokens.word[start - 1].endswith(governed):
            return "", "", end  # "осы тармақ 3.1-тармақпен бірге"
        kind, before = entry[start - 1].unit, sense[start - 2] if start > 1 else 0
        if before & Sense.THIS:
            return "", kind, end
        # «Жеткізу» бөлімінің 2-тармағы: a section that only its title names
        return (kind if before & Sense.SAME else _UNKNOWN), "", end
    return "", "", end


def _lone(phrases: Phrases, numbers: Members, at: int) -> int:
    """The token of a schedule's word that bears no number, "point 2 of the Annex"; 0 if none stands there."""
    sense, entry = phrases.tokens.sense, phrases.tokens.entry
    while sense[at] & Sense.FILLER and not sense[at] & Sense.UNIT:
        at += 1
    lone = sense[at] & Sense.UNIT and entry[at].unit in RESTARTING and not entry[at].plural
    return at if lone and numbers.number(numbers.behind(at), entry[at]) is None else 0


def _lone_before(phrases: Phrases, start: int) -> str:
    """The same in front of a citation, "Annex, point 2": the kind of schedule, or ""."""
    sense, entry, at = phrases.tokens.sense, phrases.tokens.entry, start - 1
    if at > 0 and sense[at] & Sense.COMMA and entry[start].unit in (*INNER, "paragraph"):
        at -= 1
    lone = at >= 0 and sense[at] & Sense.UNIT and entry[at].unit in RESTARTING and not entry[at].plural
    return entry[at].unit if lone else ""
