"""Time expressions with TIMEX3 values and the inclusive days they mean."""

from dragoman.times.evidence import date_from_text
from dragoman.times.rules import TimeRules, load_time_rules
from dragoman.times.times import find_times

__all__ = ["TimeRules", "date_from_text", "find_times", "load_time_rules"]
