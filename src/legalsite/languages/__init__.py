"""Languages as data: one TOML file each, with the tests of its grammar in it."""

from legalsite.languages.load import Language, LanguageError, Unit, load

__all__ = ["Language", "LanguageError", "Unit", "load"]
