"""The places that a site can be published to, and where the leave to do so comes from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from legalsite.disk import in_words
from legalsite.publish.failure import PublishError
from legalsite.publish.profiles import aws_profile
from legalsite.publish.store import Store

_OBJECTS = {"s3", "s3a", "gs", "az", "azure", "abfs", "abfss", "adl", "memory"}
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_TIMEOUT = timedelta(seconds=45)
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")


def open_store(target: str, prefix: str, environment: Mapping[str, str], at_once: int = 16) -> Store:
    """The store that a target names: a folder, or an address as in s3://bucket/folder.

    prefix: a folder in it, or "". environment: variables that say who we are, and where profiles are. Raises
    PublishError.
    """
    try:
        from obstore import store as stores
    except ImportError:
        raise PublishError('publishing needs obstore: `pip install "legalsite[publish]"`') from None
    if prefix and not _PLAIN.fullmatch(prefix):
        raise PublishError(f"{prefix!r} is no prefix: letters, digits, - _ . and / between folders")
    scheme = urlsplit(target).scheme.lower() if "://" in target else ""
    if scheme in ("", "file"):
        folder = Path(urlsplit(target).path if scheme else target).expanduser().absolute() / prefix
        if folder.exists() and not folder.is_dir():
            raise PublishError(f"{folder} is a file, not a folder")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise PublishError(in_words(error)) from None
        here = stores.LocalStore(folder, automatic_cleanup=True)
        return Store(here, keeps_headers=False, at_once=at_once, folder=folder)
    if scheme not in _OBJECTS:
        raise PublishError(
            f"nothing is published to {scheme}:// here; there are s3://, gs://, az:// and folders. For "
            f"SFTP and rsync, see legalsite/publish/README.md"
        )
    address = f"{target.rstrip('/')}/{prefix}" if prefix else target
    try:
        if scheme == "memory":
            return Store(stores.MemoryStore(), keeps_headers=True, at_once=at_once)
        settings = aws_profile(environment) if scheme.startswith("s3") else {}
        settings |= {"client_options": _client(environment)}
        settings |= {"retry_config": {"max_retries": 0}}  # `Store` asks again, where it is counted
        raw = stores.from_url(address, **settings)
    except PublishError:
        raise
    except Exception as error:  # noqa: BLE001 - obstore raises errors of many kinds for an address that it cannot read
        first = str(error).partition("\n")[0]
        raise PublishError(f"{target} cannot be published to: {first}") from None
    return Store(raw, keeps_headers=True, at_once=at_once)


def _client(environment: Mapping[str, str]) -> dict[str, Any]:
    """How long to wait; plain HTTP is for servers on this machine alone."""
    keys = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AZURE_STORAGE_ENDPOINT", "GOOGLE_BASE_URL")
    hosts = {urlsplit(environment.get(key, "")).hostname for key in keys}
    told: dict[str, Any] = {"timeout": _TIMEOUT, "connect_timeout": timedelta(seconds=10)}
    return told | ({"allow_http": True} if hosts & _LOOPBACK else {})
