"""The server itself: the address at which it listens, how it starts and how it ends."""

from __future__ import annotations

import errno
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

import uvicorn

from legalsite.serve.application import Application

LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")
"""Names of this machine that no other one reaches."""
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - what users may ask for; unasked it is loopback
"""What stands for all addresses of this machine, with the one of them that its own browsers reach: they
refuse to open the former."""
TRIED = 20
"""Ports that are tried, one after the other, where none is asked for."""


class AddressError(Exception):
    """The server cannot listen there; the message says why and what to do."""


@dataclass(frozen=True)
class Address:
    """Where the server listens. host: a name or number. port: 0 for the first free one from `first`."""

    host: str = "127.0.0.1"
    port: int = 0
    first: int = 8000

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names by which it may be called: on loopback no other, so that no page on the net can have a
        browser read drafts by giving its own name this machine's number."""
        return LOOPBACK if self.host in LOOPBACK else ("*",)

    @property
    def is_everywhere(self) -> bool:
        """Whether it listens at all addresses of this machine."""
        return self.host in EVERYWHERE

    def url(self, port: int) -> str:
        """What a browser on this machine calls it by, at the port where it listens."""
        host = EVERYWHERE.get(self.host, self.host)
        return f"http://{f'[{host}]' if ':' in host else host}:{port}/"

    def bound(self) -> socket.socket:
        """A socket that listens there. Raises AddressError."""
        ports = [self.port] if self.port else range(self.first, self.first + TRIED)
        for port in ports:
            try:
                return _bound(self.host, port)
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise AddressError(_refused(self.host, port, error)) from error
        if self.port:
            raise AddressError(
                f"port {self.port} is in use, perhaps by another `legalsite serve`: "
                "end that, or leave --port out, and a free one is found"
            )
        raise AddressError(
            f"the ports {self.first} to {self.first + TRIED - 1} are all in use: name a free one with --port"
        )


def _bound(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    found = socket.socket(family, kind, protocol)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(128)
    except OSError:
        found.close()
        raise
    return found


def _refused(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EACCES:
        return f"port {port} is for the system's own services: take one from 1024 on with --port"
    return f"this machine has no address {host}: {error.strerror or error}"


def serve(application: Application, listening: socket.socket, started: Callable[[], None]) -> None:
    """Answers requests until the process is told to end. started: is called when it does."""
    config = uvicorn.Config(
        application.asgi,
        log_config=None,
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=1,
        server_header=False,
    )
    _Server(config, application, started).run(sockets=[listening])


class _Server(uvicorn.Server):
    """Ends at once: pages that are open hold a connection and would never let it go."""

    def __init__(self, config: uvicorn.Config, application: Application, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._application = application
        self._started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._started()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.should_exit = True
        self._application.closing.set()
        if sig == signal.SIGINT:
            return
        super().handle_exit(sig, frame)
