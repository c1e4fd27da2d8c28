"""Languages as data: one TOML file each, with the tests of its grammar in it."""

from legalsite.languages.english import english_name
from legalsite.languages.hidden import HIDDEN, Hidden, hidden
from legalsite.languages.language import (
    Citing,
    Definition,
    Example,
    Language,
    LanguageError,
    Leaning,
    Naming,
    Terms,
    Unit,
)
from legalsite.languages.load import TAG, forget, load, shipped
from legalsite.languages.needles import needles_of
from legalsite.languages.script import Rewritten, Script, find_script, load_script, shipped_scripts
from legalsite.languages.skimmer import Skimmer
from legalsite.languages.spelled import Spelled
from legalsite.languages.spelling import APOSTROPHES, INVISIBLE, MARKS, Spelling
from legalsite.languages.stemmer import Stemmer
from legalsite.languages.units import ANNEXED, APART, CONTAINERS, INNER, RESTARTING, UNCOUNTED, UNITS
from legalsite.languages.values import PERIODS, Negation, Values

__all__ = [
    "ANNEXED",
    "APART",
    "APOSTROPHES",
    "CONTAINERS",
    "HIDDEN",
    "INNER",
    "INVISIBLE",
    "MARKS",
    "PERIODS",
    "RESTARTING",
    "TAG",
    "UNCOUNTED",
    "UNITS",
    "Citing",
    "Definition",
    "Example",
    "Hidden",
    "Language",
    "LanguageError",
    "Leaning",
    "Naming",
    "Negation",
    "Rewritten",
    "Script",
    "Skimmer",
    "Spelled",
    "Spelling",
    "Stemmer",
    "Terms",
    "Unit",
    "Values",
    "english_name",
    "find_script",
    "forget",
    "hidden",
    "load",
    "load_script",
    "needles_of",
    "shipped",
    "shipped_scripts",
]
