"""Commitments that one word makes: verbs, nouns and adjectives that demand, promise, threaten, offer and bind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.commitments.astray import before_verb, behind_for, in_deal
from dragoman.commitments.drafts import Draft, Report
from dragoman.commitments.rules import CueRule, Take
from dragoman.record.types import CommitmentKind, Participant, Span

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
_PREPOSITIONS = frozenset({"for", "on", "to", "of", "with", "against", "about", "upon"})
_THINGS = ("obj", "obl:unmarked")  # "set X a deadline": parsers take the second object for a bare day
_SPEAKS_AGAINST = frozenset({"tell", "warn", "order", "instruct"})


@dataclass(frozen=True, slots=True)
class Owed:
    """The head of what is owed, and the head of the phrase that names who owes it where one does."""

    head: int
    debtor: int | None = None


def find_cued(report: Report) -> Iterator[Draft]:
    """Drafts of the commitments that a cue word makes, in text order."""
    for index in range(len(report.clauses.words)):
        found = (_draft(report, rule, index) for rule in _rules_for(report, index))
        draft = next((d for d in found if d is not None), None)
        if draft is not None:
            yield draft


def _rules_for(report: Report, index: int) -> tuple[CueRule, ...]:
    """The rules of the word; a participle without a doer ("is required to") is an adjective first."""
    clauses, word, by_word = report.clauses, report.clauses.words[index], report.rules.cue_by_word
    pos = _POS.get(word.upos)
    if pos is None:
        return ()
    if word.xpos != "VBN":
        return by_word.get((pos, word.lemma.lower()), ())
    verbs = by_word.get(("verb", word.lemma.lower()), ())
    adjectives = by_word.get(("adjective", word.text.lower()), ())
    return verbs if clauses.participants(clauses.agent(index)) else (*adjectives, *verbs)


def _draft(report: Report, rule: CueRule, index: int) -> Draft | None:
    clauses = report.clauses
    not_word = clauses.negation(index)
    if clauses.is_negated(index) and rule.direction != "binds" and (not_word is None or not_word < index):
        return None  # a "never" behind the word ("vowed never to leave") belongs to what is owed
    if clauses.asks_how(index) or report.is_conditional(index):
        return None
    if _is_deal(report, index, rule) != (rule.direction == "binds"):
        return None
    for take in rule.takes:
        owed = _owed(report, index, take, rule)
        if owed is not None and (rule.things is None or report.rules.has(rule.things, clauses.lemma(owed.head))):
            return _built(report, rule, index, owed)
    return None


def _is_deal(report: Report, index: int, rule: CueRule) -> bool:
    """Whether the subject of a verb is a deal, law or resolution."""
    if rule.pos != "verb" or report.clauses.is_passive(index):
        return False
    subject = report.clauses.subject(index)
    return subject is not None and report.rules.has("deals", report.clauses.noun(subject))


def _built(report: Report, rule: CueRule, index: int, owed: Owed) -> Draft | None:
    debtors, creditors = _parties(report, rule, index, owed)
    if not debtors and not creditors and rule.direction != "binds":
        return None
    if rule.direction == "owes" and not debtors:
        return None
    if report.rules.has("no-deeds", report.clauses.lemma(owed.head)) and not report.clauses.is_verb(owed.head):
        return None  # "pledged loyalty" is a position
    content = report.content(owed.head, debtors if rule.direction != "asks" or owed.debtor is not None else ())
    not_word = report.clauses.negation(index)
    if not_word is not None and index < not_word < owed.head:
        content = Span(min(content.start, report.clauses.words[not_word].start), content.end)
    return Draft(
        kind=_kind(report, rule, index, owed),
        anchor=index,
        head=owed.head,
        content=content,
        debtors=debtors,
        creditors=creditors,
        because=rule.id,
    )


def _kind(report: Report, rule: CueRule, index: int, owed: Owed) -> CommitmentKind:
    """The rule's kind; a promise or offer of harm is a threat, a promise of several parties an obligation."""
    lemma = report.clauses.lemma(owed.head)
    if rule.kind in ("promise", "offer") and report.rules.has("surely-hostile", lemma):
        return "promise" if report.clauses.is_negated(owed.head) else "threat"
    if rule.id == "agree" and any(
        report.rules.has("deals", report.clauses.lemma(k)) for k in report.clauses.phrases(index, "under", "in")
    ):
        return "obligation"
    return rule.kind


