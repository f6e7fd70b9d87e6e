"""Conditions without "if": "no talks without a withdrawal", "ruled out talks before X", "on condition that X do"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.commitments.cues import who_does
from dragoman.commitments.drafts import Draft, Report
from dragoman.record.types import Participant, Span

_BEFORE = ("without", "before", "until")
_REFUSES = frozenset({"rule", "refuse", "reject", "exclude"})


def find_preconditions(report: Report) -> Iterator[Draft]:
    """Drafts of what must come first, by a phrase or by "on condition that", in text order."""
    for index, word in enumerate(report.clauses.words):
        if word.upos in ("VERB", "AUX"):
            yield from _no_talks(report, index)
        elif word.upos == "NOUN" and word.lemma.lower() in ("condition", "proviso"):
            yield from _on_condition(report, index)


def _no_talks(report: Report, verb: int) -> Iterator[Draft]:
    """ "There will be no talks without X", "X ruled out talks before Y"."""
    clauses = report.clauses
    stake, asker = _withheld(report, verb)
    if stake is None or not asker or not report.rules.has("stakes", clauses.lemma(stake)):
        return
    what = next((k for g in (stake, verb) for k in clauses.phrases(g, *_BEFORE)), None)
    if what is None or clauses.words[what].upos != "NOUN":
        return
    debtors = clauses.participants(who_does(report, what, what))
    if report.same_side(debtors, asker):
        return
    yield Draft(
        kind="condition",
        anchor=verb,
        head=what,
        content=clauses.span(what, without=clauses.parsed.children(what, "case")),
        debtors=debtors,
        creditors=asker,
        condition=clauses.span(stake, without=[what]),
        because="precondition",
    )


def _withheld(report: Report, verb: int) -> tuple[int | None, tuple[Participant, ...]]:
    """What is not to be, and who says so: "there will be no talks", "ruled out talks"."""
    clauses = report.clauses
    if clauses.lemma(verb) in _REFUSES and not clauses.is_negated(verb) and not clauses.is_passive(verb):
        return clauses.object(verb), clauses.participants(clauses.doer(verb))
    if clauses.lemma(verb) != "be":
        return None, ()
    subjects = clauses.parsed.children(verb, "nsubj")
    none = (s for s in subjects if any(clauses.lemma(d) == "no" for d in clauses.parsed.children(s, "det")))
    return next(none, None), report.speaker(verb)


def _on_condition(report: Report, noun: int) -> Iterator[Draft]:
    """ "X will get aid on condition that it opens the crossing"."""
    clauses = report.clauses
    verb = clauses.words[noun].head
    if verb < 0 or not clauses.is_verb(verb) or clauses.preposition(noun) != "on":
        return
    deed = _deed(report, noun)
    if deed is None or not clauses.words[deed].lemma:
        return
    own = clauses.parsed.child(deed, "nsubj")
    bare = own is not None and clauses.words[own].upos == "PRON"
    debtors = clauses.participants(clauses.subject(verb)) if bare else clauses.participants(own)
    asker = report.speaker(verb) or clauses.participants(clauses.doer(verb))
    if not debtors or report.same_side(debtors, asker):
        return
    yield Draft(
        kind="condition",
        anchor=noun,
        head=deed,
        content=report.content(deed, debtors),
        debtors=debtors,
        creditors=asker,
        condition=_main_clause(report, verb, noun),
        because="on-condition",
    )


def _deed(report: Report, noun: int) -> int | None:
    """The head of the clause that "on condition that" opens, wherever the parser hangs it."""
    words = report.clauses.words
    mark = noun + 1
    if mark >= len(words) or words[mark].text.lower() != "that" or words[mark].head <= mark:
        return None
    return words[mark].head


def _main_clause(report: Report, verb: int, noun: int) -> Span:
    """What is given on the condition, up to it."""
    span = report.clauses.span(verb, without=report.clauses.parsed.children(verb, "parataxis"))
    return Span(span.start, report.clauses.words[noun - 2].end)
