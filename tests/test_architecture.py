"""What ARCHITECTURE.md promises about the code, beside the import contract in pyproject.toml."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import legalsite
from legalsite.rules import RULES, page

SOURCE = Path(legalsite.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))
PACKAGES = sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))
LONGEST = 300
NAMELESS = {"base", "common", "core", "helper", "helpers", "manager", "util", "utils"}


def name(path: Path) -> str:
    """How a module is imported: ``legalsite.model.text``."""
    return ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")


def floor(module: str) -> str:
    """The part of legalsite that a module belongs to: ``model``."""
    return module.split(".")[1] if "." in module else ""


def imports(path: Path) -> Iterator[tuple[int, str, str]]:
    """Line, module and name of each import from legalsite, those inside functions too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if floor(alias.name) and alias.name.startswith("legalsite."):
                    yield node.lineno, alias.name, ""
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if node.level:
                module = ".".join(
                    filter(None, (*path.relative_to(SOURCE.parent).parts[: -node.level], module))
                )
            if module == "legalsite" or module.startswith("legalsite."):
                yield from ((node.lineno, module, alias.name) for alias in node.names)


def test_no_module_is_long() -> None:
    lines = {name(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    long = {module: count for module, count in lines.items() if count > LONGEST}
    assert long == {}, "these want splitting by what they do"


def test_every_module_is_named_after_what_it_does() -> None:
    assert [name(path) for path in MODULES if NAMELESS & {*path.relative_to(SOURCE).parts, path.stem}] == []


def test_every_package_says_what_it_is_and_what_it_exports() -> None:
    assert "model" in PACKAGES
    for package in PACKAGES:
        module = import_module(f"legalsite.{package}")
        assert module.__doc__, f"{package}/__init__.py has no docstring"
        exported = getattr(module, "__all__", [])
        assert exported, f"{package}/__init__.py has no __all__"
        assert [each for each in exported if not hasattr(module, each)] == []


def test_across_floors_only_what_a_package_exports_is_imported() -> None:
    wrong = []
    for path in MODULES:
        for line, module, imported in imports(path):
            whole = f"{module}.{imported}" if imported else module
            if floor(whole) == floor(name(path)) or (module == "legalsite" and imported == "__version__"):
                continue
            package = f"legalsite.{floor(whole)}"
            exported = getattr(import_module(package), "__all__", ())
            if module != package or (imported and imported not in exported):
                wrong.append(f"{path.relative_to(SOURCE)}:{line}: {whole}")
    assert wrong == [], "not exported by the package's __init__.py"


def test_no_module_takes_what_another_keeps_to_itself() -> None:
    wrong = [
        f"{path.relative_to(SOURCE)}:{line}: {module}.{imported}"
        for path in MODULES
        for line, module, imported in imports(path)
        if any(re.match(r"_(?!_)", part) for part in (*module.split("."), imported))
    ]
    assert wrong == []


def test_every_library_has_its_door() -> None:
    """A library that the import contract does not name could come in anywhere."""
    project = tomllib.loads((SOURCE.parents[1] / "pyproject.toml").read_text("utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    doors = {library for contract in contracts for library in contract.get("protected_modules", ())}
    outside = {
        module.split(".")[0]
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for module in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom) and not node.level
            else []
        )
    }
    assert outside - sys.stdlib_module_names - {"legalsite"} <= doors


def letters(text: str) -> str:
    """The letters of a text that are not of the script in which this is written, sorted."""
    return "".join(
        sorted({c for c in text if c.isalpha() and not unicodedata.name(c, "").startswith("LATIN ")})
    )


def test_words_of_a_language_are_data() -> None:
    """Its letters may stand in a docstring or a comment, as an example; never in a string that is used.

    Code points may (``\\u3100``): they tell one script from another.
    """
    wrong = []
    for path in MODULES:
        source = path.read_text("utf-8")
        if source.isascii():
            continue
        lines = source.split("\n")
        tree = ast.parse(source)
        prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
                if all(line.isascii() for line in lines[node.lineno - 1 : node.end_lineno]):
                    continue
                found = letters(ast.get_source_segment(source, node) or "")
                wrong += [f"{path.relative_to(SOURCE)}:{node.lineno}: {found}"] * bool(found)
    assert wrong == [], "it belongs into languages/*.toml or a theme's catalog"


@pytest.mark.parametrize("slug", RULES)
def test_every_rule_has_its_page(slug: str) -> None:
    sections = re.findall(r"^## (.*)$", page(slug), re.MULTILINE)
    assert sections == ["What", "Why", "Example", "What to do"]
    assert page(slug).startswith(f"# {slug}\n")
    assert RULES[slug].severity in {"error", "warning", "note"}


def test_every_page_is_a_rules() -> None:
    pages = {path.stem for path in (SOURCE / "rules").glob("*.md")} - {"README"}
    assert pages <= set(RULES)


def test_every_rule_is_tried() -> None:
    tests = Path(__file__).parent
    pages = (*tests.glob("cases/**/*.md"), *tests.rglob("*.py"))
    tried = "\n".join(path.read_text("utf-8") for path in pages)
    assert [slug for slug in RULES if not re.search(rf"(?<![\w-]){slug}(?![\w-])", tried)] == []
