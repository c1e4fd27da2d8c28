"""Every rule by its slug. The page of a rule is the Markdown file of that name beside this one."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Rule:
    """What can be wrong.

    slug: also the name of the rule's page. summary: one line for a list.
    severity: ``error`` (the build fails), ``warning`` (counts with --strict) or ``note``.
    """

    slug: str
    severity: str
    summary: str


_TABLE = (
    # the file
    Rule("unreadable-file", "error", "a file cannot be read as UTF-8 text"),
    # numbering
    Rule("duplicate-number", "error", "a number is written twice in one document"),
    Rule("skipped-number", "warning", "a number of a row is left out"),
    Rule("orphan-number", "warning", "a clause stands under a number that is not there"),
    Rule("unordered-number", "warning", "a number stands behind a higher one of its row"),
    # references
    # translations
    # versions
    # the site
)

RULES: dict[str, Rule] = {rule.slug: rule for rule in _TABLE}


def page(slug: str) -> str:
    """The page of a rule, as Markdown. Raises KeyError for a slug that is no rule's."""
    return files(__package__).joinpath(f"{RULES[slug].slug}.md").read_text("utf-8")
