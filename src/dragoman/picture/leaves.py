"""Reports in lots of a bounded size, by their days, so that one more report changes its own lot and no other.

The days are halved, and halved again, until no part holds more than so many reports; of one day the ids decide, by a
digest. What stands in one lot depends on the reports of its days alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import blake2b

_ID_BITS = 40
_BITS = 22 + _ID_BITS  # the last day of the calendar has number 3,652,059

Span = tuple[int, int]


def place_of(day: str | None, report: str) -> int:
    """Where a report stands: its day, the first for one of no day, then the digest of its id."""
    number = int.from_bytes(blake2b(report.encode("utf-8", "surrogatepass"), digest_size=5).digest(), "big")
    return (date.fromisoformat(day).toordinal() if day else 0) << _ID_BITS | number


def leaf_of(place: int, places: Sequence[int], most: int) -> Span:
    """The span of places, its end excluded, whose reports are one lot, among all ``places`` in order.

    >>> leaf_of(5, [1, 5, 9], most=3) == (0, 1 << 62)
    True
    >>> leaf_of(5, [1, 5, 9], most=1)
    (4, 8)
    """
    begin, size = 0, 1 << _BITS
    while size > 1 and bisect_left(places, begin + size) - bisect_left(places, begin) > most:
        size >>= 1
        begin += size if place >= begin + size else 0
    return begin, begin + size


def leaves(places: Sequence[int], most: int) -> list[Span]:
    """The spans of all lots, in order.

    >>> [(begin, end) for begin, end in leaves([1, 5, 9], most=2)]
    [(0, 8), (8, 16)]
    """
    found, at = list[Span](), 0
    while at < len(places):
        found.append(leaf_of(places[at], places, most))
        at = bisect_left(places, found[-1][1])
    return found


def touched(changed: Iterable[int], before: Sequence[int], after: Sequence[int], most: int) -> list[Span]:
    """The spans of the lots that are others after some reports came or went: all lots, before and after, in which one
    of these places lies. A lot that was split or joined is told as the larger one."""
    spans = {leaf_of(place, places, most) for place in changed for places in (before, after)}
    return sorted(one for one in spans if not any(_holds(other, one) for other in spans))


def _holds(one: Span, other: Span) -> bool:
    return one != other and one[0] <= other[0] and other[1] <= one[1]
