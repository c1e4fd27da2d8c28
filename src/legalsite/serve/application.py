"""The site over HTTP: its files as they will be published, and what the pages' script asks for."""

from __future__ import annotations

import asyncio
import json
from asyncio import Queue, wrap_future
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from html import escape
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from legalsite.exports import SEARCHING, kind
from legalsite.model import digest
from legalsite.rendering import ThemeError
from legalsite.search import SearchError
from legalsite.serve.builder import Builder, State
from legalsite.serve.telling import told_policy, told_state

OURS = "/.legalsite"
"""Below which address the server's own files are: no policy can have that name."""
ALIVE = 15.0
"""Seconds after which an open page is told that there is no news."""
TOGETHER = 4
"""Open pages of one browser that may hold a connection: it has six for all of them."""

_STATIC = {"serve.js": "text/javascript", "serve.css": "text/css"}
_HEADERS = {name: value for name, value in SEARCHING.items() if name != "Strict-Transport-Security"}
_LOST = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>
<body><h1>{title}</h1><pre>{words}</pre></body></html>
"""


@dataclass(eq=False)
class Tab:
    """A page that somebody looks at. name: of its file. made: what names its bytes."""

    name: str
    made: str
    news: Queue[str] = field(default_factory=Queue)


class Application:
    """Answers requests. Whatever needs the site is asked of the builder, who answers between two builds.

    editor: the address that opens a file in the editor. hosts: the names by which the server may be called.
    """

    def __init__(self, editor: str, hosts: Collection[str]) -> None:
        self.builder: Builder | None = None
        self.closing = asyncio.Event()
        self._editor = editor
        self._tabs: list[Tab] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self.asgi = Starlette(
            routes=[
                Route(f"{OURS}/events", self._events),
                Route(f"{OURS}/policy", self._policy),
                Route(f"{OURS}/{{name}}", self._own),
                Route("/{path:path}", self._file),
            ],
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)],
        )

    def opened(self) -> list[str]:
        """The files that people look at. From any thread."""
        return list(dict.fromkeys(tab.name for tab in self._tabs))

    def published(self, state: State) -> None:
        """Tells the open pages of a new state. From the builder's thread."""
        made = {name: _made(_file_of(state, name)) for name in self.opened()}
        if self._loop is not None:
            with suppress(RuntimeError):  # the server has just ended
                self._loop.call_soon_threadsafe(self._tell, state, made)

    def _tell(self, state: State, made: dict[str, str]) -> None:
        told = _event("state", told_state(state, self._editor))
        for tab in self._tabs:
            tab.news.put_nowait(told)
            if made.get(tab.name, tab.made) != tab.made:
                tab.made = made[tab.name]
                tab.news.put_nowait(_event("page", {}))

    def _ask(self, question: Callable[[State], Any]) -> asyncio.Future[Any]:
        assert self.builder is not None
        return wrap_future(self.builder.ask(question))

    async def _events(self, request: Request) -> Response:
        """The news for one open page, as they come."""
        self._loop = asyncio.get_running_loop()
        tab = Tab(_name(request.query_params.get("page", "/")), request.query_params.get("made", ""))
        self._tabs.append(tab)
        for other in self._tabs[:-TOGETHER]:
            other.news.put_nowait(_event("rest", {}))
        state, now = await self._ask(lambda state: (state, _made(_file_of(state, tab.name))))
        tab.news.put_nowait(_event("state", told_state(state, self._editor)))
        if now != tab.made:
            tab.made = now
            tab.news.put_nowait(_event("page", {}))
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(self._news(tab), media_type="text/event-stream", headers=headers)

    async def _news(self, tab: Tab) -> AsyncIterator[str]:
        closing = asyncio.ensure_future(self.closing.wait())
        try:
            yield "retry: 300\n\n"
            while not closing.done():
                news = asyncio.ensure_future(tab.news.get())
                await asyncio.wait({news, closing}, timeout=ALIVE, return_when=asyncio.FIRST_COMPLETED)
                if news.done():
                    yield news.result()
                else:
                    news.cancel()
                    yield ": still here\n\n"
        finally:
            closing.cancel()
            self._tabs.remove(tab)

    async def _policy(self, request: Request) -> Response:
        """How the policy stands that a page is about."""
        name = _name(request.query_params.get("page", "/"))

        def told(state: State) -> dict[str, Any] | None:
            work = state.live.policy(name) if state.live else None
            known = work is not None and (not state.message or work.is_checked)
            return told_policy(work, self._editor) if work and known else None

        return JSONResponse(await self._ask(told), headers={"Cache-Control": "no-store"})

    async def _own(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _STATIC:
            return PlainTextResponse("not found", 404)
        data = files("legalsite.serve").joinpath("static", name).read_bytes()
        return Response(data, media_type=_STATIC[name], headers={"Cache-Control": "no-cache"})

    async def _file(self, request: Request) -> Response:
        path = request.url.path
        name = _name(path)
        try:
            status, data = await self._ask(lambda state: _answer(state, name))
        except ThemeError as error:
            return _page(_words("The theme is wrong", str(error)), "", 500)
        except SearchError as error:
            return _page(_words("The search cannot be made", str(error)), "", 500)
        if status == 307:
            return RedirectResponse(f"{path}/", status)
        if status != 200:
            return _page(data, "", status)
        what = kind(name)
        return _page(data, _made(data), status) if "html" in what else _response(data, what, status)


def _answer(state: State, name: str) -> tuple[int, bytes]:
    """The status of an answer, and a file's bytes, or the page to show in its place."""
    live = state.live
    if live is None:
        return 503, _words("There is no site yet", state.message)
    if not _can_make(state, name):
        return 503, _words("This page cannot be made now", state.message)
    data = live.file(name)
    if data is not None:
        return 200, data
    if live.file(f"{name}/index.html") is not None:
        return 307, b""
    language = name.partition("/")[0]
    lost = live.file(f"{language}/404.html") or live.file("404.html")
    base = live.content.config.base_url
    if lost is None:
        return 404, _words("There is no such page", name)
    return 404, lost.replace(f'="{base}'.encode(), b'="/') if base else lost


def _can_make(state: State, name: str) -> bool:
    """Whether a file of the site that is shown can be made: not from texts that are gone by now."""
    return state.live is not None and (not state.message or state.live.is_at_hand(name))


def _file_of(state: State, name: str) -> bytes | None:
    try:
        return state.live.file(name) if state.live and _can_make(state, name) else None
    except (ThemeError, SearchError):
        return None


def _made(data: bytes | None) -> str:
    """What names a page's bytes; "" for none."""
    return "" if data is None else digest(data).hex()


def _name(path: str) -> str:
    """The file that answers at an address."""
    name = unquote(path).lstrip("/")
    return f"{name}index.html" if not name or name.endswith("/") else name


def _page(data: bytes, made: str, status: int) -> Response:
    """A page with the server's script, which is in the answer and in no file."""
    script = f'<script type="module" src="{OURS}/serve.js?made={made}"></script>\n</head>'.encode()
    return _response(data.replace(b"</head>", script, 1), "text/html; charset=utf-8", status)


def _response(data: bytes, what: str, status: int) -> Response:
    """What is published bears the same headers: a page that breaks under them breaks here."""
    headers = {**_HEADERS, "Cache-Control": "no-store", "Content-Type": what}
    return Response(data, status, headers=headers)


def _words(title: str, words: str) -> bytes:
    return _LOST.format(title=escape(title), words=escape(words)).encode()


def _event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
