"""What became of it: demands rejected, offers accepted, promises kept or broken, told in the same report."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from dragoman.commitments.drafts import Draft, Report
from dragoman.record.types import CommitmentState, Participant

_LOOK_BACK = 12  # commitments; what lies farther back is not what "the demand" takes up
_UNSURE = frozenset({"could", "may", "might", "must", "should"})
_BARE: dict[str, CommitmentState] = {
    "do": "met",
    "refuse": "rejected",
    "decline": "rejected",
    "fail": "unmet",
    "neglect": "unmet",
    "agree": "accepted",
}  # verbs that answer without a noun: "declined", "failed to do so"
_LISTS = ("demand-nouns", "offer-nouns", "promise-nouns")
_KINDS = {
    "demand-nouns": ("ultimatum", "demand", "request", "condition"),
    "offer-nouns": ("offer",),
    "promise-nouns": ("promise", "obligation"),
}


def with_answers(report: Report, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the states that later words of the report give them."""
    found = [_answered_where_named(report, draft) for draft in drafts]
    for index, word in enumerate(report.clauses.words):
        if word.upos not in ("VERB", "AUX", "ADJ"):
            continue
        state = _answer(report, index)
        if state is not None:
            _apply(report, found, index, state)
        bare = _bare_answer(report, index)
        if bare is not None:
            _apply_bare(report, found, index, bare)
    return found


def _answer(report: Report, verb: int) -> CommitmentState | None:
    """What the verb says of its object, or None; a judgement such as "called the demand absurd" rejects."""
    clauses = report.clauses
    rule = report.rules.answer_by_word.get(_with_particle(report, verb))
    if rule is not None:
        if clauses.is_infinitive(verb):
            return rule.negated if _falls_short(report, verb) else None
        if clauses.auxiliaries(verb) & _UNSURE or report.is_conditional(verb):
            return None
        return rule.negated if clauses.is_negated(verb) else rule.state
    judges = report.rules.has("judge", clauses.lemma(verb)) and not clauses.is_negated(verb)
    return "rejected" if judges and _is_unfit(report, verb) else None


def _with_particle(report: Report, verb: int) -> str:
    """The verb with its particle ("turn down", "carry out")."""
    particle = report.clauses.parsed.child(verb, "compound:prt")
    lemma = report.clauses.lemma(verb)
    return lemma if particle is None else f"{lemma} {report.clauses.lemma(particle)}"


def _falls_short(report: Report, verb: int) -> bool:
    """ "failed to meet", "has yet to honor"."""
    clauses = report.clauses
    governor = clauses.words[verb].head
    if governor < 0:
        return False
    yet = any(clauses.lemma(k) == "yet" for g in (governor, verb) for k in clauses.parsed.children(g, "advmod"))
    return yet or clauses.lemma(governor) in ("fail", "refuse", "decline", "neglect")


def _is_unfit(report: Report, verb: int) -> bool:
    """Whether what the verb calls its object is a word of refusal ("as a wrong approach")."""
    clauses = report.clauses
    for kid in clauses.parsed.children(verb, "xcomp", "ccomp", "obl", "advcl", "obj"):
        lemmas = [clauses.lemma(kid), *(clauses.lemma(k) for k in clauses.parsed.children(kid, "amod"))]
        if report.rules.has_any("unfit", lemmas):
            return True
    return False


# -- a noun that names it ("rejected Iran's demand that ...") ---------------------------------------


def _answered_where_named(report: Report, draft: Draft) -> Draft:
    """A commitment that a noun makes, with the state that the verb above the noun gives it."""
    clauses = report.clauses
    word = clauses.words[draft.anchor]
    if word.upos != "NOUN" or word.head < 0 or draft.state != "open":
        return draft
    if not report.rules.has("referents", clauses.lemma(draft.anchor)):
        return draft
    deprel = word.deprel.split(":")[0]
    passive = deprel == "nsubj" and clauses.is_passive(word.head)
    if not passive and deprel not in ("obj", "obl"):
        return draft
    state = _answer(report, word.head)
    return draft if state is None else replace(draft, state=state)


# -- a noun that takes it up ("rejected the ultimatum") -------------------------------------------


def _apply(report: Report, drafts: list[Draft], verb: int, state: CommitmentState) -> None:
    """Give the state to the commitment that the verb's object takes up, if it surely is one."""
    noun = _taken_up(report, verb)
    if noun is None:
        return
    clauses = report.clauses
    who = clauses.participants(clauses.doer(verb))
    owner = clauses.participants(clauses.parsed.child(noun, "nmod:poss"))
    for number in _earlier(drafts, verb):
        draft = drafts[number]
        if _names(report, noun, draft) and _may_answer(report, draft, who, owner, state):
            if draft.state == "open":
                drafts[number] = replace(draft, state=state)
            return


