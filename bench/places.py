"""Place scores on ``bench/places`` (view literal, per cent), by that folder's own scorer, and the speed."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dragoman.language import Parsed, Reader, load_reader
from dragoman.places import find_places, load_place_rules
from dragoman.record import Report, Wire
from dragoman.wire import find_wire, load_wire_rules, regions_outside_story
from dragoman.world import load_world

CORPORA = {"GWN": "dev", "LGL": "dev_lgl"}
Row = dict[str, Any]


def scores(shared: Path, *, model: Path | None = None) -> dict[str, float]:
    """Overlap F, country and end-to-end F1 of each development set; sentences a CPU second of the room."""
    reader = Reader(model, threads=2) if model else load_reader(threads=2)
    found: dict[str, float] = {}
    for corpus, name in CORPORA.items():
        gold = shared / "bench" / "places" / f"{name}.jsonl"
        rows = [json.loads(line) for line in gold.open(encoding="utf-8")]
        wires = [find_wire(_report(row), rules=load_wire_rules()) for row in rows]
        texts = [(row["text"], regions_outside_story(wire)) for row, wire in zip(rows, wires, strict=True)]
        coded, speed = places_of(rows, wires, list(reader.read_all(texts)))
        figures = _score(gold, coded)[corpus]
        found[f"places {corpus} overlap F"] = 100 * figures["overlap"]["F"]
        found[f"places {corpus} at 161 km"] = 100 * figures["resolution"]["acc161"]
        found[f"places {corpus} country"] = 100 * figures["country"]["acc"]
        found[f"places {corpus} end to end F1"] = 100 * figures["e2e"]["F"]
        found[f"places {corpus} sentences a second"] = speed
    return found


def _report(row: Row) -> Report:
    return Report(id=row["id"], text=row["text"], title=row.get("title"))


def places_of(rows: list[Row], wires: list[Wire], read: list[Parsed]) -> tuple[list[Row], float]:
    """The places of each report as the scorer wants them, and how many sentences a CPU second they took."""
    world, rules = load_world(), load_place_rules()
    begun = time.process_time()
    found = [
        find_places(parsed, dateline=wire.dateline, world=world, rules=rules)
        for wire, parsed in zip(wires, read, strict=True)
    ]
    speed = sum(len(parsed.sentences) for parsed in read) / (time.process_time() - begun)
    coded = [{"id": r["id"], "places": [asdict(p) for p in places]} for r, places in zip(rows, found, strict=True)]
    return coded, speed


def _score(gold: Path, coded: list[Row]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        system = Path(folder) / "system.jsonl"
        system.write_text("".join(json.dumps(row) + "\n" for row in coded), encoding="utf-8")
        command = [sys.executable, str(gold.parent / "score.py"), "--gold", str(gold), "--pred", str(system)]
        said = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    scored: dict[str, Any] = json.loads(said.splitlines()[-1])["scores"]
    return scored


if __name__ == "__main__":
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")
    for name, value in scores(shared, model=Path(sys.argv[2]) if len(sys.argv) > 2 else None).items():
        print(f"{name:32} {value:9.2f}")
