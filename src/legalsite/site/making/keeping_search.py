"""Makes the search of each language anew where what is found has changed, and else keeps what lies there."""

from __future__ import annotations

from collections.abc import Mapping

from legalsite.exports import read_clauses
from legalsite.model import digest
from legalsite.rendering import Theme
from legalsite.search import Indexer
from legalsite.site.folder import urls
from legalsite.site.folder.content import Content
from legalsite.site.making.output import Output
from legalsite.site.making.searching import search_files
from legalsite.site.making.state import State
from legalsite.site.making.whole import Whole
from legalsite.site.pages.built import Built, Part, Parts


def searched(
    content: Content,
    target: Output,
    policies: Mapping[str, Built],
    before: State,
    whole: Whole,
    tools: Parts,
    indexer: Indexer,
    theme: Theme,
) -> dict[str, Part]:
    """What came of the searches, by language; none where the site has none. policies: in the site's order.
    tools: what else makes it, by digests.

    The files of all policies' wordings lie in the new tree. Raises SearchError, ThemeError, OSError.
    """
    if not content.searched:
        return {}
    made: dict[str, Part] = {}
    for tag in content.config.languages:
        found = ((urls.wordings(tag, slug), built.lists) for slug, built in policies.items())
        names = [(name, lists[name]) for name, lists in found if name in lists]
        key = digest(content.config, content.searched, tools, names).hex()
        known = before.searches.get(tag)
        if known and known.key == key and whole(known):
            target.keep(known.files)
            made[tag] = known
            continue
        told = [read_clauses((target.fresh / name).read_bytes()) for name, _ in names]
        files = dict(search_files(content, tag, told, indexer, theme))
        for name, data in files.items():
            target.write(name, data)
        digests = [digest(name, data) for name, data in files.items()]
        made[tag] = Part(key, tuple(files), digest(*digests).hex())
    return made
