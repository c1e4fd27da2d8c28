"""Where the themes lie that come with legalsite."""

from __future__ import annotations

from pathlib import Path


def shipped() -> Path:
    """The folder of the themes that come with legalsite: in the package, in a checkout beside `src`."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "themes"
    return installed if installed.is_dir() else package.parents[1] / "themes"
