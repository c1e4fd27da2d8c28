"""Catalogs on disk."""

from __future__ import annotations

from pathlib import Path

from legalsite.bounded import CATALOG, read_bounded
from legalsite.disk import write_whole
from legalsite.model import Diagnostic, Place, Source
from legalsite.translations.catalog import Catalog
from legalsite.translations.po_read import parse_po
from legalsite.translations.po_write import format_po


def read_catalog(path: Path, language: str, shown: str = "") -> Catalog:
    """The catalog in a file; an empty one if there is no file.

    language: BCP 47 tag. shown: the path as diagnostics should have it, by default as given.
    Whatever is wrong with the file is in the catalog's `problems`; nothing is raised.
    """
    name = shown or str(path)
    try:
        data = read_bounded(path, CATALOG)
    except FileNotFoundError:
        return Catalog(language, source=Source(name, ""))
    except OSError as error:
        remedy = "make it a file that you may read"
        problem = Diagnostic(
            "broken-catalog", f"the catalog cannot be read: {error.strerror}", Place(name), remedy
        )
        return Catalog(language, problems=(problem,), source=Source(name, ""))
    return parse_po(data, name, language)


def write_catalog(path: Path, catalog: Catalog) -> bool:
    """Writes the catalog where the file does not say the same already; whether it did.

    A file that says the same stays as it is, however another tool has broken its lines. A new file
    takes the old one's place as a whole. Raises ValueError for a catalog with problems, for a file that
    has become unreadable meanwhile, and if what would be written does not read back as the catalog.
    """
    if catalog.problems:
        raise ValueError(f"{path}: a catalog that was not read whole is not written")
    data = format_po(catalog)
    if path.is_file() and path.read_bytes() == data:
        return False
    old = read_catalog(path, catalog.language)
    if old.problems:
        raise ValueError(f"{path}: a catalog that cannot be read is not overwritten")
    if old == catalog and path.exists():
        return False
    if parse_po(data, str(path), catalog.language) != catalog:
        raise ValueError(f"{path}: the catalog would not read back as it is")
    return write_whole(path, data)
