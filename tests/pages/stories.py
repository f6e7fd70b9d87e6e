"""Codings drawn by hand for the page: an invented story with every kind of record in it."""

from __future__ import annotations

from dragoman.record import (
    Actor,
    Coding,
    Commitment,
    Count,
    Credit,
    Event,
    Harm,
    Mention,
    Noise,
    Participant,
    Place,
    Position,
    PositionObject,
    Report,
    Source,
    Span,
    Statement,
    Time,
    When,
    Wire,
)

TEXT = (
    "Share\n\nNORTHPORT (Example Wire) — Ruritanian police arrested two fishermen near Skopje on Monday.\n\n"
    "Strelsau said that Freedonia must free them by Friday, or it would close the border. "
    "Freedonia rejected the demand and said the men had been warned. Ruritania does not recognize the line.\n"
)
DAY = "2031-03-03"


def span(words: str, text: str = TEXT) -> Span:
    """Where ``words`` stand in the text."""
    start = text.index(words)
    return Span(start, start + len(words))


def part(actor: str, words: str) -> Participant:
    """An actor's part by its words."""
    return Participant(actor=actor, start=span(words).start, end=span(words).end)


def story(hostile: str | None = None) -> tuple[Report, Coding]:
    """The story and its coding; ``hostile`` takes the place of every name and free value, and ends the text."""
    name = (lambda plain: plain) if hostile is None else (lambda plain: hostile)
    text = TEXT if hostile is None else TEXT + hostile
    report = Report(
        id=name("plain"),
        text=text,
        published=DAY,
        title=name("Two men held"),
        url=name("https://example.org/1"),
        publisher=name("Example Post"),
    )
    return report, Coding(
        id=name("plain"),
        version=name("0"),
        digest=name("0" * 8),
        wire=Wire(
            agency=name("Example Wire"),
            credits=(Credit(start=0, end=5, name=name("A. Writer"), role=name("byline"), place=name("Northport")),),
            noise=(Noise(start=0, end=5, kind=name("share")),),
            published=DAY,
            published_from="given",
        ),
        sentences=(span("Ruritanian police arrested two fishermen near Skopje on Monday."),),
        actors=(
            _actor("SRB/police", name("Ruritanian police"), "SRB"),
            _actor("XKX", name("Freedonia"), "XKX"),
            _actor("SRB", name("Ruritania"), "SRB"),
            _actor("SRB/fishermen", name("two fishermen"), None),
        ),
        places=(
            _place("Skopje", name("Skopje"), 42.0, 21.43, "PPLC"),
            _place("NORTHPORT", name("Northport"), None, None, None),
        ),
        times=(
            Time(start=span("Monday").start, end=span("Monday").end, type="DATE", value=DAY, begin=DAY, until=DAY),
            Time(start=span("by Friday").start, end=span("by Friday").end, type="DATE", value="2031-03-07"),
        ),
        statements=(
            _statement("Strelsau", "Freedonia must free them by Friday, or it would close the border", "SRB"),
            _statement("Freedonia rejected", "the men had been warned", "XKX"),
            Statement(content=(span("the line"),), denies=True),
        ),
        events=_events(hostile),
        commitments=(
            Commitment(
                kind="ultimatum",
                debtors=(part("XKX", "Freedonia must"),),
                creditors=(part("SRB", "Strelsau"),),
                content=span("free them"),
                condition=span("or it would close the border"),
                due=When(until="2031-03-07", time=1),
                statement=0,
                event=1,
            ),
        ),
        positions=(
            Position(
                holder=part("SRB", "Ruritania does"),
                stance="does-not-recognize",
                object=PositionObject(start=span("the line").start, end=span("the line").end),
                since="2031-01-01",
                statement=2,
            ),
        ),
    )


def _events(hostile: str | None) -> tuple[Event, ...]:
    contexts = ("military",) if hostile is None else (hostile,)
    police, men = part("SRB/police", "Ruritanian police"), part("SRB/fishermen", "two fishermen")
    return (
        Event(
            type="COERCE" if hostile is None else hostile,
            mode="arrest" if hostile is None else hostile,
            contexts=contexts,
            quad=4,
            anchor=span("arrested"),
            actors=(police,),
            recipients=(men,),
            when=When(begin=DAY, until=DAY, time=0),
            where=0,
            harm=Harm(detained=Count(min=2, max=2)),
        ),
        Event(
            type="REQUEST",
            quad=3,
            anchor=span("must free them"),
            actors=(part("SRB", "Strelsau"),),
            recipients=(part("XKX", "Freedonia must"),),
            when=When(until="2031-03-07"),
            statement=0,
        ),
        Event(
            type="SANCTION",
            quad=4,
            anchor=span("free them by Friday, or it would close"),
            modality="hypothetical",
            actors=(part("SRB", "Strelsau"),),
            recipients=(part("XKX", "Freedonia must"),),
            statement=0,
            confidence=0.4,
        ),
        Event(type="REJECT", quad=3, anchor=span("rejected the demand"), same_as=1, historical=True, statement=2),
    )


def _actor(id: str, name: str, country: str | None) -> Actor:
    return Actor(id=id, name=name, type="group", country=country, mentions=(Mention(start=0, end=1, kind="name"),))


def _place(words: str, name: str, lat: float | None, lon: float | None, feature: str | None) -> Place:
    return Place(start=span(words).start, end=span(words).end, name=name, lat=lat, lon=lon, feature=feature)


def _statement(source: str, content: str, actor: str) -> Statement:
    at = span(source)
    return Statement(source=Source(start=at.start, end=at.end, actor=actor), content=(span(content),), attitude="says")
