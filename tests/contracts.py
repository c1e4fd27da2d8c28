"""Servers on this machine that hold an engine to the contract of its API, and fail when they are told to.

They "translate" by writing all letters as capitals, outside of what they are told to leave alone. What their
documentation does not allow, they refuse as it says.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from xml.etree import ElementTree as ET

KEY = "a-secret-key"


@dataclass(frozen=True)
class Answer:
    """What a server sends: anything that is no text as JSON. late: seconds that it takes first."""

    status: int = 200
    body: object = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    late: float = 0.0


class Contract:
    """A server of one API. answers: those that it gives before it does its work, the first one first.

    asked: every request with its path, headers and body. address: where it listens.
    """

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.asked: list[tuple[str, dict[str, str], str]] = []
        self.address = ""

    def serve(self, path: str, headers: Mapping[str, str], body: str) -> Answer:
        raise NotImplementedError

    def handle(self, path: str, headers: Mapping[str, str], body: str) -> Answer:
        self.asked.append((path, dict(headers), body))
        if self.answers:
            return self.answers.pop(0)
        return self.serve(path, headers, body)


class DeepL(Contract):
    """POST /v2/translate: https://developers.deepl.com/api-reference/translate."""

    SOURCES = frozenset({"ar", "de", "en", "es", "fr", "kk", "pt", "ru", "uk", "zh"})
    TARGETS = SOURCES - {"en", "pt"} | {"en-gb", "en-us", "pt-br", "pt-pt", "zh-hans", "zh-hant"}

    def serve(self, path: str, headers: Mapping[str, str], body: str) -> Answer:
        if headers.get("Authorization") != f"DeepL-Auth-Key {KEY}":
            return Answer(403, "")
        if path != "/v2/translate":
            return Answer(404, {"message": "no such endpoint"})
        if len(body.encode()) > 128 * 1024:
            return Answer(413, {"message": "Payload too large"})
        asked = json.loads(body)
        texts = asked.get("text")
        if not isinstance(texts, list) or not 0 < len(texts) <= 50:
            return Answer(400, {"message": "Parameter 'text' not specified."})
        if str(asked.get("target_lang", "")).lower() not in self.TARGETS:
            return Answer(400, {"message": "Value for 'target_lang' not supported."})
        if str(asked.get("source_lang", "")).lower() not in self.SOURCES:
            return Answer(400, {"message": "Value for 'source_lang' not supported."})
        try:
            found = [_capitals(text, set(asked.get("ignore_tags", ()))) for text in texts]
        except ET.ParseError:
            return Answer(400, {"message": "Tag handling parsing failed, please check input."})
        translations = [
            {"detected_source_language": asked["source_lang"], "text": text, "billed_characters": len(text)}
            for text in found
        ]
        return Answer(body={"translations": translations})


class LibreTranslate(Contract):
    """GET /languages, GET /frontend/settings, POST /translate: https://docs.libretranslate.com."""

    def __init__(self, limit: int = -1, key: str = "") -> None:
        super().__init__()
        self.limit = limit
        self.key = key

    def serve(self, path: str, headers: Mapping[str, str], body: str) -> Answer:
        if path == "/languages":
            codes = ["en", "es", "zh-Hans"]
            return Answer(body=[{"code": code, "name": code, "targets": codes} for code in codes])
        if path == "/frontend/settings":
            return Answer(body={"charLimit": self.limit, "suggestions": False})
        if path != "/translate" or headers.get("Content-Type") != "application/json":
            return Answer(400, {"error": "Invalid request: missing q parameter"})
        asked = json.loads(body)
        if self.key and asked.get("api_key") != self.key:
            return Answer(403, {"error": "Invalid API key"})
        texts = asked["q"]
        if self.limit >= 0 and any(len(text) > self.limit for text in texts):
            return Answer(400, {"error": f"Invalid request: request exceeds text limit ({self.limit})"})
        if asked.get("format") != "html":
            return Answer(400, {"error": "format is not supported"})
        # its answers are unescaped once, whatever the format
        found = [
            unescape(re.sub(r"(<code\b.*?</code>|<[^>]*>|&\w+;)|(\w)", _capital, text)) for text in texts
        ]
        return Answer(body={"translatedText": found})


@contextmanager
def serving(contract: Contract) -> Iterator[str]:
    """The address at which a server answers while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer("")

        def do_POST(self) -> None:
            self.answer(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())

        def answer(self, body: str) -> None:
            given = contract.handle(self.path, dict(self.headers), body)
            time.sleep(given.late)
            data = given.body.encode() if isinstance(given.body, str) else json.dumps(given.body).encode()
            try:
                self.send_response(given.status)
                for name, value in {"Content-Length": str(len(data)), **given.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)
            except (BrokenPipeError, ConnectionResetError):
                pass  # whoever asked has given up

        def log_message(self, format: str, *args: Any) -> None:
            """Keeps the requests out of the tests' output."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        contract.address = f"http://127.0.0.1:{server.server_port}"
        yield contract.address
        server.shutdown()
        thread.join()


def _capitals(text: str, ignored: set[str]) -> str:
    """XML with its words in capitals, but those within ignored tags. Raises ET.ParseError."""
    root = ET.fromstring(f"<all>{text}</all>")
    for element in root.iter():
        if element.tag not in ignored and element.text:
            element.text = element.text.upper()
        if element.tail:
            element.tail = element.tail.upper()
    return ET.tostring(root, encoding="unicode").removeprefix("<all>").removesuffix("</all>")


def _capital(found: re.Match[str]) -> str:
    return found[1] or found[2].upper()
