"""Days as a reader wants them: inclusive ISO days in, "4 March 2014" out."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.record import When

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def day_text(day: str) -> str:
    """One ISO day, or the day of an ISO date-time, in words.

    >>> day_text("2014-03-04")
    '4 March 2014'
    """
    at = date.fromisoformat(day[:10])
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"


def when_text(when: When | None) -> str:
    """The days of ``when``; empty where none is known.

    >>> when_text(When(begin="2014-02-01", until="2014-02-28")), when_text(When(until="2014-03-06"))
    ('February 2014', 'by 6 March 2014')
    """
    if when is None or not (when.begin or when.until):
        return ""
    if when.begin and when.until:
        return _between(when.begin, when.until)
    return f"from {day_text(when.begin)}" if when.begin else f"by {day_text(when.until or '')}"


def _between(begin: str, until: str) -> str:
    if begin == until:
        return day_text(begin)
    first, last = date.fromisoformat(begin), date.fromisoformat(until)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    month = f"{_MONTHS[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        whole = first.day == 1 and (last + timedelta(days=1)).day == 1
        return month if whole else f"{first.day} to {last.day} {month}"
    return f"{day_text(begin)} to {day_text(until)}"


def column_text(when: When) -> tuple[str, str]:
    """``when`` as the two lines of a column's head.

    >>> column_text(When(begin="2014-03-04", until="2014-03-04"))
    ('4 Mar', 'Tue 2014')
    """
    if when.begin and when.begin == when.until:
        at = date.fromisoformat(when.begin)
        return _short(when.begin), f"{_WEEKDAYS[at.weekday()]} {at.year}"
    if when.begin and when.until:
        words = _between(when.begin, when.until)
        if " to " in words and not words[:4].isdigit():
            return f"{_short(when.begin)} –", f"{_short(when.until)} {when.until[:4]}"
        head, _, year = words.rpartition(" ")
        return (head or year, year if head else "")
    edge = when.begin or when.until or ""
    return f"{'from' if when.begin else 'by'} {_short(edge)}", edge[:4]


def _short(day: str) -> str:
    at = date.fromisoformat(day)
    return f"{at.day} {_MONTHS[at.month - 1][:3]}"


def span_text(days: int) -> str:
    """A number of days, rounded to the unit that a reader thinks in.

    >>> span_text(9), span_text(100), span_text(7300)
    ('9 days', '3 months', '20 years')
    """
    for unit, length in (("year", 365.25), ("month", 30.44)):
        if days >= 1.5 * length:
            return f"{round(days / length)} {unit}s"
    return f"{days} days" if days != 1 else "1 day"
