"""What can go wrong with a store."""

from __future__ import annotations

from dragoman.errors import DragomanError


class StoreError(DragomanError):
    """A store that cannot be opened, asked or written; the message names the file and says what to do."""


class StoreBusy(StoreError):
    """A store that another process writes to; ``pid`` is that process, None where it is not known."""

    def __init__(self, message: str, *, pid: int | None = None) -> None:
        self.pid = pid
        super().__init__(message)
