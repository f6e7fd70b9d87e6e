"""The world outside as the watch sees it: the clock, waiting, names and connections. Tests bring their own."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

SocketAddress = tuple[Any, ...]  # as the socket module gives it: host and port, and more for IPv6


def _resolved(host: str, port: int) -> list[SocketAddress]:
    return [found[4] for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _connected(address: SocketAddress, timeout: float) -> socket.socket:
    return socket.create_connection((address[0], address[1]), timeout=timeout)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """``now`` is the time in seconds since 1970, ``tick`` a clock that never goes back. ``wait`` sleeps for seconds and
    tells whether the watch should end. ``resolve`` gives the addresses of a host, ``connect`` a connection to one."""

    now: Callable[[], float]
    tick: Callable[[], float]
    wait: Callable[[float], bool]
    resolve: Callable[[str, int], list[SocketAddress]] = _resolved
    connect: Callable[[SocketAddress, float], socket.socket] = _connected


def real_outside(stop: threading.Event) -> Outside:
    """The real one; ``stop`` ends every wait."""
    return Outside(now=time.time, tick=time.monotonic, wait=stop.wait)
