"""Ports of this machine for servers that must be told theirs, and when such a server answers."""

from __future__ import annotations

import socket
import time
from random import SystemRandom
from subprocess import Popen

PATIENT = 300.0
"""Seconds for which a busy machine is waited for."""


def free_port() -> int:
    """A port on which nothing listens.

    Below those that systems give to whoever asks for any: so no connection and no other server of these tests
    takes it until ours does.
    """
    while True:
        port = SystemRandom().randrange(20_000, 32_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port


def answers(process: Popen[bytes], port: int) -> bool:
    """Whether a server comes to listen, or ends before."""
    end = time.monotonic() + PATIENT
    while process.poll() is None and time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.05)
    return False
