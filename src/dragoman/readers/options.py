"""What the readers are told, and what they all do with the fields they have read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dragoman.errors import ReportError
from dragoman.record import Report, report_from_json

LONGEST = 5_000_000  # characters of a report's text, unless told otherwise

# what parsers of other hands have been seen to raise over broken files, apart from their own errors
BROKEN = (ArithmeticError, AttributeError, EOFError, LookupError, OSError, RuntimeError, TypeError, ValueError)

Item = Report | ReportError
Items = Iterator[Item]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How inputs are read.

    ``longest`` is the largest text of a report in characters; ``columns`` says under which name a JSONL,
    CSV or Parquet file holds a field of a report (``{"text": "body"}``); ``published`` is the day of
    reports that bring none.
    """

    longest: int = LONGEST
    columns: Mapping[str, str] = field(default_factory=dict)
    published: str | None = None

    @property
    def most_bytes(self) -> int:
        """Bytes of the longest report in any encoding of text (four a character)."""
        return 4 * self.longest


def finished(fields: Mapping[str, Any], reading: Reading, *, file: str, line: int | None = None) -> Item:
    """The report of these fields, or the error that says why they make none."""
    named = {**fields, **{ours: fields.get(theirs) for ours, theirs in reading.columns.items()}}
    try:
        report = report_from_json(named, file=file, line=line)
    except ReportError as error:
        return error
    if not report.text.strip():
        return ReportError("holds no text", file=file, line=line, report=report.id)
    if len(report.text) > reading.longest:
        return too_long(f"{len(report.text):,} characters", reading, file=file, line=line)
    if report.published is None and reading.published is not None:
        return replace(report, published=reading.published)
    return report


def too_long(size: str, reading: Reading, *, file: str, line: int | None = None) -> ReportError:
    """The error of a report above the limit."""
    return ReportError(f"the report has {size}; the limit is {reading.longest:,} characters", file=file, line=line)
