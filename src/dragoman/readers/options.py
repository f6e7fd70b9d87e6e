"""What the readers are told, and what they all do with the fields they have read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dragoman.errors import OtherLanguage, ReportError
from dragoman.readers.days import iso_day
from dragoman.readers.languages import ENGLISH, primary, told_language
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
    reports that bring none. Reports in another language than ``language`` are set aside; None keeps them all.
    """

    longest: int = LONGEST
    columns: Mapping[str, str] = field(default_factory=dict)
    published: str | None = None
    language: str | None = ENGLISH

    @property
    def most_bytes(self) -> int:
        """Bytes of the longest report in any encoding of text (four a character)."""
        return 4 * self.longest


def finished(fields: Mapping[str, Any], reading: Reading, *, file: str, line: int | None = None) -> Item:
    """The report of these fields (the contract's names), or the error that says why they make none."""
    try:
        report = report_from_json(_dated(fields), file=file, line=line)
    except ReportError as error:
        return error
    if not report.text.strip():
        return ReportError("holds no text", file=file, line=line, report=report.id)
    if len(report.text) > reading.longest:
        return too_long(f"{len(report.text):,} characters", reading, file=file, line=line)
    if report.published is None and reading.published is not None:
        report = replace(report, published=reading.published)
    return _in_language(report, reading, file, line)


def _dated(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields with their day as ISO, where it is one that can be read in one way only."""
    day = fields.get("published")
    return {**fields, "published": iso_day(day) or day} if isinstance(day, str) else fields


def _in_language(report: Report, reading: Reading, file: str, line: int | None) -> Item:
    """The report with its language, or the error that sets it aside. What the text shows goes before what it is
    said to be in: pages call themselves English, in whatever language they are."""
    said, told = primary(report.language), told_language(report.text)
    language = told or said
    if reading.language is not None and language is not None and language != reading.language:
        return OtherLanguage(language, file=file, line=line, report=report.id)
    return report if said == language else replace(report, language=language)


def too_long(size: str, reading: Reading, *, file: str, line: int | None = None) -> ReportError:
    """The error of a report above the limit."""
    return ReportError(f"the report has {size}; the limit is {reading.longest:,} characters", file=file, line=line)
