"""One commitment for each thing owed: "leave, pay compensation and apologize" is three, as are clauses of a deal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.commitments.drafts import Draft, Report
from dragoman.record.types import Participant, Span

_WHOLE = (
    "listed",
    "conditional",
    "consequence",
    "counterpart",
    "predicated",
    "envisaged",
    "undertaken",
    "broken",
    "met",
)
_ASKS = ("demand", "ultimatum", "request", "condition", "obligation")
_SHALL = frozenset({"will", "shall", "must", "should", "would"})
_NOUNS = 3  # coordinated nouns from which on they are a list: "food and water" is one thing


def in_parts(report: Report, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, each whose deeds are coordinated cut into one for each deed; all keep its state and condition."""
    taken = {index for draft in drafts for index in (draft.head, draft.anchor)}
    return [part for draft in drafts for part in _parts(report, draft, taken)]


def _parts(report: Report, draft: Draft, taken: set[int]) -> Iterator[Draft]:
    heads = [draft.head] if draft.because.startswith(_WHOLE) else _heads(report, draft, taken)
    if len(heads) == 1:
        yield draft
        return
    first = replace(draft, content=_cut(report, draft, heads[1]), last=heads[-1])
    yield first
    for number, head in enumerate(heads[1:], start=1):
        debtors = _debtors(report, head) or draft.debtors
        yield replace(
            first,
            head=head,
            debtors=debtors,
            content=_clipped(report, draft, head, debtors, heads[number + 1 :]),
        )


def _heads(report: Report, draft: Draft, taken: set[int]) -> list[int]:
    """The head of what is owed, and those coordinated with it that are owed too."""
    clauses, head = report.clauses, draft.head
    others = [k for k in clauses.conjuncts(head)[1:] if k not in taken and not report.is_alternative(k)]
    if clauses.is_verb(head):
        if not _stands_alone(report, head) or clauses.is_negated(head):
            return [head]
        return [head, *sorted(k for k in others if _is_deed(report, draft, k))]
    nouns = [k for k in others if clauses.words[k].upos == "NOUN"]
    listed = draft.kind in _ASKS and clauses.words[head].upos == "NOUN" and len(nouns) + 1 >= _NOUNS
    return [head, *sorted(nouns)] if listed else [head]


def _stands_alone(report: Report, verb: int) -> bool:
    """Whether the verb has what it is done to for itself: "close the base and expel ...", not "arrest and try them"."""
    clauses = report.clauses
    own = clauses.parsed.child(verb, "obj", "obl", "xcomp", "ccomp", "advmod", "compound:prt")
    return own is not None or clauses.is_passive(verb)


def _is_deed(report: Report, draft: Draft, verb: int) -> bool:
    """Whether a coordinated verb is of the same form, or a clause of its own that binds as the first does."""
    clauses, words = report.clauses, report.clauses.words
    if not clauses.is_verb(verb) or clauses.is_negated(verb) or not _stands_alone(report, verb):
        return False
    if clauses.parsed.child(verb, "nsubj") is not None:
        return bool(clauses.auxiliaries(verb) & _SHALL & clauses.auxiliaries(draft.head)) or _is_that(report, verb)
    forms = {words[k].xpos.replace("VBP", "VB") for k in (draft.head, verb)}
    return len(forms) == 1 and "VBD" not in forms


def _is_that(report: Report, verb: int) -> bool:
    """ "and that it release the prisoners"."""
    marks = report.clauses.parsed.children(verb, "mark")
    return any(report.clauses.lemma(k) == "that" for k in marks) and report.clauses.words[verb].xpos in ("VB", "VBP")


def _debtors(report: Report, verb: int) -> tuple[Participant, ...]:
    """Who does it by a subject of its own that is no pronoun."""
    clauses = report.clauses
    own = clauses.parsed.child(verb, "nsubj") if clauses.is_verb(verb) and not clauses.is_passive(verb) else None
    return () if own is None or clauses.words[own].upos == "PRON" else clauses.participants(own)


def _cut(report: Report, draft: Draft, following: int) -> Span:
    """What is owed up to where the next thing begins."""
    last = _before(report, report.clauses.leftmost(following))
    return Span(
        draft.content.start, max(min(draft.content.end, report.clauses.words[last].end), _head_end(report, draft))
    )


def _head_end(report: Report, draft: Draft) -> int:
    return report.clauses.words[draft.head].end


def _before(report: Report, first: int) -> int:
    """The last word before a thing that is no comma, "and" or number."""
    words, last = report.clauses.words, first - 1
    while last > 0 and (words[last].upos in ("PUNCT", "CCONJ") or words[last].deprel in ("discourse", "dep")):
        last -= 1
    return last


def _clipped(report: Report, draft: Draft, head: int, debtors: tuple[Participant, ...], later: Sequence[int]) -> Span:
    """The words of a further thing, up to where the next begins, and no farther than the whole went."""
    clauses, words = report.clauses, report.clauses.words
    numbers = clauses.parsed.children(head, "discourse", "dep")
    span = report.content(head, debtors, without=[*numbers, *later])
    end = min(span.end, words[_before(report, clauses.leftmost(later[0]))].end) if later else span.end
    if draft.content.end > words[head].end:
        end = min(end, draft.content.end)
    return Span(span.start, max(end, words[head].end))
