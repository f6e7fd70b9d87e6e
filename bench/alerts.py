"""Escalation alerts on 24 dated onsets of 2018, with the project's own index: ``python -m bench.alerts``.

An onset is found where its dyad's index reaches the alert threshold from the day before it to five days after. All
dyads of at least 80 events count for the false alerts, on days more than 17 days from every onset of the dyad. An
alert is what a user gets: a spell of ringing days, one that comes again within seven days goes on. The share of single
days at the threshold is given beside it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from bench.forecast import module
from dragoman.picture.surprise import ALERT, ringings, surprise

LEAST_EVENTS = 80
QUIET = 17  # days to either side of an onset that are not quiet
Dyad = tuple[str, str]


def scores(shared: Path) -> dict[str, float]:
    """Onsets found, quiet dyad-days for each alert, and the scorer's percentile and share above all quiet weeks."""
    scorer = module(shared / "bench" / "forecast" / "alerts.py")
    onsets = onset_days(scorer)
    counts, every = conflict_counts(scorer)
    dyads = sorted({dyad for dyad, n in every.items() if n >= LEAST_EVENTS} | set(onsets))
    index = dict(zip(dyads, surprise(np.array([counts[dyad] for dyad in dyads])), strict=True))
    given = {dyad: [None if np.isnan(day) else float(day) for day in index[dyad]] for dyad in onsets}
    figures = scorer.evaluate(given)
    return {
        "alerts onsets found of 24": float(sum(found(index[dyad], days) for dyad, days in onsets.items())),
        **false_alerts(index, onsets),
        "alerts percentile": 100 * float(figures["percentile"]),
        "alerts above all quiet weeks": 100 * float(figures["above_all"]),
    }


def found(index: Any, onsets: list[int]) -> int:
    """How many of the onsets ring."""
    return sum(bool(np.nanmax(index[max(day - 1, 0) : day + 6]) >= ALERT) for day in onsets)


def false_alerts(index: dict[Dyad, Any], onsets: dict[Dyad, list[int]]) -> dict[str, float]:
    """Quiet dyad-days for each alert that begins on one, and for each single day at the threshold."""
    quiet_days = alerts = days = 0
    for dyad, own in index.items():
        quiet = ~np.isnan(own)
        for day in onsets.get(dyad, ()):
            quiet[max(day - QUIET, 0) : day + QUIET + 1] = False
        quiet_days += int(quiet.sum())
        alerts += sum(bool(quiet[spell.first]) for spell in ringings(np.nan_to_num(own)))
        days += int((own[quiet] >= ALERT).sum())
    return {"alerts quiet days an alert": quiet_days / alerts, "alerts quiet days a ringing day": quiet_days / days}


def onset_days(scorer: ModuleType) -> dict[Dyad, list[int]]:
    """The numbers of the onsets' days by dyad."""
    days = defaultdict(list)
    for onset in scorer.load_onsets():
        days[tuple(onset["dyad"])].append((date.fromisoformat(onset["date"]) - scorer.DAY0).days)
    return dict(days)


def conflict_counts(scorer: ModuleType) -> tuple[dict[Dyad, list[int]], Counter[Dyad]]:
    """Conflict events (CAMEO 10 to 20, which are PLOVER's two conflict quads) by dyad and day; all events by dyad."""
    counts: dict[Dyad, list[int]] = defaultdict(lambda: [0] * scorer.DAYS)
    every: Counter[Dyad] = Counter()
    for source, code, _, target, day in scorer.country_events():
        dyad = min(source, target), max(source, target)
        every[dyad] += 1
        counts[dyad][day] += 10 <= int(code[:2]) <= 20
    return counts, every


if __name__ == "__main__":
    for name, value in scores(Path("../shared")).items():
        print(f"{name:36} {value:8.2f}")
