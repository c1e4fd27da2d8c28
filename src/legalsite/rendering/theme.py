"""A theme: templates, words and static files, read once and then only asked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, NoReturn

from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from legalsite.rendering.pages import Page
from legalsite.rendering.pieces import Pieces, compile_piece, takes
from legalsite.rendering.words import Words, read_words

PIECES = "clause.html.j2"


class ThemeError(ValueError):
    """A theme that is not there, or whose file is wrong; the message says which file and line."""


def shipped() -> Path:
    """The folder of the themes that come with legalsite: in the package, in a checkout beside `src`."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "themes"
    return installed if installed.is_dir() else package.parents[1] / "themes"


class Theme:
    """What pages look like, and the words on them that are not a policy's.

    A theme is a folder, or several of one name, or one that `extends` another: what the first lacks is
    taken from the next, file by file; of `clause.html.j2` macro by macro, of the words message by message.

    name, version: as its theme.toml says. digest: of all its files, to know a theme that has changed.
    static: the bytes to be published, by path; each file's name tells its content.
    stylesheets: what every page links: style.css, then the other style sheets by name.
    """

    def __init__(self, folders: Sequence[Path], name: str) -> None:
        self._asked = (tuple(folders), name)
        self._layers = tuple(_layers((*folders, shipped()), name))
        settings = self._settings()
        self.name = name
        self.version = str(settings.get("version", ""))
        self._dates: Mapping[str, str] = settings.get("dates", {})
        self.digest = self._digest()
        self._assets, self.static = self._read_static()
        sheets = sorted((a for a in self._assets if a.endswith(".css")), key=lambda a: (a != "style.css", a))
        self.stylesheets = tuple(self._assets[sheet] for sheet in sheets)
        self._environment = self._make_environment()
        self._templates: dict[str, Template] = {}
        self._words: dict[str, Words] = {}
        self._pieces: dict[str, Pieces] = {}

    @classmethod
    def load(cls, folders: Sequence[Path] = (), name: str = "default") -> Theme:
        """The theme of a name, sought in the folders and then among those that come with legalsite.

        Raises ThemeError if it is not there, or its settings cannot be read.
        """
        return cls(folders, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return Theme, self._asked  # another process reads it anew: templates cannot be sent

    @property
    def languages(self) -> tuple[str, ...]:
        """The tags for which the theme has words, sorted."""
        found = {po.parents[1].name for layer in self._layers for po in layer.glob("locale/*/LC_MESSAGES/theme.po")}
        return tuple(sorted(found))

    def words(self, language: str) -> Words:
        """The theme's words in a language. Raises ThemeError for a catalog that is none."""
        words = self._words.get(language)
        if words is None:
            try:
                words = self._words[language] = read_words(language, self._catalogs, self._dates)
            except ValueError as error:
                raise ThemeError(str(error)) from error
        return words

    def pieces(self, language: str) -> Pieces:
        """The pieces of a clause in a language. Raises ThemeError for a macro that is missing or wrong."""
        pieces = self._pieces.get(language)
        if pieces is None:
            pieces = self._pieces[language] = self._compile_pieces(language)
        return pieces

    def asset(self, name: str) -> str:
        """The path, from the site's root, of a static file. Raises ThemeError for one that is not there."""
        if name not in self._assets:
            raise ThemeError(f"theme {self.name}: no file {name!r} in static/")
        return self._assets[name]

    def render(self, page: Page) -> str:
        """The whole HTML of a page. Raises ThemeError where the template of its kind is wrong."""
        values = {part.name: getattr(page, part.name) for part in fields(page)}
        values["words"] = self.words(page.frame.language)
        try:
            return self._template(page.template).render(values)
        except ThemeError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a template did, its author is told where
            self._fail(error, page.template)

    def _template(self, name: str) -> Template:
        template = self._templates.get(name)
        if template is None:
            template = self._templates[name] = self._environment.get_template(name)
        return template

    def _fail(self, error: Exception, name: str) -> NoReturn:
        path, line = f"theme {self.name}, {name}", 0
        if isinstance(error, TemplateSyntaxError):
            path, line = error.filename or path, error.lineno
        else:
            step = error.__traceback__
            while step is not None:  # the innermost step that stands in a template
                if step.tb_frame.f_code.co_filename.endswith(".j2"):
                    path, line = step.tb_frame.f_code.co_filename, step.tb_lineno
                step = step.tb_next
        what = error.message if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"
        raise ThemeError(f"{path}:{line}: {what}" if line else f"{path}: {what}") from error

    def _compile_pieces(self, language: str) -> Pieces:
        wanted = dict(takes())
        found: dict[str, Any] = {}
        for index, layer in enumerate(self._layers):
            path = layer / "templates" / PIECES
            if not path.is_file():
                continue
            try:
                template = self._environment.get_template(f"{index}/{PIECES}")
                module = template.make_module({"words": self.words(language)})
                macros = {name: getattr(module, name) for name in wanted if hasattr(module, name)}
            except (TemplateError, TypeError) as error:
                self._fail(error, PIECES)
            for name in macros.keys() - found.keys():
                try:
                    found[name] = compile_piece(macros[name], wanted[name])
                except (ValueError, TypeError, TemplateError) as error:
                    raise ThemeError(f"{path}: macro {name}({', '.join(wanted[name])}): {error}") from error
        if missing := sorted(wanted.keys() - found.keys()):
            raise ThemeError(f"theme {self.name}: {PIECES} has no macro {', '.join(missing)}")
        return Pieces(**found)

    def _make_environment(self) -> ImmutableSandboxedEnvironment:
        loaders = [FileSystemLoader(layer / "templates") for layer in self._layers]
        by_prefix = {layer.name: loader for layer, loader in zip(self._layers, loaders, strict=True)}
        by_prefix |= {str(index): loader for index, loader in enumerate(loaders)}
        environment = ImmutableSandboxedEnvironment(
            loader=ChoiceLoader([*loaders, PrefixLoader(by_prefix)]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            extensions=["jinja2.ext.i18n"],
        )
        environment.install_gettext_callables(_gettext, _ngettext, newstyle=True)  # type: ignore[attr-defined]
        environment.globals |= {"asset": self.asset, "stylesheets": self.stylesheets, "said_in": _said_in}
        environment.filters |= {"date": _date, "time": _time, "language": _language}
        return environment

    def _catalogs(self, tag: str) -> list[Path]:
        paths = [layer / "locale" / tag / "LC_MESSAGES" / "theme.po" for layer in self._layers]
        return [path for path in paths if path.is_file()]

    def _settings(self) -> dict[str, Any]:
        return next((settings for layer in self._layers if (settings := _settings(layer))), {})

    def _files(self) -> list[tuple[str, Path]]:
        """Every file of every layer with its path in there, by layer and path."""
        return [
            (f"{index}/{path.relative_to(layer).as_posix()}", path)
            for index, layer in enumerate(self._layers)
            for path in sorted(layer.rglob("*"))
            if path.is_file()
        ]

    def _digest(self) -> str:
        whole = blake2b(digest_size=16)
        for name, path in self._files():
            data = path.read_bytes()
            whole.update(f"{name}\0{len(data)}\0".encode())
            whole.update(data)
        return whole.hexdigest()

    def _read_static(self) -> tuple[dict[str, str], Mapping[str, bytes]]:
        assets: dict[str, str] = {}
        contents: dict[str, bytes] = {}
        for layer in self._layers:
            for path in sorted((layer / "static").rglob("*")):
                name = path.relative_to(layer / "static").as_posix()
                if path.is_file() and name not in assets:
                    data = path.read_bytes()
                    assets[name] = published = _hashed(name, data)
                    contents[published] = data
        return assets, MappingProxyType(contents)


def _layers(folders: Sequence[Path], name: str) -> list[Path]:
    """The folders of a theme, and of the themes that it extends, the first before the others."""
    found: list[Path] = []
    wanted, seen = name, set[str]()
    while wanted and wanted not in seen:
        seen.add(wanted)
        here = [folder / wanted for folder in folders if (folder / wanted).is_dir()]
        if not here:
            raise ThemeError(f"no theme {wanted!r} in {', '.join(map(str, folders))}")
        found += here
        settings = next((settings for layer in here if (settings := _settings(layer))), {})
        wanted = settings.get("extends", "")
    return found


def _settings(layer: Path) -> dict[str, Any]:
    path = layer / "theme.toml"
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ThemeError(f"{path}: {error}") from error


def _hashed(name: str, data: bytes) -> str:
    path = PurePosixPath("static") / name
    return str(path.with_name(f"{path.stem}.{blake2b(data, digest_size=5).hexdigest()}{path.suffix}"))


def _of(context: Context) -> Words:
    words = context.get("words")
    if not isinstance(words, Words):
        raise TemplateError("words are known only to templates that are imported 'with context'")
    return words


@pass_context
def _gettext(context: Context, message: str) -> str:
    return _of(context).gettext(message)


@pass_context
def _ngettext(context: Context, one: str, many: str, count: int) -> str:
    return _of(context).ngettext(one, many, count)


@pass_context
def _date(context: Context, iso: str) -> str:
    return _of(context).date(iso)


@pass_context
def _time(context: Context, iso: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(iso, _of(context).date(iso))


@pass_context
def _language(context: Context, tag: str) -> str:
    return _of(context).language_name(tag)


@pass_context
def _said_in(context: Context) -> Markup:
    words = _of(context)
    if not words.foreign:
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(words.tag, words.direction(words.tag))
