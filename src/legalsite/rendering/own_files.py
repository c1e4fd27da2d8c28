"""A site's own theme beside the one that it extends: what it takes over from that, and where it differs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches, unified_diff
from pathlib import Path

from legalsite.rendering.installed import shipped
from legalsite.rendering.layers import NAME, ThemeError, layers, theme_files

_BLOCK = re.compile(r"\{%-?\s*block\s+(\w+)")
_MACRO = re.compile(r"\{%-?\s*macro\s+(\w+).*?\{%-?\s*endmacro\s*-?%\}", re.DOTALL)
_EXTENDS = re.compile(r'\{%-?\s*extends\s+"([^"]+)"')
_PIECES = "templates/clause.html.j2"


@dataclass(frozen=True, slots=True)
class Ejected:
    """What is to be written so that a site's own theme has a file to change.

    path: the file. text: its bytes. settings: those of a new theme's theme.toml, "" where the theme is there.
    """

    path: Path
    text: bytes
    settings: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """How a file of a site's own theme stands to the one that it takes the place of.

    name: within the theme. instead: the folder's name that the other one is in, "" where there is none.
    lines: the difference in the form of `diff -u`, empty where the two are the same. parts: the blocks that
    it changes of a template that it extends.
    """

    name: str
    instead: str = ""
    lines: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


def eject(themes: Path, used: str, own: str, file: str, part: str = "") -> Ejected:
    """A file of the theme in use, as the start of one's own.

    themes: the site's folder of themes. used: the theme that the site is made with. own: the theme that the
    file is for: the used one itself, or a new one that extends it. file: a path within the theme, or the end
    of one. part: the one block or macro wanted of a template, "" for the whole file.
    Raises ThemeError where there is no such file or part, or the site's theme has the file already.
    """
    if not NAME.fullmatch(own):
        raise ThemeError(f"{own!r} is no name of a theme: letters, digits, - and _ only")
    found = layers((themes, shipped()), used)
    files = theme_files(found)
    name = _named(file, tuple(files))
    path = themes / own / name
    if path.exists():
        raise ThemeError(f"{path} is there already; `legalsite theme diff` says what it changes")
    source = files[name]
    text = _part(source, name, part) if part else source.read_bytes()
    settings = "" if (themes / own / "theme.toml").exists() else _settings(own, used)
    return Ejected(path, text, settings)


def differences(themes: Path, used: str) -> Iterator[Difference]:
    """What the site's own folders of the theme in use change, file by file. Raises ThemeError."""
    found = layers((themes, shipped()), used)
    for index, folder in enumerate(found):
        if folder.parent != themes:
            continue
        below = theme_files(found[index + 1 :])
        for name, path in sorted(theme_files([folder]).items()):
            yield _difference(name, path, below.get(name))


def _difference(name: str, path: Path, other: Path | None) -> Difference:
    if other is None:
        return Difference(name)
    folder = other.parents[name.count("/")].name
    mine, theirs = path.read_bytes(), other.read_bytes()
    try:
        new, old = mine.decode(), theirs.decode()
    except UnicodeDecodeError:
        return Difference(name, folder, () if mine == theirs else ("binary files differ\n",))
    if name == _PIECES:
        wanted = _macros(new)
        old = "".join(macro for macro_name, macro in _macros(old).items() if macro_name in wanted)
        new = "".join(wanted.values())
    elif (extended := _EXTENDS.search(new)) and extended[1].endswith(f"/{Path(name).name}"):
        return Difference(name, folder, parts=tuple(_BLOCK.findall(new)))
    lines = unified_diff(
        old.splitlines(keepends=True), new.splitlines(keepends=True), f"{folder}/{name}", str(path)
    )
    return Difference(name, folder, tuple(lines))


def _named(file: str, names: Sequence[str]) -> str:
    found = [name for name in names if name == file or name.endswith(f"/{file}")]
    if len(found) == 1:
        return found[0]
    if found:
        raise ThemeError(f"{file!r} may be {', '.join(found)}: write one of these")
    short = [Path(name).name for name in names]
    close = get_close_matches(Path(file).name, short, 3)
    raise ThemeError(
        f"the theme has no file {file!r}"
        + (f"; did you mean {' or '.join(dict.fromkeys(close))}?" if close else "")
    )


def _part(source: Path, name: str, part: str) -> bytes:
    """The start of a template that changes one part: a macro as it is, a block that shows what it showed."""
    text = source.read_text("utf-8")
    if name == _PIECES:
        there, start = _macros(text), ""
    else:
        folder = source.parents[name.count("/")].name
        start = f'{{% extends "{folder}/{Path(name).name}" %}}\n'
        there = {
            block: f"{{% block {block} %}}\n{{{{ super() }}}}\n{{% endblock %}}\n"
            for block in _BLOCK.findall(text)
        }
    if part not in there:
        raise ThemeError(f"{name} has no {part!r}; it has {', '.join(sorted(there)) or 'no parts'}")
    return (start + there[part]).encode()


def _macros(text: str) -> dict[str, str]:
    return {found[1]: found[0] + "\n" for found in _MACRO.finditer(text)}


def _settings(own: str, used: str) -> str:
    return f'name = "{own}"\nversion = "1"\nextends = "{used}"\n'
