"""The options of a build on a cluster, and the workers that they mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

if TYPE_CHECKING:
    from legalsite.site import Elsewhere

F = TypeVar("F", bound=Callable[..., Any])

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


class Workers(NamedTuple):
    """Who is to make a site. scheduler: of a cluster; "" for this machine's own processes. tls: files of an
    authority, a certificate and its key, "" where none is named."""

    scheduler: str
    wait: float
    tls: tuple[str, str, str]

    @contextmanager
    def at_work(self) -> Iterator[Elsewhere | None]:
        """The cluster's workers, if it is they. Raises ClusterError."""
        if not self.scheduler:
            yield None
            return
        from legalsite.cluster import Access, reached
        from legalsite.site import Elsewhere

        with reached(Access(self.scheduler, self.wait, *self.tls)) as cluster:
            yield Elsewhere(cluster, lambda: cluster.threads)


def options(command: F) -> F:
    """Adds the options to a command; `chosen` takes their values."""
    for option in reversed(
        (
            click.option(
                "--executor",
                type=click.Choice(["local", "dask"]),
                default="local",
                help="Who makes the policies: processes on this machine, or a Dask cluster's workers.",
            ),
            click.option(
                "--scheduler", metavar="ADDRESS", help="The cluster's scheduler, as tcp://10.0.0.5:8786."
            ),
            click.option(
                "--wait",
                type=click.FloatRange(min=0.1),
                default=30.0,
                metavar="SECONDS",
                help="How long to wait for the scheduler, and for workers if there are none; 30 by default.",
            ),
            click.option("--tls-ca", type=_FILE, metavar="FILE", help="Who vouches for the cluster, in PEM."),
            click.option("--tls-cert", type=_FILE, metavar="FILE", help="Our certificate to it, in PEM."),
            click.option("--tls-key", type=_FILE, metavar="FILE", help="The key of that, in PEM."),
        )
    ):
        command = option(command)
    return command


def chosen(
    executor: str,
    scheduler: str | None,
    wait: float,
    tls_ca: Path | None,
    tls_cert: Path | None,
    tls_key: Path | None,
) -> Workers:
    """What the options say. Raises UsageError where they do not go together."""
    if executor == "dask" and not scheduler:
        raise click.UsageError("--executor dask needs --scheduler: where the cluster's scheduler listens.")
    if executor == "local" and (scheduler or tls_ca or tls_cert or tls_key):
        raise click.UsageError("--scheduler and --tls-… are for --executor dask.")
    return Workers(scheduler or "", wait, (str(tls_ca or ""), str(tls_cert or ""), str(tls_key or "")))
