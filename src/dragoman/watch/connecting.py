"""Connections that keep to a deadline and reach only addresses that were checked.

A name is resolved once; the connection goes to an address that passed the check, never to the name again, so that a
name server cannot give a good address to the check and another one to the connection.
"""

from __future__ import annotations

import io
import queue
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, cast

from dragoman.watch.addresses import Network, may_connect
from dragoman.watch.errors import WebError
from dragoman.watch.outside import Outside, SocketAddress


class TimedSocket:
    """A connection all of whose sending and receiving must be done by a deadline, however slowly the bytes come."""

    def __init__(self, connection: socket.socket, left: Callable[[], float]) -> None:
        self.connection, self.left = connection, left

    def sendall(self, content: bytes) -> None:
        """Send; raises TimeoutError past the deadline."""
        self.connection.settimeout(self.left())
        self.connection.sendall(content)

    def makefile(self, mode: str) -> io.BufferedReader:
        """What comes in, as a file."""
        return io.BufferedReader(_Incoming(self))

    def close(self) -> None:
        """Nothing: http.client closes its socket before it reads the answer. ``end`` ends the connection."""

    def end(self) -> None:
        """End the connection."""
        self.connection.close()


class _Incoming(io.RawIOBase):
    def __init__(self, timed: TimedSocket) -> None:
        self.timed = timed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.timed.connection.settimeout(self.timed.left())
        return self.timed.connection.recv_into(buffer)


def connect(
    host: str, port: int, *, secure: bool, allowed: Sequence[Network], seconds: float, outside: Outside
) -> TimedSocket:
    """A connection to a checked address of the host, for so many seconds.

    Raises WebError where no address of it may be connected to, OSError where none answers.
    """
    until = outside.tick() + seconds

    def left() -> float:
        rest = until - outside.tick()
        if rest <= 0:
            raise TimeoutError("took too long")
        return rest

    addresses = _resolved(host, port, outside, left())
    good = [address for address in addresses if may_connect(str(address[0]), allowed)]
    if not good:
        told = ", ".join(sorted({str(address[0]) for address in addresses})) or "no address"
        raise WebError(f"{host} is at {told}, which is not of the open internet; allow it in the file", lasting=True)
    connection = _first_that_answers(good, outside, left)
    try:
        if secure:
            connection.settimeout(left())
            connection = _certificates().wrap_socket(connection, server_hostname=host)
    except BaseException:
        connection.close()
        raise
    return TimedSocket(connection, left)


def _resolved(host: str, port: int, outside: Outside, seconds: float) -> list[SocketAddress]:
    """The addresses of a host. The system's resolver knows no limit of time: it is asked in a thread of its own, which
    is left behind where it does not answer, and never holds up the end of the process."""
    answers: queue.SimpleQueue[list[SocketAddress] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(outside.resolve(host, port))
        except Exception as error:  # noqa: BLE001  raised again where it is waited for
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise WebError(f"{host}: no name server told its address within {seconds:.0f} seconds") from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _first_that_answers(addresses: Sequence[Any], outside: Outside, left: Callable[[], float]) -> socket.socket:
    failure: OSError | None = None
    for address in addresses:
        try:
            return outside.connect(address, left())
        except OSError as error:
            failure = error
    raise cast(OSError, failure)


@cache
def _certificates() -> ssl.SSLContext:
    return ssl.create_default_context()
