"""Lines of a report: where they stand, without the spaces at their ends."""

from __future__ import annotations

import re

from dragoman.record import Span

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")


def lines_of(text: str) -> list[Span]:
    """The lines of ``text`` that hold more than spaces, each without the spaces at its ends.

    >>> lines_of("Share \\n\\n Police met.")
    [Span(start=0, end=5), Span(start=9, end=20)]
    """
    lines = []
    for found in _LINE.finditer(text):
        line = trimmed(text, found.start(), found.end())
        if line.start < line.end:
            lines.append(line)
    return lines


def trimmed(text: str, start: int, end: int) -> Span:
    """``[start, end)`` without the spaces at its ends; an empty span where there is nothing else."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def merged(spans: list[Span]) -> tuple[Span, ...]:
    """The spans in order, those that touch or overlap made one.

    >>> merged([Span(5, 9), Span(0, 3), Span(8, 12)])
    (Span(start=0, end=3), Span(start=5, end=12))
    """
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
