"""The report's own evidence for its day."""

from __future__ import annotations

from dragoman.language import Parsed
from dragoman.times.rules import TimeRules


def date_from_text(parsed: Parsed, *, rules: TimeRules) -> str | None:
    """The day a report without a date gives itself away by, as an ISO date, or None."""
    return None
