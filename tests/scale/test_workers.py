"""Several processes: in order, in bounds, and no death costs more than the report that brought it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.record import Report
from dragoman.scale import Batch, Journal, NoJournal, Outcome, WorkersError, code_by_workers, code_here, in_batches
from tests.scale.coders import FakeCoder, deadly_coder, no_coder


def reports(*texts: str) -> list[Report]:
    """Reports with these texts and running ids."""
    return [Report(id=f"r{n}", text=text) for n, text in enumerate(texts)]


def coded(batches: Iterator[Batch], *, count: int = 2, journal: NoJournal | None = None) -> list[Outcome]:
    """What workers make of the batches."""
    lists = code_by_workers(batches, FakeCoder, count=count, journal=journal or NoJournal())
    return [outcome for outcomes in lists for outcome in outcomes]


def test_order_is_kept() -> None:
    """Outcomes come in the order of the reports, whichever worker is done first, each with its own coding."""
    texts = ["slow 0.2", *(f"text {n}" for n in range(20))]
    found = coded(in_batches(reports(*texts), most_reports=2))

    assert [outcome.report for outcome in found] == [f"r{n}" for n in range(21)]
    assert [outcome.coding.id for outcome in found] == [f"r{n}" for n in range(21)]
    assert found[7].coding.report == reports(*texts)[7]


def test_workers_and_this_process_agree() -> None:
    """One process and several give the same lines."""
    batches = list(in_batches(reports("one", "break", "two"), most_reports=2))
    here = [o for outcomes in code_here(batches, FakeCoder, journal=NoJournal()) for o in outcomes]
    there = coded(iter(batches))

    assert [o.error or o.line for o in there] == [o.error or o.line for o in here]
    assert here[1].error == 'report "r1" cannot be coded: IndexError: a bug'


def test_a_death_costs_one_retry(tmp_path: Path) -> None:
    """A worker that is killed once loses nothing: its batch is coded again."""
    found = coded(in_batches(reports("a", f"once {tmp_path / 'mark'}", "c", "d"), most_reports=2))

    assert (tmp_path / "mark").exists()
    assert [outcome.error for outcome in found] == [None] * 4


def test_a_deadly_report_costs_only_itself() -> None:
    """A report over which every worker dies is given up; those beside it are coded."""
    found = coded(in_batches(reports("a", "die", "c", "d", "die", "f"), most_reports=3))

    assert [outcome.report for outcome in found] == [f"r{n}" for n in range(6)]
    assert [n for n, outcome in enumerate(found) if outcome.error] == [1, 4]
    assert found[1].error == 'report "r1" cannot be coded: its process was ended (SIGKILL), three times'


def test_input_is_not_read_far_ahead() -> None:
    """No more than a few batches a worker are held at once, however slow the first one is."""
    taken: list[int] = []

    def source() -> Iterator[Report]:
        for number, report in enumerate(reports("slow 0.5", *["x"] * 99)):
            taken.append(number)
            yield report

    lists = code_by_workers(in_batches(source(), most_reports=1), FakeCoder, count=2, journal=NoJournal())
    next(lists)

    assert len(taken) <= 10
    assert len(list(lists)) == 99


@pytest.mark.parametrize(
    ("make", "message"), [(no_coder, "does not load: OSError: no model"), (deadly_coder, "ended as they started")]
)
def test_workers_that_cannot_start_end_the_run(make: type[FakeCoder], message: str) -> None:
    """Where no worker can load the coder the run ends and says why."""
    with pytest.raises(WorkersError, match=message):
        list(code_by_workers(in_batches(reports("a")), make, count=1, journal=NoJournal()))


def test_journal_finds_what_is_done(tmp_path: Path) -> None:
    """What is done is not coded again; another text, place or coder is."""
    journal = Journal(tmp_path / "pieces", stamp="coder 1")
    first, second = in_batches(reports("a", "b", "break", "c"), most_reports=2)
    coded(iter([first, second]), journal=journal)

    assert [o.error or o.coding.id for o in journal.find(second) or ()] == [
        'report "r2" cannot be coded: IndexError: a bug',
        "r3",
    ]
    assert journal.find(Batch(7, first.reports)) is None
    assert journal.find(Batch(0, tuple(reports("a", "x")))) is None
    assert Journal(journal.folder, stamp="coder 2").find(first) is None
    assert [o.report for o in coded(iter([first, second]), journal=journal)] == ["r0", "r1", "r2", "r3"]


def test_broken_piece_is_coded_again(tmp_path: Path) -> None:
    """A piece that a crash of the machine cut is not trusted."""
    journal = Journal(tmp_path, stamp="")
    (batch,) = in_batches(reports("a"))
    coded(iter([batch]), journal=journal)
    (piece,) = tmp_path.iterdir()
    piece.write_bytes(piece.read_bytes()[:-9])

    assert journal.find(batch) is None
    assert [o.report for o in coded(iter([batch]), journal=journal)] == ["r0"]
    assert journal.find(batch) is not None
