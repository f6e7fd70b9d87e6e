"""Duties without a verb of demanding: "must", "has to", "is to be", "has yet to", "failed to", "under the deal"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.commitments.astray import behind_time
from dragoman.commitments.drafts import Draft, Report
from dragoman.record.types import CommitmentKind, Participant

_MUST = frozenset({"must"})
_OUGHT = frozenset({"should", "ought"})
_BOUND = frozenset({"will", "would", "must", "should", "shall", "'ll"})
_UNMET = frozenset({"fail", "neglect"})
_UNDER = frozenset({"under", "in", "by", "per"})


def find_duties(report: Report) -> Iterator[Draft]:
    """Drafts of the duties of the report, in text order."""
    for index, word in enumerate(report.clauses.words):
        if word.upos == "AUX" and word.head >= 0:
            yield from _modal(report, index, word.head)
        if word.upos in ("VERB", "AUX"):
            yield from _to_do(report, index)
            yield from _broken(report, index)
        if word.upos in ("NOUN", "PROPN") and report.rules.has("deals", report.clauses.noun(index)):
            yield from _under_deal(report, index)
        if word.upos == "VERB":
            yield from _announced(report, index)
        if word.upos == "NOUN" and word.lemma.lower() in ("condition", "precondition", "prerequisite"):
            yield from _predicated(report, index)
        if word.upos == "NOUN" and word.lemma.lower() in ("obligation", "commitment", "duty", "undertaking"):
            yield from _undertaken(report, index)


# -- must ------------------------------------------------------------------------------


def _modal(report: Report, index: int, verb: int) -> Iterator[Draft]:
    lemma = report.clauses.lemma(index)
    if report.is_inverted(index):
        return
    if lemma in _MUST or lemma in _OUGHT:
        yield from _necessary(report, index, verb, weak=lemma in _OUGHT)
    elif lemma == "be" and _is_to(report, index, verb):
        yield from _arranged(report, index, verb)


def _necessary(report: Report, anchor: int, verb: int, *, weak: bool) -> Iterator[Draft]:
    """ "X must do": a demand where another says so, else a duty; "should" only where another says so."""
    if not _is_deed(report, verb):
        return
    debtors = _debtors(report, verb)
    speaker = report.speaker(anchor)
    if _is_anybody(report, verb):
        return
    if speaker and not report.same_side(speaker, debtors):
        kind: CommitmentKind = "request" if weak else "demand"
        yield _draft(report, kind, anchor, verb, debtors, speaker, "must-said")
    elif debtors and not weak:
        yield _draft(report, "obligation", anchor, verb, debtors, (), "must")


def _is_deed(report: Report, verb: int) -> bool:
    """Whether "must" can bind here: no guess about what has been, no mere state."""
    clauses = report.clauses
    helpers = clauses.auxiliaries(verb)
    return clauses.is_verb(verb) and "have" not in helpers and clauses.lemma(verb) not in ("be", "have")


def _is_anybody(report: Report, verb: int) -> bool:
    """ "We must", "one must": a call on everybody, which binds nobody."""
    subject = report.clauses.subject(verb)
    return subject is not None and report.rules.has("nobody", report.clauses.lemma(subject))


def _debtors(report: Report, verb: int) -> tuple[Participant, ...]:
    return report.clauses.participants(report.clauses.doer(verb))


def _draft(
    report: Report,
    kind: CommitmentKind,
    anchor: int,
    verb: int,
    debtors: tuple[Participant, ...],
    creditors: tuple[Participant, ...],
    because: str,
) -> Draft:
    return Draft(
        kind=kind,
        anchor=anchor,
        head=verb,
        content=report.content(verb, debtors),
        debtors=debtors,
        creditors=creditors,
        because=because,
    )


# -- is to be --------------------------------------------------------------------------


def _is_to(report: Report, be: int, verb: int) -> bool:
    """ "is to do", "are to be released": a finite "be" before the "to" of the same verb."""
    clauses = report.clauses
    if clauses.words[be].xpos not in ("VBZ", "VBP") or not clauses.is_verb(verb):
        return False
    return any(be < k < verb and clauses.lemma(k) == "to" for k in clauses.parsed.children(verb, "mark", "aux"))


def _arranged(report: Report, anchor: int, verb: int) -> Iterator[Draft]:
    """ "The troops are to leave by May": a duty, not the "if talks are to succeed" of a purpose."""
    debtors = _debtors(report, verb)
    if not debtors or report.is_conditional(verb) or report.rules.has("plans", report.clauses.lemma(verb)):
        return
    yield _draft(report, "obligation", anchor, verb, debtors, (), "is-to")


# -- has to, has yet to, failed to ---------------------------------------------------------


def _to_do(report: Report, index: int) -> Iterator[Draft]:
    """Verbs with "to do": "have to", "need to", "have until Friday to", "have yet to", "fail to"."""
    clauses, lemma = report.clauses, report.clauses.lemma(index)
    if lemma == "give":
        yield from _given_time(report, index)
    if lemma not in ("have", "need") and lemma not in _UNMET:
        return
    late = behind_time(report, index) if lemma == "have" else ()
    for verb in (*clauses.parsed.children(index, "xcomp", "advcl", "acl", "ccomp"), *late):
        if verb < index or not clauses.is_infinitive(verb):
            continue
        if lemma == "have" and _has_yet(report, index, verb):
            yield from _unmet(report, index, verb, "has-yet-to")
        elif lemma in _UNMET and not clauses.is_negated(index):
            yield from _unmet(report, index, verb, "failed-to")
        elif lemma == "have" and _has_until(report, index):
            yield _draft(report, "demand", index, verb, _debtors(report, index), report.speaker(index), "has-until")
        elif _is_need(report, index, verb):
            yield from _necessary(report, index, verb, weak=lemma == "need")
        return


def _is_need(report: Report, index: int, verb: int) -> bool:
    """ "has to leave", "will need to leave"; the past tells what happened, and "not" takes the duty away."""
    word = report.clauses.words[index]
    if report.clauses.is_negated(index) or report.clauses.parsed.child(index, "obj") is not None:
        return False
    if word.deprel.startswith("amod") or report.clauses.words[verb].deprel != "xcomp":
        return False
    return word.xpos in ("VBZ", "VBP") or bool(report.clauses.auxiliaries(index) & {"will", "would", "'ll"})


def _has_yet(report: Report, index: int, verb: int) -> bool:
    clauses = report.clauses
    return any(
        clauses.lemma(k) == "yet" for g in (index, verb) for k in clauses.parsed.children(g, "advmod") if k < verb
    )


def _has_until(report: Report, index: int) -> bool:
    """ "has until Friday to answer", with an actor as its subject."""
    clauses = report.clauses
    return _has_time(report, index) and bool(clauses.participants(clauses.subject(index)))


def _has_time(report: Report, index: int) -> bool:
    """Whether the verb has "until Friday" or "48 hours" beside it."""
    clauses = report.clauses
    kids = clauses.parsed.children(index, "obl", "obj", "advmod", "advcl", "nmod")
    if any(clauses.preposition(k) in ("until", "till") for k in kids):
        return True
    objects = clauses.parsed.children(index, "obj", "iobj", "obl:unmarked", "obl:tmod")
    return any(report.rules.has("lengths", clauses.lemma(k)) for k in objects)


def _given_time(report: Report, index: int) -> Iterator[Draft]:
    """ "gave X until Friday to leave", "X was given 48 hours to leave"."""
    clauses = report.clauses
    verb = next(iter(clauses.infinitives(index)), None)
    if verb is None:
        verb = next((v for k in clauses.objects(index) for v in clauses.infinitives(k)), None)
    if verb is None or not _has_time(report, index):
        return
    told = clauses.subject(index) if clauses.is_passive(index) else next(iter(clauses.objects(index)), None)
    debtors = clauses.participants(told)
    if debtors:
        creditors = clauses.participants(clauses.doer(index))
        yield _draft(report, "ultimatum", index, verb, debtors, creditors, "given-time")


def _unmet(report: Report, anchor: int, verb: int, because: str) -> Iterator[Draft]:
    """A duty that is said not to be done, where the verb is one that states owe."""
    debtors = _debtors(report, anchor) or _debtors(report, verb)
    if debtors and report.rules.has("owed", report.clauses.lemma(verb)):
        draft = _draft(report, "obligation", anchor, verb, debtors, (), because)
        yield replace(draft, state="unmet")


def _broken(report: Report, index: int) -> Iterator[Draft]:
    """ "violated the ceasefire", "did not comply with the resolution", "carried out none of the agreement"."""
    clauses, lemma = report.clauses, report.clauses.lemma(index)
    breach = report.rules.has("breach", lemma)
    kept = report.rules.has("fulfil", lemma)
    if not breach and not kept:
        return
    negated = clauses.is_negated(index)
    if breach == negated or clauses.is_infinitive(index) or clauses.auxiliaries(index) & (_BOUND | {"could", "may"}):
        return
    what = clauses.object(index)
    if what is None:
        what = next(iter(clauses.phrases(index, "with", "on", "to", "by")), None)
    if what is None or report.is_conditional(index) or not _is_bond(report, what):
        return
    debtors = _debtors(report, index)
    if clauses.infinitives(what):
        return  # "reneged on a pledge to leave": the pledge says what is owed
    if debtors and (breach or negated):
        yield Draft(
            kind="obligation",
            anchor=index,
            head=what,
            content=clauses.span(what, without=clauses.parsed.children(what, "case")),
            debtors=debtors,
            state="unmet",
            because="broken",
        )


def _is_bond(report: Report, noun: int) -> bool:
    return any(report.rules.has("breakable", report.clauses.noun(k)) for k in report.clauses.conjuncts(noun))


# -- own futures ------------------------------------------------------------------------


def _announced(report: Report, verb: int) -> Iterator[Draft]:
    """ "said it would retaliate", "said it would withdraw its troops": what the speaker will do itself."""
    clauses, lemma = report.clauses, report.clauses.lemma(verb)
    hostile = report.rules.has("surely-hostile", lemma) or report.rules.has("own-measures", lemma)
    deed = report.rules.has("own-deeds", lemma)
    if not (hostile or deed) or not clauses.auxiliaries(verb) & {"will", "would", "'ll"}:
        return
    if clauses.is_negated(verb) or clauses.is_passive(verb) or "have" in clauses.auxiliaries(verb):
        return
    debtors, speaker = _debtors(report, verb), report.speaker(verb)
    if not speaker or not report.same_side(debtors, speaker) or report.is_conditional(verb):
        return
    target = clauses.participants(clauses.object(verb)) if hostile else ()
    yield _draft(report, "threat" if hostile else "promise", verb, verb, debtors, target, "announced")


def _predicated(report: Report, noun: int) -> Iterator[Draft]:
    """ "Their withdrawal is a condition for talks": what must be is the subject."""
    clauses = report.clauses
    what = clauses.parsed.child(noun, "nsubj")
    stake = next(iter(clauses.phrases(noun, "for", "of", "to")), None)
    speaker = report.speaker(noun)
    if what is None or stake is None or not speaker:
        return
    draft = _draft(report, "condition", noun, what, (), speaker, "predicated")
    yield replace(draft, content=clauses.span(what), condition=clauses.span(stake))


# -- deals -----------------------------------------------------------------------------


def _under_deal(report: Report, noun: int) -> Iterator[Draft]:
    """ "Under the deal X will do", "X was envisaged in a deal"."""
    clauses = report.clauses
    for clause in clauses.parsed.children(noun, "acl"):  # "a deal under which X will do"
        under = any(clauses.lemma(k) == "which" for k in clauses.parsed.children(clause, "obl"))
        debtors = _debtors(report, clause) if under else ()
        if debtors and not clauses.is_negated(clause) and not clauses.auxiliaries(clause) & {"may", "can", "could"}:
            yield _draft(report, "obligation", noun, clause, debtors, (), "deal-under-which")
    verb = _governor(report, noun)
    if verb is None:
        return
    if clauses.is_passive(verb) and clauses.lemma(verb) in ("envisage", "foresee", "agree", "stipulate", "envision"):
        yield from _envisaged(report, verb)
    elif clauses.preposition(_topmost(report, noun)) == "under" and _is_bound(report, verb):
        debtors = _debtors(report, verb)
        if debtors and not report.is_conditional(verb):
            yield _draft(report, "obligation", noun, verb, debtors, (), "under-deal")


def _is_bound(report: Report, verb: int) -> bool:
    """ "will do", "would do", "was to do"."""
    helpers = report.clauses.auxiliaries(verb)
    return bool(helpers & _BOUND) or ("be" in helpers and report.clauses.is_infinitive(verb))


def _topmost(report: Report, noun: int) -> int:
    """ "terms" for the deal of "under the terms of the deal"."""
    head = report.clauses.words[noun].head
    if head >= 0 and report.clauses.lemma(head) in ("term", "provision", "clause", "framework"):
        return head
    return noun


def _governor(report: Report, noun: int) -> int | None:
    """The verb that the deal's phrase hangs on."""
    top = _topmost(report, noun)
    clauses = report.clauses
    verb = clauses.words[top].head
    if verb < 0 or not clauses.words[top].deprel.startswith(("obl", "advcl")) or not clauses.is_verb(verb):
        return None
    return verb if clauses.preposition(top) in _UNDER else None


