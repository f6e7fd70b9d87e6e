"""The pictures: where things stand, and that nothing stands on a name."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from dragoman.pages import map as maps
from dragoman.pages import network as networks
from dragoman.pages.days import column_text, when_text
from dragoman.pages.geometry import text_width
from dragoman.pages.outlines import load_outlines
from dragoman.pages.rows import EventRow, duties, event_rows
from dragoman.pages.timeline import COLUMNS, Timeline, timeline
from dragoman.pages.view import ReportView
from dragoman.record import Actor, Coding, Event, Participant, Place, Report, Span, When
from tests.pages.stories import story


def drawn_timeline() -> Timeline:
    """The timeline of the story."""
    view = ReportView(1, *story())
    found = timeline(view, event_rows(view), duties(view))
    assert found is not None
    return found


def crowd(ties: int, actors: int) -> list[EventRow]:
    """Rows of events between many actors."""
    names = [f"a{n}" for n in range(actors)]
    events = tuple(
        Event(
            type="MAKE",
            quad=1 + n % 4,
            anchor=Span(0, 1),
            actors=(_part(n % actors),),
            recipients=(_part((n * 7 + 1) % actors),),
        )
        for n in range(ties)
    )
    people = tuple(Actor(id=name, name=f"The delegation of {name}", type="group") for name in names)
    return event_rows(
        ReportView(1, Report(id="x", text="a"), Coding(id="x", version="", digest="", actors=people, events=events))
    )


def _part(number: int) -> Participant:
    return Participant(actor=f"a{number}", start=0, end=1)


def test_columns_stand_in_the_order_of_days() -> None:
    """The report's day comes before the deadline, and the picture is as wide as its columns."""
    found = drawn_timeline()

    assert [c.title for c in found.columns] == ["3 March 2031", "by 7 March 2031"]
    assert [c.reported for c in found.columns] == [True, False]
    assert found.columns[0].x < found.columns[1].x < found.width


def test_deadline_stands_in_the_row_of_who_owes() -> None:
    """The diamond lies on its day's column and its debtor's row; the line to it begins at the report's day."""
    found = drawn_timeline()
    row = next(r for r in found.rows if r.title == "Freedonia")
    (due,) = found.deadlines

    assert due.y == row.y + row.height / 2
    assert found.columns[0].x < due.begin < found.columns[1].x < due.x


def test_events_without_a_day_are_named() -> None:
    """What has no day is listed, not placed."""
    assert [row.badge.number for row in drawn_timeline().undated] == [3, 4]


def test_dots_do_not_cover_each_other() -> None:
    """Many events of one actor on one day stand side by side."""
    report, coding = story()
    busy = replace(coding, events=coding.events[:1] * 11)
    view = ReportView(1, report, busy)
    found = timeline(view, event_rows(view), [])

    assert found is not None
    assert all(abs(a.x - b.x) >= 20 or abs(a.y - b.y) >= 20 for a, b in combinations(found.dots, 2))


def test_a_timeline_says_what_it_leaves_out() -> None:
    """Of very many days the fullest are drawn, and the rest counted."""
    report, coding = story()
    days = [f"20{n:02}-01-01" for n in range(COLUMNS + 20)]
    events = tuple(replace(coding.events[0], when=When(begin=day, until=day)) for day in days)
    view = ReportView(1, report, replace(coding, events=events))
    found = timeline(view, event_rows(view), [])

    assert found is not None and len(found.columns) == COLUMNS and found.left_out == 20


@pytest.mark.parametrize("frame", [networks.WIDE, networks.NARROW])
def test_names_of_actors_have_room(frame: networks.Frame) -> None:
    """No name leaves the picture, none covers another, and too many actors are counted, not drawn."""
    found = networks.network(crowd(80, 40), frame)
    assert found is not None
    sides = [[n.label for n in found.nodes if n.label.anchor == anchor] for anchor in ("start", "end")]

    assert len(found.nodes) <= networks.ACTORS and len(found.nodes) + found.left_out == 40
    for label in sides[0]:
        assert label.x + max(text_width(line, frame.size) for line in label.lines) <= frame.width
    for label in sides[1]:
        assert label.x - max(text_width(line, frame.size) for line in label.lines) >= 0
    for side in sides:
        assert all(abs(a.y - b.y) >= frame.size * 1.2 for a, b in combinations(side, 2))


