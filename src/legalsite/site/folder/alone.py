"""One Markdown file, read with no site around it."""

from __future__ import annotations

from dataclasses import replace

from legalsite.languages import load
from legalsite.model import Diagnostic, Document, Rewrite, uncollected
from legalsite.parsing import parse, silence, silences
from legalsite.references import Finder, Names, learn_names, resolve
from legalsite.site.folder.settings import decode
from legalsite.terms import Marker, Proofreader, TermRules


def read_alone(path: str, data: bytes, tag: str) -> Document | Diagnostic:
    """The document that a file's bytes hold, its references found and resolved within it, its terms marked.

    Raises LanguageError for a language that is not known.
    """
    with uncollected():
        return _read(path, data, tag)


def _read(path: str, data: bytes, tag: str) -> Document | Diagnostic:
    source = decode(path, data)
    if isinstance(source, Diagnostic):
        return source
    language = load(tag)
    document = parse(source, language)
    names = learn_names(document, language)
    finder = Finder(language, Names(names))
    found = Rewrite(finder.find)(document)
    done = resolve(found, language=language).noting(
        *finder.problems(found), *Proofreader().problems(document)
    )
    marker = Marker(language)
    done = marker(done, names).noting(*TermRules(marker).problems(done, names))
    return replace(done, problems=tuple(silence(done.problems, {source.path: list(silences(done))})))
