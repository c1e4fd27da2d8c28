"""The way to a cluster: its scheduler is asked for in bounded time, and its workers for their releases."""

from __future__ import annotations

import logging
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from legalsite.cluster.calls import unfit
from legalsite.cluster.executor import Cluster
from legalsite.cluster.failure import ClusterError
from legalsite.cluster.release import PACKAGES, differences, releases

if TYPE_CHECKING:
    from distributed import Client, Security

_LOGS = ("distributed", "tornado.application")
"""Where Dask's client says what goes wrong, a call that is given up at its end among that; the second is its
event loop's."""


@dataclass(frozen=True)
class Access:
    """How a scheduler is reached. scheduler: its address (`tcp://` or `tls://`, host and port).

    wait: seconds, for it to answer and for workers where there are none. ca, certificate, key: files, in PEM,
    of the authority that scheduler and workers are known by, and of who we are to them; "" for those that
    Dask's own settings name.
    """

    scheduler: str
    wait: float = 30.0
    ca: str = ""
    certificate: str = ""
    key: str = ""


@contextmanager
def reached(access: Access) -> Iterator[Cluster]:
    """The cluster, as long as it is wanted. Raises ClusterError."""
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError('Dask is not installed: `pip install "legalsite[distributed]"`') from error
    for name in _LOGS:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is told by us
    security = _security(access)
    _greeted(access, security)
    try:
        client = Client(access.scheduler, security=security, timeout=access.wait, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise ClusterError(f"no Dask scheduler answers at {access.scheduler}: {error}") from error
    try:
        cluster = Cluster(client, access.scheduler, _threads(client, access), access.wait)
        _compared(client)
        with cluster:
            yield cluster
    finally:
        client.close(timeout=2)


def _security(access: Access) -> Security:
    from distributed import Security

    files = {
        "tls_ca_file": access.ca,
        "tls_client_cert": access.certificate,
        "tls_client_key": access.key,
    }
    given: dict[str, Any] = {name: file for name, file in files.items() if file}
    return Security(**given, require_encryption=True) if given else Security()


def _greeted(access: Access, security: Security) -> None:
    """Asks whether a scheduler listens at the address, which speaks first: Dask's client would wait for ever
    for something else to do so."""
    scheme, host, port = _parts(access.scheduler)
    context = security.get_connection_args("client").get("ssl_context") if scheme == "tls" else None
    if scheme == "tls" and context is None:
        raise ClusterError(
            f"{access.scheduler} is reached by TLS: name its files with --tls-ca, --tls-cert and --tls-key"
        )
    try:
        with ExitStack() as opened:
            line = opened.enter_context(socket.create_connection((host, port), timeout=access.wait))
            if context is not None:
                line = opened.enter_context(context.wrap_socket(line, server_hostname=host))
            word = line.recv(1)
    except ssl.SSLError as error:
        raise ClusterError(f"{access.scheduler} and this machine do not trust each other: {error}") from error
    except TimeoutError as error:
        raise ClusterError(
            f"what listens at {access.scheduler} has been silent for {access.wait:g} s, as no scheduler is: "
            "name its own port (mostly 8786), not its dashboard's, and tls:// if it is reached by TLS"
        ) from error
    except OSError as error:
        raise ClusterError(
            f"no Dask scheduler answers at {access.scheduler}: {error.strerror or error}; "
            "`dask scheduler` starts one"
        ) from error
    if not word:
        raise ClusterError(f"{access.scheduler} hangs up: it may want TLS (tls://), or be no Dask scheduler")


def _parts(address: str) -> tuple[str, str, int]:
    try:
        parts = urlsplit(address)
        found = parts.scheme, parts.hostname or "", parts.port or 0
    except ValueError:
        found = "", "", 0
    if found[0] not in ("tcp", "tls") or not all(found):
        raise ClusterError(
            f"{address} is no scheduler's address: those look like tcp://10.0.0.5:8786, or tls://… with TLS"
        )
    return found


def _threads(client: Client, access: Access) -> int:
    """How many calls the workers make at a time; waits for the first worker."""
    end = time.monotonic() + access.wait
    while True:
        if found := list(client.nthreads().values()):
            return sum(found)
        if time.monotonic() > end:
            raise ClusterError(
                f"the scheduler at {access.scheduler} has had no workers for {access.wait:g} s: "
                f"`dask worker {access.scheduler}` starts one"
            )
        time.sleep(0.2)


def _compared(client: Client) -> None:
    """Nothing is begun by workers whose pages would be others."""
    found: Any = client.get_versions(packages=list(PACKAGES))
    here = releases(found["client"]["packages"], found["client"]["packages"]["python"])
    for worker, told in sorted(found["workers"].items()):
        packages = told["packages"]
        if wrong := differences(here, releases(packages, packages["python"])):
            raise ClusterError(unfit(worker, wrong))
