"""A real S3 server on this machine, something between it and us that breaks things, and a reader who never
sleeps.

By default the server is moto's. Where LEGALSITE_S3 holds the address of another one (Ceph's, as
tests/README.md says), with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY beside it, the same tests run against
that.
"""

from __future__ import annotations

import http.client
import json
import logging
import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from posixpath import normpath
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from legalsite.publish import Store, open_store

KEYS = {
    "AWS_ACCESS_KEY_ID": os.environ.get("AWS_ACCESS_KEY_ID", "AKIDTEST"),
    "AWS_SECRET_ACCESS_KEY": os.environ.get("AWS_SECRET_ACCESS_KEY", "SECRETTEST"),
    "AWS_REGION": "us-east-1",
}


@contextmanager
def s3() -> Iterator[str]:
    """The address of an S3 server."""
    if there := os.environ.get("LEGALSITE_S3", ""):
        yield there
        return
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    try:
        yield f"http://{host}:{port}"
    finally:
        server.stop()


def client(address: str) -> Any:
    """boto3's client: what others see."""
    import boto3
    from botocore.config import Config

    return boto3.client(
        "s3",
        endpoint_url=address,
        aws_access_key_id=KEYS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=KEYS["AWS_SECRET_ACCESS_KEY"],
        region_name=KEYS["AWS_REGION"],
        config=Config(s3={"addressing_style": "path"}, request_checksum_calculation="when_required"),
    )


def bucket(address: str) -> str:
    """A new bucket that anybody may read."""
    name = f"site-{random.randrange(16**8):08x}"
    made = client(address)
    made.create_bucket(Bucket=name)
    policy = (
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", '
        f'"Action": ["s3:GetObject"], "Resource": ["arn:aws:s3:::{name}/*"]}}]}}'
    )
    made.put_bucket_policy(Bucket=name, Policy=policy)
    return name


def opened(address: str, target: str, prefix: str = "", *, at_once: int = 8) -> Store:
    """Our own way there."""
    return open_store(target, prefix, prepared(address), at_once)


def prepared(address: str) -> dict[str, str]:
    """An environment in which obstore finds the server: it reads the process's own."""
    environment = {**KEYS, "AWS_ENDPOINT_URL": address, "AWS_ALLOW_HTTP": "true"}
    os.environ |= environment
    return environment


Fault = Callable[[str, str, int], int | str | float | None]
"""What happens to a request (its method, its path, the how manieth it is): a status to answer with, ``cut``
before it is passed on, ``lost`` after it was, seconds to wait, or nothing."""


def always(what: int | str | float | None) -> Fault:  # noqa: PYI041 - a number is one or the other
    """The same with every request."""
    return lambda *request: what if request else None


