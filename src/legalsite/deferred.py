"""Exports that are imported when they are first asked for, so that a command starts with what it needs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from types import ModuleType

__all__ = ["deferred"]


_HOMES: dict[str, Mapping[str, str]] = {}
"""By package the exported names, each with its module."""


class _Package(ModuleType):
    """A package whose exports may have the names of its modules: a module that is imported from within would
    else be put in the place of the export (PEP 562 asks for no name that is there)."""

    def __setattr__(self, name: str, value: object) -> None:
        if not isinstance(value, ModuleType) or name not in _HOMES[self.__name__]:
            super().__setattr__(name, value)


def deferred(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """What a package takes for its ``__getattr__`` (PEP 562).

    homes: the exported names, in one string, by the module that they come from, as seen from the package.
    """
    modules = {name: f"{package}.{module}" for module, names in homes.items() for name in names.split()}
    _HOMES[package] = modules
    sys.modules[package].__class__ = _Package

    def find(name: str) -> object:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value: object = getattr(import_module(modules[name]), name)
        setattr(sys.modules[package], name, value)
        return value

    return find
