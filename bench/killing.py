"""A piece of work in a process of its own that is killed -9 after a while, for the benches of durability."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable


def killed_in_fork(work: Callable[[int], None], after: float) -> tuple[list[str], bool, float]:
    """Run ``work`` in a fork and kill it after so many seconds; it gets the end of a pipe to tell things, by lines.

    What it told before it was killed, whether it had ended by itself, and after how many seconds that was.
    """
    reading, writing = os.pipe()
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(writing)
        except BaseException as error:  # noqa: BLE001
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
        finally:
            os._exit(0)
    os.close(writing)
    os.set_blocking(reading, False)
    told, ended = b"", False
    while time.monotonic() < begun + after and not ended:
        told += drained(reading)
        ended = os.waitpid(child, os.WNOHANG)[0] != 0
        time.sleep(0.002)
    if not ended:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    told += drained(reading)
    os.close(reading)
    return told.decode().split(), ended, time.monotonic() - begun


def drained(pipe: int) -> bytes:
    """All that can be read now."""
    got = b""
    while True:
        try:
            piece = os.read(pipe, 1 << 16)
        except BlockingIOError:
            return got
        if not piece:
            return got
        got += piece
