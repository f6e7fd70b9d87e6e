"""Statements: cue, then source, then content, then what quotation marks and paragraphs make certain."""

from __future__ import annotations

from dragoman.attribution.attitudes import attitude_of
from dragoman.attribution.cues import find_cues
from dragoman.attribution.decoding import Labeller
from dragoman.attribution.drafting import draft_of
from dragoman.attribution.drafts import Draft
from dragoman.attribution.extents import content_spans, kind_of
from dragoman.attribution.phrases import span_of
from dragoman.attribution.reading import Reading
from dragoman.attribution.resuming import speakerless, with_opened, with_resumed
from dragoman.attribution.rules import AttributionRules
from dragoman.attribution.settling import parted, settled, without_strays
from dragoman.attribution.turns import find_turns
from dragoman.language import Parsed
from dragoman.record.types import Source, Statement


def find_statements(parsed: Parsed, *, rules: AttributionRules) -> tuple[Statement, ...]:
    """The statements of a report in the order of their text; ``source.actor`` is None.

    A statement whose cue lies in another's content is nested in it and kept where it reports speech.
    """
    reading = Reading(parsed, rules)
    proposed = [d for d in (draft_of(reading, cue) for cue in find_cues(reading, Labeller(reading))) if d is not None]
    drafts = settled(reading, parted(reading, [*find_turns(reading), *proposed]))
    drafts = with_opened(reading, with_resumed(reading, drafts))
    drafts = without_strays(reading, [*drafts, *speakerless(reading, drafts)])
    found = [_statement(reading, d) for d in drafts]
    return tuple(sorted((s for s in found if s.content), key=_position))


def _position(statement: Statement) -> tuple[int, int]:
    parts = [*statement.content, *(p for p in (statement.cue, statement.source) if p is not None)]
    return min(p.start for p in parts), -max(p.end for p in parts)


def _statement(reading: Reading, draft: Draft) -> Statement:
    content = content_spans(
        reading, draft.content, draft.quotations, frozenset(draft.cue_words()) | frozenset(draft.source)
    )
    attitude = attitude_of(reading, draft)
    source = span_of(reading.parsed, draft.source[0], draft.source[-1]) if draft.source else None
    return Statement(
        source=Source(start=source.start, end=source.end) if source else None,
        cue=span_of(reading.parsed, draft.cue.first, draft.cue.last) if draft.cue else None,
        content=content,
        kind=kind_of(reading.parsed, content),
        denies=attitude == "denies",
        attitude=attitude,
    )
