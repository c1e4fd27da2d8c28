"""A theme: templates, words and static files, read once and then only asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import fields
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

from jinja2 import Environment, TemplateError, TemplateSyntaxError
from markupsafe import Markup

from legalsite.rendering.bounds import MEMORY, EndlessError, bounded_work
from legalsite.rendering.environment import Compiled, make_environment
from legalsite.rendering.installed import shipped
from legalsite.rendering.layers import ThemeError, digest, layers, settings, static_files
from legalsite.rendering.pages import Page
from legalsite.rendering.pieces import PieceError, Pieces, compile_piece, takes
from legalsite.rendering.words import Words, catalog, read_words

_PIECES = "clause.html.j2"


class Theme:
    """What pages look like, and the words on them that are not a policy's.

    A theme is a folder, or several of one name, or one that `extends` another: what the first lacks is
    taken from the next, file by file; of `clause.html.j2` macro by macro, of the words message by message.

    name: as asked for. version: as its theme.toml says.
    static: the bytes to be published, by path from the site's root; a file's name tells its content.
    stylesheets: the paths of what every page links: style.css, then the other sheets beside it, by name.
        Those in folders a page links by itself.
    """

    def __init__(self, folders: Sequence[Path], name: str, languages: Sequence[Path] = ()) -> None:
        self._asked = tuple(folders), name, tuple(languages)
        self._layers = layers((*folders, shipped()), name)
        said = settings(self._layers)
        self.name = name
        self.version = said.version
        self._dates = said.dates
        self._assets, self.static = static_files(self._layers)
        sheets = sorted(
            (a for a in self._assets if a.endswith(".css")), key=lambda a: ("/" not in a, a != "style.css", a)
        )
        self.stylesheets = tuple(self._assets[sheet] for sheet in sheets if "/" not in sheet)
        self._sheets = tuple(self._assets[sheet] for sheet in sheets)
        self._ours = all(layer.parent == shipped() for layer in self._layers)
        self._compiled = Compiled(kept=self._ours)
        self._environments: dict[str, Environment] = {}
        self._words: dict[str, Words] = {}
        self._catalogs: dict[str, list[bytes]] = {}
        self._pieces: dict[str, Pieces] = {}
        self._values: dict[str, tuple[str, ...]] = {}  # what each kind of page has

    @classmethod
    def load(
        cls, folders: Sequence[Path] = (), name: str = "default", languages: Sequence[Path] = ()
    ) -> Theme:
        """The theme of a name, sought in the folders and then among those that come with legalsite.

        languages: folders with the site's own language files.
        Raises ThemeError if it is not there, or its settings cannot be read.
        """
        return cls(folders, name, languages)

    def __reduce__(self) -> tuple[Any, ...]:
        return Theme, self._asked  # another process reads it anew: templates cannot be sent

    @cached_property
    def digest(self) -> str:
        """What names all files of the theme, to know one that has changed: 32 hexadecimal digits."""
        return digest(self._layers)

    @property
    def languages(self) -> tuple[str, ...]:
        """The tags for which the theme has words, sorted."""
        catalogs = (po for layer in self._layers for po in layer.glob("locale/*/LC_MESSAGES/theme.po"))
        return tuple(sorted({po.parents[1].name for po in catalogs}))

    def words(self, language: str) -> Words:
        """The theme's words in a language. Raises ThemeError for a catalog that is none."""
        words = self._words.get(language)
        if words is None:
            try:
                words = self._words[language] = read_words(
                    language, self._catalogs_of, self._dates, self._asked[2]
                )
            except ValueError as error:
                raise ThemeError(str(error)) from error
        return words

    def pieces(self, language: str) -> Pieces:
        """The pieces of a clause in a language. Raises ThemeError for a macro that is missing or wrong."""
        pieces = self._pieces.get(language)
        if pieces is None:
            pieces = self._pieces[language] = self._compile_pieces(language)
        return pieces

    def prepare(self, languages: Iterable[str]) -> None:
        """Reads what every page in some languages needs, for processes that are to be forked from this one:
        they share it then. Raises ThemeError."""
        for language in languages:
            self.words(language).date("2000-01-01")  # any day: it is the calendar's words that are large
            self.pieces(language)

    @property
    def styles(self) -> Markup:
        """The text of all style sheets, for a page that needs no other file."""
        return Markup("\n".join(self.static[path].decode() for path in self._sheets))  # noqa: S704 - a theme's

    def asset(self, name: str) -> str:
        """The path, from the site's root, of a static file. Raises ThemeError for one that is not there."""
        if name not in self._assets:
            raise ThemeError(f"theme {self.name}: no file {name!r} in static/")
        return self._assets[name]

    def render(self, page: Page) -> str:
        """The whole HTML of a page. Raises ThemeError where the template of its kind is wrong."""
        name = page.template
        asked = self._values.get(name)
        if asked is None:
            asked = self._values[name] = tuple(part.name for part in fields(page))
        values = {each: getattr(page, each) for each in asked}
        try:
            with self._bounded():
                return self._environment(page.frame.language).get_template(name).render(values)
        except Exception as error:  # noqa: BLE001 - whatever a template did, its author is told where
            self._fail(error, name)

    def _bounded(self) -> AbstractContextManager[None]:
        """What bounds the work of a theme that is not ours."""
        return nullcontext() if self._ours else bounded_work()

    def _environment(self, language: str) -> Environment:
        """What runs the templates, with the words of a language."""
        environment = self._environments.get(language)
        if environment is None:
            environment = self._environments[language] = make_environment(
                self._layers,
                self.asset,
                self.stylesheets,
                self.words(language),
                self.words,
                self._compiled,
                trusted=self._ours,
            )
        return environment

    def _compile_pieces(self, language: str) -> Pieces:
        """The pieces, each from the first layer that has its macro."""
        wanted = dict(takes())
        found: dict[str, Any] = {}
        for index, layer in enumerate(self._layers):
            if not (layer / "templates" / _PIECES).is_file():
                continue
            try:
                with self._bounded():
                    module = self._environment(language).get_template(f"{index}/{_PIECES}").module
                    for name in wanted.keys() - found.keys():
                        if hasattr(module, name):
                            found[name] = compile_piece(name, getattr(module, name), wanted[name])
            except Exception as error:  # noqa: BLE001 - as in render
                self._fail(error, str(layer / "templates" / _PIECES))
        if missing := sorted(wanted.keys() - found.keys()):
            raise ThemeError(f"theme {self.name}: {_PIECES} has no macro {', '.join(missing)}")
        return Pieces(**found)

    def _catalogs_of(self, tag: str) -> list[bytes]:
        """The catalogs of a language. Those of English are behind every other's."""
        if tag not in self._catalogs:
            paths = [layer / "locale" / tag / "LC_MESSAGES" / "theme.po" for layer in self._layers]
            self._catalogs[tag] = [catalog(path) for path in paths if path.is_file()]
        return self._catalogs[tag]

    def _fail(self, error: Exception, name: str) -> NoReturn:
        """Says what went wrong in a template, and on which line of which file."""
        path, line = name, 0
        if isinstance(error, TemplateSyntaxError):
            path, line = error.filename or path, error.lineno
        step = error.__traceback__
        while step is not None and not isinstance(error, TemplateSyntaxError):
            if step.tb_frame.f_code.co_filename.endswith(".j2"):  # the innermost step in a template counts
                path, line = step.tb_frame.f_code.co_filename, step.tb_lineno
            step = step.tb_next
        mine = isinstance(error, TemplateError | ThemeError | PieceError | EndlessError)
        what = str(getattr(error, "message", None) or error) if mine else f"{type(error).__name__}: {error}"
        if isinstance(error, MemoryError):
            what = f"it takes more than {MEMORY >> 30} GB of memory for one page: does it end?"
        raise ThemeError(f"{path}:{line}: {what}" if line else f"{path}: {what}") from error