@dataclass
class Proxy:
    """Passes requests on to a server; seen: what came through. fault: what it does to them."""

    address: str
    fault: Fault = field(default_factory=lambda: always(None))
    seen: list[tuple[str, str]] = field(default_factory=list)
    bytes_up: int = 0
    port: int = 0

    @contextmanager
    def running(self) -> Iterator[str]:
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _pass(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length)
                proxy.seen.append((self.command, self.path))
                proxy.bytes_up += length
                what = proxy.fault(self.command, self.path, len(proxy.seen))
                if what == "cut":
                    self.close_connection = True
                    return
                if isinstance(what, float):
                    time.sleep(what)
                elif isinstance(what, int):
                    self._answer(what, {}, f"<Error><Code>{_CODES.get(what, 'X')}</Code></Error>".encode())
                    return
                status, headers, data = proxy.upstream(self.command, self.path, dict(self.headers), body)
                if what == "lost":
                    self.close_connection = True
                    return
                self._answer(status, headers, data)

            def _answer(self, status: int, headers: dict[str, str], data: bytes) -> None:
                self.send_response(status)
                for name, value in headers.items():
                    if name.lower() not in (
                        "content-length",
                        "transfer-encoding",
                        "connection",
                        "date",
                        "server",
                    ):
                        self.send_header(name, value)
                length = headers.get("Content-Length", "0") if self.command == "HEAD" else str(len(data))
                self.send_header("Content-Length", length)
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(data)

            do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = _pass  # noqa: N815 - the library's names

            def log_message(self, format: str, *args: object) -> None:
                return

        server = _Server(("127.0.0.1", self.port), Handler)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            server.server_close()

    def upstream(
        self, method: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        where = urlsplit(self.address)
        with closing(http.client.HTTPConnection(where.hostname or "", where.port, timeout=300)) as connection:
            # the signature is of the host that was asked: the server must see that one
            connection.request(method, path, body or None, {**headers, "Connection": "close"})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()


@dataclass
class Google(Proxy):
    """Speaks as Google Cloud Storage does to its clients in XML, before a server that speaks S3.

    The two differ in the names of headers, and in what becomes of a deletion of nothing.
    """

    def upstream(
        self, method: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        told = {name.lower(): value for name, value in headers.items()}
        assert told.pop("authorization", "Bearer").strip() == "Bearer", "as who needs no key"
        told |= _SIGNED
        assert not [name for name in told if name.startswith("x-amz-")]
        if told.pop("x-goog-if-generation-match", "") == "0":
            told["if-none-match"] = "*"
        if source := told.pop("x-goog-copy-source", ""):
            told["x-amz-copy-source"] = _plain(source)
        path = _plain(path)
        if method == "DELETE" and super().upstream("HEAD", path, _SIGNED, b"")[0] == 404:
            return 404, {}, b"<Error><Code>NoSuchKey</Code></Error>"
        return super().upstream(method, path, told, body)


_WHO = f"{KEYS['AWS_ACCESS_KEY_ID']}/20261123/us-east-1/s3/aws4_request"
_SIGNED = {"authorization": f"AWS4-HMAC-SHA256 Credential={_WHO}, SignedHeaders=host, Signature=0"}
"""Enough for a server that looks at no signature to know whose request it is."""


def _plain(path: str) -> str:
    """A path without needless escapes: its client writes them for hyphens and dots too."""
    head, mark, query = path.partition("?")
    return quote(unquote(head), safe="/~") + mark + query


def google(address: str) -> dict[str, str]:
    """An environment in which obstore finds such a server."""
    key = {"gcs_base_url": address, "disable_oauth": True, "client_email": "a@example.com"}
    key |= {"private_key": "", "private_key_id": ""}
    environment = {"GOOGLE_SERVICE_ACCOUNT_KEY": json.dumps(key), "GOOGLE_BASE_URL": address}
    os.environ |= environment
    return environment


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is part of the test."""


_CODES = {403: "AccessDenied", 500: "InternalError", 503: "SlowDown", 429: "TooManyRequests"}


class Links(HTMLParser):
    """The addresses that a page leads to or is shown with."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for key, value in attrs:
            if key in ("href", "src") and value:
                self.found.append(value)


@dataclass
class Reader:
    """Reads pages of a site, and all that they link to, again and again. wrong: what was missing, or mixed
    up."""

    address: str
    bucket: str
    entrance: str = "index.html"
    wrong: list[str] = field(default_factory=list)
    pages: int = 0
    files: int = 0

    @contextmanager
    def reading(self) -> Iterator[None]:
        done = threading.Event()
        threads = [threading.Thread(target=self._read, args=(done, seed)) for seed in range(2)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            done.set()
            for thread in threads:
                thread.join()

    def goes_on(self, pages: int = 5) -> None:
        """Returns when it has read some pages more."""
        until, end = self.pages + pages, time.monotonic() + 300
        while self.pages < until:
            assert time.monotonic() < end, "nobody reads"
            time.sleep(0.01)

    def _read(self, done: threading.Event, seed: int) -> None:
        chance = random.Random(seed)
        where = urlsplit(self.address)
        with closing(http.client.HTTPConnection(where.hostname or "", where.port, timeout=300)) as connection:

            def get(name: str) -> bytes | None:
                connection.request("GET", f"/{self.bucket}/{name}")
                answer = connection.getresponse()
                data = answer.read()
                self.files += 1
                return data if answer.status == 200 else None

            here = self.entrance
            while not done.is_set():
                data = get(here)
                if data is None:
                    self.wrong.append(f"{here} is not there")
                    here = self.entrance
                    continue
                self.pages += 1
                further = [self.entrance]
                for link in dict.fromkeys(Links(data.decode()).found):
                    parts = urlsplit(link)
                    if parts.scheme or parts.netloc or not parts.path:
                        continue
                    name = normpath(f"{here.rpartition('/')[0]}/{parts.path}").lstrip("/")
                    name = f"{name}/index.html".removeprefix("./") if parts.path.endswith("/") else name
                    found = get(name)
                    if found is None:
                        self.wrong.append(f"{here} leads to {name}, which is not there")
                    elif name.startswith("static/"):
                        if blake2b(found, digest_size=5).hexdigest() not in name:
                            self.wrong.append(f"{name} is not what its name says")
                    elif name.endswith(".html"):
                        further.append(name)
                here = chance.choice(further)
