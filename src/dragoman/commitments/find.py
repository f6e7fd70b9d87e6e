"""The commitments of a report: drafts of every rule, joined, with condition, deadline, statement, event and state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.commitments.answers import with_answers
from dragoman.commitments.conditions import find_conditional, find_counterparts
from dragoman.commitments.cues import find_cued
from dragoman.commitments.drafts import Draft, Report
from dragoman.commitments.due import Deadlines
from dragoman.commitments.duties import find_duties
from dragoman.commitments.listed import find_listed, in_order
from dragoman.commitments.parts import in_parts
from dragoman.commitments.preconditions import find_preconditions
from dragoman.commitments.rules import CommitmentRules
from dragoman.commitments.turns import with_turns
from dragoman.commitments.warned import find_warned
from dragoman.language import ActorLookup, Clauses, Parsed
from dragoman.record import Commitment, Event, Span, Statement, Time


def find_commitments(
    parsed: Parsed,
    lookup: ActorLookup,
    times: Sequence[Time],
    statements: Sequence[Statement],
    events: Sequence[Event],
    *,
    day: str | None,
    rules: CommitmentRules,
) -> tuple[Commitment, ...]:
    """The commitments of the report in text order; ``day`` is the report's ISO day.

    ``statement`` is the one whose cue makes the commitment, else the innermost around it; ``event`` the one anchored
    on the same word, else on the head of what is owed, else the first inside it. Of a condition or ultimatum,
    ``condition`` holds what hangs on it ("in order to join the EU"); of all others, what it depends on. A time
    counts as ``due`` only where it governs what is owed. Participants that are no actors are left out.
    """
    report = _report(Clauses(parsed, lookup), rules, statements)
    drafts = [_finished(report, draft) for draft in in_order(report, _all_drafts(report))]
    drafts = in_parts(report, with_turns(report, with_answers(report, drafts)))
    deadlines = Deadlines(report, times, day)
    anchors = _Anchors(parsed, events)
    return tuple(_commitment(report, draft, deadlines, anchors) for draft in drafts if not _is_denied(report, draft))


def _is_denied(report: Report, draft: Draft) -> bool:
    """Whether somebody says that there is no such commitment ("denied that it had promised to leave")."""
    number = report.by_word[draft.anchor]
    return number is not None and report.statements[number].denies


def _report(clauses: Clauses, rules: CommitmentRules, statements: Sequence[Statement]) -> Report:
    parsed = clauses.parsed
    return Report(
        clauses=clauses,
        rules=rules,
        statements=tuple(statements),
        by_word=_innermost(parsed, statements),
        by_cue=_cues(parsed, statements),
        sectors={actor.id: actor.sector for actor in clauses.lookup.actors},
    )


def _innermost(parsed: Parsed, statements: Sequence[Statement]) -> tuple[int | None, ...]:
    """For each word the statement with the shortest content around it."""
    found: list[int | None] = [None] * len(parsed.words)
    sizes = [sum(c.end - c.start for c in s.content) for s in statements]
    for number in sorted(range(len(statements)), key=lambda n: -sizes[n]):
        for content in statements[number].content:
            for index in parsed.words_in(content.start, content.end):
                found[index] = number
    return tuple(found)


def _cues(parsed: Parsed, statements: Sequence[Statement]) -> dict[int, int]:
    """The statement of each word of a cue."""
    return {
        index: number
        for number, statement in enumerate(statements)
        if statement.cue is not None
        for index in parsed.words_in(statement.cue.start, statement.cue.end)
    }


def _all_drafts(report: Report) -> list[Draft]:
    """The drafts of all rules in text order, one for each thing owed; a cue word knows best, then a conditional."""
    taken: set[tuple[int, bool]] = set()
    found = []
    for draft in _by_trust(report):
        key = (draft.head, draft.kind in ("threat", "promise", "offer"))
        if key in taken or (draft.because.startswith("must") and (draft.head, not key[1]) in taken):
            continue
        taken.add(key)
        found.append(draft)
    return sorted(found, key=lambda d: (d.anchor, d.head))


def _by_trust(report: Report) -> Iterable[Draft]:
    cued = tuple(find_cued(report))
    yield from find_listed(report)
    yield from cued
    yield from find_counterparts(report, cued)
    yield from find_conditional(report)
    yield from find_duties(report)
    yield from find_warned(report)
    yield from find_preconditions(report)


# -- conditions, stakes, alternatives ---------------------------------------------------------------


def _finished(report: Report, draft: Draft) -> Draft:
    """The draft with what it depends on, or what hangs on it."""
    if draft.condition is not None:
        return draft
    if draft.kind in ("demand", "request", "obligation", "ultimatum") and (threat := _or_else(report, draft)):
        content, alternative = threat
        return replace(draft, kind="ultimatum", content=content, condition=alternative)
    stake = _stake(report, draft)
    if stake is not None:
        return replace(draft, kind="condition", condition=stake)
    condition = report.condition_of(draft.head, draft.anchor)
    return draft if condition is None else replace(draft, condition=report.condition_span(condition))


def _or_else(report: Report, draft: Draft) -> tuple[Span, Span] | None:
    """What is owed and what follows otherwise: "leave | face sanctions"; None where nothing does."""
    clauses, words = report.clauses, report.clauses.words
    conjuncts = (k for g in (draft.head, draft.anchor) for k in clauses.parsed.children(g, "conj"))
    alternative = next((k for k in conjuncts if report.is_alternative(k)), None)
    if alternative is not None:
        return draft.content, clauses.span(alternative)
    inside = clauses.parsed.words_in(draft.content.start, draft.content.end)
    for at in inside[1:-1]:
        after = at + 2 if words[at + 1].upos == "PUNCT" and at + 2 in inside else at + 1
        if words[at].text.lower() == "or" and report.rules.has("consequence", clauses.lemma(after)):
            return Span(draft.content.start, words[at - 1].end), Span(words[after].start, draft.content.end)
    return None


def _stake(report: Report, draft: Draft) -> Span | None:
    """What a duty is the condition of: "in order to join", "to qualify for", "if it wants to join", "before"."""
    if draft.kind not in ("obligation", "demand", "request"):
        return None
    clauses = report.clauses
    things = (
        k for k in clauses.parsed.children(draft.head, "obj") if clauses.parsed.child(k, "nmod:poss", "det") is None
    )
    kids = clauses.parsed.children(draft.head, "advcl") + tuple(v for k in things for v in clauses.infinitives(k))
    for kid in kids:
        marks = [clauses.lemma(k) for k in clauses.parsed.children(kid, "mark")]
        in_order = "in" in marks
        gain = clauses.is_infinitive(kid) and report.rules.has("benefits", clauses.lemma(kid))
        wanted = "if" in marks and (clauses.lemma(kid) in ("want", "wish", "hope") or clauses.is_infinitive(kid))
        if in_order or gain or wanted or "before" in marks:
            return clauses.span(kid)
    return None


# -- the record ---------------------------------------------------------------------------------


class _Anchors:
    """The events of a report by the word of their anchor."""

    def __init__(self, parsed: Parsed, events: Sequence[Event]) -> None:
        self.parsed = parsed
        self.by_word: dict[int, int] = {}
        for number, event in enumerate(events):
            index = parsed.word_at(event.anchor.start)
            if index is not None:
                self.by_word.setdefault(index, number)

    def of(self, draft: Draft) -> int | None:
        for index in (draft.anchor, draft.head):
            if index in self.by_word:
                return self.by_word[index]
        inside = self.parsed.words_in(draft.content.start, draft.content.end)
        return next((self.by_word[i] for i in inside if i in self.by_word), None)


def _commitment(report: Report, draft: Draft, deadlines: Deadlines, anchors: _Anchors) -> Commitment:
    return Commitment(
        kind=draft.kind,
        debtors=report.expanded(draft.debtors),
        creditors=report.expanded(draft.creditors),
        content=draft.content,
        condition=draft.condition,
        due=deadlines.due(draft),
        state=draft.state,
        statement=report.statement_of(draft.anchor),
        event=anchors.of(draft),
    )