def test_strokes_join_events_of_one_class_and_status() -> None:
    """A demand and a possible sanction between the same two are two strokes, the second hollow."""
    found = networks.network(event_rows(ReportView(1, *story())), networks.WIDE)
    assert found is not None

    assert [(s.quad, s.firm, s.label.lines) for s in found.strokes] == [
        (3, True, ("2",)),
        (4, False, ("3",)),
        (4, True, ("1",)),
    ]
    assert [row.badge.number for row in found.alone] == [4]


def test_outlines_know_kosovo_by_name() -> None:
    """Every outline closes, and Kosovo has its code."""
    countries = load_outlines()
    rings = [ring for c in countries for shape in c.shapes for ring in shape]

    assert next(c.code for c in countries if c.name == "Kosovo") == "XKX"
    assert len(countries) > 200 and all(ring.points[0] == ring.points[-1] for ring in rings)


def mapped(*places: Place, where: int | None = None) -> maps.Map | None:
    """The map of places with one event at one of them."""
    event = Event(type="MAKE", quad=1, anchor=Span(0, 1), where=where)
    coding = Coding(id="x", version="", digest="", places=places, events=(event,))
    view = ReportView(1, Report(id="x", text="a"), coding)
    return maps.draw_map(view, event_rows(view), maps.WIDE)


def place(name: str, lat: float | None, lon: float | None, feature: str, country: str | None = None) -> Place:
    """A literal place."""
    return Place(start=0, end=1, name=name, lat=lat, lon=lon, feature=feature, country=country)


def test_towns_are_points_and_regions_broken_rings() -> None:
    """North is up, east is right; a region is drawn as an area and a place without events as bare."""
    found = mapped(place("Skopje", 42, 21.4, "PPLC"), place("Vojvodina", 45.4, 20, "ADM1"), where=0)
    assert found is not None
    town, region = found.spots

    assert not town.area and not town.bare and region.area and region.bare
    assert town.x > region.x and town.y > region.y
    assert all(0 < s.x < found.width and 0 < s.y < found.height for s in found.spots)


def test_a_country_is_shaded_not_pinned() -> None:
    """An event placed only in a country has no point; the country is shaded."""
    found = mapped(place("Serbia", 44, 21, "PCLI", "SRB"), where=0)
    assert found is not None

    assert not found.spots and [land.title for land in found.lands if land.shaded] == ["Serbia (1)"]


def test_places_without_a_point_are_named() -> None:
    """What cannot be drawn is told; where nothing can be drawn there is no map."""
    nowhere = (place("Northport", None, None, "PPL"), place("Balkans", 42, 21, "RGN"))
    found = mapped(place("Skopje", 42, 21.4, "PPLC"), *nowhere)

    assert found is not None and found.unplaced == ("Northport", "Balkans")
    assert mapped(place("Northport", None, None, "PPL")) is None


@pytest.mark.parametrize(
    ("begin", "until", "text", "head"),
    [
        ("2031-03-03", "2031-03-03", "3 March 2031", ("3 Mar", "Mon 2031")),
        ("2031-02-01", "2031-02-28", "February 2031", ("February", "2031")),
        ("2031-01-01", "2031-12-31", "2031", ("2031", "")),
        ("1990-01-01", "1999-12-31", "1990 to 1999", ("1990 to", "1999")),
        ("2031-03-03", "2031-03-05", "3 to 5 March 2031", ("3 Mar –", "5 Mar 2031")),
        ("2031-03-03", "2031-04-05", "3 March 2031 to 5 April 2031", ("3 Mar –", "5 Apr 2031")),
        ("2031-03-03", None, "from 3 March 2031", ("from 3 Mar", "2031")),
        (None, "2031-03-07", "by 7 March 2031", ("by 7 Mar", "2031")),
    ],
)
def test_days_in_words(begin: str | None, until: str | None, text: str, head: tuple[str, str]) -> None:
    """Days, whole months and years, and spans open at one end."""
    when = When(begin=begin, until=until)

    assert when_text(when) == text
    assert column_text(when) == head
