"""Actor scores: phrases with country and sector (``bench/events``), coreference on GUM news (``bench/syntax``).

Each phrase is read as a report of its own with its date as the day. Coreference counts mentions of people,
organisations and places. A mention found is matched to the gold mention with the same head word.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from dragoman.actors import find_mentions, load_actor_rules, resolve_actors
from dragoman.attribution import find_statements, load_attribution_rules
from dragoman.language import Parsed, Reader, load_reader
from dragoman.record import Actor
from dragoman.world import load_world

BODIES = ("UNO", "EUR", "IGO", "IMG", "MNC", "ISM")
TYPES = ("person", "organization", "place")
FOUND = ("--mentions", "system", "--singletons", "drop")
DATES = ("%Y-%m-%d", "%d %b %Y", "%d %B %Y", "%B %d, %Y")
Row = dict[str, Any]


def scores(shared: Path, *, model: Path | None = None) -> dict[str, float]:
    """Every figure by name, in per cent; the speed is in sentences a CPU second, both steps together."""
    reader = Reader(model, threads=2) if model else load_reader(threads=2)
    return {**phrase_scores(shared, reader), **coreference_scores(shared, reader)}


def phrase_scores(shared: Path, reader: Reader) -> dict[str, float]:
    """Country and sector of the actor that a phrase names, by that folder's own scorer."""
    bench = shared / "bench" / "events"
    gold = [json.loads(line) for line in (bench / "actors_dev.jsonl").open(encoding="utf-8")]
    read = reader.read_all([(_in_context(row), ()) for row in gold])
    rows = [_coded(row["id"], _main_actor(parsed, row)) for row, parsed in zip(gold, read, strict=True)]
    answer = _score(bench / "score.py", rows, "--actors", "--gold", str(bench / "actors_dev.jsonl"), "--pred")
    return {f"actors phrases {what}": 100 * answer[f"all_{what}"][0] for what in ("country", "sector")}


def coreference_scores(shared: Path, reader: Reader) -> dict[str, float]:
    """CoNLL F1 on GUM news: with the gold mentions given, and with those found."""
    gold = [json.loads(line) for line in _unzipped(shared / "bench" / "syntax" / "gum-news-mentions.jsonl.gz")]
    read = reader.read_all([(row["text"], ()) for row in gold])
    coded = [actors_of(parsed, row["published"]) for row, parsed in zip(gold, read, strict=True)]
    script = shared / "bench" / "linking" / "score.py"
    with tempfile.TemporaryDirectory() as folder:
        key = Path(folder) / "gold.jsonl"
        key.write_text("".join(json.dumps(_gold(row)) + "\n" for row in gold), encoding="utf-8")
        found = [_answer(row, parsed, actors) for row, parsed, actors in zip(gold, read, coded, strict=True)]
        given = _score(script, found, "--match", "overlap", str(key))["conll_f1"]
        alone = _score(script, found, "--match", "overlap", *FOUND, str(key))["conll_f1"]
    return {
        "actors coreference, mentions given": 100 * given,
        "actors coreference, mentions found": 100 * alone,
        "speed actors sentences/s": _speed(read),
    }


def actors_of(parsed: Parsed, day: str | None) -> tuple[Actor, ...]:
    """The actors of a text that is nothing but a report's body."""
    world, rules = load_world(), load_actor_rules()
    mentions = find_mentions(parsed, world=world, rules=rules)
    statements = find_statements(parsed, rules=load_attribution_rules())
    return resolve_actors(parsed, mentions, statements, day=day, world=world, rules=rules)


def _speed(read: Sequence[Parsed]) -> float:
    world, rules = load_world(), load_actor_rules()
    began = time.process_time()
    for parsed in read:
        mentions = find_mentions(parsed, world=world, rules=rules)
        resolve_actors(parsed, mentions, (), day=None, world=world, rules=rules)
    return sum(len(parsed.sentences) for parsed in read) / (time.process_time() - began)


def plover_country(actor: Actor) -> str | None:
    """The country, or PLOVER's code of an international body where there is none (an NGO has a sector)."""
    if actor.country is not None:
        return actor.country
    return next((sector for sector in actor.sectors if sector in BODIES), None)


def plover_sector(actor: Actor) -> str | None:
    """The first sector that is no code of an international body."""
    return next((sector for sector in actor.sectors if sector not in BODIES), None)


def _in_context(row: Row) -> str:
    """The phrase below the words that stand around it, where the set gives any."""
    return f"{row['context']}\n\n{row['text']}" if row["context"] else str(row["text"])


def _main_actor(parsed: Parsed, row: Row) -> Actor | None:
    """The actor of the longest mention in the phrase: the phrase itself."""
    begin = len(parsed.text) - len(row["text"])
    actors = actors_of(parsed, _day(row["date"]))
    found = [(m.end - m.start, -m.start, actor) for actor in actors for m in actor.mentions if m.start >= begin]
    return max(found, key=lambda item: item[:2])[2] if found else None


def _coded(row_id: str, actor: Actor | None) -> Row:
    country, sector = (plover_country(actor), plover_sector(actor)) if actor else (None, None)
    return {"id": row_id, "country": country, "sector": sector}


def _day(text: str | None) -> str | None:
    for form in DATES:
        try:
            return datetime.strptime(text or "", form).date().isoformat()  # noqa: DTZ007 a day has no zone
        except ValueError:
            continue
    return None


def _gold(row: Row) -> Row:
    mentions = [m for m in row["mentions"] if m["type"] in TYPES]
    spans = [{"start": m["start"], "end": m["end"], "cluster": f"{row['id']} {m['group']}"} for m in mentions]
    whole = [{"start": 0, "end": len(row["text"])}]
    return {"id": row["id"], "topic": row["id"], "subtopic": row["id"], "evaluated": whole, "mentions": spans}


def _answer(row: Row, parsed: Parsed, actors: Sequence[Actor]) -> Row:
    """The mentions found, each with the span of the gold mention that has its head."""
    heads = {(m["head"]["start"], m["head"]["end"]): m for m in row["mentions"] if m["type"] in TYPES}
    mentions = {}
    for actor in actors:
        for mention in actor.mentions:
            head = parsed.head_of(mention.start, mention.end)
            word = parsed.words[head] if head is not None else None
            same = heads.get((word.start, word.end)) if word else None
            span = (same["start"], same["end"]) if same else (mention.start, mention.end)
            mentions[span] = f"{row['id']} {actor.id}"
    return {"id": row["id"], "mentions": [{"start": s, "end": e, "cluster": c} for (s, e), c in mentions.items()]}


def _score(script: Path, rows: Iterable[Row], *arguments: str) -> Row:
    with tempfile.TemporaryDirectory() as folder:
        system = Path(folder) / "system.jsonl"
        system.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        command = [sys.executable, str(script), *arguments, str(system)]
        out = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    answer: Row = json.loads(out[out.index("{") :])
    return answer


def _unzipped(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from lines


if __name__ == "__main__":
    for name, value in scores(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")).items():
        print(f"{name:36} {value:8.2f}")
