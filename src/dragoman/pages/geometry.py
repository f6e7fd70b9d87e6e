"""Boxes, wrapped labels and strokes that pictures share. Units are those of the picture."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.pages.shown import shortened

Point = tuple[float, float]
Box = tuple[float, float, float, float]
_WIDE_LETTER = 0.56  # of the size of the type, a mean over Latin letters in system fonts


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words at a point; ``anchor`` is SVG's "start", "middle" or "end"."""

    x: float
    y: float
    lines: tuple[str, ...]
    anchor: str = "start"


def text_width(text: str, size: float) -> float:
    """How wide ``text`` is set, about."""
    return len(text) * size * _WIDE_LETTER


def wrapped(text: str, longest: int, most: int = 2) -> tuple[str, ...]:
    """``text`` in at most ``most`` lines of at most ``longest`` characters.

    >>> wrapped("European Union foreign ministers", 16)
    ('European Union', 'foreign ministe…')
    """
    lines: list[str] = []
    words = text.split(" ")
    while words and len(lines) < most - 1:
        line = words.pop(0)
        while words and len(line) + 1 + len(words[0]) <= longest:
            line += " " + words.pop(0)
        lines.append(shortened(line, longest))
    return (*lines, shortened(" ".join(words), longest)) if words else tuple(lines)


def overlap(box: Box, others: Iterable[Box]) -> float:
    """The area of ``box`` that others cover.

    >>> overlap((0, 0, 2, 2), [(1, 1, 3, 3)])
    1
    """
    left, top, right, foot = box
    return sum(
        (min(right, o[2]) - max(left, o[0])) * (min(foot, o[3]) - max(top, o[1]))
        for o in others
        if o[0] < right and o[2] > left and o[1] < foot and o[3] > top
    )


def tapered(start: Point, bend: Point, end: Point, width: float) -> str:
    """The path of a bent stroke, ``width`` thick at its start and a hair at its end."""
    (sx, sy), (bx, by), (ex, ey) = (
        _normal(start, bend, width / 2),
        _normal(start, end, width / 4),
        _normal(bend, end, 0.4),
    )
    out = [(start[0] + sx, start[1] + sy), (bend[0] + bx, bend[1] + by), (end[0] + ex, end[1] + ey)]
    back = [(end[0] - ex, end[1] - ey), (bend[0] - bx, bend[1] - by), (start[0] - sx, start[1] - sy)]
    return "M{}Q{} {}L{}Q{} {}Z".format(*(f"{x:.1f} {y:.1f}" for x, y in (*out, *back)))


def _normal(a: Point, b: Point, length: float) -> Point:
    dx, dy = b[0] - a[0], b[1] - a[1]
    far = math.hypot(dx, dy) or 1.0
    return (-dy / far * length, dx / far * length)


def on_curve(start: Point, bend: Point, end: Point, t: float) -> Point:
    """The point of a quadratic curve at ``t`` of its way.

    >>> on_curve((0, 0), (1, 2), (2, 0), 0.5)
    (1.0, 1.0)
    """
    u = 1 - t
    return (
        u * u * start[0] + 2 * u * t * bend[0] + t * t * end[0],
        u * u * start[1] + 2 * u * t * bend[1] + t * t * end[1],
    )


def toward(a: Point, b: Point, distance: float) -> Point:
    """The point ``distance`` from ``a`` on the way to ``b``."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    far = math.hypot(dx, dy) or 1.0
    return (a[0] + dx / far * distance, a[1] + dy / far * distance)


def numbers_text(numbers: Sequence[int], most: int = 4) -> str:
    """Events' numbers as a label; how many there are where they are too many to name.

    >>> numbers_text([1, 2, 3], most=3), numbers_text([1, 2, 3, 4, 5], most=3)
    ('1, 2, 3', '5 events')
    """
    return ", ".join(map(str, numbers)) if len(numbers) <= most else f"{len(numbers)} events"
