"""What is told of a deadline itself: that it passed or will, or that it was put off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.commitments.cues import owners
from dragoman.commitments.drafts import Draft, Report, Turn
from dragoman.record.types import Participant

_LOOK_BACK = 12  # commitments, as for answers
_ASKED = ("demand", "ultimatum", "request", "condition", "obligation")


def with_turns(report: Report, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with what is told of their deadlines, and one more for each deadline told of by itself."""
    found = list(drafts)
    for noun, word in enumerate(report.clauses.words):
        if word.upos != "NOUN" or not report.rules.has("deadline-nouns", word.lemma.lower()):
            continue
        turn = _turn(report, noun)
        if turn is not None:
            _apply(report, found, noun, turn)
    return sorted(found, key=lambda draft: (draft.anchor, draft.head))


def _turn(report: Report, noun: int) -> Turn | None:
    """What the verb above the noun, or under it, says of the deadline."""
    clauses, word = report.clauses, report.clauses.words[noun]
    for verb in clauses.parsed.children(noun, "acl"):
        if report.rules.has("lapses", clauses.lemma(verb)) and not clauses.is_infinitive(verb):
            return Turn(verb, extends=False, undone=_is_undone(report, verb))
    verb, relation = word.head, word.deprel.split(":")[0]
    if verb < 0:
        return None
    if clauses.lemma(verb) == "extension" and clauses.preposition(noun) in ("of", "to"):
        return Turn(verb, extends=True)
    if not clauses.is_verb(verb) or clauses.is_negated(verb):
        return None
    bare = word.deprel == "obl" and clauses.preposition(noun) is None  # "extended by a week its deadline"
    done_to = bare or word.deprel in ("obj", "obl:unmarked") or (relation == "nsubj" and clauses.is_passive(verb))
    if done_to and _puts_off(report, verb):
        return Turn(verb, extends=True)
    if relation == "nsubj" and not clauses.is_passive(verb) and report.rules.has("lapses", clauses.lemma(verb)):
        return Turn(verb, extends=False, undone=_is_undone(report, verb))
    return None


def _puts_off(report: Report, verb: int) -> bool:
    """ "extended", "postponed", "pushed back", "put off"; "moved" and "shifted" where they say to when."""
    clauses = report.clauses
    particle = clauses.parsed.child(verb, "compound:prt", "advmod")
    words = (clauses.lemma(verb), f"{clauses.lemma(verb)} {clauses.lemma(particle)}" if particle is not None else "")
    return report.rules.has("puts-off", *words)


def _is_undone(report: Report, verb: int) -> bool:
    """ "passed without a withdrawal", "with no sign of a pullout", "expired unmet"."""
    clauses = report.clauses
    for kid in clauses.parsed.children(verb, "obl", "advcl", "advmod", "xcomp", "nmod"):
        if clauses.preposition(kid) == "without" or clauses.lemma(kid) in ("unmet", "unanswered", "unheeded"):
            return True
        if any(clauses.lemma(k) == "no" for k in clauses.parsed.children(kid, "det")):
            return True
    return False


def _apply(report: Report, drafts: list[Draft], noun: int, turn: Turn) -> None:
    """Tell it of the commitments that the noun makes, else of those that it takes up, else of one of its own."""
    parties = _parties(report, noun, turn)
    numbers = [n for n, draft in enumerate(drafts) if draft.anchor == noun] or _taken_up(report, drafts, noun, parties)
    for number in numbers:
        state = "unmet" if turn.undone and drafts[number].state == "open" else drafts[number].state
        drafts[number] = replace(drafts[number], turn=turn, state=state)
    if not numbers and any(parties):
        drafts.append(_bare(report, noun, turn, parties))


def _parties(report: Report, noun: int, turn: Turn) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Whose deadline it is by its own words: debtors and creditors."""
    clauses = report.clauses
    told = [
        *clauses.phrases(noun, "for", "to", "on"),
        *(clauses.phrases(turn.verb, "for", "to") if turn.extends else ()),
    ]
    debtors = next((found for kid in told if (found := clauses.participants(kid))), ())
    creditors = owners(report, noun)
    if turn.extends and clauses.is_verb(turn.verb):
        creditors = creditors or clauses.participants(clauses.doer(turn.verb))
    return debtors, tuple(p for p in creditors if p.actor not in {d.actor for d in debtors})


def _taken_up(
    report: Report, drafts: Sequence[Draft], noun: int, parties: tuple[tuple[Participant, ...], tuple[Participant, ...]]
) -> list[int]:
    """The last commitment before the noun that its parties do not speak against, with all that one word made."""
    debtors, creditors = parties
    before = [n for n, draft in enumerate(drafts) if draft.anchor < noun and draft.kind in _ASKED][-_LOOK_BACK:]
    for number in reversed(before):
        draft = drafts[number]
        if _speaks_against(report, debtors, draft.debtors) or _speaks_against(report, creditors, draft.creditors):
            continue
        return [n for n in before if drafts[n].anchor == draft.anchor]
    return []


def _speaks_against(report: Report, one: tuple[Participant, ...], other: tuple[Participant, ...]) -> bool:
    return bool(one and other) and not report.same_side(one, other)


def _bare(
    report: Report, noun: int, turn: Turn, parties: tuple[tuple[Participant, ...], tuple[Participant, ...]]
) -> Draft:
    """A deadline whose demand other reports tell: its own words stand for what is owed."""
    clauses = report.clauses
    return Draft(
        kind="ultimatum" if clauses.lemma(noun) == "ultimatum" else "demand",
        anchor=noun,
        head=noun,
        content=clauses.span(noun, without=clauses.parsed.children(noun, "acl", "case")),
        debtors=parties[0],
        creditors=parties[1],
        state="unmet" if turn.undone else "open",
        because="deadline-told",
        turn=turn,
    )
