"""One report's coding as the page asks for it: names, keys and numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from dragoman.pages.shown import one_line
from dragoman.record import Actor, Coding, Event, Participant, Report, Span

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
STATUS = {
    "actual": "told as fact",
    "future": "told as planned",
    "hypothetical": "told as possible",
    "negated": "told as not done",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """An event's number wherever it stands: its key joins all that belongs to it."""

    number: int
    key: str
    quad: int
    quad_name: str
    firm: bool
    """Whether the report tells it as fact: pictures fill what is, and leave the rest hollow."""
    told: str


class ReportView:
    """One report of the page; ``number`` counts from 1."""

    def __init__(self, number: int, report: Report, coding: Coding) -> None:
        self.number, self.report, self.coding = number, report, coding

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """The actors by id."""
        return {actor.id: actor for actor in self.coding.actors}

    @cached_property
    def badges(self) -> tuple[Badge, ...]:
        """A badge for each event, in the order of the coding."""
        return tuple(self._badge(n, event) for n, event in enumerate(self.coding.events, start=1))

    def _badge(self, number: int, event: Event) -> Badge:
        return Badge(
            number=number,
            key=self.key("e", number),
            quad=event.quad if event.quad in QUADS else 0,
            quad_name=QUADS.get(event.quad, "class not known"),
            firm=event.modality == "actual",
            told=STATUS[event.modality],
        )

    def key(self, kind: str, number: int) -> str:
        """The key of an event (e), claim (c), duty (d) or stance (p): also the end of its ids."""
        return f"r{self.number}{kind}{number}"

    def words(self, span: Span | Participant) -> str:
        """The report's words there, on one line."""
        return one_line(self.report.text[span.start : span.end])

    def name(self, actor_id: str | None) -> str | None:
        """An actor's name, None where it is not among the coding's actors."""
        actor = self.actors.get(actor_id or "")
        return one_line(actor.name) if actor else None

    def named(self, participants: Iterable[Participant]) -> tuple[tuple[str, str], ...]:
        """Actor ids and names of participants, each once; words stand in for a name not known."""
        found = {p.actor: self.name(p.actor) or self.words(p) for p in participants}
        return tuple(found.items())

    def source(self, statement: int | None) -> str | None:
        """Who says so, by name or in the report's words; None where the report says it itself."""
        if statement is None:
            return None
        source = self.coding.statements[statement].source
        if source is None:
            return "a source not named"
        return self.name(source.actor) or one_line(self.report.text[source.start : source.end])

    def denied(self, statement: int | None) -> bool:
        """Whether the statement denies what it tells."""
        return statement is not None and self.coding.statements[statement].denies
