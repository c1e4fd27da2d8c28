"""What a template says again and again, made once."""

from __future__ import annotations

from collections.abc import Iterable
from types import CodeType

from jinja2.runtime import Macro
from markupsafe import Markup

_Key = int | tuple[object, ...]


class Once:
    """`{% call once(values...) %}...{% endcall %}`: what a template makes of some values, made once for them.

    Values are known by their identity, strings by their letters: the rows of a policy's versions are the
    same objects on all its pages of one depth, and the way to the root is the same on thousands. What stands
    in the block may depend on nothing else but the language; no block or file that another theme may have in
    its own way may stand in it, because that may look at anything.
    """

    KEPT = 512
    """What is remembered of each block at most, so that memory does not grow with the site."""

    def __init__(self) -> None:
        self._blocks: dict[int, tuple[CodeType, dict[_Key, tuple[object, str]]]] = {}

    def __call__(self, *values: object, caller: Macro) -> str:
        made = self._made(caller)
        key = tuple([value if type(value) is str else id(value) for value in values])
        known = made.get(key)
        if known is None:
            known = made[key] = values, caller()
        return known[1]

    def each(self, values: Iterable[object], caller: Macro) -> Markup:
        """`{% call(value) each(values) %}...{% endcall %}`: the same for each of some values in turn."""
        made = self._made(caller)
        out: list[str] = []
        for value in values:
            known = made.get(id(value))
            if known is None:
                known = made[id(value)] = value, caller(value)
            out.append(known[1])
        return Markup("".join(out))  # noqa: S704 - each is what a block has written

    def _made(self, caller: Macro) -> dict[_Key, tuple[object, str]]:
        """What is remembered of a block."""
        code = caller._func.__code__  # noqa: SLF001 - what tells one block of the templates from another
        known = self._blocks.get(id(code))
        if known is None:
            known = self._blocks[id(code)] = code, {}
        made = known[1]
        if len(made) > self.KEPT:
            made.clear()
        return made
