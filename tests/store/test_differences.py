"""What changed from one coding to another is told by words, not by numbers that shift."""

from __future__ import annotations

from dataclasses import replace

from dragoman.record import Coding, Place, Report
from dragoman.store.differences import Difference, count_differences, find_differences
from tests.writers.codings import TEXT, drawn


def told(before: Coding, after: Coding) -> list[tuple[object, ...]]:
    """The differences, in short."""
    return [(d.kind, d.change, d.words, d.field, d.before, d.after) for d in find_differences(before, after)]


def test_equal_codings_do_not_differ() -> None:
    """Whoever made them."""
    assert told(drawn(), replace(drawn(), version="9", digest="x")) == []


def test_a_new_type_is_a_changed_field() -> None:
    """The event is the same as long as it stands on the same words."""
    first, *rest = drawn().events
    after = replace(drawn(), events=(replace(first, type="ASSAULT", mode=None, score=-9.0), *rest))

    assert told(drawn(), after) == [
        ("event", "changed", "arrested", "type", "COERCE", "ASSAULT"),
        ("event", "changed", "arrested", "mode", "arrest", None),
        ("event", "changed", "arrested", "score", -7.0, -9.0),
    ]


def test_records_come_and_go() -> None:
    """With all that they held."""
    after = replace(drawn(), events=drawn().events[:1], commitments=())
    found = find_differences(drawn(), after)

    assert [(d.kind, d.change, d.words) for d in found] == [
        ("event", "gone", "attacked"),
        ("event", "gone", "arrested"),
        ("commitment", "gone", "leave"),
    ]
    assert found[0].before["modality"] == "negated"
    assert count_differences(found) == {"commitment gone": 1, "event gone": 2}


def test_one_more_place_does_not_make_every_event_look_changed() -> None:
    """An index is compared by the words that it points to."""
    oslo = Place(start=0, end=6, name="Kosovo", country="XKX")
    events = tuple(replace(e, where=None if e.where is None else e.where + 1) for e in drawn().events)
    after = replace(drawn(), places=(oslo, *drawn().places), events=events)

    assert [d[:3] for d in told(drawn(), after)] == [("place", "added", "Kosovo")]


def test_the_report_itself_is_compared_too() -> None:
    """Its day and its sentences."""
    wire = replace(drawn().wire, published="2018-03-28", published_from="text")
    after = replace(drawn(), wire=wire, sentences=drawn().sentences[:1], report=Report(id="k", text=TEXT))

    assert [(d.kind, d.field) for d in find_differences(drawn(), after)] == [
        ("wire", "published"),
        ("wire", "published_from"),
        ("sentences", "count"),
    ]
    assert isinstance(find_differences(drawn(), after)[0], Difference)