def _envisaged(report: Report, verb: int) -> Iterator[Draft]:
    """What a deal foresees: owed by whom a coordinated verb says did, or never did, carry it out."""
    clauses = report.clauses
    what = clauses.subject(verb)
    if what is None:
        return
    carried = next((k for k in clauses.conjuncts(verb)[1:] if report.rules.has("fulfil", clauses.lemma(k))), None)
    debtors: tuple[Participant, ...] = ()
    if carried is not None:
        debtors = _debtors(report, carried)
    debtors = debtors or clauses.participants(clauses.agent(verb))
    if not debtors:
        return
    undone = carried is not None and clauses.is_negated(carried)
    state = "open" if carried is None else ("unmet" if undone else "met")
    draft = _draft(report, "obligation", verb, what, debtors, (), "envisaged")
    yield replace(draft, content=clauses.span(what), state=state)  # type: ignore[arg-type]


def _undertaken(report: Report, noun: int) -> Iterator[Draft]:
    """ "X is an obligation that Y has undertaken": owed by the subject of the relative clause."""
    clauses = report.clauses
    for verb in clauses.parsed.children(noun, "acl"):
        own = clauses.parsed.child(verb, "nsubj")
        if own is None or clauses.is_infinitive(verb) or clauses.resolved(own) == noun:
            continue
        debtors = clauses.participants(own)
        if debtors:
            subject = clauses.parsed.child(noun, "nsubj")
            reach = clauses.leftmost(subject) if subject is not None else None
            yield Draft(
                kind="obligation",
                anchor=noun,
                head=noun,
                content=clauses.span(noun, and_from=reach),
                debtors=debtors,
                because="undertaken",
            )
        return
