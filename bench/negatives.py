"""False events: the whole coder on sentences of our own that tell no public affair (``corpus/negatives``).

Each sentence is a report of its own. As a script, ``python -m bench.negatives [FILE...]`` lists every false event
with its type, anchor, the rules that fit and what the model says of the word.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import dragoman
from dragoman.coder import Coder
from dragoman.events.candidates import Matcher
from dragoman.events.grammar import Grammar
from dragoman.events.slots import Slots
from dragoman.language import Parsed
from dragoman.record import Event, Report

FOLDER = Path(__file__).resolve().parents[1] / "corpus" / "negatives"
DAY = "2024-05-14"  # any day does; the sentences name no dates that depend on it


@dataclass(frozen=True, slots=True)
class Negative:
    """A sentence without an event, and the file it stands in."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class FalseEvent:
    """An event coded where there is none."""

    negative: Negative
    event: Event


def scores(shared: Path) -> dict[str, float]:
    """Events in 100 sentences, over all files and by file; less is better, nought is right."""
    sentences = negatives()
    found = false_events(dragoman.load(), sentences)
    kinds = sorted({s.kind for s in sentences})
    per_kind = {f"negatives {kind}": rate(of_kind(found, kind), of_kind(sentences, kind)) for kind in kinds}
    return {"negatives all": rate(found, sentences), **per_kind}


def negatives(kinds: Iterable[str] = ()) -> list[Negative]:
    """The sentences of the files with these names (without ``.txt``), or of all, in order."""
    wanted = sorted(FOLDER.glob("*.txt")) if not kinds else [FOLDER / f"{kind}.txt" for kind in kinds]
    return [Negative(file.stem, line) for file in wanted for line in lines_of(file)]


def lines_of(file: Path) -> list[str]:
    """The sentences of one file, remarks and blank lines left out."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("# ")]


def false_events(coder: Coder, sentences: Sequence[Negative]) -> list[FalseEvent]:
    """Every event that the coder sees in these sentences, each read as a report of its own."""
    reports = [Report(id=f"{s.kind}-{n}", text=s.text, published=DAY) for n, s in enumerate(sentences)]
    codings = zip(sentences, coder.pipe(reports), strict=True)
    return [FalseEvent(s, event) for s, coding in codings for event in coding.events]


def of_kind(items: Sequence[Negative | FalseEvent], kind: str) -> list[Negative | FalseEvent]:
    """The items whose sentence stands in the file ``kind``."""
    return [item for item in items if (item if isinstance(item, Negative) else item.negative).kind == kind]


def rate(found: Sequence[object], sentences: Sequence[object]) -> float:
    """How many were found in 100 sentences."""
    return 100 * len(found) / len(sentences)


def reasons(coder: Coder, wrong: Sequence[FalseEvent]) -> list[str]:
    """For each false event the rules that fit at its anchor, and the model's own type and probability there."""
    read = coder.reader.read_all([(item.negative.text, ()) for item in wrong])
    return [_reason(coder, parsed, item.event) for parsed, item in zip(read, wrong, strict=True)]


def _reason(coder: Coder, parsed: Parsed, event: Event) -> str:
    matcher = Matcher(Slots(Grammar(parsed), coder.rules.events), coder.rules.events, lambda index: True)
    words = [i for i, w in enumerate(parsed.words) if event.anchor.start <= w.start < event.anchor.end]
    rules = sorted({rule for i in words for rule in matcher.fitting(i)})
    model = [f"{e.type} {e.probability:.2f}" for e in parsed.events or () if e.anchor in words]
    return f"rules {', '.join(rules) or '-'}; model {', '.join(model) or '-'}"


def main() -> None:
    coder, sentences = dragoman.load(), negatives(sys.argv[1:])
    wrong = false_events(coder, sentences)
    for item, reason in zip(wrong, reasons(coder, wrong), strict=True):
        event, text = item.event, item.negative.text
        anchor = text[event.anchor.start : event.anchor.end]
        print(f"{item.negative.kind:22} {event.type}-{event.mode} [{anchor}] {event.modality}; {reason}\n    {text}")
    print(f"{len(wrong)} events in {len(sentences)} sentences: {rate(wrong, sentences):.1f} per 100")


if __name__ == "__main__":
    main()
