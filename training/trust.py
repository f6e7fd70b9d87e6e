"""Fit how far an event is to be trusted by who tells it: ``python -m training.trust``.

The reports of ``corpus/reports`` are coded; an event is right where the marks have one of its
type at its anchor. For each way of being told (``rules/en/trust.csv``) a logistic of the model's log-odds is fitted,
with a weak pull to even odds. Prints counts and the expected calibration error, leaving out a fifth of the reports at
a time.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Sequence
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
from dragoman.events.participants import Parties
from dragoman.events.rules import ToldBy
from dragoman.events.weighing import log_odds, told_by
from dragoman.language import Reader
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
    for teller, (bias, weight) in parameters.items():
        own = [case.right for case in cases if case.told_by == teller]
        print(f"{teller:22} {len(own):4} events, {sum(own):4} right; bias {bias:.2f}, weight {weight:.2f}")
    print(f"expected calibration error, cross-validated: {calibration_error(cases):.3f}")
    with given.out.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(["told_by", "bias", "weight"])
        writer.writerows([teller, f"{bias:.2f}", f"{weight:.2f}"] for teller, (bias, weight) in parameters.items())


def gathered(coder: Coder) -> list[Case]:
    """Every event of the marked reports, with who told it."""
    cases: list[Case] = []
    for number, report in enumerate(read_reports(REPORTS)):
        seen = _Seen()
        with patch.object(finding._Finder, "_event", seen.event):
            coder(Report(id=report.id, text=report.text, published=report.published))
        cases += [Case(number, told, odds, is_right(event, report)) for told, odds, event in seen.events]
    return cases


class _Seen:
    """Notes the events of one report as they are made, with who told each."""

    def __init__(self) -> None:
        self.events: list[tuple[ToldBy, float, Event]] = []
        seen, make = self, finding._Finder._event

        def event(finder: finding._Finder, candidate: Candidate, parties: Parties) -> Event:
            made = make(finder, candidate, parties)
            seen.events.append((told_by(candidate, candidate.learned), log_odds(candidate.learned), made))
            return made

        self.event = event


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
    return {teller: logistic(by_kind[teller]) for teller in get_args(ToldBy)}


def logistic(cases: Sequence[Case]) -> tuple[float, float]:
    x = np.array([[1.0, case.odds] for case in cases]).reshape(-1, 2)
    y = np.array([case.right for case in cases], float)
    at = np.array([0.0, WEIGHT])
    for _ in range(50):
        chances = sigmoid(x @ at)
        slope = x.T @ (chances - y) + np.array(PULL) * (at - np.array([0.0, WEIGHT]))
        bend = (x * (chances * (1 - chances))[:, None]).T @ x + np.diag(PULL)
        step = np.linalg.solve(bend, slope)
        at = at - step / max(1.0, float(np.abs(step).max()))  # short steps: Newton's method may leap too far
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
