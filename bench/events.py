"""Event scores: the whole coder on ``bench/events`` (dev, plv_dev), on ``bench/places`` (where), and on our own
sentences without an event (``tests/events/negatives.txt``).

A body without a country (UN, EU, an NGO) goes to the scorer under the code that PLOVER writes in its place.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import dragoman
from dragoman.record import Report, load_plover
from dragoman.record.as_json import coding_to_json

NEGATIVES = Path(__file__).resolve().parents[1] / "tests" / "events" / "negatives.txt"
Row = dict[str, Any]


def scores(shared: Path) -> dict[str, float]:
    """Every figure by name: P, R, F1 and accuracies in per cent, event places out of 30, events in 100 negatives."""
    events, places = shared / "bench" / "events", shared / "bench" / "places"
    dev = _scored(events / "score.py", events / "dev.jsonl", "--extra", str(events / "dev_extra.json"))
    plv = _scored(events / "score.py", events / "plv_dev.jsonl")
    where = _scored(places / "score_events.py", places / "event_places.jsonl")
    found = {f"events dev {name} {part}": 100 * dev[name][i] for name in ("type", "triple") for i, part in PARTS}
    for name in ("source_country", "target_country", "sector", "mode"):
        found[f"events dev {name}"] = 100 * dev[name][0]
    found |= {f"events plv type {part}": 100 * plv["type"][i] for i, part in PARTS}
    found["events places of 30"] = where["all"]["right"]
    found["events in 100 negatives"] = false_events(NEGATIVES)
    return found


PARTS = ((0, "P"), (1, "R"), (2, "F1"))


def false_events(file: Path) -> float:
    """Events coded in 100 sentences that have none."""
    lines = negatives(file)
    reports = [Report(id=str(n), text=line, published="2024-05-14") for n, line in enumerate(lines)]
    return 100 * sum(len(c.events) for c in dragoman.load().pipe(reports)) / len(lines)


def negatives(file: Path) -> list[str]:
    """The sentences of a file, remarks and blank lines left out."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("# ")]


def _scored(script: Path, gold: Path, *flags: str) -> dict[str, Any]:
    """What the folder's scorer says, in its last line, of the coder's answers."""
    with gold.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder) / "codings.jsonl"
        answers.write_text("".join(json.dumps(row) + "\n" for row in coded(rows)), encoding="utf-8")
        command = [sys.executable, str(script), "--gold", str(gold), "--pred", str(answers), *flags]
        output = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    answer: dict[str, Any] = json.loads(output.splitlines()[-1])
    return answer


def coded(rows: Sequence[Row]) -> list[Row]:
    """The codings of the records of a benchmark, as JSON."""
    reports = [Report(id=r["id"], text=r["text"], published=r.get("published")) for r in rows]
    return [with_bodies(coding_to_json(coding)) for coding in dragoman.load().pipe(reports)]


def with_bodies(coding: Row) -> Row:
    """The coding with the codes of bodies in place of a country that is missing."""
    sectors = load_plover().sectors
    for actor in coding["actors"]:
        codes = [actor["sector"], *actor["sectors"]]
        bodies = [c for c in codes if c is not None and sectors[c].kind == "body"]
        if actor["country"] is None and bodies:
            actor["country"] = bodies[0]
    return coding


if __name__ == "__main__":
    for name, value in scores(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")).items():
        print(f"{name:32} {value:6.1f}")
