"""The flat rows beside the events: statements, commitments, positions and actors, a row each.

As in the events' rows, several actors stand between semicolons, in one order in all their columns;
``..._words`` are the report's own words; column names fit Stata (32 characters, no marks).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.record import Actor, Coding, Commitment, Participant, Position, Span, Statement
from dragoman.writers.cow import cow_number
from dragoman.writers.view import CodingView, joined

_PIECES = " … "  # between the pieces of a content that is told in several


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """Who says what. ``content_start`` and ``content_end`` bound all pieces of the content."""

    statement_id: str
    report_id: str
    published: str | None
    publisher: str | None
    kind: str
    denies: bool
    attitude: str | None
    source: str | None
    source_name: str | None
    source_country: str | None
    source_sector: str | None
    source_words: str | None
    cue_words: str | None
    content_words: str | None
    source_start: int | None
    source_end: int | None
    cue_start: int | None
    cue_end: int | None
    content_start: int | None
    content_end: int | None
    version: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentRow:
    """What is owed. ``start`` and ``end`` bound the content; ``said_by`` is the actor in whose words it stands."""

    commitment_id: str
    report_id: str
    published: str | None
    publisher: str | None
    kind: str
    state: str
    debtors: str
    debtor_names: str
    debtor_countries: str
    debtor_words: str
    creditors: str
    creditor_names: str
    creditor_countries: str
    creditor_words: str
    content_words: str | None
    condition_words: str | None
    due_begin: str | None
    due_until: str | None
    said_by: str | None
    statement_id: str | None
    event_id: str | None
    start: int
    end: int
    condition_start: int | None
    condition_end: int | None
    version: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionRow:
    """Where somebody stands. ``object`` is the actor that the position is about, where it is about one."""

    position_id: str
    report_id: str
    published: str | None
    publisher: str | None
    holder: str
    holder_name: str | None
    holder_country: str | None
    holder_sector: str | None
    holder_words: str | None
    stance: str
    object: str | None
    object_name: str | None
    object_country: str | None
    object_words: str | None
    since: str | None
    said_by: str | None
    statement_id: str | None
    holder_start: int
    holder_end: int
    object_start: int
    object_end: int
    version: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """An actor of one report; ``actor_id`` is the same in all reports, ``cow`` the Correlates of War number of
    its country, ``mentions`` how often the report speaks of it and ``names`` how often by a name."""

    report_id: str
    actor_id: str
    published: str | None
    publisher: str | None
    name: str
    type: str
    country: str | None
    cow: int | None
    sector: str | None
    sectors: str
    role: str | None
    ethnic_group: str | None
    mentions: int
    names: int
    first_words: str | None
    first_start: int | None
    first_end: int | None
    version: str
    digest: str


def statement_rows(coding: Coding) -> Iterator[StatementRow]:
    """The statements of a coding, in its order."""
    view = CodingView(coding)
    for statement in coding.statements:
        yield _statement(view, statement)


def commitment_rows(coding: Coding) -> Iterator[CommitmentRow]:
    """The commitments of a coding, in its order."""
    view = CodingView(coding)
    for commitment in coding.commitments:
        yield _commitment(view, commitment)


def position_rows(coding: Coding) -> Iterator[PositionRow]:
    """The positions of a coding, in its order."""
    view = CodingView(coding)
    for position in coding.positions:
        yield _position(view, position)


def actor_rows(coding: Coding) -> Iterator[ActorRow]:
    """The actors of a coding, in its order."""
    view = CodingView(coding)
    for actor in coding.actors:
        yield _actor(view, actor)


def _statement(view: CodingView, statement: Statement) -> StatementRow:
    source, cue, content = statement.source, statement.cue, statement.content
    actor = view.actor(source.actor if source else None)
    pieces = [view.words(piece.start, piece.end) for piece in content]
    return StatementRow(
        statement_id=statement.id,
        **_report(view),
        kind=statement.kind,
        denies=statement.denies,
        attitude=statement.attitude,
        source=source.actor if source else None,
        source_name=actor.name if actor else None,
        source_country=actor.country if actor else None,
        source_sector=actor.sector if actor else None,
        source_words=view.words(source.start, source.end) if source else None,
        cue_words=_words(view, cue),
        content_words=_PIECES.join(piece for piece in pieces if piece) or None,
        source_start=source.start if source else None,
        source_end=source.end if source else None,
        cue_start=cue.start if cue else None,
        cue_end=cue.end if cue else None,
        content_start=content[0].start if content else None,
        content_end=content[-1].end if content else None,
    )


def _commitment(view: CodingView, commitment: Commitment) -> CommitmentRow:
    content, condition, due = commitment.content, commitment.condition, commitment.due
    return CommitmentRow(
        commitment_id=commitment.id,
        **_report(view),
        kind=commitment.kind,
        state=commitment.state,
        **_parties(view, commitment.debtors, "debtor"),
        **_parties(view, commitment.creditors, "creditor"),
        content_words=_words(view, content),
        condition_words=_words(view, condition),
        due_begin=due.begin if due else None,
        due_until=due.until if due else None,
        **_said(view, commitment.statement),
        event_id=view.coding.events[commitment.event].id if commitment.event is not None else None,
        start=content.start,
        end=content.end,
        condition_start=condition.start if condition else None,
        condition_end=condition.end if condition else None,
    )


def _position(view: CodingView, position: Position) -> PositionRow:
    holder, about = position.holder, position.object
    who, whom = view.actor(holder.actor), view.actor(about.actor)
    return PositionRow(
        position_id=position.id,
        **_report(view),
        holder=holder.actor,
        holder_name=who.name if who else None,
        holder_country=who.country if who else None,
        holder_sector=who.sector if who else None,
        holder_words=view.words(holder.start, holder.end),
        stance=position.stance,
        object=about.actor,
        object_name=whom.name if whom else None,
        object_country=whom.country if whom else None,
        object_words=view.words(about.start, about.end),
        since=position.since,
        **_said(view, position.statement),
        holder_start=holder.start,
        holder_end=holder.end,
        object_start=about.start,
        object_end=about.end,
    )


def _actor(view: CodingView, actor: Actor) -> ActorRow:
    first = min(actor.mentions, key=lambda mention: mention.start, default=None)
    return ActorRow(
        **_report(view),
        actor_id=actor.id,
        name=actor.name,
        type=actor.type,
        country=actor.country,
        cow=cow_number(actor.country),
        sector=actor.sector,
        sectors=joined(actor.sectors),
        role=actor.role,
        ethnic_group=actor.ethnic_group,
        mentions=len(actor.mentions),
        names=sum(mention.kind == "name" for mention in actor.mentions),
        first_words=view.words(first.start, first.end) if first else None,
        first_start=first.start if first else None,
        first_end=first.end if first else None,
    )


def _report(view: CodingView) -> dict[str, Any]:
    """The columns that every table has of its report and its coding."""
    coding, report = view.coding, view.coding.report
    return {
        "report_id": coding.id,
        "published": coding.wire.published,
        "publisher": (report.publisher if report else None) or coding.wire.agency,
        "version": coding.version,
        "digest": coding.digest,
    }


def _said(view: CodingView, index: int | None) -> dict[str, Any]:
    statement = view.coding.statements[index] if index is not None else None
    return {
        "said_by": statement.source.actor if statement and statement.source else None,
        "statement_id": statement.id if statement else None,
    }


def _parties(view: CodingView, participants: Sequence[Participant], part: str) -> dict[str, Any]:
    actors = view.named(participants)
    return {
        f"{part}s": joined(actor.id for actor in actors),
        f"{part}_names": joined(actor.name for actor in actors),
        f"{part}_countries": ";".join(actor.country or "" for actor in actors),
        f"{part}_words": joined(view.words(p.start, p.end) for p in participants),
    }


def _words(view: CodingView, span: Span | None) -> str | None:
    return view.words(span.start, span.end) if span else None
