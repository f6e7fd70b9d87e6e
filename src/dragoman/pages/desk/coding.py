"""A posted report coded on the spot: one at a time, of bounded length, with nothing kept."""

from __future__ import annotations

import json
from threading import BoundedSemaphore, Lock

from dragoman import load
from dragoman.errors import DragomanError, ReportError
from dragoman.record import Coding, report_from_json

LONGEST = 200_000  # characters of a posted report: about 6 s
BODY = 4 * LONGEST + 100_000  # bytes of a request
_WAITING = 8  # requests that may wait for the coder


class CoderBusy(DragomanError):
    """More reports wait for the coder than may."""


class PostedReports:
    """The coder as the desk uses it: loaded when first asked for, one report at a time."""

    def __init__(self) -> None:
        self._room, self._turn = BoundedSemaphore(_WAITING), Lock()

    def coding_of(self, body: bytes) -> Coding:
        """The coding of a report that a request brings as JSON. Raises ReportError, CoderBusy."""
        try:
            report = report_from_json(json.loads(body))
        except (ValueError, RecursionError) as error:
            raise ReportError(f"the body is no JSON: {error}; expected an object with the report's text") from None
        if len(report.text) > LONGEST:
            raise ReportError(f"the text has {len(report.text):,} characters; at most {LONGEST:,} are coded here")
        if not self._room.acquire(blocking=False):
            raise CoderBusy(f"{_WAITING} reports wait for the coder already; try again in a few seconds")
        try:
            with self._turn:
                return load()(report)
        finally:
            self._room.release()
