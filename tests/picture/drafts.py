"""Codings drawn by hand: a report's words, and what a coder would find in them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dragoman.record import (
    Actor,
    Coding,
    Commitment,
    CommitmentKind,
    CommitmentState,
    Event,
    Harm,
    Mention,
    Modality,
    Participant,
    Place,
    Position,
    PositionObject,
    Report,
    Source,
    Span,
    Stance,
    Statement,
    When,
    Wire,
    check_coding,
    load_plover,
)

ACTORS = {
    "RUS": ("Russia", "state", "RUS", None),
    "RUS/government": ("Government of Russia", "organization", "RUS", "GOV"),
    "UKR": ("Ukraine", "state", "UKR", None),
    "XKX": ("Kosovo", "state", "XKX", None),
    "XKX/police": ("Kosovo Police", "organization", "XKX", "COP"),
    "XKX/serbs": ("Kosovo Serbs", "group", "XKX", "CVL"),
    "XKX/residents": ("residents", "group", "XKX", "CVL"),
    "SRB/serbs": ("Serbs", "group", "SRB", None),
    "SRB/ethnic-serbs": ("Ethnic Serbs", "group", "SRB", "CVL"),
    "BIH/serbs": ("Bosnian Serbs", "group", "BIH", "CVL"),
    "SRB": ("Serbia", "state", "SRB", None),
    "ESP": ("Spain", "state", "ESP", None),
    "IGO/nato": ("NATO", "organization", None, "IGO"),
    "group/leaders": ("leaders", "group", None, None),
}
MITROVICA = Place(start=0, end=1, name="Mitrovica", geonames_id=790295, country="XKX", feature="PPL")


class Draft:
    """One report's coding while it is drawn; spans are found by their words."""

    def __init__(self, name: str, day: str | None, text: str, **of_report: Any) -> None:
        self.report = Report(id=name, text=text, published=day, **of_report)
        self.actors: dict[str, Actor] = {}
        self.lists: dict[str, list[Any]] = {"statements": [], "events": [], "commitments": [], "positions": []}
        self.places: list[Place] = []

    def span(self, words: str) -> Span:
        """Where the words stand."""
        start = self.report.text.index(words)
        return Span(start, start + len(words))

    def part(self, actor: str) -> Participant:
        """A participant, whose name or first letter stands in the text somewhere."""
        name, kind, country, sector = ACTORS[actor]
        words = name if name in self.report.text else self.report.text[0]
        span = self.span(words)
        mention = Mention(start=span.start, end=span.end, kind="nominal" if actor.startswith("group/") else "name")
        self.actors[actor] = Actor(
            id=actor,
            name=name,
            type=kind,
            country=country,
            sector=sector,
            mentions=(mention,),  # type: ignore[arg-type]
        )
        return Participant(actor=actor, start=span.start, end=span.end)

    def says(self, actor: str | None, *, denies: bool = False) -> int:
        """A statement of all the text; its index."""
        part = self.part(actor) if actor else None
        source = Source(start=part.start, end=part.end, actor=actor) if part else None
        whole = Span(0, len(self.report.text))
        return self._add("statements", Statement(source=source, content=(whole,), denies=denies))

    def owes(
        self,
        words: str,
        *,
        kind: CommitmentKind = "demand",
        by: str | None = None,
        to: str | None = None,
        due: str | None = None,
        state: CommitmentState = "open",
        said: int | None = None,
    ) -> Draft:
        """A commitment of ``by`` towards ``to``."""
        commitment = Commitment(
            kind=kind,
            debtors=(self.part(by),) if by else (),
            creditors=(self.part(to),) if to else (),
            content=self.span(words),
            due=When(until=due) if due else None,
            state=state,
            statement=said,
        )
        self._add("commitments", commitment)
        return self

    def did(
        self,
        words: str,
        type_: str,
        *,
        mode: str | None = None,
        by: str | tuple[str, ...] | None = None,
        to: str | tuple[str, ...] | None = None,
        day: str | None = None,
        place: Place | None = None,
        said: int | None = None,
        modality: Modality = "actual",
        harm: Harm | None = None,
        same_as: int | None = None,
    ) -> Draft:
        """An event."""
        where = None
        if place is not None:
            self.places.append(place)
            where = len(self.places) - 1
        event = Event(
            type=type_,
            mode=mode,
            quad=load_plover().quad_of(type_),
            score=load_plover().score_of(type_, mode),
            anchor=self.span(words),
            actors=self._sides(by),
            recipients=self._sides(to),
            when=When(begin=day, until=day) if day else None,
            where=where,
            statement=said,
            modality=modality,
            harm=harm,
            same_as=same_as,
        )
        self._add("events", event)
        return self

    def _sides(self, names: str | tuple[str, ...] | None) -> tuple[Participant, ...]:
        return tuple(self.part(name) for name in ((names,) if isinstance(names, str) else names or ()))

    def stands(
        self,
        holder: str,
        stance: Stance,
        words: str,
        *,
        about: str | None = None,
        since: str | None = None,
        said: int | None = None,
    ) -> Draft:
        """A position."""
        if about:
            self.part(about)
        span = self.span(words)
        aim = PositionObject(start=span.start, end=span.end, actor=about)
        position = Position(holder=self.part(holder), stance=stance, object=aim, since=since, statement=said)
        self._add("positions", position)
        return self

    def _add(self, kind: str, item: Any) -> int:
        listed = self.lists[kind]
        listed.append(replace(item, id=f"{self.report.id}/{kind[:-1]}-{len(listed) + 1}"))
        return len(listed) - 1

    def coding(self) -> Coding:
        """The coding, which keeps the contract."""
        text = self.report.text
        coding = Coding(
            id=self.report.id,
            version="0.1.0",
            digest="d",
            wire=Wire(
                published=self.report.published, published_from="given" if self.report.published is not None else None
            ),
            sentences=(Span(0, len(text)),),
            actors=tuple(self.actors.values()),
            places=tuple(self.places),
            report=self.report,
            **{name: tuple(items) for name, items in self.lists.items()},
        )
        check_coding(coding, text)
        return coding
