"""What can go wrong while watching."""

from __future__ import annotations

from dragoman.errors import DragomanError


class WatchError(DragomanError):
    """Watching cannot begin or go on; the message says what to do."""


class WebError(DragomanError):
    """A page or feed that was not had. ``status`` is the server's where it answered; ``retry_after`` are seconds that
    it asked to wait; ``lasting`` says that asking again soon is of no use (forbidden, gone, a refused address)."""

    def __init__(
        self, message: str, *, status: int | None = None, retry_after: float | None = None, lasting: bool = False
    ) -> None:
        self.status, self.retry_after, self.lasting = status, retry_after, lasting
        super().__init__(message)


class Stopped(Exception):
    """The watch was asked to end while it waited."""
