"""What became of each report: a coding as a line of JSONL, or the reason why there is none."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from dragoman.record import Coding, Report, coding_from_json, json_line

_LEVEL = 1  # of compression: a sixth of the size for half a millisecond a report


class Codes(Protocol):
    """A coder, or what stands in for one."""

    def pipe(self, reports: Iterable[Report]) -> Iterator[Coding]:
        """The codings of many reports, in their order."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the report ``report``: a coding, ``made`` in this process or come as a line of JSONL, or the
    ``error`` for which there is none."""

    report: str
    error: str | None = None
    made: Coding | None = None
    came: str | None = None

    @property
    def coding(self) -> Coding:
        """The coding; raises ValueError where there is none."""
        if self.made is not None:
            return self.made
        if self.came is not None:
            return coding_from_json(self.came)
        raise ValueError(self.error)

    @property
    def line(self) -> str:
        """The coding as a line of JSONL, without its line end; raises ValueError where there is none."""
        return self.came if self.came is not None else json_line(self.coding)


def code_reports(coder: Codes, reports: Sequence[Report]) -> list[Outcome]:
    """The outcomes of the reports, in their order; where one breaks the batch, each is coded by itself."""
    try:
        return [Outcome(report.id, made=coding) for report, coding in zip(reports, coder.pipe(reports), strict=True)]
    except Exception:  # noqa: BLE001  a bug met in one report must not cost the others
        return [_alone(coder, report) for report in reports]


def _alone(coder: Codes, report: Report) -> Outcome:
    try:
        return Outcome(report.id, made=next(iter(coder.pipe([report]))))
    except Exception as error:  # noqa: BLE001
        return failed(report, f"{type(error).__name__}: {error}")


def failed(report: Report, why: str) -> Outcome:
    """The outcome of a report that could not be coded."""
    return Outcome(report.id, error=f'report "{report.id}" cannot be coded: {why}')


def packed(outcomes: Iterable[Outcome]) -> bytes:
    """The outcomes as compressed lines, with a checksum.

    >>> outcomes = [Outcome("a", came="{}"), Outcome("b", error="broken")]
    >>> unpacked(packed(outcomes)) == outcomes
    True
    """
    lines = (
        json.dumps([each.report, each.error]) + "\n" + (each.line if each.error is None else "") for each in outcomes
    )
    return zlib.compress("\n".join(lines).encode("utf-8"), _LEVEL)


def unpacked(content: bytes) -> list[Outcome]:
    """The outcomes back; raises ValueError where the content is not whole."""
    try:
        text = zlib.decompress(content).decode("utf-8")
        lines = text.split("\n") if text else []
        heads = [json.loads(head) for head in lines[::2]]
        return [
            Outcome(name, error, None, line if error is None else None)
            for (name, error), line in zip(heads, lines[1::2], strict=True)
        ]
    except (zlib.error, ValueError, TypeError) as error:
        raise ValueError(f"broken piece: {error}") from error
