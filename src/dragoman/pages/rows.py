"""What the tables and lists of the page say: one record a line, every value from the coding."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.pages.days import day_text, when_text
from dragoman.pages.shown import one_line
from dragoman.pages.view import Badge, ReportView
from dragoman.record import Commitment, Count, Event, Harm, Place, Position, Statement
from dragoman.world import load_world

Named = tuple[tuple[str, str], ...]
_COLUMNS = 3
_HARMS = ("killed", "injured", "displaced", "detained")
_LEVELS = {"PCL": "country", "ADM": "region", "CON": "continent", "RGN": "wide region", "SEA": "sea"}
_ATTITUDES = {"shows": "makes known", "judges": "judges", "declines": "declines to say"}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """An event of the table."""

    badge: Badge
    type: str
    mode: str
    words: str
    actors: Named
    recipients: Named
    when: str
    where: str
    level: str
    background: bool
    same_as: Badge | None
    source: str | None
    denied: bool
    harm: tuple[str, ...]
    contexts: tuple[str, ...]
    sure: int

    @property
    def summary(self) -> str:
        """The row in one line, for the card and for pictures."""
        who = ", ".join(name for _, name in self.actors) or "somebody not named"
        whom = ", ".join(name for _, name in self.recipients)
        by = f"{'denied by' if self.denied else 'according to'} {self.source}" if self.source else ""
        told = f"{self.badge.told}, background" if self.background else self.badge.told
        kind = f"{self.type} ({self.mode})" if self.mode else self.type
        parts = (kind, f"{who} → {whom}" if whom else who, self.when, self.where, told, by)
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What somebody says."""

    key: str
    source: str
    how: str
    denies: bool
    content: str
    events: tuple[Badge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The claims of the actors of one country, or of those of none."""

    name: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What somebody owes or is told to do."""

    key: str
    kind: str
    debtors: Named
    creditors: Named
    content: str
    condition: str
    due: str
    last_day: str
    """The ISO day that it falls due, empty where none is known."""
    state: str
    source: str | None
    denied: bool
    event: Badge | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """Where somebody stands."""

    key: str
    holder: str
    stance: str
    object: str
    since: str
    source: str | None
    denied: bool


def event_rows(view: ReportView) -> list[EventRow]:
    """The events in the order of the coding."""
    return [_event_row(view, n, event) for n, event in enumerate(view.coding.events)]


def _event_row(view: ReportView, number: int, event: Event) -> EventRow:
    place = view.coding.places[event.where] if event.where is not None else None
    return EventRow(
        badge=view.badges[number],
        type=event.type,
        mode=event.mode or "",
        words=view.words(event.anchor),
        actors=view.named(event.actors),
        recipients=view.named(event.recipients),
        when=when_text(event.when),
        where=one_line(place.name) if place else "",
        level=place_level(place) if place else "",
        background=event.historical,
        same_as=view.badges[event.same_as] if event.same_as is not None else None,
        source=view.source(event.statement),
        denied=view.denied(event.statement),
        harm=harm_text(event.harm),
        contexts=tuple(c.replace("_", " ") for c in event.contexts),
        sure=round(100 * event.confidence),
    )


def place_level(place: Place) -> str:
    """What a place is where it is no point: "country", "region", "wide region", "sea", "continent"; else empty."""
    return _LEVELS.get((place.feature or "")[:3], "")


def harm_text(harm: Harm | None) -> tuple[str, ...]:
    """Who was harmed, a line for each kind.

    >>> harm_text(Harm(killed=Count(min=2, max=2), injured=Count(min=5)))
    ('2 killed', 'at least 5 injured')
    """
    counts = ((kind, getattr(harm, kind)) for kind in _HARMS)
    return tuple(f"{_count(count)} {kind}" for kind, count in counts if count is not None) if harm else ()


def _count(count: Count) -> str:
    if count.max is None:
        return f"at least {count.min}"
    return str(count.min) if count.min == count.max else f"{count.min} to {count.max}"


def sides(view: ReportView) -> list[list[Side]]:
    """The claims by the country of who makes them, in columns: the side with most claims first, those of none last."""
    groups: dict[str | None, list[Claim]] = defaultdict(list)
    told = defaultdict[int, list[Badge]](list)
    for badge, event in zip(view.badges, view.coding.events, strict=True):
        if event.statement is not None:
            told[event.statement].append(badge)
    for number, said in enumerate(view.coding.statements):
        actor = view.actors.get(said.source.actor or "") if said.source else None
        groups[actor.country if actor else None].append(_claim(view, number, said, tuple(told[number])))
    order = sorted(groups, key=lambda code: (code is None, -len(groups[code])))
    named = [Side(name=country_name(code) or "Others", claims=tuple(groups[code])) for code in order]
    columns: list[list[Side]] = [[] for _ in range(min(_COLUMNS, len(named)))]
    for side in named:
        min(columns, key=lambda column: sum(len(s.claims) + 1 for s in column)).append(side)
    return columns


def _claim(view: ReportView, number: int, said: Statement, events: tuple[Badge, ...]) -> Claim:
    how = _ATTITUDES.get(said.attitude or "", said.attitude or "says")
    return Claim(
        key=view.key("c", number + 1),
        source=view.source(number) or "",
        how="denies" if said.denies else how,
        denies=said.denies,
        content=" … ".join(view.words(span) for span in said.content),
        events=events,
    )


def country_name(code: str | None) -> str:
    """A country's name in English, else its code; empty for none."""
    land = load_world().states.get(code or "")
    return land.name if land else code or ""


def duties(view: ReportView) -> list[Duty]:
    """What is owed, the next day first and what has no day last."""
    numbered = list(enumerate(view.coding.commitments, start=1))
    numbered.sort(key=lambda item: ((item[1].due.until or item[1].due.begin) if item[1].due else None) or "~")
    return [_duty(view, number, duty) for number, duty in numbered]


def _duty(view: ReportView, number: int, duty: Commitment) -> Duty:
    return Duty(
        key=view.key("d", number),
        kind=duty.kind,
        debtors=view.named(duty.debtors),
        creditors=view.named(duty.creditors),
        content=view.words(duty.content),
        condition=view.words(duty.condition) if duty.condition else "",
        due=when_text(duty.due),
        last_day=((duty.due.until or duty.due.begin) if duty.due else None) or "",
        state=duty.state,
        source=view.source(duty.statement),
        denied=view.denied(duty.statement),
        event=view.badges[duty.event] if duty.event is not None else None,
    )


def stances(view: ReportView) -> list[Stance]:
    """Who stands where, in the order of the coding."""
    return [_stance(view, number, held) for number, held in enumerate(view.coding.positions, start=1)]


def _stance(view: ReportView, number: int, held: Position) -> Stance:
    return Stance(
        key=view.key("p", number),
        holder=view.name(held.holder.actor) or view.words(held.holder),
        stance=held.stance.replace("-", " "),
        object=one_line(view.report.text[held.object.start : held.object.end]),
        since=day_text(held.since) if held.since else "",
        source=view.source(held.statement),
        denied=view.denied(held.statement),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """A source of the report, with what rests on it."""

    name: str
    claims: int
    events: tuple[Badge, ...]


def tellers(view: ReportView) -> list[Teller]:
    """The report's own voice first, then each source with the events that rest on it."""
    events = defaultdict[str, list[Badge]](list)
    for badge, event in zip(view.badges, view.coding.events, strict=True):
        events[view.source(event.statement) or ""].append(badge)
    claims = Counter(view.source(number) or "" for number in range(len(view.coding.statements)))
    names = sorted({*events, *claims} - {""}, key=lambda name: (-len(events[name]), -claims[name], name))
    own = [Teller(name="The report itself", claims=0, events=tuple(events[""]))] if events[""] else []
    return [*own, *(Teller(name=n, claims=claims[n], events=tuple(events[n])) for n in names)]


def sure_counts(rows: Sequence[EventRow]) -> tuple[tuple[str, int], ...]:
    """How many events the coder is sure of, by bands of its own confidence."""
    bands = (("80 % and more", 80, 101), ("50 to 79 %", 50, 80), ("below 50 %", -1, 50))
    return tuple((name, sum(low <= row.sure < high for row in rows)) for name, low, high in bands)
