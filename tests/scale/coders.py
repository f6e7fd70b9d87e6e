"""Coders that read no model, for workers: new processes import them from here."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from dragoman.record import Coding, Report
from tests.writers.codings import drawn


class FakeCoder:
    """Codes every report as the drawn coding; the report's words say what goes wrong."""

    def pipe(self, reports: Iterable[Report]) -> Iterator[Coding]:
        for report in reports:
            self.obey(*report.text.split())
            yield replace(drawn(), id=report.id, report=report)

    def obey(self, word: str = "", *rest: str) -> None:
        """Do what the first word of a report says."""
        if word == "break":
            raise IndexError("a bug")
        if word == "slow":
            time.sleep(float(rest[0]))
        if word == "die" or (word == "once" and _is_first(Path(rest[0]))):
            os.kill(os.getpid(), signal.SIGKILL)


def _is_first(mark: Path) -> bool:
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def no_coder() -> FakeCoder:
    """A coder that does not load."""
    raise OSError("no model")


def deadly_coder() -> FakeCoder:
    """A coder whose loading ends the process."""
    os._exit(3)
