"""The derived tables follow new reports, and then hold what making them anew would give."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.picture.refresh import refresh
from dragoman.picture.series import later
from dragoman.record import Coding, Event, Place
from dragoman.store import Store, open_store
from dragoman.store.connection import connected
from dragoman.store.rows import CODED_TABLES
from tests.picture.crises import BEGIN
from tests.picture.drafts import Draft

ACTING = ("RUS", "RUS/government", "UKR", "ESP", "group/leaders")
DEEDS = {"ASSAULT": "shelled", "COERCE": "seized", "CONSULT": "met", "SANCTION": "fined"}
EVENT = "SELECT e.id, t.* EXCLUDE n FROM {} AS t JOIN events_by_day AS e ON e.n = t.n"
TABLES = ("reprints", "happenings", "dyad_days", "outlines", "tellings", "reports_by_day")
TABLES += ("dues_by_day", "stances_by_day")
TABLES = {table: f"SELECT * FROM {table}" for table in TABLES} | {
    "events_by_day": "SELECT * EXCLUDE n FROM events_by_day",
    "sides_by_day": EVENT.format("sides_by_day"),
    "pairs_by_day": EVENT.format("pairs_by_day"),
    "known_actors": "SELECT * FROM known_actors",
}
WORDS = ("bridge", "river", "harbour", "convoy", "grain", "winter", "market", "school", "tower", "valley", "border")
TOWNS = tuple(Place(start=0, end=1, name=f"Town {n}", geonames_id=n, country="UKR", feature="PPL") for n in range(1, 4))


def drawn(number: int, draw: random.Random) -> Coding:
    """A report of some events between few actors in few days, often of what another report tells, some of no known day,
    some printed again, some under another's text."""
    deeds = [draw.choice(tuple(DEEDS)) for _ in range(draw.randrange(4))]
    parts = [f"At post {draw.randrange(3)}{n} somebody {DEEDS[deed]} them, it is told." for n, deed in enumerate(deeds)]
    told = random.Random(draw.randrange(40))  # now and then the same as in another report
    parts.append(" ".join(told.choice(WORDS) for _ in range(told.choice((8, 30, 60)))))
    text = " ".join(parts) if draw.random() < 0.9 else "Nothing was heard."
    deeds = deeds if parts[0] in text else []
    day = None if draw.random() < 0.1 else later(BEGIN, draw.randrange(24))
    draft = Draft(f"r{number:03}", day, text)
    said = draft.says("UKR", denies=draw.random() < 0.5)
    for n, deed in enumerate(deeds):
        by, to = draw.sample(ACTING, 2)
        draft.did(
            DEEDS[deed],
            deed,
            by=by if draw.random() < 0.9 else None,
            to=to if draw.random() < 0.9 else None,
            day=None if draw.random() < 0.3 else later(BEGIN, draw.randrange(24)),
            place=draw.choice((None, *TOWNS)),
            said=draw.choice((None, said)),
            modality=draw.choice(("actual", "actual", "actual", "negated", "future")),  # type: ignore[arg-type]
            same_as=0 if n and draw.random() < 0.2 else None,
        )
    return _some_background(draft.coding(), draw)


def _some_background(coding: Coding, draw: random.Random) -> Coding:
    def past(event: Event) -> Event:
        return replace(event, historical=True) if event.when is None and draw.random() < 0.7 else event

    return replace(coding, events=tuple(map(past, coding.events)))


def tables(store: Store) -> dict[str, list[str]]:
    """All rows of the derived tables, in one order."""
    found = {}
    for table, sql in TABLES.items():
        rows = store.query(sql).to_pylist()
        found[table] = sorted(str(sorted(row.items())) for row in rows)
    return found


def anew(path: Path, codings: list[Coding]) -> dict[str, list[str]]:
    """The derived tables of a new store of these reports."""
    with open_store(path, write=True) as store:
        store.add(codings)
        assert refresh(store).whole
        return tables(store)


@pytest.mark.parametrize(("seed", "few"), [(0, False), (1, True), (2, True)])
def test_whatever_the_order_they_hold_what_making_them_anew_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, few: bool
) -> None:
    """Reports come in any order, some are coded anew with another text, day or events; also where only the latest two
    happenings of a key are met, and lots hold five reports, as they would where there are many."""
    if few:
        monkeypatch.setattr("dragoman.picture.likeness.DEPTH", 2)
        monkeypatch.setattr("dragoman.picture.known_tellings.DEPTH", 2)
        monkeypatch.setattr("dragoman.picture.undated.MOST_PAGES", 5)
    draw = random.Random(seed)
    kept = {n: drawn(n, draw) for n in range(50)}
    order = draw.sample(range(50), 50)
    with open_store(tmp_path / "a.duckdb", write=True) as store:
        store.add([kept[n] for n in order[:40]])
        refresh(store)
        for first in range(40, 50, 5):
            kept |= {n: drawn(n, draw) for n in draw.sample(order[:first], 2)}
            store.add([kept[n] for n in order[: first + 5]], replace=True)
            assert not refresh(store).whole
        assert tables(store) == anew(tmp_path / "b.duckdb", list(kept.values()))


@pytest.mark.parametrize("lost", ["keep_change", "_settle"])
def test_a_run_that_dies_midway_is_made_up_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: str) -> None:
    """Whatever step it does not come to, the next refresh leaves the tables as they should be."""
    draw = random.Random(7)
    codings = [drawn(n, draw) for n in range(24)]
    with open_store(tmp_path / "a.duckdb", write=True) as store:
        store.add(codings[:20])
        refresh(store)
        store.add(codings[20:])
        with monkeypatch.context() as dying, pytest.raises(KeyboardInterrupt):
            dying.setattr(f"dragoman.picture.refresh.{lost}", _die)
            refresh(store)
        assert refresh(store).reports == 4
        assert tables(store) == anew(tmp_path / "b.duckdb", codings)


def _die(*_: object) -> None:
    raise KeyboardInterrupt


def test_tables_that_were_being_made_anew_are_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that dies while it makes all anew leaves nothing that is taken for whole."""
    draw = random.Random(8)
    codings = [drawn(n, draw) for n in range(12)]
    with open_store(tmp_path / "a.duckdb", write=True) as store:
        store.add(codings)
        with monkeypatch.context() as dying, pytest.raises(KeyboardInterrupt):
            dying.setattr("dragoman.picture.refresh.make_days", _die)
            refresh(store)
        assert refresh(store).whole
        assert not refresh(store).whole
        assert refresh(store, whole=True).whole
        assert tables(store) == anew(tmp_path / "b.duckdb", codings)


def test_reports_that_came_past_add_are_followed_too(tmp_path: Path) -> None:
    """Rows that another program wrote or took away are seen."""
    draw = random.Random(9)
    codings = [drawn(n, draw) for n in range(24)]
    with open_store(tmp_path / "a.duckdb", write=True) as store:
        store.add(codings)
        refresh(store)
        with connected(store.path, write=True, wait=1) as connection:
            for table, column in (("reports", "id"), *((table, "report") for table in CODED_TABLES)):
                connection.execute(f"DELETE FROM {table} WHERE {column} IN ('r003', 'r011')")
        assert refresh(store).reports == 2
        kept = [coding for coding in codings if coding.id not in ("r003", "r011")]
        assert tables(store) == anew(tmp_path / "b.duckdb", kept)
