"""Any two versions of a policy, or any two files, against each other, outside the site's pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from legalsite.languages import load
from legalsite.model import Diagnostic, Document, uncollected
from legalsite.rendering import ClauseRenderer, Theme, changes, counts, pages
from legalsite.site.folder.alone import read_alone
from legalsite.site.folder.content import Content, PolicyFiles
from legalsite.site.folder.file_names import DRAFT
from legalsite.site.folder.names import index_names
from legalsite.site.texts.editions import Editions
from legalsite.versions import carry, compare, redline
from legalsite.versions import changes as told


@dataclass(frozen=True)
class Compared:
    """Two versions in one language, and the redline between them."""

    old: Document
    new: Document
    redlined: Document


def compare_files(old: tuple[str, bytes], new: tuple[str, bytes], tag: str) -> Compared | Diagnostic:
    """Two files, each a path and its bytes, in one language; or what keeps one from being read.

    Raises LanguageError for a language that is not known."""
    was, now = (read_alone(path, data, tag) for path, data in (old, new))
    if isinstance(was, Diagnostic):
        return was
    if isinstance(now, Diagnostic):
        return now
    return Compared(was, now, redline(was, now, compare(was, now)))


def compare_versions(
    content: Content, policy: PolicyFiles, days: tuple[str, str], tag: str, today: date
) -> Compared | list[Diagnostic]:
    """Two versions of a policy in a language of it; or what keeps one of them from being read."""
    alone = replace(policy, versions=tuple(v for v in policy.versions if v.date in days))
    with uncollected():
        editions = Editions(content, alone, index_names(content), today, drafts=DRAFT in days)
        shown = editions.resolved(tag)
        originals = editions.originals
        if any(day not in shown or day not in originals for day in days):
            return editions.problems
        was, now = (shown[day] for day in days)
        pairs = compare(originals[days[0]], originals[days[1]])
        if tag == policy.original:
            return Compared(was, now, redline(was, now, carry(pairs, was, now)))
        written = editions.resolved(policy.original)
        before, after = (written[day] for day in days)
        original = redline(before, after, carry(pairs, before, after))
        return Compared(was, now, redline(was, now, carry(pairs, was, now), original))


def compared_html(compared: Compared, names: tuple[str, str], theme: Theme) -> str:
    """The redline as one page that needs no other file. names: what versions without a date are called."""
    document = compared.redlined
    language = document.language
    renderer = ClauseRenderer(theme, language, lambda _: "")
    entries = changes(told(document))
    versions = (
        pages.Version(date="" if one.version == DRAFT else one.version, name=name)
        for one, name in zip((compared.old, compared.new), names, strict=True)
    )
    page = pages.ComparisonPage(
        frame=pages.Frame(
            language=language,
            direction=load(language).direction,
            title=document.title.plain or names[1],
            site=document.title.plain,
            listed=False,
        ),
        heading=renderer.title(document),
        body=renderer.redline(document, entries),
        older=next(versions),
        newer=next(versions),
        changes=entries,
        counts=counts(entries),
        styles=theme.styles,
    )
    return theme.render(page)
