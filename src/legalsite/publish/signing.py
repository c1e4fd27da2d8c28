"""Signs a request to one of Amazon's services: Signature Version 4, as its reference describes it.

One request a publication is no reason for a dependency of some twenty megabytes.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Keys:
    """Who asks. They are never shown."""

    access: str
    secret: str = field(repr=False)
    token: str = field(default="", repr=False)


def signed(
    method: str, address: str, body: bytes, service: str, region: str, keys: Keys, now: datetime
) -> Mapping[str, str]:
    """The headers that sign a request without a query. now: in UTC."""
    parts = urlsplit(address)
    moment, day = f"{now:%Y%m%dT%H%M%SZ}", f"{now:%Y%m%d}"
    headers = {"host": parts.netloc, "x-amz-date": moment}
    if keys.token:
        headers["x-amz-security-token"] = keys.token
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    request = "\n".join((method, parts.path or "/", "", lines, names, sha256(body).hexdigest()))
    scope = f"{day}/{region}/{service}/aws4_request"
    text = "\n".join(("AWS4-HMAC-SHA256", moment, scope, sha256(request.encode()).hexdigest()))
    key = f"AWS4{keys.secret}".encode()
    for step in (day, region, service, "aws4_request"):
        key = hmac.digest(key, step.encode(), "sha256")
    signature = hmac.digest(key, text.encode(), "sha256").hex()
    said = f"AWS4-HMAC-SHA256 Credential={keys.access}/{scope}, SignedHeaders={names}, Signature={signature}"
    return {"X-Amz-Date": moment, "Authorization": said} | (
        {"X-Amz-Security-Token": keys.token} if keys.token else {}
    )
