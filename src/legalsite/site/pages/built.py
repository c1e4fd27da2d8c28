"""What came of making a policy's pages, as other pages and the next build need it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from legalsite.model import Diagnostic
from legalsite.site.folder.names import Names
from legalsite.site.pages.listed import Listed
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
class Built:
    """What came of a policy. key: the digest of all that it was made from.

    files: names below the output folder; digest: of them and their bytes.
    cited: slugs of the policies that its texts cite.
    fingerprints: by the name of a plain text's file, that of the text.
    rows: how far its translations have come, where the team's pages are made.
    ends: what became of addresses that have no page of their own.
    mentions: by language, what the text in force says of other policies' clauses and of terms.
    listed: its pages that programs are led to.
    lists: by the name of a file of its clauses' wordings, the digest of that.
    parts: what its own folder adds to what it was made from. looks: what that looked like, "" where a later
    change might look the same. names: by language, what it is called.
    seen: what its files look like in the output. changed: those of them that are other than the old site's,
    which is not remembered.
    """

    key: str
    files: tuple[str, ...]
    digest: str
    problems: tuple[Diagnostic, ...]
    summary: Summary | None
    cited: tuple[str, ...]
    fingerprints: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    ends: Mapping[str, Fate] = field(default_factory=dict)
    mentions: Mapping[str, Mentions] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    listed: tuple[Listed, ...] = ()
    parts: Parts = field(default_factory=dict)
    names: Names = field(default_factory=dict)
    seen: str = ""
    changed: tuple[str, ...] = ()
    looks: str = ""


@dataclass(frozen=True)
class Part:
    """Some files of the site that are made together. key: the digest of all that they were made from.

    files: names below the output folder; digest: of them and their bytes. seen: as in `Built`.
    """

    key: str
    files: tuple[str, ...]
    digest: str
    seen: str = ""
