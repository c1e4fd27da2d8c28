"""What a site tells programs besides its pages."""

from __future__ import annotations

from dataclasses import dataclass, fields

from legalsite.site.folder.settings import Settings


@dataclass(frozen=True)
class Machines:
    """What programs are told; all of it unless the settings say otherwise.

    json_ld: what each text is, in the words of schema.org, within its page. open_graph: what a link to a page
    is shown as elsewhere. markdown: a twin of each text. sitemap, robots, llms: the files of these names, for
    search engines and for language models.
    """

    json_ld: bool = True
    open_graph: bool = True
    markdown: bool = True
    sitemap: bool = True
    robots: bool = True
    llms: bool = True


NAMES = tuple(part.name for part in fields(Machines))
"""The settings' names, under [output]."""


def read_machines(output: Settings) -> Machines:
    """What [output] says of it."""
    return Machines(**{name: output.switch(name) for name in NAMES})
