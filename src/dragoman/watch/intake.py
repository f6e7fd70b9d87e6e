"""What was found goes into the store: coded, added batch by batch, and only then remembered as seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from dragoman.errors import OtherLanguage, ReportError
from dragoman.record import Coding, Report, text_digest
from dragoman.scale import code_reports
from dragoman.scale.outcomes import Codes
from dragoman.store import Store, open_store
from dragoman.watch.errors import Stopped, WebError
from dragoman.watch.finding import Found, Source
from dragoman.watch.state import Remembered, State

_BATCH = 32  # reports in one transaction
_ADDED, _ASIDE, _FAILED = "added", "aside", "failed"


@dataclass(slots=True)
class _Item:
    """An item that is being taken in."""

    found: Found
    before: Remembered | None
    outcome: str = _ADDED
    reports: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Intake:
    """Takes in what the polls found. ``stopping``: whether the watch is to end; ``tell`` says a line to the user."""

    store: Path
    state: State
    coder: Callable[[], Codes]
    now: Callable[[], float]
    stopping: Callable[[], bool]
    tell: Callable[[str], None]
    wait: float = 60.0
    counts: Counter[str] = field(default_factory=Counter)
    _done: list[_Item] = field(default_factory=list)
    _waiting: list[tuple[_Item, Report]] = field(default_factory=list)

    def take(self, source: Source, found: Iterable[Found]) -> bool:
        """Take in the items of a source that are new or have changed; whether all of them are settled now.

        Raises Stopped between two batches where the watch is to end; StoreError where the store cannot be written,
        then what was not kept will be found again.
        """
        items, whole = list(found), True
        self._done, self._waiting = [], []
        known = self._known(source, items)
        for one in items:
            if self.stopping():
                raise Stopped
            before = known.get(one.item)
            if before is None or before.mark != one.mark or before.outcome is None:
                whole = self._take_item(source, one, before) and whole
        self._flush(source)
        self.state.still_there(source.key, [one.item for one in items], seen=self.now())
        return whole

    def _known(self, source: Source, items: list[Found]) -> dict[str, Remembered]:
        """The items that are remembered, without those that are settled and whose reports the store does not have."""
        remembered = self.state.items(source.key)
        known = {one.item: remembered[one.item] for one in items if one.item in remembered}
        ids = [report for one in known.values() for report in one.reports]
        there: Mapping[str, object] = {}
        if ids and self.store.exists():
            with open_store(self.store, wait=self.wait) as store:
                there = store.known(ids)
        return {
            item: one
            for item, one in known.items()
            if one.outcome is None or all(report in there for report in one.reports)
        }

    def _take_item(self, source: Source, found: Found, before: Remembered | None) -> bool:
        """Read an item; whether it could be had."""
        item = _Item(found, before)
        tries = before.tries if before is not None and before.mark == found.mark else 0
        try:
            for report in found.reports(tries):
                self._take_report(source, item, report)
        except WebError as error:
            self.tell(f"{source.shown}: {error}; is tried again")
            waiting = Remembered(found.mark, None, tries + 1, before.reports if before else ())
            self.state.settle(source.key, {found.item: waiting}, seen=self.now())
            return False
        self._done.append(item)
        if len(self._done) >= _BATCH:
            self._flush(source)
        return True

    def _take_report(self, source: Source, item: _Item, report: Report | ReportError) -> None:
        if isinstance(report, OtherLanguage):
            self.counts[_ASIDE] += 1
            item.outcome = item.outcome if item.reports else _ASIDE
        elif isinstance(report, ReportError):
            self.counts[_FAILED] += 1
            item.outcome = item.outcome if item.reports else _FAILED
            self.tell(f"{source.shown}: failed: {report}")
        else:
            item.outcome = _ADDED
            self._waiting.append((item, report))
            if len(self._waiting) >= _BATCH:
                self._keep(source)

    def _flush(self, source: Source) -> None:
        """Keep what waits, then remember the items that are done."""
        self._keep(source)
        done = {i.found.item: Remembered(i.found.mark, i.outcome, 0, tuple(i.reports)) for i in self._done}
        self.state.settle(source.key, done, seen=self.now())
        self._done = []

    def _keep(self, source: Source) -> None:
        """Code the reports that wait and the store lacks, and add them: all or none."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        if self.stopping():
            raise Stopped
        wanted = self._lacking(source, waiting)
        codings: list[Coding] = []
        failed: set[str] = set()
        for outcome in code_reports(self.coder(), list(wanted.values())) if wanted else ():
            if outcome.error is not None:
                failed.add(outcome.report)
                self.counts[_FAILED] += 1
                self.tell(f"{source.shown}: failed: {outcome.error}")
            else:
                codings.append(outcome.coding)
        if codings:
            self.state.set_behind(True)
            coded = {coding.id for coding in codings}
            self._intend(source, [(item, report.id) for item, report in waiting if report.id in coded])
            with open_store(self.store, write=True, wait=self.wait) as store:
                added = store.add(codings, replace=True, at=datetime.fromtimestamp(self.now(), UTC))
            self.counts[_ADDED] += added.added
            self.counts["replaced"] += added.replaced
        for item, report in waiting:
            if report.id not in failed:
                item.reports.append(report.id)
            elif not item.reports:
                item.outcome = _FAILED

    def _intend(self, source: Source, given: Sequence[tuple[_Item, str]]) -> None:
        """Remember whose reports these will be, before the store has them: a kill then leaves none that is nobody's,
        which no correction could replace."""
        reports: dict[str, list[str]] = {}
        items = {item.found.item: item for item, _ in given}
        for item, report in given:
            reports.setdefault(item.found.item, list(item.reports)).append(report)
        tries = {name: item.before.tries if item.before is not None else 0 for name, item in items.items()}
        known = {n: Remembered(item.found.mark, None, tries[n], tuple(reports[n])) for n, item in items.items()}
        self.state.settle(source.key, known, seen=self.now())

    def _lacking(self, source: Source, waiting: list[tuple[_Item, Report]]) -> dict[str, Report]:
        """The reports that the store lacks, by id, and those by which an item corrects what it brought before."""
        known: dict[str, str] = {}
        if self.store.exists():
            with open_store(self.store, wait=self.wait) as store:
                known = _digests(store, [report.id for _, report in waiting])
        wanted: dict[str, Report] = {}
        for item, report in waiting:
            own = item.before is not None and report.id in item.before.reports
            digest = text_digest(report.text)
            if known.get(report.id) == digest:
                continue
            if report.id not in known or own:
                known[report.id], wanted[report.id] = digest, report
            elif not source.replaces:
                self.tell(f'{source.shown}: report "{report.id}" is in the store with another text, which stays')
        return wanted


def _digests(store: Store, ids: list[str]) -> dict[str, str]:
    return {name: known.text_digest for name, known in store.known(ids).items()}
