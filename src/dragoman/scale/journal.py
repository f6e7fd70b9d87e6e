"""The batches of a run that are done, each in a file beside the output, so that a killed run can go on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from dragoman.errors import DragomanError
from dragoman.scale.batches import Batch
from dragoman.scale.outcomes import Outcome, packed, unpacked


class JournalError(DragomanError):
    """The finished part of a run cannot be kept: no space, or no right to write there."""


class NoJournal:
    """A run that keeps nothing."""

    def find(self, batch: Batch) -> list[Outcome] | None:
        """None: nothing is kept."""
        return None

    def keep(self, batch: Batch, outcomes: Sequence[Outcome], *, content: bytes | None = None) -> None:
        """Keep nothing."""


class Journal(NoJournal):
    """Keeps finished batches in ``folder``. A batch is found again where its number, its reports and
    ``stamp`` (version and digest of the coder) are the same; anything else is coded anew.

    A file has its name only when it is whole, and its checksum tells if a crash of the machine broke it.
    """

    def __init__(self, folder: Path, *, stamp: str) -> None:
        self.folder, self.stamp = folder, stamp

    def find(self, batch: Batch) -> list[Outcome] | None:
        """The outcomes of a batch that is done, or None."""
        try:
            return unpacked(self._path(batch).read_bytes())
        except (OSError, ValueError):
            return None

    def keep(self, batch: Batch, outcomes: Sequence[Outcome], *, content: bytes | None = None) -> None:
        """Keep the outcomes of a batch (``content`` where they are packed already); raises JournalError."""
        path = self._path(batch)
        part = path.with_suffix(f".{os.getpid()}.part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(packed(outcomes) if content is None else content)
            part.replace(path)
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise JournalError(f"{path}: cannot be written: {error.strerror or error}") from error

    def clear(self) -> None:
        """Forget all that is kept."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _path(self, batch: Batch) -> Path:
        return self.folder / f"{batch.key(self.stamp)}.piece"
