"""The store gives back what was added, and keeps each report once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.record import Coding, Report
from dragoman.store import Added, StoreError, open_store
from dragoman.store.rows import REPORT_FIELDS
from tests.writers.codings import drawn


def coding_named(name: str, *, text: str | None = None, digest: str = "d", published: str = "2018-03-27") -> Coding:
    """The drawn coding as that of another report."""
    coding = drawn()
    report = Report(id=name, text=text or coding.report.text, published=published)  # type: ignore[union-attr]
    wire = replace(coding.wire, published=published)
    renamed = {
        group: tuple(replace(item, id=f"{name}/{group}-{n}") for n, item in enumerate(getattr(coding, group), start=1))
        for group in ("statements", "events", "commitments", "positions")
    }
    return replace(coding, id=name, digest=digest, report=report, wire=wire, **renamed)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a new store goes."""
    return tmp_path / "crisis.duckdb"


def test_a_coding_comes_back_as_it_was_added(path: Path) -> None:
    """With its report and every record."""
    with open_store(path, write=True) as store:
        added = store.add([drawn()])
    with open_store(path) as store:
        coding = store.coding("k")

    assert added == Added(added=1)
    assert coding == drawn()


def test_adding_again_changes_nothing(path: Path) -> None:
    """The same report in the same batch and in another one is kept once."""
    with open_store(path, write=True) as store:
        first = store.add([coding_named("a"), coding_named("b"), coding_named("a")])
        again = store.add([coding_named("b"), coding_named("c")])
        count = store.query("SELECT count(*) AS n, count(DISTINCT id) AS ids FROM reports").to_pylist()

    assert first == Added(added=2, known=1)
    assert again == Added(added=1, known=1)
    assert count == [{"n": 3, "ids": 3}]


def test_codings_come_by_day_and_id(path: Path) -> None:
    """Bounds are inclusive days."""
    days = {"b": "2018-03-02", "a": "2018-03-02", "z": "2018-03-01", "c": "2018-03-03T10:00:00Z"}
    with open_store(path, write=True) as store:
        store.add([coding_named(name, published=day) for name, day in days.items()])
        everything = [c.id for c in store.codings()]
        two = [c.id for c in store.codings(since="2018-03-02", until="2018-03-02")]

    assert everything == ["z", "a", "b", "c"]
    assert two == ["a", "b"]


def test_another_text_under_a_known_id_is_told_and_left_out(path: Path) -> None:
    """Nothing that is kept goes away by itself."""
    with open_store(path, write=True) as store:
        store.add([coding_named("a")])
        clash = store.add([coding_named("a", text="Another text, long enough." * 10), coding_named("b")])
        kept = store.coding("a")

    assert clash == Added(added=1, clashes=("a",))
    assert kept == coding_named("a")


def test_a_question_changes_nothing_and_sees_no_other_file(path: Path) -> None:
    """Only the store itself can be asked."""
    with open_store(path, write=True) as store:
        for question in ("DELETE FROM reports", "COPY reports TO 'x.csv'", "SELECT * FROM read_csv('/etc/passwd')"):
            with pytest.raises(StoreError):
                store.query(question)


def test_a_missing_store_is_named(path: Path) -> None:
    """With what to do."""
    with pytest.raises(StoreError, match="dragoman add"), open_store(path):
        pass


def test_questions_take_parameters(path: Path) -> None:
    """By place and by name; the answer is an Arrow table."""
    with open_store(path, write=True) as store:
        store.add([coding_named("a")])
        by_place = store.query("SELECT id FROM events WHERE type = ? AND same_as IS NULL", ["COERCE"])
        by_name = store.query("SELECT id FROM events WHERE type = $type ORDER BY id", {"type": "ASSAULT"})

    assert by_place.to_pylist() == [{"id": "a/events-1"}]
    assert by_name.to_pylist() == [{"id": "a/events-2"}]


def test_every_fact_of_a_report_has_its_column(path: Path) -> None:
    """In the order of the contract, so that no new field is lost."""
    with open_store(path, write=True) as store:
        columns = store.query("SELECT * FROM reports").column_names

    assert columns[: len(REPORT_FIELDS)] == list(REPORT_FIELDS)


def test_half_a_surrogate_pair_costs_nothing(path: Path) -> None:
    """It becomes U+FFFD, and the report is known again."""
    coding = Coding(
        id="s", version="0", digest="0", report=Report(id="s", text="They met \ud83d today.", title="\udc00")
    )
    with open_store(path, write=True) as store:
        first, again = store.add([coding]), store.add([coding])
        kept = store.coding("s").report

    assert (first.added, again.known) == (1, 1)
    assert kept == Report(id="s", text="They met \ufffd today.", title="\ufffd")
