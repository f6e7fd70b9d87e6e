"""Days as people and programs write them, where only one reading is possible; anything else stays as it is."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from dragoman.record import iso_published

_MONTHS = {name.lower(): number for names in (month_name, month_abbr) for number, name in enumerate(names) if name}
_MONTHS["sept"] = 9
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})?)?\Z", re.ASCII)
_CLOCK = r"(?:[,\s]+(?:at\s+)?\d{1,2}:\d\d(?::\d\d)?.{0,12})?\Z"
_WEEKDAY = r"(?:[A-Za-z]{3,9}\.?,?\s+)?"
_DAY_FIRST = re.compile(_WEEKDAY + r"(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})" + _CLOCK, re.ASCII)
_MONTH_FIRST = re.compile(_WEEKDAY + r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})" + _CLOCK, re.ASCII)
_ZONED = re.compile(r"[A-Za-z]{3},\s+\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s", re.ASCII)
_LONGEST = 64


def iso_day(words: str) -> str | None:
    """The ISO day or moment that ``words`` name, None where they are not sure: "03/04/2018" may be April or March.

    >>> iso_day("Mon, 26 Mar 2018 10:00:00 +0200"), iso_day("March 26, 2018"), iso_day("20180326T080000Z")
    ('2018-03-26T10:00:00+02:00', '2018-03-26', '2018-03-26T08:00:00+00:00')
    >>> iso_day("03/04/2018") is None
    True
    """
    words = words.strip()
    if len(words) > _LONGEST:
        return None
    return iso_published(words) or _mail_day(words) or _compact_day(words) or _written_day(words)


def _mail_day(words: str) -> str | None:
    if not _ZONED.match(words):
        return None
    try:
        return iso_published(parsedate_to_datetime(words).isoformat())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _compact_day(words: str) -> str | None:
    found = _COMPACT.match(words)
    if not found:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    try:
        if not hour:
            return date(int(year), int(month), int(day)).isoformat()
        clock = f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{zone or ''}"
        return iso_published(datetime.fromisoformat(clock).isoformat())
    except ValueError:
        return None


def _written_day(words: str) -> str | None:
    """A day whose month is a word; a clock after it is passed over, since its zone is seldom known."""
    if found := _DAY_FIRST.match(words):
        day, month, year = found.groups()
    elif found := _MONTH_FIRST.match(words):
        month, day, year = found.groups()
    else:
        return None
    try:
        return date(int(year), _MONTHS[month.lower()], int(day)).isoformat()
    except (KeyError, ValueError):
        return None
