"""The strings of PO files, and what is wrong with a line."""

from __future__ import annotations

import re

_STRING = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"')
_ESCAPE = re.compile(r'\\(?:([abfnrtv\\"])|([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|.)')
ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\", '"': '"'}


class Fault(Exception):  # noqa: N818 - it never leaves the reader
    """Why a line cannot be read. part: what of the line to underline."""

    def __init__(self, message: str, part: str = "") -> None:
        super().__init__(message)
        self.part = part


def unquoted(string: str) -> str:
    """What a string in quotation marks says; raises Fault."""
    found = _STRING.match(string)
    if not found:
        raise Fault("the text's closing quotation mark is missing", string)
    if rest := string[found.end() :].strip():
        raise Fault("something stands behind the closing quotation mark", rest)
    return unescaped(found[1])


def unescaped(text: str) -> str:
    """What stands between quotation marks, with its escapes replaced by what they stand for; raises Fault."""
    return _ESCAPE.sub(_sign, text) if "\\" in text else text


def _sign(found: re.Match[str]) -> str:
    if found[1]:
        return ESCAPES[found[1]]
    code = int(found[2], 8) if found[2] else int(found[3], 16) if found[3] else 0
    if not 0 < code < 0x80:
        raise Fault(f"the escape {found[0]!r} stands for no character", found[0])
    return chr(code)
