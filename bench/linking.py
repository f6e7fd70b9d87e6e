"""Linking scores: the reports of ``bench/linking`` by that folder's own scorer, and bundles of our own.

"gold": the gold mentions are given and only their grouping is scored. "system": the events that dragoman finds are
scored as found, and most gold mentions (aspects, reasons, things that are no public affair) are no events of its kind.
"bundles": short invented reports, each event of one bundle tied to its happening (``tests/picture/happenings.toml``).
"""

from __future__ import annotations

import importlib.util
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import Any

import dragoman
from bench.mentions import read
from dragoman.coder import Coder
from dragoman.picture import link_events
from dragoman.picture.joining import join_tellings
from dragoman.picture.rules import load_picture_rules
from dragoman.picture.tellings import Page, Telling, event_parts
from dragoman.record import Coding, Report

BUNDLES = Path(__file__).resolve().parents[1] / "tests" / "picture" / "happenings.toml"

Figures = dict[str, float]


def scores(shared: Path) -> dict[str, float]:
    """CoNLL F1 on the part dev, with gold and with system mentions, and the figures of the bundles, in per cent."""
    coder, judge, rules = dragoman.load(), scorer(shared), load_picture_rules()
    lines = (shared / "bench" / "linking" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for line in lines if line.strip() and (row := json.loads(line))["part"] == "dev"]
    found = list(read(coder, rows, rules))
    pages = [page for page, _ in found]
    given = [telling for _, told in found for telling in told]
    gold = score(judge, rows, given, join_tellings(pages, given, rules=rules))
    own = event_tellings(pages)
    system = score(judge, rows, own, join_tellings(pages, own, rules=rules), mentions="system", match="overlap")
    return {
        "linking gold CoNLL": gold["conll"],
        "linking gold CoNLL, no singletons": gold["conll, no singletons"],
        "linking system CoNLL": system["conll"],
        "linking system mentions found": system["found"],
        **bundle_scores(coder),
    }


def scorer(shared: Path) -> ModuleType:
    """The benchmark's own scorer."""
    spec = importlib.util.spec_from_file_location("linking_score", shared / "bench" / "linking" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def event_tellings(pages: Sequence[Page]) -> list[Telling]:
    """What dragoman itself codes as events, as tellings."""
    return [page.tell(event_parts(e), type=e.type) for page in pages for e in page.coding.events]


def score(
    judge: Any,
    rows: Sequence[dict[str, Any]],
    tellings: Sequence[Telling],
    groups: Iterable[Sequence[int]],
    *,
    mentions: str = "gold",
    match: str = "exact",
) -> Figures:
    """CoNLL F1 with and without the clusters of one mention, and how many gold mentions are among the tellings."""
    predicted: dict[str, list[tuple[int, int, int]]] = {}
    for label, group in enumerate(groups):
        for number in group:
            telling = tellings[number]
            row = rows[telling.page]["id"]
            predicted.setdefault(row, []).append((telling.span.start, telling.span.end, label))
    whole = judge.evaluate(rows, predicted, mentions=mentions, match=match)
    dropped = judge.evaluate(rows, predicted, mentions=mentions, match=match, singletons="drop")
    return {
        "conll": round(100 * whole["conll_f1"], 2),
        "conll, no singletons": round(100 * dropped["conll_f1"], 2),
        "found": round(100 * whole.get("mention_detection", {"recall": 1.0})["recall"], 2),
    }


# ---- bundles -----------------------------------------------------------------------------------------


def bundle_scores(coder: Coder) -> Figures:
    """Pairs of reports' events that are one happening: found and right, of those whose events dragoman finds at all."""
    counts: Counter[str] = Counter()
    for bundle in tomllib.loads(BUNDLES.read_text(encoding="utf-8"))["bundle"]:
        codings = [coder(report_of(bundle["id"], row)) for row in bundle["reports"]]
        counts.update(judged(bundle, codings))
    precision = 100 * counts["right"] / max(counts["joined"], 1)
    recall = 100 * counts["right"] / max(counts["gold"], 1)
    return {
        "linking bundles, events found": 100 * counts["found"] / counts["told"],
        "linking bundles, pairs precision": precision,
        "linking bundles, pairs recall": recall,
        "linking bundles, pairs F1": 2 * precision * recall / max(precision + recall, 1),
    }


def report_of(bundle: str, row: dict[str, Any]) -> Report:
    return Report(id=f"{bundle} {row['id']}", text=row["text"], published=row["published"], publisher=row["publisher"])


def judged(bundle: dict[str, Any], codings: Sequence[Coding]) -> Counter[str]:
    """How many of the bundle's events are found, and of their pairs over reports, how many are and should be joined."""
    happening = {telling.event: link.id for link in link_events(codings) for telling in link.tellings}
    gold: list[tuple[str, int, str]] = []
    counts: Counter[str] = Counter()
    for row, coding in zip(bundle["reports"], codings, strict=True):
        for word, number in row["events"].items():
            at = row["text"].index(word)
            event = next((e for e in coding.events if e.anchor.start < at + len(word) and at < e.anchor.end), None)
            counts.update(told=1, found=int(event is not None))
            if event is not None:
                gold.append((coding.id, number, event.id))
    for one, other in combinations(gold, 2):
        if one[0] != other[0]:
            same = one[1] == other[1]
            joined = one[2] in happening and happening[one[2]] == happening.get(other[2])
            counts.update(gold=int(same), joined=int(joined), right=int(same and joined))
    return counts


if __name__ == "__main__":
    for name, value in scores(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")).items():
        print(f"{name:44} {value:8.2f}")
