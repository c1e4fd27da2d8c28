"""What came of making a policy's pages, as other pages and the next build need it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from legalsite.model import Diagnostic, digest
from legalsite.site.folder.names import Names
from legalsite.site.texts.known import AllKnown
from legalsite.site.texts.lasting import Fate
from legalsite.site.texts.mentions import Mentions
from legalsite.site.texts.progress import Row
from legalsite.site.texts.summary import Summary

File = tuple[str, Callable[[], bytes]]
"""A file of the site: its name below the output folder, and what makes its bytes. Raises ThemeError where a
template is wrong."""


Parts = Mapping[str, str]
"""What something is made from: digests by what each is of."""


@dataclass(frozen=True)
class Part:
    """Some files of the site that are made together. key: the digest of all that they were made from, if that
    is of them alone.

    files: names below the output folder; digest: of them and their bytes. seen: what they look like in the
    output.
    """

    key: str
    files: tuple[str, ...]
    digest: str
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A page that programs are led to.

    address: below the site's root. updated: the day of its last change, "" where not known.
    others: language and address of itself and of its translations, where it has some.
    """

    address: str
    updated: str
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Built:
    """What came of a policy.

    key: the digest of all that it was made from. base: of that but its own texts and catalogs.
    pages: its files, those in one language together, by its tag; "" for those that are of all.
    editions: what the next build has to know of each. shape, passed_on: what pages take over from those of
    other languages, see `Policy`.
    cited: slugs of the policies that its texts cite.
    rows: how far its translations have come, where the team's pages are made.
    ends: what became of addresses that have no page of their own.
    mentions: by language, what the text in force says of other policies' clauses and of terms.
    listed: its pages that programs are led to.
    lists: by the name of a file of its clauses' wordings, the digest of that.
    parts: what its own folder adds to what it was made from. looks: what that looked like, "" where a later
    change might look the same. names: by language, what it is called.
    told: by language its `Tracks` and what is told of numbers' past, as JSON, read where it is wanted.
    changed: those of its files that are other than the old site's. kept: the parts of its pages that were
    taken over from there; taken: single files that were. same: of the last build's, the languages of which no
    text is another. None of these is remembered.
    """

    key: str
    pages: Mapping[str, Part]
    problems: tuple[Diagnostic, ...]
    summary: Summary | None
    cited: tuple[str, ...]
    base: str = ""
    editions: AllKnown = field(default_factory=dict)
    shape: str = ""
    passed_on: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    ends: Mapping[str, Fate] = field(default_factory=dict)
    mentions: Mapping[str, Mentions] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    listed: tuple[Listed, ...] = ()
    parts: Parts = field(default_factory=dict)
    names: Names = field(default_factory=dict)
    looks: str = ""
    told: str = ""
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    taken: frozenset[str] = frozenset()
    same: frozenset[str] = frozenset()

    @property
    def files(self) -> tuple[str, ...]:
        """The names of its files below the output folder."""
        return tuple([name for part in self.pages.values() for name in part.files])

    @property
    def made(self) -> tuple[str, ...]:
        """Those of them that were made anew."""
        made = (name for tag, part in self.pages.items() if tag not in self.kept for name in part.files)
        return tuple([name for name in made if name not in self.taken])

    @property
    def digest(self) -> str:
        """What names them and their bytes."""
        return digest([(tag, part.digest) for tag, part in self.pages.items()]).hex()
