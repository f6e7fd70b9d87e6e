"""What the wire says about the report itself: agency, dateline, credits, noise, date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.record import Place, Report, Span, Wire


@dataclass(frozen=True, slots=True, kw_only=True)
class WireRules:
    """Agencies, noise phrases and credit forms."""


def load_wire_rules() -> WireRules:
    """The bundled rules."""
    return WireRules()


def find_wire(report: Report, *, rules: WireRules) -> Wire:
    """What the wire says about the report; ``dateline.place`` stays None until ``place_dateline``."""
    return Wire(published=report.published, published_from="given" if report.published else None)


def regions_outside_story(wire: Wire) -> tuple[Span, ...]:
    """Characters that are no part of the story's sentences, in order: dateline, credits, noise."""
    return ()


def place_dateline(wire: Wire, places: Sequence[Place]) -> Wire:
    """The wire with the index of the dateline's place among ``places``."""
    return wire
