"""Conditionals and what they make of both sides: "if X does not do A, we will do B", "no B until X does A"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.commitments.drafts import CONDITIONAL, Draft, Report
from dragoman.record.types import CommitmentKind, Participant, Span

_WILL = frozenset({"will", "would", "shall", "wo", "'ll", "’ll"})
_REACH = 60  # words between "if" and its comma; longer ones are lists or errors


@dataclass(frozen=True, slots=True)
class Conditional:
    """``mark`` is the "if", ``when`` the head of its clause and ``then`` the head of what follows from it."""

    mark: int
    when: int
    then: int


@dataclass(frozen=True, slots=True)
class Sides:
    """Who does each part, who says it, and whether each part is negated."""

    asked: tuple[Participant, ...]
    acting: tuple[Participant, ...]
    speaker: tuple[Participant, ...]
    withheld: bool  # the consequence is negated
    undone: bool  # the condition is negated, or its mark is "unless"


def find_conditional(report: Report) -> Iterator[Draft]:
    """Drafts of both sides of the conditionals of the report, in text order."""
    for index, word in enumerate(report.clauses.words):
        if word.upos not in ("SCONJ", "ADP", "ADV", "VERB", "AUX") or not _is_mark(report, index):
            continue
        found = _conditional(report, index)
        if found is not None and (report.clauses.auxiliaries(found.then) & _WILL or _is_barred(report, found)):
            yield from _drafts(report, found)


def _is_mark(report: Report, index: int) -> bool:
    """A word that begins a condition; of "as long as" and "only after" the last, and the "should" of an inversion."""
    words = report.clauses.words
    text, before = words[index].text.lower(), words[index - 1].text.lower() if index else ""
    if (text, before) in (("as", "long"), ("after", "only")) or text in CONDITIONAL:
        return True
    return text == "should" and report.is_inverted(index)


def _is_counterfactual(report: Report, pair: Conditional) -> bool:
    """ "would have left if X had not come": nobody owes what did not happen."""
    return any("have" in report.clauses.auxiliaries(verb) for verb in (pair.then, pair.when))


def _is_barred(report: Report, pair: Conditional) -> bool:
    """ "cannot resume unless", "can resume only if"."""
    if "can" not in report.clauses.auxiliaries(pair.then):
        return False
    only = _only_if(report, pair)
    return only or (report.clauses.is_negated(pair.then) and report.clauses.lemma(pair.mark) in ("unless", "until"))


def _only_if(report: Report, pair: Conditional) -> bool:
    return pair.mark > 0 and report.clauses.words[pair.mark - 1].text.lower() == "only"


# -- the two clauses -----------------------------------------------------------------------


def _conditional(report: Report, mark: int) -> Conditional | None:
    """The two clauses, also where the parser hangs the "if" on the second."""
    words = report.clauses.words
    when = words[mark].head
    if when < mark or not _is_clause(report, when):
        return None
    comma = _comma_after(report, mark)
    if comma is not None and comma < when:
        inner = _verb_between(report, mark, comma)
        return Conditional(mark, inner, when) if inner is not None else None
    then = words[when].head
    if then < 0:
        return None
    if words[when].deprel.startswith("advcl") and report.clauses.auxiliaries(then) & (_WILL | {"can"}):
        return Conditional(mark, when, then)
    return _saying(report, mark, when, then)


def _saying(report: Report, mark: int, when: int, then: int) -> Conditional | None:
    """The clause beside the condition, where the parser has hung both on a verb of saying."""
    for kid in report.clauses.parsed.children(then, "ccomp", "xcomp", "parataxis"):
        if kid != when and report.clauses.auxiliaries(kid) & _WILL:
            return Conditional(mark, when, kid)
    return None


def _is_clause(report: Report, index: int) -> bool:
    return report.clauses.is_verb(index) or report.clauses.parsed.child(index, "cop", "nsubj") is not None


def _comma_after(report: Report, mark: int) -> int | None:
    words = report.clauses.words
    for index in range(mark + 1, min(mark + _REACH, len(words))):
        if words[index].sentence != words[mark].sentence:
            return None
        if words[index].text == ",":
            return index
    return None


def _verb_between(report: Report, mark: int, comma: int) -> int | None:
    """The first verb with a subject of its own between the mark and the comma."""
    for index in range(mark + 1, comma):
        if report.clauses.is_verb(index) and report.clauses.parsed.child(index, "nsubj") is not None:
            return index
    return None


# -- what they make ---------------------------------------------------------------------------


def _drafts(report: Report, pair: Conditional) -> Iterator[Draft]:
    sides = _sides(report, pair)
    if _is_counterfactual(report, pair) or not _is_between_actors(report, pair, sides):
        return
    mark = report.clauses.lemma(pair.mark)
    asker = sides.acting if report.same_side(sides.speaker, sides.acting) else (sides.speaker or sides.acting)
    if _falls_on_asked(report, pair, sides):
        asker = sides.speaker
    if report.same_side(asker, sides.asked):
        return
    refused = _is_refusal(report, pair.when) and _deed_of(report, pair.when) == pair.when
    reversed_bond = sides.withheld and mark == "as"  # "no talks as long as X shells us" asks X to do the opposite
    if not refused and not reversed_bond and _is_required(report, pair, sides, mark):
        yield _asked(report, pair, sides, asker, mark)
    yield from _consequence(report, pair, sides, asker)


def find_counterparts(report: Report, cued: Sequence[Draft]) -> Iterator[Draft]:
    """What the other side must do, where a word of threat, promise or offer has the condition beside it."""
    for draft in cued:
        when = report.condition_of(draft.head, draft.anchor) if draft.kind in ("threat", "promise", "offer") else None
        if when is None or not report.is_conditional(when) or not _is_clause(report, when):
            continue
        asked = report.clauses.participants(report.clauses.doer(when))
        marks = {report.clauses.lemma(k) for k in report.clauses.parsed.children(when, "mark")}
        undone = report.clauses.is_negated(when) or "unless" in marks or _is_refusal(report, when)
        head = _deed_of(report, when)
        if not asked or report.same_side(asked, draft.debtors) or undone != (draft.kind == "threat"):
            continue
        yield Draft(
            kind="ultimatum" if undone else "condition",
            anchor=when,
            head=head,
            content=report.content(head, asked, affirmed=True),
            debtors=asked,
            creditors=draft.debtors,
            condition=draft.content,
            because="counterpart",
        )


def _sides(report: Report, pair: Conditional) -> Sides:
    clauses = report.clauses
    speaker = report.speaker(pair.then) or report.speaker(pair.when)
    return Sides(
        asked=clauses.participants(clauses.doer(pair.when)),
        acting=clauses.participants(clauses.doer(pair.then)),
        speaker=speaker,
        withheld=clauses.is_negated(pair.then) or _only_if(report, pair),
        undone=clauses.is_negated(pair.when) or clauses.lemma(pair.mark) == "unless" or _is_refusal(report, pair.when),
    )


def _is_refusal(report: Report, verb: int) -> bool:
    """ "if X fails to", "if X refuses to"."""
    return report.clauses.lemma(verb) in ("fail", "refuse", "decline", "neglect")


def _is_between_actors(report: Report, pair: Conditional, sides: Sides) -> bool:
    """In somebody's words both sides need one actor, in the report's own voice two and a deed of conflict."""
    if sides.speaker:
        owner = report.same_side(sides.speaker, sides.acting) or _falls_on_asked(report, pair, sides)
        if not sides.acting and sides.withheld:  # "There will be no truce until ..."
            subject = report.clauses.subject(pair.then)
            owner = subject is None or report.rules.has("stakes", report.clauses.lemma(subject))
        waits = sides.withheld and report.clauses.lemma(pair.mark) in ("until", "till", "unless", "after", "once")
        return bool(owner and (sides.asked or sides.undone or waits))
    return bool(sides.asked and sides.acting) and _is_deed(report, pair.then)


def _is_deed(report: Report, verb: int) -> bool:
    lemma = report.clauses.lemma(verb)
    return report.rules.has("hostile", lemma) or report.rules.has("friendly", lemma)


def _falls_on_asked(report: Report, pair: Conditional, sides: Sides) -> bool:
    """ "X will pay a price if it attacks", "X will be punished": what the speaker threatens X with."""
    lemma = report.clauses.lemma(pair.then)
    suffers = report.rules.has("consequence", lemma) or report.clauses.is_passive(pair.then)
    subject = report.clauses.participants(report.clauses.subject(pair.then))
    return bool(suffers and subject and report.same_side(subject, sides.asked))


def _is_required(report: Report, pair: Conditional, sides: Sides, mark: str) -> bool:
    """Whether the condition is something that the other side should do."""
    kindly = report.rules.has("friendly", report.clauses.lemma(pair.then))
    if sides.asked and kindly and _kind(report, pair, sides) in ("offer", "promise"):
        return True
    if mark in ("until", "till", "unless", "provided", "providing", "once"):
        return bool(sides.asked or sides.speaker)
    return sides.undone or sides.withheld


def _asked(report: Report, pair: Conditional, sides: Sides, asker: tuple[Participant, ...], mark: str) -> Draft:
    """What the other side must do so that the consequence comes, or does not."""
    ultimatum = sides.undone and not sides.withheld
    kind: CommitmentKind = "ultimatum" if ultimatum else "condition"
    head = _deed_of(report, pair.when)
    return Draft(
        kind=kind,
        anchor=pair.when,
        head=head,
        content=report.content(head, sides.asked, affirmed=True),
        debtors=sides.asked,
        creditors=asker,
        condition=_clause_span(report, pair.then, sides),
        because=f"conditional-{mark}",
    )


def _deed_of(report: Report, verb: int) -> int:
    """ "withdraw" for "fails to withdraw"."""
    if not _is_refusal(report, verb):
        return verb
    return next((k for k in report.clauses.infinitives(verb)), verb)


def _clause_span(report: Report, head: int, sides: Sides) -> Span:
    """The consequence with its subject and negation."""
    clauses = report.clauses
    outside = [k for k in clauses.parsed.children(head, "advcl") if report.is_conditional(k)]
    outside += list(clauses.parsed.children(head, "mark", "parataxis", "ccomp"))
    return clauses.span(head, without=outside)


def _consequence(report: Report, pair: Conditional, sides: Sides, asker: tuple[Participant, ...]) -> Iterator[Draft]:
    """What the speaker threatens or promises for that case."""
    kind = _kind(report, pair, sides)
    debtors = asker if _falls_on_asked(report, pair, sides) else sides.acting
    if kind is None or not debtors:
        return
    draft = Draft(
        kind=kind,
        anchor=pair.then,
        head=pair.then,
        content=report.content(pair.then, debtors),
        debtors=debtors,
        creditors=sides.asked,
        condition=_if_span(report, pair),
        because="consequence",
    )
    if sides.withheld:
        draft = replace(draft, content=_clause_span(report, pair.then, sides))
    yield draft


def _kind(report: Report, pair: Conditional, sides: Sides) -> CommitmentKind | None:
    """Threat, offer or promise; None for a refusal, which its condition says already."""
    lemma = report.clauses.lemma(pair.then)
    if sides.withheld:
        return "promise" if report.rules.has("hostile", lemma) and not sides.undone else None
    if _falls_on_asked(report, pair, sides):
        return "threat"
    if report.rules.has("surely-hostile", lemma) or sides.undone:
        return "threat"
    if report.rules.has("friendly", lemma):
        return "offer" if "would" in report.clauses.auxiliaries(pair.then) else "promise"
    return "threat" if report.rules.has("hostile", lemma) else "promise"


def _if_span(report: Report, pair: Conditional) -> Span:
    """The condition's own words from its mark on."""
    clauses = report.clauses
    outside = [k for k in clauses.parsed.children(pair.when) if k == pair.then]
    span = clauses.span(pair.when, without=outside)
    start = clauses.words[pair.mark].start
    return Span(min(start, span.start), span.end) if start <= span.end else span
