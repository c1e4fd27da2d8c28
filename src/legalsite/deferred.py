"""Exports that are imported when they are first asked for, so that a command starts with what it needs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module

__all__ = ["deferred"]


def deferred(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """What a package takes for its ``__getattr__`` (PEP 562).

    homes: the exported names, in one string, by the module that they come from, as seen from the package.
        None may be the name of a module in the package too: importing that would put the module in its place.
    """
    modules = {name: f"{package}.{module}" for module, names in homes.items() for name in names.split()}

    def find(name: str) -> object:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value: object = getattr(import_module(modules[name]), name)
        setattr(sys.modules[package], name, value)
        return value

    return find
