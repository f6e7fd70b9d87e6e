"""Fit how far an event is to be trusted by who tells it: ``python -m training.trust``.

The reports of ``corpus/reports`` are coded with nothing left out; an event is right where the marks have one of its
type at its anchor. For each way of being told (``rules/en/trust.csv``) a logistic of the model's log-odds is fitted,
with a weak pull to even odds. Prints counts and the expected calibration error, leaving out a fifth of the reports at
a time.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

import dragoman.events.find as finding
from bench.reports import REPORTS, events_of
from corpus.read_events import MarkedReport, read_reports
from dragoman.coder import Coder, load
from dragoman.events.candidates import Candidate
from dragoman.events.merging import log_odds, options, readings
from dragoman.events.participants import Parties
from dragoman.events.rules import EventRules, ToldBy
from dragoman.language import LearnedEvent, Reader
from dragoman.record import Event, Report

TABLE = Path("src/dragoman/events/rules/en/trust.csv")
PULL = (0.1, 0.5)  # towards bias 0 and weight 0.3
WEIGHT = 0.3
FOLDS, BINS = 5, 10


@dataclass(frozen=True)
class Case:
    """One event of a report: who told it, the model's log-odds, whether it is right; ``report`` counts reports."""

    report: int
    told_by: ToldBy
    odds: float
    right: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=TABLE)
    parser.add_argument("--model", type=Path, help="another model's folder")
    given = parser.parse_args()
    coder = load()
    if given.model is not None:
        coder = Coder(reader=Reader(given.model), world=coder.world, rules=coder.rules)
    cases = gathered(coder)
    parameters = fitted(cases)
    for told_by, (bias, weight) in parameters.items():
        own = [case.right for case in cases if case.told_by == told_by]
        print(f"{told_by:22} {len(own):4} events, {sum(own):4} right; bias {bias:.2f}, weight {weight:.2f}")
    print(f"expected calibration error, cross-validated: {calibration_error(cases):.3f}")
    with given.out.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(["told_by", "bias", "weight"])
        writer.writerows([told_by, f"{bias:.2f}", f"{weight:.2f}"] for told_by, (bias, weight) in parameters.items())


def gathered(coder: Coder) -> list[Case]:
    """Every reading of every word that the gates let through, on the marked reports."""
    marked = list(read_reports(REPORTS))
    cases: list[Case] = []
    for wanted in ("rules-against-model", "model-against-rules"):
        for number, (report, found) in enumerate(zip(marked, codings(coder, marked, wanted), strict=True)):
            for told_by, odds, event in found:
                if wanted == "rules-against-model" or told_by == "model-against-rules":
                    cases.append(Case(number, told_by, odds, is_right(event, report)))
    return cases


Told = tuple[ToldBy, float, Event]


def codings(coder: Coder, marked: Sequence[MarkedReport], wanted: str) -> Iterator[list[Told]]:
    """For each report its events, with who told each; of two readings of one word that of ``wanted``."""
    for report in marked:
        seen = _Seen(wanted)
        with patch.object(finding, "merge", seen.merge), patch.object(finding._Finder, "_event", seen.event):
            coder(Report(id=report.id, text=report.text, published=report.published))
        yield seen.events


class _Seen:
    """Stands in for the steps of one report: keeps every reading, and notes the events that the gates let through."""

    def __init__(self, wanted: str) -> None:
        self.wanted, self.told = wanted, dict[int, tuple[ToldBy, float]]()
        self.events: list[Told] = []
        seen, make = self, finding._Finder._event

        def event(finder: finding._Finder, candidate: Candidate, parties: Parties) -> Event:
            made = make(finder, candidate, parties)
            if candidate.anchor in seen.told:
                seen.events.append((*seen.told[candidate.anchor], made))
            return made

        self.event = event

    def merge(
        self, found: Iterable[Candidate], learned: Iterable[LearnedEvent] | None, rules: EventRules
    ) -> list[Candidate]:
        merged = []
        for known, event in readings(found, learned or ()):
            for told_by, candidate in options(known, event):
                if told_by in (self.wanted, "both", "rules", "model"):
                    self.told[candidate.anchor] = (told_by, log_odds(event))
                    merged.append(candidate)
        return merged


def is_right(event: Event, report: MarkedReport) -> bool:
    """Whether the marks have an event of its type at its anchor."""
    return any(
        marked.type == event.type
        and event.anchor.start < marked.end + offset
        and marked.start + offset < event.anchor.end
        for _, offset, marked in events_of(report)
    )


def fitted(cases: Sequence[Case]) -> dict[ToldBy, tuple[float, float]]:
    """Bias and weight by who tells; ridge-regularised logistic regression by Newton's method."""
    by_kind: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        by_kind[case.told_by].append(case)
    return {told_by: logistic(by_kind[told_by]) for told_by in get_args(ToldBy)}


def logistic(cases: Sequence[Case]) -> tuple[float, float]:
    x = np.array([[1.0, case.odds] for case in cases]).reshape(-1, 2)
    y = np.array([case.right for case in cases], float)
    at = np.array([0.0, WEIGHT])
    for _ in range(50):
        chances = sigmoid(x @ at)
        slope = x.T @ (chances - y) + np.array(PULL) * (at - np.array([0.0, WEIGHT]))
        bend = (x * (chances * (1 - chances))[:, None]).T @ x + np.diag(PULL)
        at = at - np.linalg.solve(bend, slope)
    return float(at[0]), float(at[1])


def sigmoid(x: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-x)))


def calibration_error(cases: Sequence[Case]) -> float:
    """Expected calibration error over ten bins of equal width, each fifth of the reports judged by the others' fit."""
    chances, right = [], []
    for fold in range(FOLDS):
        parameters = fitted([case for case in cases if case.report % FOLDS != fold])
        for case in cases:
            if case.report % FOLDS == fold:
                bias, weight = parameters[case.told_by]
                chances.append(float(sigmoid(np.array(bias + weight * case.odds))))
                right.append(case.right)
    return expected_error(np.array(chances), np.array(right, float))


def expected_error(chances: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    bins = np.minimum((chances * BINS).astype(int), BINS - 1)
    gaps = [abs(chances[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in set(bins.tolist())]
    return float(sum(gaps))


if __name__ == "__main__":
    main()
