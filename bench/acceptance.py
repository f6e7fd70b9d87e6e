"""The acceptance story, by its own scorer: how much of what it says the coding has."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import dragoman
from dragoman.record import coding_to_json


def scores(shared: Path) -> dict[str, float]:
    """The share of facts right by kind, in per cent, and of all facts together."""
    answer = run(shared)
    found: dict[str, float] = {
        f"acceptance {kind}": 100 * share for kind, share in json.loads(answer.splitlines()[-1]).items()
    }
    return found


def run(shared: Path, *flags: str) -> str:
    """What the scorer prints; ``--show`` lists what the coding misses."""
    folder = shared / "acceptance"
    text, gold = folder / "pristina.txt", folder / "pristina.gold.json"
    wanted = json.loads(gold.read_text(encoding="utf-8"))
    report = dragoman.Report(id=wanted["id"], text=text.read_text(encoding="utf-8"), published=wanted["published"])
    with tempfile.TemporaryDirectory() as place:
        coding = Path(place) / "coding.json"
        coding.write_text(json.dumps(coding_to_json(dragoman.load()(report))), encoding="utf-8")
        command = [sys.executable, str(folder / "score.py"), "--text", str(text), "--gold", str(gold)]
        return subprocess.run(
            [*command, "--pred", str(coding), *flags], capture_output=True, check=True, text=True
        ).stdout


if __name__ == "__main__":
    print(run(Path("../shared"), *sys.argv[1:]))
