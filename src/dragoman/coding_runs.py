"""A run over many reports: what cannot be read or coded is told and counted, and the rest goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from dragoman.errors import ReportError
from dragoman.terminal import ALL_FINE, NOTHING_DONE, SOME_FAILED, say, shown

if TYPE_CHECKING:
    from dragoman.coder import Coder
    from dragoman.readers import Reading
    from dragoman.record import Coding, Report

_BATCH = 32  # reports that go through the model together
_CLASHES_TOLD = 5


@dataclass(slots=True)
class Tally:
    """What a run has done so far."""

    coded: int = 0
    failed: int = 0
    clashes: int = 0
    ids: set[str] = field(default_factory=set)

    @property
    def exit_code(self) -> int:
        """0 where all went well, 1 where some reports failed, 2 where none could be coded."""
        if not self.failed:
            return ALL_FINE
        return SOME_FAILED if self.coded else NOTHING_DONE

    def fail(self, message: str) -> None:
        """Tell of a report that failed, and count it."""
        self.failed += 1
        say(f"failed: {message}")


def code_inputs(inputs: list[str], reading: Reading, tally: Tally) -> Iterator[tuple[Report, Coding]]:
    """The reports of the inputs with their codings, in their order; failures go to the tally."""
    from dragoman import load
    from dragoman.readers import read_reports

    reports = readable(read_reports(inputs, reading=reading), tally)
    while batch := list(islice(reports, _BATCH)):
        yield from code_batch(load(), batch, tally)


def readable(items: Iterable[Report | ReportError], tally: Tally) -> Iterator[Report]:
    """The reports among what was read; errors are told and counted, ids that come again are noted."""
    for item in items:
        if isinstance(item, ReportError):
            tally.fail(str(item))
            continue
        if item.id in tally.ids:
            tally.clashes += 1
            if tally.clashes <= _CLASHES_TOLD:
                say(f'note: the id "{shown(item.id)}" occurs again; both reports are kept')
        tally.ids.add(item.id)
        yield item


def code_batch(coder: Coder, batch: list[Report], tally: Tally) -> Iterator[tuple[Report, Coding]]:
    """The codings of a batch; where one report breaks it, of each report by itself."""
    try:
        codings = list(coder.pipe(batch))
    except Exception:  # noqa: BLE001  a bug met in one report must not cost the others
        for report in batch:
            yield from _code_alone(coder, report, tally)
        return
    tally.coded += len(batch)
    yield from zip(batch, codings, strict=True)


def _code_alone(coder: Coder, report: Report, tally: Tally) -> Iterator[tuple[Report, Coding]]:
    try:
        coding = coder(report)
    except Exception as error:  # noqa: BLE001
        tally.fail(f'report "{report.id}" cannot be coded: {type(error).__name__}: {error}')
        return
    tally.coded += 1
    yield report, coding
