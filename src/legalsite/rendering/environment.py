"""Jinja as themes meet it: what their templates may use besides the values of a page."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from contextlib import suppress
from functools import partial
from importlib.util import cache_from_source
from pathlib import Path
from pickle import UnpicklingError
from types import CodeType, MethodType
from typing import Any

import jinja2
from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from legalsite.model import digest
from legalsite.rendering.gaps import with_gaps
from legalsite.rendering.once import Once
from legalsite.rendering.pages import VALUES
from legalsite.rendering.words import Words


class _Context(Context):
    """Calls what is known to ask for no context without looking whether it does: a page makes sixty calls,
    and Jinja's look costs more than most of them."""

    _ASK_FOR_NOTHING = (Macro, BlockReference, MethodType, partial, Once)

    def call(self, obj: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        if type(obj) not in self._ASK_FOR_NOTHING:
            return super().call(obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return obj(*args, **kwargs)


class _Template(Template):
    """Does twice as fast what a page does most; a Jinja that works in another way does it in that way."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - Jinja calls it so
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        made = super().from_code(environment, code, globals, uptodate)
        made.root_render_func.__globals__.update(escape=_escape, filled=_filled)
        return made

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        # a page that adds no name of its own to those of its environment can share what it imports
        own = ctx is not None and len(ctx.globals_keys) != len(self.environment.globals)
        return super()._get_default_module(ctx if own else None)


_SPECIAL = re.compile("[&<>\"']")


def _escape(value: object) -> str:
    """What a template writes of a value: three of four are markup, or have no sign to escape."""
    if type(value) is Markup or (type(value) is str and _SPECIAL.search(value) is None):
        return value
    return escape(value)


class _Plain(CodeGenerator):
    """Writes `value.name` as Python does, where Jinja would ask whether there is such a thing, and a message
    with values in it in one step."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja calls it so
        if isinstance(node.node, nodes.Name) and node.node.name == "self":  # whose blocks are no attributes
            super().visit_Getattr(node, frame)
        else:
            self.visit(node.node, frame)
            self.write(f".{node.attr}")

    def visit_Mod(self, node: nodes.BinExpr, frame: Frame) -> None:  # noqa: N802 - likewise Jinja's name
        if isinstance(node.left, nodes.MarkSafeIfAutoescape):  # a message: everything of ours is escaped
            self.write("filled(")
            self.visit(node.left.expr, frame)
            self.write(", ")
            self.visit(node.right, frame)
            self.write(")")
        else:
            super().visit_Mod(node, frame)


def _filled(message: str, values: Mapping[str, object]) -> Markup:
    """A message with its values in their places: markup as it is, all else escaped."""
    return Markup(message % {name: _escape(value) for name, value in values.items()})  # noqa: S704 - from a catalog of ours


class Trusted(Environment):
    """For the themes that come with legalsite, which ask for nothing that is not there."""

    code_generator_class = _Plain
    context_class = _Context
    template_class = _Template

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._found: dict[str, Template] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What every template may use; none has more of its own."""
        return super().make_globals(d) if d else self.globals

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja calls it so
    ) -> Template:
        """The template of a name, sought once: a page asks for ten."""
        if not isinstance(name, str):
            return name
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = super().get_template(name, parent, globals)
        return found


class Sandbox(ImmutableSandboxedEnvironment):
    """For a theme from elsewhere: it runs no code of its own. Values of pages are safe to look into; what
    templates are given to call is for calling alone, because one thing leads to another."""

    context_class = _Context
    template_class = _Template
    intercepted_binops = frozenset(("*", "**"))

    LONGEST = 10_000
    """Binary digits of a number that is multiplied: what takes the processor minutes cannot be broken off."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if type(obj) in VALUES:
            return not attr.startswith("_")
        own = isinstance(obj, partial | MethodType) or type(obj).__module__.partition(".")[0] == "legalsite"
        return not own and super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if isinstance(left, int) and isinstance(right, int):
            digits = (left.bit_length(), right.bit_length())
            if (sum(digits) if operator == "*" else digits[0] * abs(right)) > self.LONGEST:
                raise SecurityError("a number is too large to be counted with")
        return super().call_binop(context, operator, left, right)


class Compiled(BytecodeCache):
    """The templates of a theme, compiled once for all languages, which share the code.

    kept: whether they are for later processes too. They lie where Python keeps our own compiled modules, by
    its rules: whoever can write there can change the program itself. So only themes of ours are kept.
    """

    def __init__(self, *, kept: bool) -> None:
        self._code: dict[str, CodeType] = {}
        self._folder = _compiled_here() if kept else None

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.code = self._code[bucket.key]
        elif self._folder:
            with suppress(OSError, EOFError, ValueError, TypeError, UnpicklingError):  # or it is made again
                bucket.bytecode_from_string((self._folder / bucket.key).read_bytes())
            if bucket.code:
                self._code[bucket.key] = bucket.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code
        self._code[bucket.key] = bucket.code
        if self._folder and not sys.dont_write_bytecode:
            with suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                new = self._folder / f"{bucket.key}.{os.getpid()}"
                new.write_bytes(bucket.bytecode_to_string())
                new.replace(self._folder / bucket.key)


def _compiled_here() -> Path:
    """The folder of compiled templates: another one for each Python, Jinja and state of this file."""
    made_by = digest(jinja2.__version__, Path(__file__).read_bytes()).hex()
    compiled = Path(cache_from_source(__file__))
    return compiled.with_name(f"templates.{sys.implementation.cache_tag}.{made_by}")


def make_environment(
    folders: Sequence[Path],
    asset: Callable[[str], str],
    stylesheets: tuple[str, ...],
    words: Words,
    others: Callable[[str], Words],
    compiled: Compiled,
    *,
    trusted: bool,
) -> Environment:
    """The environment of a theme's templates in one language: a sandbox, at a tenth of a build's time,
    unless trusted. others: the words of any language, by its tag.

    A template is sought in the folders in turn; "default/base.html.j2" is that of the last folder named
    default, "0/base.html.j2" that of the first folder.
    """
    loaders = [FileSystemLoader(folder / "templates") for folder in folders]
    by_prefix = {folder.name: loader for folder, loader in zip(folders, loaders, strict=True)}
    by_prefix |= {str(index): loader for index, loader in enumerate(loaders)}
    kind: type[Environment] = Trusted if trusted else Sandbox
    environment = kind(
        loader=ChoiceLoader([*loaders, PrefixLoader(by_prefix)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=compiled,
        extensions=["jinja2.ext.i18n"],
    )
    install: Callable[..., None] = vars(environment)[
        "install_gettext_callables"
    ]  # the extension put it there
    install(words.gettext, words.ngettext)
    once = Once()
    environment.globals |= {
        "asset": asset,
        "stylesheets": stylesheets,
        "said_in": partial(Markup, _said_in(words)),
        "once": once,
        "each": once.each,
        "with_gaps": with_gaps,
        "gettext_in": partial(_gettext_in, others),
        "_": words.gettext,
    }
    environment.filters |= {
        "date": words.date,
        "time": words.time,
        "language": words.language_name,
        "data": _data,
    }
    return environment


def _gettext_in(others: Callable[[str], Words], message: str, language: str) -> str:
    """The words of a message in another language than the page's, "" where the theme has none in it."""
    words = others(language)
    return "" if words.foreign else words.gettext(message)


def _data(json: str) -> Markup:
    """JSON within a page's element for data, which no word of it can end: the signs of HTML are written as
    JSON may write any letter."""
    return Markup(json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704 - so


def _said_in(words: Words) -> Markup:
    if not words.foreign:
        return Markup()
    return Markup(' lang="{}" dir="{}"').format(words.tag, words.direction(words.tag))
