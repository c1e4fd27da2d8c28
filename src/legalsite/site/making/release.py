"""What makes the pages: this release, as it lies on disk, and the libraries that it uses."""

from __future__ import annotations

import sys
from pathlib import Path

import legalsite
from legalsite.model import digest
from legalsite.site.making.looking import seen_below

_LIBRARIES = ("babel-", "brotli-", "jinja2-", "markdown_it_py-", "markupsafe-", "mdit_py_plugins-")
"""Those whose next release may write other bytes, as their records of installation begin."""


def release_of() -> str:
    """The digest of all that."""
    package = seen_below(str(Path(legalsite.__file__).parent))
    code = [f"{name} {about}" for name, about in package.items() if name.endswith((".py", ".toml"))]
    return digest(legalsite.__version__, sys.version, code, _libraries()).hex()


def _libraries() -> list[str]:
    """Names and releases, as their installation wrote them; a library that is not installed has none."""
    found: list[str] = []
    for path in sys.path:
        folder = Path(path)
        if folder.is_dir():
            names = sorted(each.name.lower() for each in folder.iterdir())
            found += [name for name in names if name.startswith(_LIBRARIES) and name.endswith("-info")]
    return found
