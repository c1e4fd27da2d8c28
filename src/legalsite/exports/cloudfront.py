"""What Amazon CloudFront is told: a function, run as a reader asks and as the answer goes back.

Its store of objects knows no page of a folder, no 301 and no 410. CloudFront takes functions of up to 10 KB;
addresses that would make it larger go into a store of keys and values that the function asks (at most 5 MB, a
key of 512 bytes, a value of 1,024: CloudFront's quotas).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from legalsite.exports.hosting import gone, moved
from legalsite.exports.serving import HEADERS, SEARCHING, Hosting

CLOUDFRONT = ("cloudfront", "cloudfront-store", "cloudfront-values")
"""The function, the same for addresses that lie in a store, and these addresses."""

_LARGEST = 10_240
"""Bytes of a function."""
_LONGEST = 1024
"""Bytes of a value in the store; a key may have half as many."""
_MOST = 5 * 1024 * 1024
"""Bytes of a store."""

_GONE = "410"
_STORED = """import cf from 'cloudfront';
const store = cf.kvs();
async function told(path) {
  try {
    const there = await store.get(path);
    return there;
  } catch (error) { // what it does not hold
    return '';
  }
}
"""
_LISTED = """async function told(path) {
  return TOLD[path];
}
"""


class TooLargeError(Exception):
    """CloudFront would not take it; the message says what to do."""


def cloudfront_settings(style: str, hosting: Hosting) -> str:
    """The function, or what its store is to hold. style: one of CLOUDFRONT. Raises TooLargeError."""
    told = dict(moved(hosting)) | dict.fromkeys(gone(hosting), _GONE)
    if style == "cloudfront-values":
        return _values(told)
    stored = style == "cloudfront-store"
    first, then = (_STORED, "") if stored else ("", f"const TOLD = {_json(told)};\n{_LISTED}")
    made = "".join((first, _headers(hosting), then, "\n", _body()))
    if len(made.encode()) > _LARGEST:
        raise TooLargeError(
            f"CloudFront takes functions of {_LARGEST} bytes, and with the {len(told)} addresses that have "
            f"moved or are gone this one has {len(made.encode())}. Take the function of --format "
            f"cloudfront-store, and import the output of --format cloudfront-values into a key value store"
        )
    return made


def _headers(hosting: Hosting) -> str:
    """The headers that all answers bear, and those that the search's have instead. Their names are in small
    letters, as CloudFront takes them."""
    other = {name: value for name, value in SEARCHING.items() if value != HEADERS[name]}
    searches = [hosting.prefix + folder for folder in hosting.searches]
    parts = {"HEADERS": _small(HEADERS), "SEARCHING": _small(other) if searches else {}, "SEARCHES": searches}
    return "".join(f"const {name} = {_json(value)};\n" for name, value in parts.items())


def _values(told: Mapping[str, str]) -> str:
    """A file to be imported into a store of keys and values. Raises TooLargeError."""
    for here, there in told.items():
        if len(here.encode()) > _LONGEST // 2 or len(there.encode()) > _LONGEST:
            raise TooLargeError(f"CloudFront's store takes no address as long as {here}: shorten it")
    if sum(len(here.encode()) + len(there.encode()) for here, there in told.items()) > _MOST:
        raise TooLargeError("CloudFront's store holds five megabytes of addresses, and these are more")
    rows = [{"key": here, "value": there} for here, there in told.items()]
    return json.dumps({"data": rows}, ensure_ascii=False, indent=1) + "\n"


def _small(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _json(value: object) -> str:
    """As a script takes it, too; in ASCII, so that no separator of lines ends one."""
    return json.dumps(value, separators=(",", ":"))


def _body() -> str:
    """The part that is the same for all sites."""
    return Path(__file__).with_suffix(".js").read_text("utf-8")
