"""From what an expression says to what it means: its TIMEX3 value and the days it covers."""

from __future__ import annotations

from dragoman.times.clock import clock_of
from dragoman.times.dates import date_meaning
from dragoman.times.figures import years_meaning
from dragoman.times.find import Found
from dragoman.times.lengths import length_meaning, set_meaning, vague_meaning
from dragoman.times.meaning import Meaning, Setting
from dragoman.times.rules import TimeRules
from dragoman.times.shares import share_meaning
from dragoman.times.shifts import shifted_meaning


def resolve_expression(found: Found, setting: Setting, *, rules: TimeRules) -> Meaning | None:
    """The meaning of an expression in its setting; None where the calendar has no such day (31 June)."""
    if found.yields == "length":
        return length_meaning(found.says)
    if found.yields == "set":
        return set_meaning(found.says)
    if found.yields == "vague":
        return vague_meaning(found.says)
    if found.yields == "shifted":
        return shifted_meaning(found.says, setting)
    if found.yields == "span":
        return years_meaning(found.says)
    if found.yields == "share":
        return share_meaning(found.says, setting, rules=rules)
    dated = date_meaning(found.says, setting, rules=rules)
    return dated and clock_of(found.says, dated)
