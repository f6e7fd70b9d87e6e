"""Time figures: the texts of bench/time read, statements and times found, scored by the scorer beside them.

``python -m bench.times [SHARED]`` prints each figure.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from dragoman.attribution import find_statements, load_attribution_rules
from dragoman.language import Reader, load_reader
from dragoman.times import find_times, load_time_rules

SETS = {"diplomatic": "ALL", "dev_gum": "", "dev_wikiwars": "wikiwars"}
FIGURES = ("strict_f1", "relaxed_f1", "relaxed_r", "type_f1", "value_f1", "value_acc", "interval_f1", "interval_acc")


def scores(shared: Path) -> dict[str, float]:
    """Every time figure by name ("diplomatic ALL interval_f1"), in per cent."""
    bench = shared / "bench" / "time"
    reader = load_reader(threads=2)
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, wanted in SETS.items():
            gold = bench / f"{name}.jsonl"
            system = Path(folder) / gold.name
            system.write_text("".join(codings(reader, gold)), encoding="utf-8")
            for corpus, figures in _score(bench / "score.py", gold, system).items():
                if wanted in ("", corpus):
                    told = {f: value for f in FIGURES if (value := figures[f]) is not None}
                    found.update({f"{name} {corpus} {f}": 100 * value for f, value in told.items()})
    return found


def codings(reader: Reader, gold: Path) -> Iterator[str]:
    """One line of JSON a text, with its times."""
    attribution, rules = load_attribution_rules(), load_time_rules()
    texts = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    for text, parsed in zip(texts, reader.read_all([(t["text"], ()) for t in texts]), strict=True):
        statements = find_statements(parsed, rules=attribution)
        times = find_times(parsed, statements, published=text["published"], rules=rules)
        rows = [{k: getattr(t, k) for k in ("start", "end", "type", "value", "begin", "until")} for t in times]
        yield json.dumps({"id": text["id"], "times": rows}) + "\n"


def _score(script: Path, gold: Path, system: Path) -> dict[str, dict[str, float | None]]:
    command = [sys.executable, str(script), "--gold", str(gold), "--pred", str(system), "--json-only"]
    answer = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    results: dict[str, dict[str, float | None]] = json.loads(answer.strip().splitlines()[-1])["results"]
    return results


if __name__ == "__main__":
    for name, value in scores(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")).items():
        print(f"{name:40} {value:6.2f}")
