"""What is known of an edition without its text being read: what other pages say of it, and its problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from legalsite.model import Diagnostic


@dataclass(frozen=True, slots=True)
class Known:
    """An edition.

    title: its title in plain words, and the language that these are in. fingerprint: of its plain text.
    complete: whether all of it is current. real: whether most of it is in its own language. problems: what is
    wrong with it, before anything of that is silenced.
    """

    title: tuple[str, str]
    fingerprint: str
    complete: bool
    real: bool
    problems: tuple[Diagnostic, ...]


AllKnown = Mapping[str, Mapping[str, Known]]
"""Editions by language and date."""
