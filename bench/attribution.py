"""Attribution scores on ``bench/attribution``, by that folder's own scorer."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dragoman.attribution import find_statements, load_attribution_rules
from dragoman.language import Reader, load_reader
from dragoman.record import Statement

FIGURES = {
    "cue": "cue",
    "tuple": "tuple50",
    "speech cue": "speech_cue",
    "speech tuple": "speech_tuple50",
    "direct words, source": "direct_words_src50",
    "piece source": "piece_exact_source",
    "piece cue": "piece_exact_cue",
    "piece content": "piece_exact_content",
}


def scores(shared: Path, *, model: Path | None = None) -> dict[str, float]:
    """Every attribution figure (F1) by name, in per cent."""
    bench = shared / "bench" / "attribution"
    reader = Reader(model, threads=2) if model else load_reader(threads=2)
    gold = bench / "dev.jsonl"
    with tempfile.TemporaryDirectory() as folder:
        system = Path(folder) / "codings.jsonl"
        system.write_text("".join(codings(reader, gold)), encoding="utf-8")
        found = _score(bench / "score.py", gold, system)
    return {name: 100 * found[key]["f1"] for name, key in FIGURES.items()}


def codings(reader: Reader, gold: Path) -> Iterator[str]:
    """A JSON line for each article: its outermost statements, the only ones that the benchmark marks."""
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    rules = load_attribution_rules()
    for row, parsed in zip(rows, reader.read_all([(r["text"], ()) for r in rows]), strict=True):
        statements = outermost(find_statements(parsed, rules=rules))
        yield json.dumps({"id": row["id"], "statements": [_as_json(s) for s in statements]}) + "\n"


def outermost(statements: Sequence[Statement]) -> list[Statement]:
    """The statements whose cue lies in no other's content."""
    return [s for s in statements if not any(_holds(other, s) for other in statements if other is not s)]


def _holds(outer: Statement, inner: Statement) -> bool:
    cue = inner.cue
    return cue is not None and any(c.start <= cue.start and cue.end <= c.end for c in outer.content)


def _as_json(statement: Statement) -> dict[str, Any]:
    def span(part: Any) -> dict[str, int] | None:
        return None if part is None else {"start": part.start, "end": part.end}

    return {
        "source": span(statement.source),
        "cue": span(statement.cue),
        "content": [span(c) for c in statement.content],
        "kind": statement.kind,
    }


def _score(script: Path, gold: Path, system: Path) -> dict[str, dict[str, float]]:
    command = [sys.executable, str(script), "--gold", str(gold), "--pred", str(system), "--no-interval", "--json-only"]
    answer: dict[str, dict[str, float]] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return answer


if __name__ == "__main__":
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")
    for name, value in scores(shared, model=Path(sys.argv[2]) if len(sys.argv) > 2 else None).items():
        print(f"{name:24} {value:6.2f}")
