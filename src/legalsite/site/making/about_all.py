"""The files about all policies together: made anew where what they are made of has changed, and else taken
from the old tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from legalsite.model import digest
from legalsite.rendering import Theme
from legalsite.site.folder.content import Content
from legalsite.site.making.state import State
from legalsite.site.pages.built import Built, File, Parts
from legalsite.site.pages.mention_pages import Mentioned, mention_files
from legalsite.site.pages.moved_pages import retired_ends, retired_files
from legalsite.site.pages.site_pages import site_files


def about_all(
    content: Content,
    policies: Mapping[str, Built],
    mentioned: Mentioned,
    theme: Theme,
    settings: Parts,
    before: State,
    old: Path,
    *,
    whole: bool,
) -> tuple[list[tuple[str, bytes]], Parts]:
    """The files, and the digests of what each kind of them was made of, for the next build.

    settings: what every policy's pages depend on, but for names. old: the folder of the old tree. whole:
    whether its files that are of no single policy are as they were made. Raises ThemeError, OSError.
    """
    summaries = [built.summary for built in policies.values() if built.summary]
    said = {tag: mentioned(tag) for tag in content.config.languages}
    notes = {policy.slug: policy.config.changes for policy in content.policies}
    keys = {"site": digest(settings, summaries, notes).hex(), "mentions": digest(settings, said).hex()}
    there = {*before.own.files} if whole else set[str]()

    def files(kind: str, makers: Iterable[File]) -> Iterator[tuple[str, bytes]]:
        same = before.about.get(kind) == keys[kind]
        for name, make in makers:
            yield name, (old / name).read_bytes() if same and name in there else make()

    made = [*files("site", site_files(content, lambda: summaries, theme))]
    made += ((name, make()) for name, make in retired_files(content, retired_ends(content), theme))
    made += files("mentions", mention_files(content, mentioned, theme))
    return made, keys
