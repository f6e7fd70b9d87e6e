"""The views say what the exports and the picture say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dragoman.record import Actor, Coding, Event, Mention, Participant, Place, Report, Span, When
from dragoman.store import Store, open_store
from dragoman.writers.cow import load_cow
from dragoman.writers.polecat import COLUMNS, polecat_lines
from tests.store.test_store import coding_named
from tests.writers.codings import drawn


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a new store goes."""
    return tmp_path / "crisis.duckdb"


def crowded() -> Coding:
    """Several actors on a side, one of them named twice, names with semicolons and control characters."""
    text = "Envoys of Norway and the UN\tmet Norway's Mali; hosts near Oslo fjord."
    norway = Actor(
        id="NOR", name=" Norway;\tthe state", type="state", country="NOR", sector="GOV", sectors=("GOV", "MIL")
    )
    un = Actor(
        id="UNO/un",
        name="UN",
        type="organization",
        sectors=("IGO", "UNO"),
        role="mediator;\nhost",
        mentions=(Mention(start=25, end=27, kind="name"),),
    )
    event = Event(
        id="c/event-1",
        type="CONSULT",
        quad=1,
        score=2.5,
        contexts=("diplomatic", "military"),
        anchor=Span(28, 31),
        actors=(
            Participant(actor="NOR", start=10, end=16),
            Participant(actor="UNO/un", start=21, end=28),
            Participant(actor="NOR", start=32, end=38),
        ),
        recipients=(Participant(actor="NOR", start=32, end=38),),
        when=When(until="2019-05-02"),
        where=0,
        historical=True,
    )
    place = Place(start=57, end=61, name="Oslo", country="NOR", feature="ADM1")
    past = replace(event, id="c/event-2", when=None)
    return replace(
        drawn(),
        id="c",
        actors=(norway, un),
        places=(place, replace(place, start=62, end=67, name="Oslo")),
        statements=(),
        commitments=(),
        events=(event, past),
        report=Report(id="c", text=text, language="en"),
    )


def cells(store: Store) -> list[list[str]]:
    """The view's rows as the file's lines have them."""
    rows = store.query('SELECT * FROM polecat ORDER BY "Event ID"').to_pylist()
    return [["" if value is None else str(value) for value in row.values()] for row in rows]


def test_polecat_view_has_the_lines_of_the_polecat_file(path: Path) -> None:
    """Column by column."""
    codings = [crowded(), drawn(), coding_named("z")]
    with open_store(path, write=True) as store:
        store.add(codings)
        columns = store.query("SELECT * FROM polecat").column_names
        found = cells(store)

    assert tuple(columns) == COLUMNS
    assert found == [line.split("\t") for coding in codings for line in polecat_lines(coding)]


def test_dyad_day_counts_an_event_once_for_each_pair_of_countries(path: Path) -> None:
    """Negated events, second mentions and the past are left out; what is known to be a second telling, too."""
    with open_store(path, write=True) as store:
        store.add([drawn(), coding_named("z"), crowded()])
        found = store.query("SELECT * FROM dyad_day").to_pylist()

    day = {"source": "XKX", "target": "SRB", "day": date(2018, 3, 26)}
    assert found == [day | {"quad1": 0, "quad2": 0, "quad3": 0, "quad4": 2, "events": 2, "score": -14.0}]


def test_numbers_of_states_are_those_of_the_exports(path: Path) -> None:
    """The schema holds a copy, since a database can read no file of the package."""
    with open_store(path, write=True) as store:
        rows = store.query("SELECT country, number FROM cow_states").to_pylist()

    assert {row["country"]: row["number"] for row in rows} == load_cow()