# -- parties ---------------------------------------------------------------------------


def _parties(
    report: Report, rule: CueRule, index: int, owed: Owed
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Debtors and creditors."""
    own = _doers(report, rule, index)
    if rule.direction == "asks":
        debtors = report.clauses.participants(owed.debtor)
        return debtors or _answerer(report, rule, index), own
    if rule.direction == "binds":
        return report.clauses.participants(owed.debtor), ()
    addressed = _addressee(report, rule, index, owed)
    known = {p.actor for p in own}
    return own, tuple(p for p in addressed if p.actor not in known)


def _doers(report: Report, rule: CueRule, index: int) -> tuple[Participant, ...]:
    """Who asks or promises: the doer of the verb, the owner of the noun, else the source of the statement."""
    clauses = report.clauses
    if rule.kind == "condition":
        return report.speaker(index)
    if rule.pos == "noun":
        found = owners(report, index)
    elif rule.pos == "adjective" or (rule.direction == "owes" and clauses.words[index].upos == "ADJ"):
        found = clauses.participants(clauses.subject(index))
    else:
        found = clauses.participants(clauses.doer(index))
    number = report.by_cue.get(index)
    if not found and number is not None and not clauses.is_passive(index):
        found = report.source_of(number)
    return found or _speaker_meant(report, index)


def _speaker_meant(report: Report, index: int) -> tuple[Participant, ...]:
    """The speaker, where a pronoun of the speaker's words does it and nobody knows whom it means."""
    kids = report.clauses.parsed.children(index, "nsubj", "expl")
    if any(report.clauses.words[k].text.lower() in ("it", "he", "she", "they", "we", "i") for k in kids):
        return report.speaker(index)
    return ()


def owners(report: Report, noun: int) -> tuple[Participant, ...]:
    """Whose demand or promise it is: possessor, adjective of nation, "by" phrase, or the doer of the verb above."""
    clauses = report.clauses
    for kid in clauses.parsed.children(noun, "nmod:poss", "compound", "amod"):
        found = clauses.participants(kid)
        if found:
            return found
    for kid in clauses.phrases(noun, "by", "from"):
        if found := clauses.participants(kid):
            return found
    governor = clauses.words[noun].head
    if governor >= 0 and clauses.is_verb(governor) and clauses.words[noun].deprel in (*_THINGS, "obl", "xcomp"):
        return _owners_above(report, clauses.lemma(noun), governor)
    return ()


def _owners_above(report: Report, noun: str, verb: int) -> tuple[Participant, ...]:
    """The subject of "made a promise", "issued an ultimatum", "broke a promise", not of "rejected an ultimatum" or
    "missed the deadline"."""
    rule = report.rules.answer_by_word.get(report.clauses.lemma(verb))
    if rule is not None and (rule.state not in ("met", "unmet") or report.rules.has("deadline-nouns", noun)):
        return ()
    return report.clauses.participants(report.clauses.doer(verb))


def _answerer(report: Report, rule: CueRule, noun: int) -> tuple[Participant, ...]:
    """Of "X rejected Y's demand to leave", X: who answers a demand is the one that it is made of."""
    clauses = report.clauses
    governor = clauses.words[noun].head
    if rule.pos != "noun" or governor < 0 or clauses.words[noun].deprel not in ("obj", "obl"):
        return ()
    if clauses.lemma(governor) not in report.rules.answer_by_word:
        return ()
    return clauses.participants(clauses.doer(governor))


def _addressee(report: Report, rule: CueRule, index: int, owed: Owed) -> tuple[Participant, ...]:
    """To whom something is promised or offered, whom a threat is meant for: the object, or a "to" phrase."""
    clauses = report.clauses
    for kid in clauses.parsed.children(index, "iobj", "obj"):
        if kid != owed.head and (found := clauses.participants(kid)):
            return found
    for governor in (index, owed.head):
        for kid in clauses.phrases(
            governor, "to", "for", "against", "with", *(("on",) if rule.kind == "threat" else ())
        ):
            if kid != owed.head and (found := clauses.participants(kid)):
                return found
    if report.rules.has("surely-hostile", clauses.lemma(owed.head)) or rule.id.startswith("warn"):
        return clauses.participants(clauses.object(owed.head)) if clauses.is_verb(owed.head) else ()
    return ()


# -- what is owed --------------------------------------------------------------------


def _owed(report: Report, index: int, take: Take, rule: CueRule) -> Owed | None:
    if take == "clause":
        return _clause(report, index, rule)
    if take == "pair":
        return _pair(report, index)
    if take == "infinitive":
        deed = in_deal(report, index) if rule.pos == "adjective" else None
        return _infinitive(report, index) or (Owed(deed) if deed is not None else None)
    if take == "object":
        return _object(report, index, rule)
    return _phrase(report, index, take, rule)


def _clause(report: Report, index: int, rule: CueRule) -> Owed | None:
    """ "that X do": a clause with its own subject; after "insist" only what somebody should do."""
    clauses = report.clauses
    for kid in clauses.parsed.children(index, "ccomp", "acl", "xcomp"):
        subject = clauses.parsed.child(kid, "nsubj", "csubj")
        if kid < index or clauses.is_infinitive(kid) or subject is None:
            continue
        if clauses.words[kid].deprel.startswith(("acl", "xcomp")) and not _is_that(report, kid):
            continue
        if rule.direction == "asks" and not _is_wished(report, kid):
            continue
        if rule.direction == "owes" and not clauses.auxiliaries(kid) & {"will", "would", "shall", "'ll"}:
            continue
        if rule.kind == "threat" and not _threatens(report, index, kid):
            continue
        doer = clauses.agent(kid) if clauses.is_passive(kid) else subject
        return Owed(kid, doer)
    return None


def _threatens(report: Report, index: int, clause: int) -> bool:
    """Whether the speaker would do the harm that it warns of."""
    clauses = report.clauses
    if clauses.lemma(index) == "threaten":
        return True
    own = clauses.participants(clauses.doer(index)) or report.speaker(clause)
    return report.rules.has("hostile", clauses.lemma(clause)) and report.same_side(
        own, clauses.participants(clauses.doer(clause))
    )


def _is_that(report: Report, clause: int) -> bool:
    return any(report.clauses.lemma(k) == "that" for k in report.clauses.parsed.children(clause, "mark"))


def _is_wished(report: Report, clause: int) -> bool:
    """Subjunctive or modal: what should be, not what is said to be."""
    clauses, word = report.clauses, report.clauses.words[clause]
    helpers = clauses.auxiliaries(clause)
    if helpers & {"must", "should", "shall"}:
        return True
    if helpers & {"will", "would", "have", "had", "has", "was", "were", "is", "are", "do", "does", "did"}:
        return False
    return word.xpos in ("VB", "VBP") or "be" in helpers


def _pair(report: Report, index: int) -> Owed | None:
    """ "urged X to do", "X was ordered to do"."""
    clauses = report.clauses
    objects = clauses.objects(index)
    for kid in clauses.infinitives(index):
        own = clauses.parsed.child(kid, "nsubj")
        if own is not None and own > index:
            return Owed(kid, own)
        if objects and objects[0] < kid:
            return Owed(kid, objects[0])
        if clauses.is_passive(index):
            return Owed(kid, clauses.subject(index))
    for noun in objects:
        for kid in clauses.parsed.children(noun, "acl"):
            if clauses.is_infinitive(kid):
                return Owed(kid, noun)
    return None


def _infinitive(report: Report, index: int) -> Owed | None:
    """ "promised to do", "a demand to do", "a promise to do"."""
    for kid in report.clauses.infinitives(index):
        own = report.clauses.parsed.child(kid, "nsubj")
        if own is not None and "be" in report.clauses.auxiliaries(kid):
            continue  # "agreed that the weather was to blame"
        return Owed(kid, own if own is not None else _told(report, index))
    return None


def _told(report: Report, index: int) -> int | None:
    """Who is given the demand that a noun names: "gave X an ultimatum", "an ultimatum to X"."""
    clauses = report.clauses
    if clauses.words[index].upos != "NOUN":
        return None
    for kid in (*clauses.phrases(index, "to", "for", "on"), *behind_for(report, index)):
        if clauses.participants(kid):
            return kid
    governor = clauses.words[index].head
    if governor < 0 or not clauses.is_verb(governor) or clauses.words[index].deprel not in _THINGS:
        return None
    given = next((k for k in clauses.objects(governor) if k < index and clauses.participants(k)), None)
    if given is not None:
        return given
    return next((k for k in clauses.phrases(governor, "to", "for", "on") if clauses.participants(k)), None)


def _object(report: Report, index: int, rule: CueRule) -> Owed | None:
    """ "demanded the release of", "pledged aid"."""
    clauses = report.clauses
    if clauses.is_passive(index):
        return None
    things = [k for k in clauses.objects(index) if clauses.words[k].upos != "PRON"]
    if rule.direction != "asks":
        things = [k for k in things if clauses.participant(k) is None]
    if not things or any(clauses.lemma(k) == "no" for k in clauses.parsed.children(things[-1], "det")):
        return None
    head = things[0] if rule.direction == "asks" else things[-1]
    return Owed(head, who_does(report, head, index))


def who_does(report: Report, noun: int, verb: int) -> int | None:
    """Who would do what a noun names: "from X", "by X", and possessor or "of" phrase of "resignation"."""
    clauses = report.clauses
    found: list[int] = []
    if report.rules.has("leave-nouns", clauses.lemma(noun)):
        found += clauses.parsed.children(noun, "nmod:poss", "compound", "amod")
        found += clauses.phrases(noun, "of")
    for governor in (verb, noun):
        found += clauses.phrases(governor, "from", "by")
    return next((kid for kid in found if clauses.participants(kid)), None)


def _phrase(report: Report, index: int, take: Take, rule: CueRule) -> Owed | None:
    """ "called for X", "called on X to do", "committed itself to X", "warned X against doing"."""
    clauses = report.clauses
    if take in ("on", "to", "with") and rule.pos == "verb" and "for" in rule.takes:
        wanted = next((k for k in _phrases_with(report, index, "for") if not clauses.is_verb(k)), None)
        if wanted is not None:  # "appealed to donors for money to feed the refugees"
            return Owed(wanted, next(iter(clauses.phrases(index, take)), None))
    for kid in _phrases_with(report, index, take):
        if clauses.is_verb(kid) and clauses.is_infinitive(kid):
            named = (*clauses.objects(index), *behind_for(report, index))
            return Owed(kid, clauses.parsed.child(kid, "nsubj") or next(iter(named), None))
        if rule.id == "warn-of" and not report.rules.has("reprisals", clauses.lemma(kid)):
            continue
        if (inside := _to_do(report, index, kid)) is not None:
            return Owed(inside, kid)
        if take in ("on", "to", "with") and rule.direction == "asks" and rule.kind == "request":
            continue
        if rule.direction == "owes" and clauses.participant(kid) is not None and not clauses.is_verb(kid):
            continue
        told = next(iter(clauses.objects(index)), None) if rule.direction == "asks" else None
        if rule.direction == "asks" and clauses.is_passive(index):
            told = clauses.subject(index)
        return Owed(kid, told if told is not None else who_does(report, kid, index))
    if take == "for":
        return _for_to(report, index)
    return None


def _phrases_with(report: Report, index: int, take: Take) -> list[int]:
    wanted = ("on", "upon") if take == "on" else (take,)
    clauses = report.clauses
    kids = clauses.parsed.children(index, "obl", "nmod", "advcl", "acl", "ccomp", "xcomp")
    if take == "of" or clauses.lemma(index) == "invite":  # "warned X of reprisals", "invited X to talks", hung on X
        kids += tuple(k for noun in clauses.objects(index) for k in clauses.parsed.children(noun, "nmod"))
    return [k for k in kids if k > index and clauses.preposition(k) in wanted]


def _to_do(report: Report, index: int, phrase: int) -> int | None:
    """The infinitive that "on X to do" ends in, or None."""
    clauses = report.clauses
    for kid in (*clauses.parsed.children(phrase, "acl"), *clauses.infinitives(index)):
        if kid > phrase and clauses.is_infinitive(kid) and not clauses.asks_how(kid):
            return kid if clauses.participants(phrase) or clauses.preposition(phrase) != "for" else None
    return None


def _for_to(report: Report, index: int) -> Owed | None:
    """ "called for X to do", with X the subject of the infinitive."""
    clauses = report.clauses
    for kid in clauses.parsed.children(index, "advcl", "ccomp", "xcomp", "acl"):
        own = clauses.parsed.child(kid, "nsubj")
        if own is not None and clauses.is_infinitive(kid) and clauses.preposition(kid) == "for":
            return Owed(kid, own)
    astray = before_verb(report, index)
    return Owed(astray, clauses.parsed.child(astray, "nsubj")) if astray is not None else None
