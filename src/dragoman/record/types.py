"""The contract's types: a report in, a coding out.

Every record is a frozen value. Offsets are Unicode code points of the report's text, half-open
``[start, end)``; days are ISO dates, both ends inclusive; countries are ISO 3166-1 alpha-3 (Kosovo
``XKX``). What is not known is ``None`` or an empty tuple.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

ActorType = Literal["person", "organization", "group", "state"]
MentionKind = Literal["name", "nominal", "pronoun"]
PlaceUse = Literal["literal", "associative"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
StatementKind = Literal["direct", "indirect", "mixed"]
Modality = Literal["actual", "future", "hypothetical", "negated"]
PublishedFrom = Literal["given", "dateline", "text"]
CommitmentKind = Literal["demand", "ultimatum", "obligation", "promise", "threat", "offer", "condition", "request"]
CommitmentState = Literal["open", "met", "unmet", "rejected", "accepted"]
Attitude = Literal[
    "says",
    "denies",
    "doubts",
    "declines",
    "demands",
    "promises",
    "accuses",
    "judges",
    "believes",
    "wants",
    "supports",
    "opposes",
    "decides",
    "shows",
]
Stance = Literal[
    "supports",
    "opposes",
    "recognizes",
    "does-not-recognize",
    "allied-with",
    "mediates",
    "seeks",
    "claims",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report as it came; ``text`` is never cleaned, every offset points into it."""

    id: str
    text: str
    published: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``[start, end)`` of the report's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where and when the report was filed; ``place`` is an index into the coding's places."""

    start: int
    end: int
    place: int | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A reporter named by the report, with the role ("byline", "contributor") and place given."""

    start: int
    end: int
    name: str
    role: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise:
    """Characters that are not the story: share buttons, advertisements, captions' credits."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """What the wire says about the report itself."""

    agency: str | None = None
    dateline: Dateline | None = None
    credits: tuple[Credit, ...] = ()
    noise: tuple[Noise, ...] = ()
    published: str | None = None
    published_from: PublishedFrom | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that refer to an actor."""

    start: int
    end: int
    kind: MentionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who acts: a state, a body, a group or a person, with every mention of it.

    ``members`` are the ids of those whom "both sides" stands for.
    """

    id: str
    name: str
    type: ActorType
    country: str | None = None
    sector: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    ethnic_group: str | None = None
    mentions: tuple[Mention, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place named in the text; ``lat`` and ``lon`` in degrees (WGS 84)."""

    start: int
    end: int
    name: str
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    feature: str | None = None
    use: PlaceUse = "literal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression: TIMEX3 type and value, and the inclusive days it covers as meant."""

    start: int
    end: int
    type: TimeType
    value: str
    begin: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The words that name who says it, and the actor behind them."""

    start: int
    end: int
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Who says what: source, cue and content; ``attitude`` is what the cue makes of the content ("denies",
    "declines" to comment, only "wants"), None where the cue's word is not known."""

    id: str = ""
    source: Source | None = None
    cue: Span | None = None
    content: tuple[Span, ...] = ()
    kind: StatementKind = "indirect"
    denies: bool = False
    attitude: Attitude | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """An actor's part in something, with the words that say so."""

    actor: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """Inclusive days; ``time`` is an index into the coding's times."""

    begin: str | None = None
    until: str | None = None
    time: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of people: at least ``min``, at most ``max`` where one is stated."""

    min: int
    max: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """People harmed in an event, by kind of harm."""

    killed: Count | None = None
    injured: Count | None = None
    displaced: Count | None = None
    detained: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did what to whom, when and where, according to whom (PLOVER)."""

    id: str = ""
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    quad: int = 0
    score: float = 0.0
    anchor: Span
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    when: When | None = None
    where: int | None = None
    harm: Harm | None = None
    modality: Modality = "actual"
    historical: bool = False
    statement: int | None = None
    same_as: int | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What somebody owes or is told to do, on what condition and by when."""

    id: str = ""
    kind: CommitmentKind
    debtors: tuple[Participant, ...] = ()
    creditors: tuple[Participant, ...] = ()
    content: Span
    condition: Span | None = None
    due: When | None = None
    state: CommitmentState = "open"
    statement: int | None = None
    event: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionObject:
    """What a position is about: words, and the actor they name where they name one."""

    start: int
    end: int
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where somebody stands."""

    id: str = ""
    holder: Participant
    stance: Stance
    object: PositionObject
    since: str | None = None
    statement: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """All that one report says, as data; every index points into this coding's own lists."""

    id: str
    version: str
    digest: str
    wire: Wire = field(default_factory=Wire)
    sentences: tuple[Span, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    positions: tuple[Position, ...] = ()
    report: Report | None = None
