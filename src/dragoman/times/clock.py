"""Clock times and parts of the day, added to the day that they belong to."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.times.meaning import Meaning

_LATE_PARTS = frozenset({"AF", "EV", "NI"})


def clock_of(says: Mapping[str, str], day: Meaning) -> Meaning:
    """The day with its clock time or part of the day (TIMEX3 TIME), or the day as it is where none is told."""
    tail = _tail(says)
    if tail is None:
        return day
    return Meaning(type="TIME", value=f"{day.value}T{tail}", extent=day.extent, grain="time", explicit=day.explicit)


def _tail(says: Mapping[str, str]) -> str | None:
    if "noon" in says:
        return says["noon"]
    if "clock" in says or "hour" in says:
        return _clock(says)
    for name in ("daypart", "tonight", "overnight"):
        if name in says:
            return says[name]
    return "MO" if "hours" in says else None


def _clock(says: Mapping[str, str]) -> str:
    """Hours and minutes on the 24-hour clock, ``18:00`` for "6 p.m."."""
    text = says.get("clock", says.get("hour", "")).replace(".", ":").replace("h", ":")
    if text.isdigit() and len(text) == 4:
        text = f"{text[:2]}:{text[2:]}"
    hour, _, rest = text.partition(":")
    number = int(hour)
    if _is_late(says) and number < 12:
        number += 12
    elif says.get("ampm") == "am" and number == 12:
        number = 0
    return f"{number:02d}:{rest or '00'}"


def _is_late(says: Mapping[str, str]) -> bool:
    return says.get("ampm") == "pm" or says.get("daypart") in _LATE_PARTS
