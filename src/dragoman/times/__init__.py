"""Time expressions with TIMEX3 values and the inclusive days they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.language import Parsed
from dragoman.record import Statement, Time


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRules:
    """Words and shallow patterns of time."""


def load_time_rules() -> TimeRules:
    """The bundled rules."""
    return TimeRules()


def date_from_text(parsed: Parsed, *, rules: TimeRules) -> str | None:
    """The day a report without a date gives itself away by, as an ISO date, or None."""
    return None


def find_times(
    parsed: Parsed, statements: Sequence[Statement], *, published: str | None, rules: TimeRules
) -> tuple[Time, ...]:
    """Every time expression of the report, in text order."""
    return ()
