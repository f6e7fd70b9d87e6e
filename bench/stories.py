"""Our own wire stories (`tests/stories`), by the acceptance story's scorer: each story, and all of them by kind.

``python -m bench.stories NAME`` shows what the coding of one story misses.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import dragoman
from dragoman.record import coding_to_json

STORIES = Path(__file__).parents[1] / "tests" / "stories"
HELD_OUT = ("tigray", "yeonpyeong")


def scores(shared: Path) -> dict[str, float]:
    """The share of facts right in per cent: by kind over all stories, by story, of the held-out ones, of all facts."""
    scorer = read_scorer(shared)
    coder = dragoman.load()
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for name in names():
        for kind, (good, of) in tally(scorer, name, code(coder, name)).items():
            keys = [kind]
            if kind != "event precision":
                keys += ["all facts", f"story {name}"] + ["held out"] * (name in HELD_OUT)
            right.update(dict.fromkeys(keys, good))
            total.update(dict.fromkeys(keys, of))
    return {f"stories {key}": 100 * right[key] / total[key] for key in total if total[key]}


def names() -> list[str]:
    """The stories' names, in order."""
    return sorted(path.stem for path in STORIES.glob("*.txt"))


def read_scorer(shared: Path) -> Any:
    """The acceptance story's own scorer, read from its file."""
    spec = importlib.util.spec_from_file_location("acceptance_score", shared / "acceptance" / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(shared / "acceptance" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_story(name: str) -> tuple[str, dict[str, Any]]:
    """A story's text and its gold facts."""
    text = (STORIES / f"{name}.txt").read_text(encoding="utf-8")
    gold: dict[str, Any] = json.loads((STORIES / f"{name}.gold.json").read_text(encoding="utf-8"))
    return text, gold


def code(coder: dragoman.Coder, name: str) -> dict[str, Any]:
    """The coding of a story as the contract writes it."""
    text, gold = read_story(name)
    coding: dict[str, Any] = json.loads(
        json.dumps(coding_to_json(coder(dragoman.Report(id=gold["id"], text=text, published=gold["published"]))))
    )
    return coding


def tally(scorer: Any, name: str, coding: dict[str, Any], *, show: bool = False) -> dict[str, list[int]]:
    """Facts right and facts in all by kind; ``show`` prints what is missed and what is coded beyond gold."""
    text, gold = read_story(name)
    judge = scorer.Scorer(text, gold, coding, show)
    with contextlib.redirect_stdout(sys.stdout if show else io.StringIO()):
        judge.run()
    counts: dict[str, list[int]] = judge.tally
    return counts


def main() -> None:
    shared, coder = Path("../shared"), dragoman.load()
    for name in sys.argv[1:] or [known for known in names() if known not in HELD_OUT]:
        print(f"== {name}")
        tally(read_scorer(shared), name, code(coder, name), show=True)


if __name__ == "__main__":
    main()