def _earlier(drafts: Sequence[Draft], verb: int) -> range:
    """Numbers of the last commitments before the verb, the nearest first; drafts stand in the order of anchors."""
    end = bisect_left(drafts, verb, key=lambda draft: draft.anchor)
    return range(end - 1, max(end - _LOOK_BACK, 0) - 1, -1)


def _taken_up(report: Report, verb: int) -> int | None:
    """The definite noun under the verb that names a commitment without saying what it is."""
    clauses = report.clauses
    candidates = (clauses.object(verb), *clauses.phrases(verb, "to", "on", "with", "from", "off", "down", "aside"))
    for noun in candidates:
        if noun is None or clauses.words[noun].upos != "NOUN":
            continue
        if not report.rules.has("referents", clauses.lemma(noun)) or clauses.parsed.child(noun, "acl") is not None:
            continue
        if _is_definite(report, noun):
            return noun
    return None


def _is_definite(report: Report, noun: int) -> bool:
    kids = report.clauses.parsed.children(noun, "det", "nmod:poss", "amod", "compound")
    lemmas = {report.clauses.lemma(k) for k in kids}
    if lemmas & {"a", "an", "any", "some"}:
        return False
    owned = bool(report.clauses.parsed.children(noun, "nmod:poss"))
    return owned or bool(lemmas & {"the", "this", "that", "these", "those", "both", "all"})


def _names(report: Report, noun: int, draft: Draft) -> bool:
    lemma = report.clauses.lemma(noun)
    return any(draft.kind in _KINDS[name] for name in _LISTS if report.rules.has(name, lemma))


# -- an answer without a noun ("Hollande declined", "failed to do so") --------------------------------


def _bare_answer(report: Report, verb: int) -> CommitmentState | None:
    """What a verb says by itself of what was just asked or promised, or None."""
    clauses, lemma = report.clauses, report.clauses.lemma(verb)
    if lemma not in _BARE or clauses.auxiliaries(verb) & _UNSURE:
        return None
    if report.is_conditional(verb) or clauses.is_passive(verb):
        return None
    if lemma == "do":
        kept: CommitmentState = "unmet" if clauses.is_negated(verb) else "met"
        said = _says_so(report, verb) or (kept == "unmet" and _is_bare(report, verb))  # "but never did"
        return kept if said and not clauses.is_infinitive(verb) else None
    inner = any(clauses.lemma(v) == "do" and _says_so(report, v) for v in clauses.infinitives(verb))
    alone = clauses.parsed.child(verb, "obj", "obl", "xcomp", "ccomp", "compound:prt") is None
    if clauses.is_negated(verb) or not (inner or (alone and _BARE[lemma] == "rejected")):
        return None
    return _BARE[lemma]


def _is_bare(report: Report, verb: int) -> bool:
    """A coordinated verb with nothing but its subject and adverbs."""
    kids = report.clauses.parsed.children(verb, "obj", "obl", "xcomp", "ccomp", "advcl")
    return not kids and report.clauses.words[verb].deprel == "conj"


def _says_so(report: Report, verb: int) -> bool:
    return any(report.clauses.lemma(k) == "so" for k in report.clauses.parsed.children(verb, "advmod"))


def _apply_bare(report: Report, drafts: list[Draft], verb: int, state: CommitmentState) -> None:
    """Give the state to the nearest commitment before, of this sentence or the last two, that the subject owes."""
    who = report.clauses.participants(report.clauses.subject(verb))
    words = report.clauses.words
    for number in _earlier(drafts, verb):
        draft = drafts[number]
        if words[draft.anchor].sentence < words[verb].sentence - 2:
            return
        if draft.head < verb and report.same_side(who, draft.debtors):
            if draft.state == "open":
                drafts[number] = replace(draft, state=state)
            return


def _may_answer(
    report: Report,
    draft: Draft,
    who: tuple[Participant, ...],
    owner: tuple[Participant, ...],
    state: CommitmentState,
) -> bool:
    """Whether the actors fit: a demand is answered by its debtor, an offer by another than who makes it."""
    asker = draft.creditors if draft.kind in ("demand", "request", "ultimatum", "condition") else draft.debtors
    if owner and not report.same_side(owner, asker) and not report.same_side(owner, who):
        return False
    if owner and who and draft.kind in ("demand", "request", "ultimatum", "condition"):
        return report.same_side(owner, asker) and not report.same_side(who, asker)
    if draft.kind in ("offer", "demand", "request", "ultimatum", "condition"):
        if report.same_side(who, asker):
            return False
        return not draft.debtors or draft.kind == "offer" or _stands_for(report, who, draft.debtors)
    return not who or _stands_for(report, who, draft.debtors)


def _stands_for(report: Report, who: tuple[Participant, ...], debtors: tuple[Participant, ...]) -> bool:
    return not who or report.same_side(who, debtors)
