"""What the rest of the coding asks of the wire: the regions to leave out, the dateline's place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.record import Place, Span, Wire
from dragoman.wire.lines import merged


def regions_outside_story(wire: Wire) -> tuple[Span, ...]:
    """Characters that are no part of the story's sentences, in order and apart: dateline, credits, noise.

    >>> from dragoman.record import Noise
    >>> regions_outside_story(Wire(noise=(Noise(start=0, end=11, kind="share"),)))
    (Span(start=0, end=11),)
    """
    spans = [Span(item.start, item.end) for item in wire.noise]
    spans += [Span(credit.start, credit.end) for credit in wire.credits]
    if wire.dateline is not None:
        spans.append(Span(wire.dateline.start, wire.dateline.end))
    return merged(spans)


def place_dateline(wire: Wire, places: Sequence[Place]) -> Wire:
    """The wire with the index of the dateline's place among ``places``: the first that overlaps it."""
    line = wire.dateline
    if line is None:
        return wire
    here = (i for i, place in enumerate(places) if place.start < line.end and line.start < place.end)
    return replace(wire, dateline=replace(line, place=next(here, None)))


def filed_in(wire: Wire, places: Sequence[Place]) -> str | None:
    """The country of the dateline's place, or None where there is no dateline or its place is not known."""
    line = wire.dateline
    return places[line.place].country if line is not None and line.place is not None else None
