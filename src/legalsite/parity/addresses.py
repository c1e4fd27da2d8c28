"""E-mail addresses, telephone numbers, links and code in a text: what no language changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from legalsite.model import STATES, Code, Link, Text

_MAIL = re.compile(r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_END = r"\s<>()\"\u00ab\u00bb\u201c-\u201e\u3001\u3002\uff08\uff09\uff0c"
_WEB = re.compile(rf"(?:https?://|www\.)[^{_END}]*[^{_END}.,;:!?]", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w.,/])\+?\(?\d[\d \u00a0()\u2010-\u2013-]{5,}\d(?![\w/]|[.,]\d)")
_SIGN = re.compile(r"[\d@]|://|www\.", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:[ \u00a0]\d{3})+|\d+")
_LOCAL = re.compile(r"\d{2,3}-\d{2}-\d{2}")
_OTHER = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|[\d \u00a0]+[\u2010-\u2013-][\d \u00a0]+")
_SHORTEST, _LOCAL_DIGITS, _LONGEST = 9, 7, 15
"""Digits of a telephone number: without any sign that it is one, with such a sign, and at most."""
_TRUNK = re.compile(r"^(?:00|8(?=\d{10}$)|0)")
"""What is dialled before a number within its country, in place of the country's code."""
_MAILTO, _TEL = "mailto:", "tel:"
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?", re.IGNORECASE)
_SUFFIX = re.compile(r"[._-][a-z]{2}(?=\.\w+$)")


class Address(NamedTuple):
    """Something that must be the same. kind: ``mail``, ``phone``, ``link`` or ``code``.

    key: as it is compared. host: of a link that names a language, the same without what may go with the
    language. start, end: where it stands in the text.
    """

    kind: str
    key: str
    host: str
    start: int
    end: int


def addresses(text: Text) -> Iterator[Address]:
    """All addresses of a text, and its code."""
    plain = text.plain
    for mark in text.marks:
        if isinstance(mark.style, Code):
            yield Address("code", plain[mark.start : mark.end], "", mark.start, mark.end)
        elif isinstance(mark.style, Link):
            yield from _linked(mark.style.href, mark.start, mark.end)
    if not _SIGN.search(plain):
        return
    if "@" in plain:
        for found in _MAIL.finditer(plain):
            yield Address("mail", found[0].lower(), "", *found.span())
    if "://" in plain or "www." in plain.lower():
        for found in _WEB.finditer(plain):
            yield _link(found[0], *found.span())
    for found in _PHONE.finditer(plain):
        if key := _phone(found[0]):
            yield Address("phone", key, "", *found.span())


def may_be_address(words: str) -> bool:
    """Whether one of some words may be an address, or part of one, without any mark."""
    return bool(_SIGN.search(words))


def same(one: Address, other: Address) -> bool:
    """Whether two addresses are one; of a page in several languages each may have a name of its own."""
    if one.kind != other.kind:
        return False
    if one.key == other.key:
        return True
    if one.kind == "phone":  # with the country's code here, without it there
        return len(min(one.key, other.key, key=len)) >= _LOCAL_DIGITS and (
            one.key.endswith(other.key) or other.key.endswith(one.key)
        )
    return bool((one.host or other.host) and _host(one) == _host(other))


def _linked(href: str, start: int, end: int) -> Iterator[Address]:
    if href.startswith(_MAILTO):
        address = unquote(href[len(_MAILTO) :]).partition("?")[0]
        yield Address("mail", address.lower(), "", start, end)
    elif href.startswith(_TEL):
        yield Address("phone", _TRUNK.sub("", _digits(href)), "", start, end)
    elif not href.startswith((STATES, "#")):
        yield _link(href, start, end)


def _link(href: str, start: int, end: int) -> Address:
    """A link as it is compared: without scheme, ``www`` and what names a language."""
    parts = urlsplit(href if "//" in href else f"//{href}" if href.lower().startswith("www.") else href)
    labels = [label for label in (parts.hostname or "").split(".") if label and label != "www"]
    steps = [step for step in parts.path.split("/") if step]
    kept = [_SUFFIX.sub("", step) for step in steps if not _LANGUAGE.fullmatch(step)]
    spoken = kept != steps
    if len(labels) > 2 and _LANGUAGE.fullmatch(labels[0]):  # "kk.example.org"
        labels, spoken = labels[1:], True
    query = [pair for pair in parts.query.split("&") if pair]
    asked = [pair for pair in query if not _LANGUAGE.fullmatch(pair.partition("=")[2])]
    host = ".".join(labels)
    key = "/".join((host, *kept)) + "?".join(("", *asked)) + (f"#{parts.fragment}" if parts.fragment else "")
    return Address("link", key, host if spoken or asked != query else "", start, end)


def _host(link: Address) -> str:
    return link.host or link.key.partition("/")[0]


def _phone(written: str) -> str:
    """The digits of a telephone number that count; "" for what is another number."""
    digits = _digits(written)
    if written.startswith("+"):
        return digits if len(digits) >= _LOCAL_DIGITS else ""
    if "(" in written or _LOCAL.fullmatch(written):
        return _TRUNK.sub("", digits) if len(digits) >= _LOCAL_DIGITS else ""
    if len(digits) not in range(_SHORTEST, _LONGEST + 1):
        return ""
    return "" if _GROUPED.fullmatch(written) or _OTHER.fullmatch(written) else _TRUNK.sub("", digits)


def _digits(written: str) -> str:
    return "".join(filter(str.isdecimal, written))
