"""Reading less: what could be saved by passing over sentences that carry nothing, and what that would change.

The test is the best that any filter could do: sentences are passed over by knowing from the full coding that no
event, statement, commitment or position touches them. ``python -m bench skipping`` prints, for the news of UD
English PUD as 100 reports of ten sentences, how many sentences those are, how much faster the rest is coded, and
how many reports are coded otherwise without them (places, times and mentions that nothing points to aside).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bench.scale import news_reports
from dragoman.coder import Coder, load
from dragoman.record import Coding, Report, Span
from dragoman.wire import find_wire, regions_outside_story


def scores(shared: Path) -> dict[str, float]:
    """Sentences that carry nothing, the CPU time that goes with them, and the reports that would be coded otherwise."""
    coder = load()
    reports = news_reports(shared)[0][:100]
    codings = list(coder.pipe(reports))
    empty = {coding.id: empty_sentences(coding) for coding in codings}
    whole = _seconds(lambda: [_code(coder, report, ()) for report in reports])
    less = _seconds(lambda: [_code(coder, report, empty[report.id]) for report in reports])
    lean = [_code(coder, report, empty[report.id]) for report in reports]
    return {
        "skipping sentences that carry nothing, %": 100
        * sum(map(len, empty.values()))
        / sum(len(c.sentences) for c in codings),
        "skipping speed gain at best, %": 100 * (whole / less - 1),
        "skipping reports coded otherwise, %": 100
        * sum(_told(a) != _told(b) for a, b in zip(codings, lean, strict=True))
        / len(codings),
    }


def empty_sentences(coding: Coding) -> tuple[Span, ...]:
    """The sentences that no event, statement, commitment or position of the coding touches."""
    used = [event.anchor for event in coding.events]
    used += [Span(p.start, p.end) for event in coding.events for p in (*event.actors, *event.recipients)]
    used += [span for said in coding.statements for span in (said.source, said.cue, *said.content) if span]  # type: ignore[misc]
    used += [span for owed in coding.commitments for span in (owed.content, owed.condition) if span]
    used += [Span(stand.holder.start, stand.object.end) for stand in coding.positions]
    return tuple(s for s in coding.sentences if not any(u.start < s.end and s.start < u.end for u in used))


def _code(coder: Coder, report: Report, skip: tuple[Span, ...]) -> Coding:
    """The coding of a report of which some sentences are never read."""
    wire = find_wire(report, rules=coder.rules.wire)
    regions = sorted((*regions_outside_story(wire), *skip), key=lambda span: span.start)
    return coder.code(report, wire, coder.reader.read(report.text, skip=regions))


def _told(coding: Coding) -> Coding:
    """What the coding tells, without the sentences, places, times and actors that nothing points to."""
    used = {p.actor for e in coding.events for p in (*e.actors, *e.recipients)}
    actors = tuple(replace(actor, mentions=()) for actor in coding.actors if actor.id in used)
    events = tuple(replace(e, where=None, when=replace(e.when, time=None) if e.when else None) for e in coding.events)
    owed = tuple(replace(c, due=replace(c.due, time=None) if c.due else None) for c in coding.commitments)
    return replace(coding, sentences=(), places=(), times=(), actors=actors, events=events, commitments=owed)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun
