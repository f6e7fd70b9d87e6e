"""Deadlines as an iCalendar file (RFC 5545) that calendar programs take in.

Written by hand: a deadline is an all-day event of nine plain lines, with no zone, no clock and no recurrence, so that
a calendar library would bring more weight than it takes away. The tests read every file back with one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.picture.commitments import Step
from dragoman.picture.deadlines import Deadline
from dragoman.writers.view import one_line

_WIDTH = 75  # octets of a line, its end not counted (RFC 5545, 3.1)
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendar_text(deadlines: Iterable[Deadline]) -> str:
    """The deadlines that have a day, as an iCalendar file: lines end in CR LF, days are days and no moments.

    The same deadlines give the same bytes: the time stamp of an event is the day of its last report. An extension
    raises SEQUENCE, so that a calendar that has the event moves it.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//dragoman//deadlines//EN", "CALSCALE:GREGORIAN"]
    for deadline in deadlines:
        lines.extend(_event(deadline))
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(deadline: Deadline) -> Iterator[str]:
    if deadline.due is None:
        return
    told = [step for step in deadline.history.steps if step.origin is not None]
    stamp = max((step.day for step in told if step.day), default=deadline.due)
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(one_line(deadline.id))}@dragoman"
    yield f"DTSTAMP:{_digits(stamp)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_digits(deadline.due)}"
    yield f"SEQUENCE:{sum(step.step == 'extended' for step in told)}"
    yield f"SUMMARY:{_text(_summary(deadline))}"
    yield f"DESCRIPTION:{_text(_description(deadline, told))}"
    yield f"CATEGORIES:{_text(deadline.kind)},{_text(deadline.state)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _summary(deadline: Deadline) -> str:
    who = ", ".join(party.name for party in deadline.debtors)
    head = f"{who}: {deadline.words}" if who else deadline.words
    return f"{head} ({deadline.kind}, {deadline.state})"


def _description(deadline: Deadline, told: Iterable[Step]) -> str:
    """Who expects it, what hangs on it or it on what, and each report's sentence with the report that it stands in."""
    lines = []
    if deadline.creditors:
        lines.append(f"Towards {', '.join(party.name for party in deadline.creditors)}")
    if deadline.condition:
        lines.append(f"Bound to: {deadline.condition}")
    lines.extend(_told(step) for step in told)
    return "\n".join(lines)


def _told(step: Step) -> str:
    words = f"“{step.sentence or step.words}”"
    said = f" according to {step.said_by.name}" if step.said_by else ""
    source = ", ".join(filter(None, (step.origin.name, step.day, step.origin.url))) if step.origin else ""
    return one_line(f"{step.step}{said}: {words} ({source})")


def _text(value: str) -> str:
    return value.translate(_ESCAPES)


def _digits(day: str) -> str:
    return day.replace("-", "")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, each after the first behind a blank; no character is cut.

    >>> [len(piece) for piece in _folded("x" * 100)]
    [75, 26]
    """
    piece, size = "", 0
    for character in line:
        width = len(character.encode("utf-8", "replace"))
        if size + width > _WIDTH:
            yield piece
            piece, size = " ", 1
        piece += character
        size += width
    yield piece
