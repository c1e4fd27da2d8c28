"""Every rule by its slug. The page of a rule is the Markdown file of that name beside this one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Rule:
    """What can be wrong.

    slug: also the name of the rule's page. summary: one line for a list.
    severity: ``error`` (the build fails), ``warning`` (counts with --strict) or ``note``.
    always: whether no comment in a text can silence it: it is no matter of one clause, or leaves the page
        wrong.
    """

    slug: str
    severity: str
    summary: str
    always: bool = False


_TABLE = (
    # the file
    Rule("unreadable-file", "error", "a file cannot be read as UTF-8 text", always=True),
    # what authors allow
    Rule("bad-silence", "error", "a comment that allows a problem cannot be followed", always=True),
    Rule("unused-silence", "warning", "a comment allows a problem that is not there", always=True),
    # numbering
    Rule("duplicate-number", "warning", "a number is written twice in one document"),
    Rule("skipped-number", "warning", "a number of a row is left out"),
    Rule("orphan-number", "warning", "a clause stands under a number that is not there"),
    Rule("unordered-number", "warning", "a number stands behind a higher one of its row"),
    # references
    Rule("dead-reference", "error", "a citation leads to no clause"),
    Rule("ambiguous-reference", "warning", "a citation may mean more than one clause"),
    Rule("malformed-reference", "error", "a link with the address clause:… names no clause"),
    Rule("different-title", "warning", "a title behind a citation is not the heading of the clause cited"),
    Rule("endless-document", "warning", "a file is so long that its end is not read as clauses"),
    Rule("endless-paragraph", "warning", "a paragraph is so long that its end is not searched for citations"),
    # words
    Rule("unused-term", "note", "a term is defined and never used"),
    Rule("duplicate-term", "warning", "a term is defined twice, and differently"),
    Rule(
        "near-miss-term", "warning", "a defined term, or a document's name in a citation, has a letter wrong"
    ),
    Rule("unbalanced-quotes", "warning", "a quotation is not closed, or closed and not opened"),
    Rule("hidden-character", "warning", "a character that nobody sees stands in a text or a setting"),
    Rule("raw-html", "warning", "a tag of HTML is shown as words"),
    Rule("unsafe-link", "warning", "a link leads to a program, or by a way that readers are not led"),
    Rule("mixed-script-word", "warning", "a word has letters of two scripts that look alike"),
    # translations
    Rule("broken-catalog", "error", "a catalog cannot be read as a PO file in UTF-8", always=True),
    Rule(
        "outdated-catalog",
        "error",
        "a catalog has a translation only under other placeholders, or put aside",
        always=True,
    ),
    Rule(
        "broken-placeholder", "error", "a translation has not the placeholders of its original", always=True
    ),
    Rule("missing-clause", "error", "a translation lacks a clause of its original"),
    Rule("extra-clause", "error", "a translation has a clause that its original has not"),
    Rule("different-cites", "error", "a clause's translation does not cite what the original cites"),
    Rule(
        "incomplete-prevailing",
        "error",
        "the text in a language that prevails is not there, or not complete",
        always=True,
    ),
    Rule("different-order", "warning", "a translation has its clauses in another order"),
    Rule("different-amount", "error", "a translation names another amount or percentage"),
    Rule("different-period", "error", "a translation names another period"),
    Rule("different-date", "error", "a translation names another date or time of day"),
    Rule("different-number", "error", "a translation has another number"),
    Rule("different-contact", "warning", "a translation has another e-mail address or telephone number"),
    Rule("different-link", "warning", "a link of a translation leads elsewhere"),
    Rule("different-code", "warning", "a translation has other code"),
    Rule("different-structure", "warning", "a translation has more or fewer list items, cells or footnotes"),
    Rule("different-paragraphs", "warning", "a translation is divided into other paragraphs"),
    Rule("different-terms", "warning", "a translation uses another term, or does not define one"),
    Rule("unwanted-wording", "warning", "a translation does not say a term as terms.toml wants it said"),
    Rule("lost-negation", "warning", "a translation does not say no where its original does"),
    Rule("unchanged-from-original", "warning", "a translation is the original's own words"),
    Rule("broken-markup", "warning", "readers of a translation see signs of its markup"),
    Rule("lost-emphasis", "warning", "a translation sets nothing off where the original does"),
    Rule("untranslated-label", "note", "a language has no pattern for the label of a clause"),
    # versions
    Rule("broken-lock", "error", "the record of what has been published cannot be read", always=True),
    Rule("changed-edition", "error", "a fixed text is not what was published", always=True),
    Rule("lost-address", "error", "an address that was published would be no more", always=True),
    Rule("unused-address", "warning", "what became of an address is said, and there was none", always=True),
    Rule("unrecorded-edition", "note", "a text is published that the lock does not record", always=True),
    # the site
    Rule("bad-setting", "error", "a setting in a TOML file is wrong", always=True),
    Rule("unknown-setting", "warning", "a setting that legalsite does not know", always=True),
    Rule("bad-file-name", "error", "a file or folder whose name says neither date nor language", always=True),
    Rule("missing-original", "error", "a version has no text in the policy's original language", always=True),
    Rule("two-translations", "error", "a language has both a catalog and files of its own", always=True),
    Rule("unlisted-language", "warning", "a text is in none of the site's languages", always=True),
    Rule(
        "cited-clause-moved", "warning", "a clause of another policy that is cited bears another number now"
    ),
    Rule("missing-title", "warning", "a document does not start with a title"),
    Rule(
        "lost-words",
        "error",
        "words of the source are not in the document: a fault of legalsite",
        always=True,
    ),
)

RULES: dict[str, Rule] = {rule.slug: rule for rule in _TABLE}


def page(slug: str) -> str:
    """The page of a rule, as Markdown. Raises KeyError for a slug that is no rule's."""
    return Path(__file__).with_name(f"{RULES[slug].slug}.md").read_text("utf-8")
