"""Threats that name no deed of the speaker: "attacks would be met with force", "anyone who helps them faces prison"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.commitments.drafts import Draft, Report
from dragoman.record.types import Participant, Span

_WILL = frozenset({"will", "would", "'ll", "’ll", "wo"})
_MAY = _WILL | {"could", "may", "might", "can"}


def find_warned(report: Report) -> Iterator[Draft]:
    """Drafts of the threats that somebody utters in the passive or against whoever does a thing, in text order."""
    for index, word in enumerate(report.clauses.words):
        if word.upos == "VERB":
            yield from _answered_by_force(report, index)
            yield from _taken_for_war(report, index)
            yield from _suffered(report, index)


def _threat(
    report: Report, verb: int, content: Span, condition: Span, speaker: tuple[Participant, ...], because: str
) -> Draft:
    return Draft(
        kind="threat",
        anchor=verb,
        head=verb,
        content=content,
        debtors=speaker,
        condition=condition,
        because=because,
    )


def _provocation(report: Report, verb: int, helpers: frozenset[str]) -> tuple[int, tuple[Participant, ...]] | None:
    """The act that a passive verb says will be answered, and who says so."""
    clauses = report.clauses
    cause, speaker = clauses.subject(verb), report.speaker(verb)
    if cause is None or not speaker or not clauses.auxiliaries(verb) & helpers or clauses.is_negated(verb):
        return None
    return (cause, speaker) if report.rules.has("provocations", clauses.lemma(cause)) else None


def _answered_by_force(report: Report, verb: int) -> Iterator[Draft]:
    """ "Any attack would be met with force": what the speaker threatens, on the condition of the attack."""
    clauses = report.clauses
    if clauses.lemma(verb) not in ("meet", "answer") or not clauses.is_passive(verb):
        return
    found = _provocation(report, verb, _WILL)
    reprisals = [k for k in clauses.phrases(verb, "with", "by") if report.rules.has("reprisals", clauses.lemma(k))]
    if found is not None and reprisals:
        content = clauses.span(reprisals[0], without=clauses.parsed.children(reprisals[0], "case"))
        yield _threat(report, verb, content, clauses.span(found[0]), found[1], "met-with")


def _taken_for_war(report: Report, verb: int) -> Iterator[Draft]:
    """ "Any incursion will be treated as an act of war"."""
    clauses = report.clauses
    if not report.rules.has("takes-as", clauses.lemma(verb)) or not clauses.is_passive(verb):
        return
    found = _provocation(report, verb, _WILL)
    kids = clauses.parsed.children(verb, "xcomp", "obl", "obj", "advcl", "ccomp")
    if found is not None and any(_is_war(report, k) for k in kids):
        content = clauses.span(verb, without=[k for k in clauses.parsed.children(verb) if k < verb])
        yield _threat(report, verb, content, clauses.span(found[0]), found[1], "taken-for")


def _is_war(report: Report, noun: int) -> bool:
    words = (noun, *report.clauses.parsed.children(noun, "nmod"))
    return any(report.rules.has("war-words", report.clauses.lemma(k)) for k in words)


def _suffered(report: Report, verb: int) -> Iterator[Draft]:
    """ "Anyone who helps them could face prison", "ships that enter will be shot at": a threat by who says so."""
    clauses = report.clauses
    if not _is_suffering(report, verb) or clauses.is_negated(verb) or not clauses.auxiliaries(verb) & _MAY:
        return
    whom, speaker = _whom(report, verb), report.speaker(verb)
    if whom is None or not speaker:
        return
    deed = _deed(report, verb, whom)
    if deed is None or report.same_side(clauses.participants(whom), speaker):
        return
    content = clauses.span(verb, without=[k for k in clauses.parsed.children(verb) if k < verb])
    yield _threat(report, verb, content, _words(report, whom, deed), speaker, "suffered")


def _whom(report: Report, verb: int) -> int | None:
    """The subject, or the "whoever" of a clause before the verb that stands for it."""
    clauses = report.clauses
    subject = clauses.parsed.child(verb, "nsubj")
    if subject is not None:
        return subject
    first = clauses.leftmost(verb)
    return first if clauses.words[first].text.lower() == "whoever" else None


def _words(report: Report, whom: int, deed: int) -> Span:
    """ "anyone who helps them"."""
    own, clause = report.clauses.span(whom), report.clauses.span(deed)
    return Span(min(own.start, clause.start), max(own.end, clause.end))


def _is_suffering(report: Report, verb: int) -> bool:
    clauses = report.clauses
    if clauses.is_passive(verb):
        return report.rules.has("punished", clauses.lemma(verb))
    return report.rules.has("suffers", clauses.lemma(verb)) and clauses.object(verb) is not None


def _deed(report: Report, verb: int, subject: int) -> int | None:
    """The head of what those who are warned might do: "anyone who does", "whoever does"."""
    clauses, text = report.clauses, report.clauses.words[subject].text.lower()
    if text == "whoever":
        kids = clauses.parsed.children(verb, "advcl", "csubj", "acl")
        return next((k for k in kids if subject < k < verb), None)
    if not report.rules.has("anybody", clauses.lemma(subject), text):
        return None
    return next((k for k in clauses.parsed.children(subject, "acl") if not clauses.is_infinitive(k)), None)
