"""Tells the caches in front of a place which addresses have something else now."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape

from legalsite.publish.failure import PublishError, PurgeError
from legalsite.publish.profiles import aws_profile
from legalsite.publish.signing import Keys, signed

_AT_ONCE = 30  # addresses that Cloudflare takes in one request, on any plan
_MOST = 900
"""Addresses from which on everything is purged: one wildcard is cheaper and sooner done."""
_SECONDS = 30.0
_CLOUDFRONT = "https://cloudfront.amazonaws.com"
_CLOUDFLARE = "https://api.cloudflare.com/client/v4"


def purge(where: str, base_url: str, names: Sequence[str], environment: Mapping[str, str]) -> None:
    """Purges names from a cache: ``cloudfront:ID``, ``cloudflare:ZONE`` or ``command:PROGRAM``.

    base_url: where the site is read. environment: variables that say who we are. Raises PurgeError: then
    the site is published, and what a cache has may be old until its time is over.
    """
    service, _, what = where.partition(":")
    paths = list(addresses(base_url, names))
    if not paths:
        return
    if service == "command" and what:
        _command(what, base_url, paths)
    elif service == "cloudfront" and what:
        _cloudfront(what, base_url, paths, environment)
    elif service == "cloudflare" and what:
        _cloudflare(what, base_url, paths, environment)
    else:
        raise PurgeError(f"--purge {where}: write cloudfront:ID, cloudflare:ZONE or command:PROGRAM")


def addresses(base_url: str, names: Iterable[str]) -> Iterable[str]:
    """The paths at which names are read, from the host's root: a page's folder too."""
    root = urlsplit(base_url).path or "/"
    for name in sorted(names):
        path = root + quote(name)
        if name.endswith("index.html"):
            yield path.removesuffix("index.html")
        yield path


def _origin(base_url: str) -> str:
    parts = urlsplit(base_url)
    if not parts.netloc:
        raise PurgeError("caches are told whole addresses: write base_url in site.toml")
    return f"{parts.scheme}://{parts.netloc}"


def _command(program: str, base_url: str, paths: Sequence[str]) -> None:
    origin = _origin(base_url) if base_url else ""
    lines = "".join(f"{origin}{path}\n" for path in paths)
    try:
        asked = [program]
        done = subprocess.run(asked, input=lines, text=True, capture_output=True, check=False)  # noqa: S603 - theirs
    except OSError as error:
        raise PurgeError(f"{program} cannot be run: {error.strerror}") from None
    if done.returncode:
        raise PurgeError(f"{program} failed with {done.returncode}: {done.stderr.strip()[-300:]}")


def _cloudflare(zone: str, base_url: str, paths: Sequence[str], environment: Mapping[str, str]) -> None:
    token = environment.get("CLOUDFLARE_API_TOKEN", "")
    if not token:
        raise PurgeError("CLOUDFLARE_API_TOKEN is not in the environment")
    root = (environment.get("CLOUDFLARE_API_BASE_URL") or _CLOUDFLARE).rstrip("/")
    there = f"{root}/zones/{quote(zone, safe='')}/purge_cache"
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    origin = _origin(base_url)
    whole = [origin + path for path in paths]
    bodies: list[dict[str, object]] = [{"purge_everything": True}]
    if len(paths) <= _MOST:
        bodies = [{"files": whole[at : at + _AT_ONCE]} for at in range(0, len(whole), _AT_ONCE)]
    for body in bodies:
        _post("Cloudflare", there, json.dumps(body).encode(), headers)


def _cloudfront(ident: str, base_url: str, paths: Sequence[str], environment: Mapping[str, str]) -> None:
    root = urlsplit(base_url).path or "/"
    listed = [f"{root}*"] if len(paths) > _MOST else paths
    items = "".join(f"<Path>{escape(path)}</Path>" for path in listed)
    # the same paths at the same moment are the same request, however often it is made
    caller = sha256(f"{datetime.now(UTC):%Y%m%dT%H%M%S}{items}".encode()).hexdigest()[:32]
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<InvalidationBatch xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/">'
        f"<CallerReference>{caller}</CallerReference>"
        f"<Paths><Items>{items}</Items><Quantity>{len(listed)}</Quantity></Paths></InvalidationBatch>"
    ).encode()
    ends = (environment.get(key, "") for key in ("AWS_ENDPOINT_URL_CLOUDFRONT", "AWS_ENDPOINT_URL"))
    there = next((end for end in ends if end), _CLOUDFRONT).rstrip("/")
    there += f"/2020-05-31/distribution/{quote(ident, safe='')}/invalidation"
    headers = signed("POST", there, body, "cloudfront", "us-east-1", _keys(environment), datetime.now(UTC))
    _post("CloudFront", there, body, {**headers, "Content-Type": "application/xml"})


def _keys(environment: Mapping[str, str]) -> Keys:
    """Keys for a request that we sign ourselves."""
    if environment.get("AWS_ACCESS_KEY_ID"):
        return Keys(
            environment["AWS_ACCESS_KEY_ID"],
            environment.get("AWS_SECRET_ACCESS_KEY", ""),
            environment.get("AWS_SESSION_TOKEN", ""),
        )
    try:
        said = aws_profile(environment)
    except PublishError as error:
        raise PurgeError(str(error)) from None
    if provider := said.get("credential_provider"):
        found = provider()
        return Keys(found["access_key_id"], found["secret_access_key"], found.get("token") or "")
    config = said.get("config", {})
    if "access_key_id" in config:
        return Keys(config["access_key_id"], config["secret_access_key"], config.get("session_token", ""))
    raise PurgeError("no keys for CloudFront are in the environment or in a profile")


def _post(who: str, address: str, body: bytes, headers: Mapping[str, str]) -> None:
    """Makes a request; no message names a header, which may hold a key."""
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen

    if urlsplit(address).scheme not in ("http", "https"):
        raise PurgeError(f"{address!r} is no address of {who}")
    try:
        request = Request(address, body, dict(headers))  # noqa: S310 - checked above
        with urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 - likewise
            answer.read()
    except HTTPError as error:
        with error:
            raise PurgeError(f"{who} answered {error.code} ({error.reason})") from None
    except OSError as error:
        raise PurgeError(f"{who} cannot be reached ({getattr(error, 'reason', error)})") from None
