"""Starts sites and policies. What is there is never written over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path

from legalsite.bounded import read_bounded
from legalsite.disk import in_words, write_new
from legalsite.languages import LanguageError, load
from legalsite.model import Diagnostic, Document
from legalsite.site.folder.alone import read_alone
from legalsite.site.folder.content import Content
from legalsite.site.folder.file_names import DRAFT
from legalsite.site.folder.slugs import wrong_slug

_START = files("legalsite.site").joinpath("start")
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
"""How a page of HTML begins. It would be taken for words, and no clause be found in it."""
_TAG_IN_NAME = re.compile(r"\.([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)\.[^.]+$")


class NewError(Exception):
    """It cannot be started; the message says why and what to do."""


def new_site(folder: Path, languages: Sequence[str], effective: date) -> list[Path]:
    """Starts a site, with a first policy to write over where we have one in its first language.

    effective: the first policy's date. Gives the files written. Raises NewError.
    """
    settings = folder / "content" / "site.toml"
    if settings.exists():
        raise NewError(f"{settings} is there already: this is a site")
    for tag in languages:
        _known(tag)
    listed = ", ".join(f'"{tag}"' for tag in languages)
    written = [
        _write(settings, _START.joinpath("site.toml").read_text("utf-8").replace("@LANGUAGES@", listed))
    ]
    if (text := _START.joinpath(f"policy.{languages[0]}.md")).is_file():
        name = f"{effective.isoformat()}.{languages[0]}.md"
        written.append(_write(folder / "content" / "privacy-policy" / name, text.read_bytes()))
    return written


def new_policy(
    content: Content, slug: str, source: Path | None, language: str, effective: date | None
) -> tuple[Path, Document | Diagnostic]:
    """Starts a policy: its first version's file, and what that is read as. Raises NewError.

    source: a Markdown file whose bytes are taken as they are. language: "" for the one in its name, else
    the site's first. effective: None for a draft.
    """
    if wrong := wrong_slug(slug):
        raise NewError(wrong)
    if any(policy.slug == slug for policy in content.policies):
        raise NewError(f"{content.folder / slug} is there already: add a file to it")
    found = _TAG_IN_NAME.search(source.name) if source else None
    tag = language or (
        found[1] if found else content.config.languages[0] if content.config.languages else "en"
    )
    _known(tag)
    try:
        data = read_bounded(source) if source else _first(tag)
    except OSError as error:
        raise NewError(f"{source}: {error.strerror}") from error
    if _PAGE.match(data):
        raise NewError(
            f"{source} is a page of HTML, and texts are Markdown: convert it first, "
            "for instance by `pandoc --to=commonmark`"
        )
    path = content.folder / slug / f"{effective.isoformat() if effective else DRAFT}.{tag}.md"
    return _write(path, data), read_alone(str(path), data, tag)


def _first(tag: str) -> bytes:
    """A first text in a language; in English where we have none."""
    text = _START.joinpath(f"policy.{tag}.md")
    return (text if text.is_file() else _START.joinpath("policy.en.md")).read_bytes()


def _known(tag: str) -> None:
    try:
        load(tag)
    except LanguageError as error:
        raise NewError(str(error)) from error


def _write(path: Path, data: str | bytes) -> Path:
    """Writes a file that is not there yet."""
    try:
        write_new(path, data if isinstance(data, bytes) else data.encode())
    except FileExistsError:
        raise NewError(f"{path} is there already") from None
    except OSError as error:
        raise NewError(in_words(error, path)) from error
    return path
