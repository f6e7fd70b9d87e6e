"""Sentences of sport, markets, weather, accidents and metaphor, which tell no event."""

from __future__ import annotations

from bench.events import NEGATIVES, false_events, negatives


def test_few_events_are_coded_where_there_is_none() -> None:
    """At most four false events in a hundred sentences that look as if they told one."""
    assert len(negatives(NEGATIVES)) >= 100
    assert false_events(NEGATIVES) <= 4
