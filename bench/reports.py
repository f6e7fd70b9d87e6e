"""Events of whole reports, on the project's own marked reports: ``python -m bench.reports [--show]``.

An event is found where an event of the coding has its type and an anchor that overlaps its anchor; told about it are
the countries of its actors and recipients (the part of the contract's ids before the slash), modality and historical.
Which phrases have one actor in the whole report: `sameness.py`.
No model has been trained on these reports.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench import sameness
from corpus.read_events import MarkedEvent, MarkedReport, MarkedSentence, read_reports
from dragoman import load
from dragoman.record import Coding, Event, Participant, Report

REPORTS = Path(__file__).resolve().parents[1] / "corpus" / "reports"


def scores(_: Path) -> dict[str, float]:
    """Percentages over all reports."""
    return figures(tally(False))


def figures(count: Counter[str]) -> dict[str, float]:
    found, told, gold = count["found"], count["told"], count["gold"]
    given = {f"reports {name}": 100 * count[name] / max(1, count[f"{name} asked"]) for name in ASKED}
    return {"reports type F1": 200 * found / max(1, told + gold), **given, **sameness.figures(count)}


ASKED = ("source country", "target country", "modality", "historical")


def tally(show: bool) -> Counter[str]:
    count: Counter[str] = Counter()
    coder = load()
    marked = list(read_reports(REPORTS))
    reports = [Report(id=m.id, text=m.text, published=m.published) for m in marked]
    for gold, coding in zip(marked, coder.pipe(reports), strict=True):
        for line in compared(gold, coding, count):
            if show:
                print(f"{gold.id}: {line}")
    return count


def compared(gold: MarkedReport, coding: Coding, count: Counter[str]) -> Iterator[str]:
    """Counts what is right; lines on what is not."""
    told = list(coding.events)
    count["told"] += len(told)
    for paragraph, offset, marked in events_of(gold):
        count["gold"] += 1
        event = next((e for e in told if e.type == marked.type and overlaps(e, marked, offset)), None)
        words = paragraph.text[marked.start : marked.end]
        if event is None:
            yield f"missing {marked.type} at “{words}” in “{paragraph.text}”"
            continue
        told.remove(event)
        count["found"] += 1
        for name, right, wrong in asked(paragraph, marked, event, coding):
            count[f"{name} asked"] += 1
            count[name] += right == wrong
            if right != wrong:
                yield f"{name} of {marked.type} at “{words}”: {wrong}, expected {right}, in “{paragraph.text}”"
    yield from sameness.misses(gold, coding, count)
    for event in told:
        yield f"further {event.type} at “{gold.text[event.anchor.start : event.anchor.end]}”"


def events_of(report: MarkedReport) -> Iterator[tuple[MarkedSentence, int, MarkedEvent]]:
    offset = 0
    for paragraph in report.paragraphs:
        for event in paragraph.events:
            yield paragraph, offset, event
        offset += len(paragraph.text) + 2


def overlaps(event: Event, marked: MarkedEvent, offset: int) -> bool:
    return event.anchor.start < marked.end + offset and marked.start + offset < event.anchor.end


def asked(
    paragraph: MarkedSentence, marked: MarkedEvent, event: Event, coding: Coding
) -> Iterator[tuple[str, object, object]]:
    """What is compared: its name, what is right, what the coding says. Countries only where the marks name one."""
    for name, role, parts in (
        ("source country", "actor", event.actors),
        ("target country", "recipient", event.recipients),
    ):
        right = {country(paragraph.actors[n]) for n in marked.roles.get(role, ()) if n in paragraph.actors}
        if right and None not in right:
            yield name, right, countries(parts, coding)
    yield "modality", marked.modality, event.modality
    yield "historical", marked.historical, event.historical


def country(actor: str) -> str | None:
    """The country or kind of body in an actor's id; IGO stands for UNO and EUR too, as in bench/events."""
    head = actor.split("/")[0]
    return None if head == "-" else "IGO" if head in ("UNO", "EUR") else head


def countries(parts: tuple[Participant, ...], coding: Coding) -> set[str | None]:
    by_id = {actor.id: actor for actor in coding.actors}
    return {by_id[part.actor].country or country(part.actor) for part in parts}


def main() -> None:
    for name, value in figures(tally("--show" in sys.argv)).items():
        print(f"{name:32} {value:5.1f}")


if __name__ == "__main__":
    main()
