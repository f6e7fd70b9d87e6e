"""A coding drawn by hand, with everything that a format can show."""

from __future__ import annotations

from dragoman.record import (
    Actor,
    Coding,
    Commitment,
    Count,
    Event,
    Harm,
    Mention,
    Participant,
    Place,
    Report,
    Source,
    Span,
    Statement,
    When,
    Wire,
    check_coding,
)

TEXT = (
    "Kosovo police arrested two Serbs in Mitrovica on Monday.\n"
    "=Serbia denied\tthat protesters attacked police. They must leave."
)


def span_of(words: str) -> tuple[int, int]:
    """Where the words stand in the text."""
    start = TEXT.index(words)
    return start, start + len(words)


def part(actor: str, words: str) -> Participant:
    """A participant named by the words."""
    start, end = span_of(words)
    return Participant(actor=actor, start=start, end=end)


def mention(words: str) -> tuple[Mention, ...]:
    """One mention, by name."""
    start, end = span_of(words)
    return (Mention(start=start, end=end, kind="name"),)


def drawn() -> Coding:
    """Two events that happened, one of them retold, and one that is denied."""
    police = Actor(
        id="XKX/police",
        name="Kosovo Police",
        type="organization",
        country="XKX",
        sector="COP",
        sectors=("COP",),
        mentions=mention("Kosovo police"),
    )
    serbs = Actor(id="SRB/serbs", name="Serbs; two", type="group", country="SRB", mentions=mention("two Serbs"))
    serbia = Actor(id="SRB", name="Serbia", type="state", country="SRB", mentions=mention("Serbia"))
    crowd = Actor(id="protesters", name="protesters", type="group", sector="CVL", sectors=("CVL",))
    arrest = Event(
        id="k/event-1",
        type="COERCE",
        mode="arrest",
        quad=4,
        score=-7.0,
        contexts=("legal",),
        anchor=Span(*span_of("arrested")),
        actors=(part("XKX/police", "Kosovo police"),),
        recipients=(part("SRB/serbs", "two Serbs"),),
        when=When(begin="2018-03-26", until="2018-03-26"),
        where=0,
        harm=Harm(detained=Count(min=2)),
        confidence=0.9,
    )
    attack = Event(
        id="k/event-2",
        type="ASSAULT",
        quad=4,
        score=-9.0,
        anchor=Span(*span_of("attacked")),
        actors=(part("protesters", "protesters"),),
        recipients=(part("XKX/police", "police."),),
        modality="negated",
        statement=0,
    )
    start, end = span_of("Mitrovica")
    source = Source(start=span_of("=Serbia")[0], end=span_of("Serbia")[1], actor="SRB")
    coding = Coding(
        id="k",
        version="0.1.0",
        digest="d",
        wire=Wire(agency="AP", published="2018-03-27T10:00:00Z", published_from="given"),
        sentences=(Span(0, 56), Span(57, span_of(" They")[0]), Span(*span_of("They must leave."))),
        actors=(police, serbs, serbia, crowd),
        places=(
            Place(
                start=start,
                end=end,
                name="Mitrovica",
                geonames_id=790295,
                lat=42.88,
                lon=20.87,
                country="XKX",
                feature="PPL",
            ),
        ),
        statements=(
            Statement(
                id="k/statement-1", source=source, content=(Span(*span_of("protesters attacked police")),), denies=True
            ),
        ),
        events=(
            arrest,
            attack,
            Event(
                id="k/event-3",
                type="COERCE",
                mode="arrest",
                quad=4,
                score=-7.0,
                anchor=Span(*span_of("arrested")),
                same_as=0,
            ),
        ),
        commitments=(
            Commitment(
                id="k/commitment-1",
                kind="demand",
                content=Span(*span_of("leave")),
                debtors=(part("protesters", "They"),),
            ),
        ),
        report=Report(id="k", text=TEXT, title="Arrests\x1b[31m", publisher="Example\tWire"),
    )
    check_coding(coding, TEXT)
    return coding
