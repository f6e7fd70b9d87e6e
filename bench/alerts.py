"""Escalation alerts on 24 dated onsets of 2018, by the project's own alerts: ``python -m bench.alerts``.

An onset is found where its dyad rings between the day before it and five days after. All dyads of at least 80 events
count for the false alerts, on days more than 17 days from every onset of the dyad. An alert is what a user gets: a
spell of ringing days (one that comes again within seven days goes on), or the first hard event of a thin dyad. What the
index alone would give, and the share of single days at its threshold, stand beside it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType

import numpy as np

from bench.forecast import module
from dragoman.picture.alerts import HARD, Ring, rings
from dragoman.picture.series import Deed, DyadDay, days_between, later
from dragoman.picture.surprise import ALERT, LEAST, WINDOW, surprise

LEAST_EVENTS = 80
QUIET = 17  # days to either side of an onset that are not quiet
Dyad = tuple[str, str]


def scores(shared: Path) -> dict[str, float]:
    """Onsets found, quiet dyad-days for each alert, and the scorer's percentile and share above all quiet weeks."""
    scorer = module(shared / "bench" / "forecast" / "alerts.py")
    record = record_of(scorer)
    found = rings(record.days, level="state", first=record.first, last=record.last, hard=record.hard)
    by_index = [ring for ring in found if ring.reason == "surprise"]
    index = {dyad: surprise(counts) for dyad, counts in record.counts.items()}
    given = {dyad: [None if np.isnan(day) else float(day) for day in index[dyad]] for dyad in record.onsets}
    figures = scorer.evaluate(given)
    quiet = {dyad: record.quiet(dyad) for dyad in index}
    quiet_days = sum(int(days.sum()) for days in quiet.values())
    ringing = sum(int((index[dyad][quiet[dyad]] >= ALERT).sum()) for dyad in index)
    return {
        "alerts onsets found of 24": float(record.caught(found)),
        "alerts onsets found by index": float(record.caught(by_index)),
        "alerts quiet days an alert": quiet_days / record.false(found),
        "alerts quiet days an index alert": quiet_days / record.false(by_index),
        "alerts quiet days a day at 3": quiet_days / ringing,
        "alerts percentile": 100 * float(figures["percentile"]),
        "alerts above all quiet weeks": 100 * float(figures["above_all"]),
    }


@dataclass(frozen=True, slots=True)
class Record:
    """The year as the alerts take it: conflict events by dyad and day, hard events, and the days of the onsets."""

    first: str
    counts: dict[Dyad, list[int]]
    hard: list[Deed]
    onsets: dict[Dyad, list[int]]

    @property
    def last(self) -> str:
        return later(self.first, len(next(iter(self.counts.values()))) - 1)

    @property
    def days(self) -> list[DyadDay]:
        """The counts as rows, all conflict in one quad."""
        return [
            DyadDay(source=one, target=other, level="state", day=later(self.first, number), quad4=n, events=n)
            for (one, other), counts in self.counts.items()
            for number, n in enumerate(counts)
            if n
        ]

    def quiet(self, dyad: Dyad) -> np.typing.NDArray[np.bool_]:
        """The days on which the index speaks and no onset is near."""
        days = np.arange(len(self.counts[dyad])) >= WINDOW + LEAST - 1
        for onset in self.onsets.get(dyad, ()):
            days[max(onset - QUIET, 0) : onset + QUIET + 1] = False
        return days

    def caught(self, found: list[Ring]) -> int:
        """How many onsets ring in time."""
        return sum(
            any(self._in_time(ring, dyad, day) for ring in found) for dyad, own in self.onsets.items() for day in own
        )

    def _in_time(self, ring: Ring, dyad: Dyad, onset: int) -> bool:
        begin, end = (days_between(self.first, day) for day in (ring.first, ring.last))
        return ring.dyad == dyad and begin <= onset + 5 and end >= onset - 1

    def false(self, found: list[Ring]) -> int:
        """How many alerts begin on quiet days."""
        return sum(bool(self.quiet(ring.dyad)[days_between(self.first, ring.first)]) for ring in found)


def record_of(scorer: ModuleType) -> Record:
    """Conflict is CAMEO 10 to 20, which are PLOVER's two conflict quads."""
    types = {code: plover for _, code, _, plover in scorer.read("relations_cameo.tsv")[1:]}
    events = scorer.country_events()
    every = Counter((min(source, target), max(source, target)) for source, _, _, target, _ in events)
    onsets = defaultdict(list)
    for onset in scorer.load_onsets():
        onsets[tuple(onset["dyad"])].append((date.fromisoformat(onset["date"]) - scorer.DAY0).days)
    first = scorer.DAY0.isoformat()
    counts = {d: [0] * scorer.DAYS for d, n in sorted(every.items()) if n >= LEAST_EVENTS or d in onsets}
    hard = []
    for source, code, _, target, day in events:
        dyad = min(source, target), max(source, target)
        if dyad in counts and 10 <= int(code[:2]) <= 20:
            counts[dyad][day] += 1
            if (kind := types[code]) in HARD:
                told = {"day": later(first, day), "source": source, "target": target}
                hard.append(Deed(event="", type=kind, quad=4, score=0.0, **told))
    return Record(first, counts, hard, dict(onsets))


if __name__ == "__main__":
    for name, value in scores(Path("../shared")).items():
        print(f"{name:36} {value:8.2f}")
