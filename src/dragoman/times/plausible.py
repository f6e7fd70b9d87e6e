"""Which candidates are times: years that are no quantities, months that are no people."""

from __future__ import annotations

from dragoman.language import Parsed
from dragoman.times.find import Found

_YEAR_ALONE = frozenset({"year"})
_MONEY = frozenset("$£€¥#")
_AFTER_NUMBER = frozenset({"percent", "%", "per", "million", "billion", "km", "miles", "degrees", "feet", "meters"})
_BEFORE_YEAR = frozenset({"in", "since", "by", "until", "from", "of", "during", "before", "after", "the", "'s", "’s", "late", "early"})


def is_time(parsed: Parsed, found: Found, people: frozenset[int]) -> bool:
    """Whether the candidate is a time; ``people`` holds the words that are in names of persons."""
    says = set(found.says)
    if found.first in people and says & {"month", "weekday", "season", "feast"} and not says & {"day", "year"}:
        return False
    if says == {"year"}:
        return _is_year(parsed, found)
    if says == {"daypart"} or says == {"daypart", "part"}:
        return _is_part_of_day(parsed, found)
    if says == {"season"}:
        return _is_season(parsed, found)
    if found.yields == "length" and says == {"vague"}:
        return _is_vague_length(parsed, found)
    return True


def _text(parsed: Parsed, index: int) -> str:
    return parsed.words[index].text.lower() if 0 <= index < len(parsed.words) else ""


def _is_year(parsed: Parsed, found: Found) -> bool:
    """A bare figure of four is a year unless it counts something ("2000 people") or stands with money."""
    before, after = _text(parsed, found.first - 1), _text(parsed, found.last)
    if before in _MONEY or after in _AFTER_NUMBER:
        return False
    number = int(found.says["year"].lstrip("'’‘"))
    if number < 100:
        return before in _BEFORE_YEAR or before in ("'", "’", "‘") or found.last - found.first > 1 or found.says["year"][0] in "'’"
    if not 1100 <= number <= 2100:
        return False
    if before in _BEFORE_YEAR:
        return True
    return not _counts(parsed, found) and 1700 <= number


def _counts(parsed: Parsed, found: Found) -> bool:
    """Whether the figure stands before a noun of several ("2000 soldiers")."""
    if found.last >= len(parsed.words):
        return False
    return parsed.words[found.last].xpos == "NNS"


def _is_part_of_day(parsed: Parsed, found: Found) -> bool:
    return _text(parsed, found.first - 1) in ("in", "at", "during", "by", "that", "until", "all") or found.last - found.first > 1


def _is_season(parsed: Parsed, found: Found) -> bool:
    return _text(parsed, found.first - 1) in ("in", "by", "during", "until", "since", "this", "over", "the", "throughout")


def _is_vague_length(parsed: Parsed, found: Found) -> bool:
    return _text(parsed, found.first - 1) in ("for", "in", "within", "after", "over", "of")
