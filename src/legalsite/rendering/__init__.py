"""Documents to HTML, in the look and words of a theme.

`ClauseRenderer` makes the HTML of clauses, `Contents`, `changes` and `counts` the lists about them; the
caller puts these into the values of `pages`, and `Theme.render` makes whole pages of those.
"""

from typing import TYPE_CHECKING

from legalsite.deferred import deferred

if TYPE_CHECKING:
    from legalsite.rendering import pages, team
    from legalsite.rendering.citings import Citing, with_citing, with_counts
    from legalsite.rendering.clauses import ClauseRenderer
    from legalsite.rendering.contents import Contents, changes, counts, line
    from legalsite.rendering.html import safe_href
    from legalsite.rendering.installed import shipped
    from legalsite.rendering.layers import ThemeError
    from legalsite.rendering.own_files import Difference, Ejected, differences, eject
    from legalsite.rendering.theme import Theme
    from legalsite.rendering.wordings import Wordings
else:
    __getattr__ = deferred(
        __name__,
        {
            "citings": "Citing with_citing with_counts",
            "clauses": "ClauseRenderer",
            "contents": "Contents changes counts line",
            "html": "safe_href",
            "installed": "shipped",
            "layers": "ThemeError",
            "own_files": "Difference Ejected differences eject",
            "theme": "Theme",
            "wordings": "Wordings",
        },
    )

__all__ = [
    "Citing",
    "ClauseRenderer",
    "Contents",
    "Difference",
    "Ejected",
    "Theme",
    "ThemeError",
    "Wordings",
    "changes",
    "counts",
    "differences",
    "eject",
    "line",
    "pages",
    "safe_href",
    "shipped",
    "team",
    "with_citing",
    "with_counts",
]
