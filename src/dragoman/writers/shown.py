"""Lines to read: a coding's events, duties and explanations in plain words. Cells are not yet safe for a
terminal; who prints them takes out control characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from dragoman.record import Coding, Commitment, Event, Participant, Report, When
from dragoman.writers.view import CodingView, one_line

EVENT_COLUMNS = ("n", "when", "who", "did what", "to whom", "where", "according to", "status")
DUTY_COLUMNS = ("kind", "who", "to whom", "what", "if", "by when", "state", "according to")
_HEADING = 90  # characters


def heading(report: Report, coding: Coding) -> str:
    """The report's title, else the beginning of its first sentence, else its id."""
    if report.title or not coding.sentences:
        return report.title or report.id
    first = coding.sentences[0]
    words = one_line(report.text[first.start : first.end])
    return words if len(words) <= _HEADING else f"{words[:_HEADING].rsplit(' ', 1)[0]} …"


def event_lines(report: Report, coding: Coding) -> list[tuple[str, ...]]:
    """One line an event: number, days, actors, words with type, recipients, place, source, status."""
    view = CodingView(coding)
    return [_event_line(report, view, event, number) for number, event in enumerate(coding.events, start=1)]


def _event_line(report: Report, view: CodingView, event: Event, number: int) -> tuple[str, ...]:
    place = view.place(event)
    words = one_line(report.text[event.anchor.start : event.anchor.end])
    return (
        str(number),
        _days(event.when),
        _names(view, event.actors),
        f"{words} ({event_type(event)})",
        _names(view, event.recipients),
        place.name if place else "",
        said_by(view, event.statement, report),
        ", ".join(_status(event)),
    )


def event_type(event: Event) -> str:
    """The type with its mode ("COERCE-arrest")."""
    return f"{event.type}-{event.mode}" if event.mode else event.type


def _status(event: Event) -> Iterator[str]:
    if event.modality != "actual":
        yield event.modality
    if event.historical:
        yield "historical"
    if event.same_as is not None:
        yield f"same as {event.same_as + 1}"


def _names(view: CodingView, participants: Iterable[Participant]) -> str:
    return ", ".join(actor.name for actor in view.named(participants))


def said_by(view: CodingView, statement: int | None, report: Report) -> str:
    """Who says so, by name or in the report's words; empty where the report says it itself."""
    source = view.coding.statements[statement].source if statement is not None else None
    if source is None:
        return ""
    actor = view.actors.get(source.actor or "")
    name = actor.name if actor else one_line(report.text[source.start : source.end])
    return f"denied by {name}" if statement is not None and view.coding.statements[statement].denies else name


def _days(when: When | None) -> str:
    """Days as read: one day, from-to, or open at one end."""
    if when is None or (when.begin is None and when.until is None):
        return ""
    if when.begin and when.until and (whole := _whole(when.begin, when.until)):
        return whole
    if when.begin == when.until:
        return when.begin or ""
    if when.begin is None:
        return f"by {when.until}"
    return f"{when.begin} to {when.until}" if when.until else f"from {when.begin}"


def _whole(begin: str, until: str) -> str | None:
    """The year, or the month, that two days span as a whole."""
    if begin[:4] == until[:4] and (begin[4:], until[4:]) == ("-01-01", "-12-31"):
        return begin[:4]
    last = (date.fromisoformat(until) + timedelta(days=1)).day == 1
    return begin[:7] if begin[:7] == until[:7] and begin.endswith("-01") and last else None


def duty_lines(report: Report, coding: Coding) -> list[tuple[str, ...]]:
    """One line a commitment: kind, debtors, creditors, content, condition, due, state, source."""
    view = CodingView(coding)
    return [_duty_line(report, view, duty) for duty in coding.commitments]


def _duty_line(report: Report, view: CodingView, duty: Commitment) -> tuple[str, ...]:
    condition = duty.condition
    return (
        duty.kind,
        _names(view, duty.debtors),
        _names(view, duty.creditors),
        one_line(report.text[duty.content.start : duty.content.end]),
        one_line(report.text[condition.start : condition.end]) if condition else "",
        _days(duty.due),
        duty.state,
        said_by(view, duty.statement, report),
    )


def explanations(report: Report, coding: Coding, words: str) -> list[tuple[str, ...]]:
    """What the coding says where ``words`` stand in the report: kind, offsets, what it is, the words it covers."""
    spots = _spots(report.text, words)
    lines = [line for line in _covers(coding) if _touches(line, spots)]
    return [(kind, f"{start}-{end}", what, one_line(report.text[start:end])) for kind, start, end, what in lines]


def _spots(text: str, words: str) -> list[tuple[int, int]]:
    spots, at = [], text.find(words) if words else -1
    while at >= 0:
        spots.append((at, at + len(words)))
        at = text.find(words, at + len(words))
    return spots


def _touches(line: tuple[str, int, int, str], spots: Sequence[tuple[int, int]]) -> bool:
    return any(line[1] < end and start < line[2] for start, end in spots)


def _covers(coding: Coding) -> Iterator[tuple[str, int, int, str]]:
    """Every span of the coding with its kind and what it stands for."""
    for actor in coding.actors:
        what = " ".join(filter(None, (actor.id, actor.type, actor.country, actor.sector)))
        yield from (("actor", m.start, m.end, f"{what} ({m.kind})") for m in actor.mentions)
    for place in coding.places:
        where = f"{place.name} {place.country or ''} {place.lat},{place.lon} ({place.use})"
        yield "place", place.start, place.end, where
    for moment in coding.times:
        yield (
            "time",
            moment.start,
            moment.end,
            f"{moment.value} = {_days(When(begin=moment.begin, until=moment.until))}",
        )
    for event in coding.events:
        yield "event", event.anchor.start, event.anchor.end, _told(event)
        yield from (("event actor", p.start, p.end, f"{p.actor} in {event.id}") for p in event.actors)
        yield from (("event recipient", p.start, p.end, f"{p.actor} in {event.id}") for p in event.recipients)
    yield from _covers_of_speech(coding)
    yield from (("noise", n.start, n.end, n.kind) for n in coding.wire.noise)


def _told(event: Event) -> str:
    facts = [event_type(event), f"confidence {event.confidence:.2f}", event.modality]
    return f"{event.id}: {', '.join([*facts, *(['historical'] if event.historical else [])])}"


def _covers_of_speech(coding: Coding) -> Iterator[tuple[str, int, int, str]]:
    for said in coding.statements:
        if said.source is not None:
            yield "statement source", said.source.start, said.source.end, f"{said.source.actor} in {said.id}"
        if said.cue is not None:
            yield "statement cue", said.cue.start, said.cue.end, said.id
        yield from (("statement content", c.start, c.end, f"{said.kind} in {said.id}") for c in said.content)
    for duty in coding.commitments:
        yield "commitment", duty.content.start, duty.content.end, f"{duty.id}: {duty.kind}, {duty.state}"
    for position in coding.positions:
        yield "position", position.holder.start, position.object.end, f"{position.id}: {position.stance}"
