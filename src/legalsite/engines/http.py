"""JSON over HTTP, with what went wrong in words of ours.

The standard library's client will do: a request is one JSON body, asked one after the other, and one more
dependency for each site, with those of its own, would bring nothing but a nicer call.
"""

from __future__ import annotations

import json
from typing import IO, Any
from urllib.parse import urlencode, urlsplit

from legalsite.engines.engine import EngineError

_MOST = 16 * 1024 * 1024  # bytes of an answer; more is no translation
_SHOWN = 200  # code points of an answer's own words


def ask(
    who: str,
    address: str,
    *,
    seconds: float,
    body: object = None,
    form: dict[str, str] | None = None,
) -> Any:
    """The JSON that a server answers: to a body of JSON, to a form, or to a plain question.

    who: the engine, for messages. No message names the body: it may hold a key. Raises EngineError.
    """
    from urllib.error import HTTPError  # imported here: few runs of the command ask anyone
    from urllib.request import Request, urlopen

    if urlsplit(address).scheme not in ("http", "https"):
        raise EngineError(f"{address!r} is no address of {who}: it starts with https:// or http://")
    headers = {"Accept": "application/json", "User-Agent": "legalsite"}
    data = None
    if body is not None:
        data, headers["Content-Type"] = json.dumps(body).encode(), "application/json"
    elif form is not None:
        data = urlencode(form).encode()
    try:
        with urlopen(Request(address, data, headers), timeout=seconds) as answer:  # noqa: S310  checked above
            told = answer.read(_MOST + 1)
    except HTTPError as error:
        raise refused(who, error.code, _told(error), error.headers.get("Retry-After", "")) from None
    except OSError as error:
        raise EngineError(_unreached(who, address, error, seconds), passing=True) from None
    try:
        return json.loads(told) if len(told) <= _MOST else None
    except ValueError:
        raise EngineError(f"what {who} answered is no JSON: is {address} its address?") from None


def refused(who: str, status: int, told: str, retry_after: str = "") -> EngineError:
    """What a status of 400 or more means. told: the server's own words. retry_after: its header."""
    said = f" ({told})" if told else ""
    wait = float(retry_after) if retry_after.isdecimal() else 0.0
    if status in (401, 403):
        return EngineError(f"{who} does not accept the key{said}")
    if status == 429:
        return EngineError(f"{who} is asked too often{said}", passing=True, wait=wait)
    if status == 456:
        return EngineError(f"the month's characters of this key at {who} are used up{said}")
    if status >= 500:
        return EngineError(f"{who} has a failure of its own: {status}{said}", passing=True, wait=wait)
    if status in (400, 413, 414, 422):
        return EngineError(f"{who} refuses the text{said}", texts=True)
    return EngineError(f"{who} answered {status}{said}: is the address right?")


def _told(error: IO[bytes]) -> str:
    """A server's own words about what went wrong; "" if it has none."""
    try:
        answer = json.loads(error.read(_MOST))
    except (ValueError, OSError):
        return ""
    if not isinstance(answer, dict):
        return ""
    said = next((answer[key] for key in ("error", "explanation", "message") if answer.get(key)), "")
    return " ".join(str(said).split())[:_SHOWN]


def _unreached(who: str, address: str, error: OSError, seconds: float) -> str:
    reason = getattr(error, "reason", error)
    host = urlsplit(address).netloc.rpartition("@")[2]
    if isinstance(reason, TimeoutError):
        return f"{who} at {host} gave no answer within {seconds:g} seconds"
    return f"{who} at {host} cannot be reached ({getattr(reason, 'strerror', None) or reason})"
