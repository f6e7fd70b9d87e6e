"""Whom will somebody do what to: the forecaster on ICEWS14 and ICEWS18, by the benchmark's own scorer.

``python -m bench.forecast [icews14|icews18]`` prints the figures with the processor seconds; the rules and the ranker
learn from the train part alone, and every question of the valid part may look back on all earlier days (single step,
no learning on them). The test part is kept apart.
"""

from __future__ import annotations

import gzip
import importlib.util
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from dragoman.picture.forecast import Facts, Forecaster, Memory, Settings, learn_forecaster
from dragoman.picture.forecast.forecaster import Question, questions_of

SETS = {"icews14": Settings(), "icews18": Settings(days=15)}


def scores(shared: Path) -> dict[str, float]:
    """MRR and Hits@10 in per cent over both directions, ties in the middle, by set."""
    found: dict[str, float] = {}
    for name in SETS:
        figures = measure(shared / "bench" / "forecast", name)
        found |= {f"forecast {name} MRR": 100 * figures["mrr"], f"forecast {name} hits@10": 100 * figures["hits@10"]}
    return found


def measure(folder: Path, name: str) -> dict[str, Any]:
    """The scorer's figures for the valid part, with the processor seconds of learning and of forecasting."""
    scorer = module(folder / "score.py")
    train, valid = (scorer.read_facts(str(folder / name / f"{part}.tsv.gz")) for part in ("train", "valid"))
    entities, relations = (lines(folder / name / f"{part}.tsv.gz") for part in ("entities", "relations"))
    begin = 1 + max(day for *_, day in train)
    facts = Facts(np.array([*train, *valid]), entities=entities, relations=relations)
    begun = time.process_time()
    forecaster = learn_forecaster(facts, until=begin, settings=SETS[name])
    learned = time.process_time()
    figures: dict[str, Any] = scorer.evaluate(valid, answers(forecaster, facts, begin), entities)
    figures |= {"learning": learned - begun, "forecasting": time.process_time() - learned}
    return figures


def answers(forecaster: Forecaster, facts: Facts, begin: int) -> Iterator[dict[str, Any]]:
    """The candidates of each question of the days from ``begin`` on, as the scorer takes them."""
    memory = Memory(facts, until=begin)
    for day in range(begin, facts.end):
        for question, candidates, found in forecaster.ranked(memory, questions_of(facts, day)):
            ranked = list(zip(candidates.tolist(), found.tolist(), strict=True))
            yield {"t": day, **asked(question, facts), "ranked": ranked}
        memory.add_day()


def asked(question: Question, facts: Facts) -> dict[str, Any]:
    """The question as the scorer names it: a mirrored relation asks for the subject."""
    mirrored = question.relation >= facts.relations
    side = "subject" if mirrored else "object"
    return {"side": side, "entity": question.entity, "relation": question.relation - mirrored * facts.relations}


def lines(path: Path) -> int:
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        return sum(1 for _ in rows)


def module(path: Path) -> ModuleType:
    """A module from a file that belongs to no package."""
    spec = importlib.util.spec_from_file_location(f"shared_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


if __name__ == "__main__":
    for wanted in sys.argv[1:] or SETS:
        for key, value in measure(Path("../shared/bench/forecast"), wanted).items():
            print(wanted, key, value, flush=True)
