"""Stance words with their holders: verbs, nouns, adjectives, "EU-mediated", and bonds such as "its ally Serbia"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.language import Clauses, of_both
from dragoman.positions.rules import PositionRules, StanceRule
from dragoman.record.types import Participant, Stance

_POS = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective"}
_UNREAL = frozenset({"would", "could", "may", "might", "should", "must", "can", "shall", "will", "'ll", "wo"})
_CLIMB = 4  # complements above a stance that may take it back
_FIRM = frozenset({"will", "would", "wo", "can", "could", "'ll"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """``anchor`` is the stance word, ``thing`` the head of the object; ``actor`` the object's actor where known."""

    stance: Stance
    anchor: int
    thing: int
    holders: tuple[Participant, ...]
    actor: Participant | None = None
    because: str = ""


def find_stands(clauses: Clauses, rules: PositionRules) -> Iterator[Stand]:
    """The stances of the report with their holders, in text order of their words."""
    for index, word in enumerate(clauses.words):
        if word.upos not in ("VERB", "NOUN", "ADJ", "PROPN", "AUX"):
            continue
        yield from _participle(clauses, rules, index)
        yield from _sided(clauses, rules, index)
        yield from _in_support(clauses, rules, index)
        for rule in rules.by_word.get(("kin", word.lemma.lower()), ()) if word.upos in ("NOUN", "PROPN") else ():
            yield from _kin(clauses, rules, rule, index)
        for rule in rules.by_word.get((_POS.get(word.upos, ""), word.lemma.lower()), ()):
            yield from _worded(clauses, rules, rule, index)
        if word.xpos == "VBN":
            for rule in rules.by_word.get(("adjective", word.text.lower()), ()):
                yield from _worded(clauses, rules, rule, index)


# -- verbs, nouns, adjectives -------------------------------------------------------------------


def _worded(clauses: Clauses, rules: PositionRules, rule: StanceRule, index: int) -> Iterator[Stand]:
    stance = _stance(clauses, rules, rule, index)
    if stance is None or clauses.parsed.child(index, "compound:prt") is not None:
        return  # "backed up the traffic" backs nobody
    for thing in _things(clauses, rules, rule, index):
        if not _is_fit(clauses, rules, rule, thing):
            continue
        holders = _holders(clauses, rules, rule, index)
        if holders:
            yield Stand(stance=stance, anchor=index, thing=thing, holders=holders, because=rule.id)
        return


def _stance(clauses: Clauses, rules: PositionRules, rule: StanceRule, index: int) -> Stance | None:
    """The rule's stance, its negation, or None where it is only wished for, asked or supposed."""
    negated = clauses.is_negated(index) or _no_longer(clauses, index)
    if rule.pos == "noun":
        governor = clauses.words[index].head
        if governor >= 0 and rules.has("ending", clauses.lemma(governor)) and _is_object(clauses, index):
            return rule.negated or ("does-not-recognize" if rule.stance == "recognizes" else None)
        return None if governor >= 0 and _is_kept_from(clauses, rules, governor) else rule.stance
    if _is_denied(clauses, rules, index):
        return None
    helpers = clauses.auxiliaries(index)
    if clauses.asks_how(index) or _is_supposed(clauses, index):
        return None
    if clauses.is_infinitive(index):
        governor = clauses.words[index].head
        if governor >= 0 and rules.has("refusing", clauses.lemma(governor)):
            return rule.negated
        if governor < 0 or not rules.has("lasting", clauses.lemma(governor)):
            return None
    if negated:
        return rule.negated if not helpers & (_UNREAL - _FIRM) else None
    return None if helpers & _UNREAL else rule.stance


def _is_object(clauses: Clauses, index: int) -> bool:
    """Whether the word is what the verb above is done to ("withdrew its support", "support was withdrawn")."""
    return clauses.words[index].deprel in ("obj", "nsubj:pass")


def _is_denied(clauses: Clauses, rules: PositionRules, index: int) -> bool:
    """Whether somebody denies it ("denies supporting the rebels", "rejected accusations that it supports them")."""
    word = clauses.words[index]
    while word.deprel == "conj" and word.head >= 0:
        word = clauses.words[word.head]
    if word.head < 0:
        return False
    if word.deprel.startswith("acl") and rules.has("accusations", clauses.lemma(word.head)):
        above = clauses.words[word.head].head
        return above >= 0 and rules.has("refuting", clauses.lemma(above))
    return word.deprel in ("xcomp", "ccomp", "obj") and rules.has("denying", clauses.lemma(word.head))


def _is_kept_from(clauses: Clauses, rules: PositionRules, verb: int) -> bool:
    """Whether the verb that carries a stance is denied, or an infinitive under none that tells a lasting act
    ("made it a crime to express support")."""
    if rules.has("denying", clauses.lemma(verb)):
        return True
    if not clauses.is_infinitive(verb) or not rules.has("giving", clauses.lemma(verb)):
        return False
    above = clauses.words[verb].head
    return above >= 0 and not any(rules.has(name, clauses.lemma(above)) for name in ("lasting", "giving"))


def _is_supposed(clauses: Clauses, index: int) -> bool:
    """Whether the stance, or what it is a complement of, stands behind "if", or is to stop."""
    at = index
    for _ in range(_CLIMB):
        marks = clauses.parsed.children(at, "mark")
        if any(clauses.lemma(k) in ("if", "unless", "whether", "until") for k in marks):
            return True
        word = clauses.words[at]
        if word.head < 0 or word.deprel not in ("xcomp", "ccomp", "conj"):
            return False
        if word.deprel == "xcomp" and clauses.lemma(word.head) in ("stop", "cease", "end", "quit", "halt"):
            return True
        if word.deprel == "ccomp":
            return False
        at = word.head
    return False


def _no_longer(clauses: Clauses, index: int) -> bool:
    kids = clauses.parsed.children(index, "advmod")
    return any(clauses.words[k].text.lower() == "longer" for k in kids)


def _things(clauses: Clauses, rules: PositionRules, rule: StanceRule, index: int) -> Iterator[int]:
    for take in rule.takes:
        if take == "object":
            thing = clauses.object(index)
            if thing is not None and thing != index:
                yield thing
        elif take == "infinitive":
            yield from clauses.infinitives(index)
        elif take == "as":
            yield from _regarded(clauses, index)
        elif take == "of" and rule.stance == "supports" and rule.pos == "noun":
            owned = clauses.parsed.child(index, "nmod:poss") is not None  # "the support of Y" is Y's own
            yield from clauses.phrases(index, take) if owned else ()
        else:
            yield from clauses.phrases(index, take)
            yield from (
                clauses.phrases(clauses.words[index].head, take) if _is_given(clauses, rules, rule, index) else ()
            )
    if rule.pos == "noun" and rule.stance == "supports":
        yield from _supported(clauses, rules, index)


def _is_given(clauses: Clauses, rules: PositionRules, rule: StanceRule, index: int) -> bool:
    """Whether a noun is what somebody expresses: parsers hang what follows on the verb ("swore loyalty to X")."""
    word = clauses.words[index]
    return rule.pos == "noun" and word.deprel == "obj" and rules.has("giving", clauses.lemma(word.head))


def _supported(clauses: Clauses, rules: PositionRules, noun: int) -> Iterator[int]:
    """ "X enjoys the support of Y", "with Y's support X won": X."""
    governor = clauses.words[noun].head
    if governor >= 0 and clauses.preposition(noun) == "with" and clauses.is_verb(governor):
        subject = clauses.subject(governor)
        yield from () if subject is None else (subject,)
    if governor >= 0 and rules.has("having", clauses.lemma(governor)) and clauses.words[noun].deprel == "obj":
        subject = clauses.subject(governor)
        yield from () if subject is None else (subject,)


def _regarded(clauses: Clauses, index: int) -> Iterator[int]:
    """ "regards X as its territory", "considers X part of its territory": X, where the rest says so."""
    thing = clauses.object(index)
    own = ("part", "territory", "province", "possession", "land", "own", "region")
    for kid in clauses.parsed.children(index, "xcomp", "obl", "ccomp", "advcl", "obj"):
        if kid != thing and kid > index and clauses.lemma(kid) in own:
            named = clauses.parsed.child(kid, "nsubj") if thing is None else thing
            yield from () if named is None else (named,)
    if thing is not None and clauses.lemma(thing) in own:
        for kid in clauses.parsed.children(thing, "compound", "nmod", "amod", "nsubj"):
            if kid < thing and clauses.words[kid].upos == "PROPN":
                yield kid  # as parsers have "considers Taiwan part of its territory"


def _is_fit(clauses: Clauses, rules: PositionRules, rule: StanceRule, thing: int) -> bool:
    """Whether the object is of the kind that the rule asks for; a named actor or place fits where a list is short."""
    if rule.things == "actors":
        return clauses.participant(thing) is not None
    if rule.things is None:
        return clauses.words[thing].upos in ("NOUN", "PROPN", "VERB", "ADJ") or clauses.participant(thing) is not None
    things = "aims" if rule.things == "goals" and clauses.is_verb(thing) else rule.things
    if rules.has(things, clauses.lemma(thing)) or rules.has(things, clauses.noun(thing)):
        return True
    if rule.stance == "claims" and any(rules.has(things, clauses.lemma(k)) for k in clauses.phrases(thing, "of")):
        return True
    if rule.stance in ("recognizes", "claims"):
        return clauses.words[thing].upos == "PROPN"
    return rule.stance == "mediates" and clauses.preposition(thing) == "between"


# -- holders --------------------------------------------------------------------------------------


def _holders(clauses: Clauses, rules: PositionRules, rule: StanceRule, index: int) -> tuple[Participant, ...]:
    """Who holds the stance; nobody in "any government that recognizes the rebels"."""
    doer = clauses.doer(index) if rule.pos == "verb" else None
    if doer is not None and any(
        clauses.lemma(k) in ("any", "every", "no") for k in clauses.parsed.children(doer, "det")
    ):
        return ()
    if rule.pos == "noun":
        return _owners(clauses, rules, rule, index)
    if rule.pos == "adjective":
        return clauses.participants(_described(clauses, index))
    named = (p for k in clauses.phrases(index, "including") for p in clauses.participants(k))
    found = of_both(clauses.participants(doer), tuple(named))
    return of_both(of_both(found, _joined(clauses, index)), _counted_among(clauses, doer))


def _counted_among(clauses: Clauses, doer: int | None) -> tuple[Participant, ...]:
    """Spain, of "Spain is among five members that do not recognize Kosovo"."""
    if doer is None or clauses.preposition(doer) not in ("among", "of"):
        return ()
    of_one = clauses.words[doer].head if clauses.preposition(doer) == "of" else doer
    if of_one < 0 or (of_one != doer and clauses.lemma(of_one) != "one") or not clauses.parsed.child(of_one, "cop"):
        return ()
    return clauses.participants(clauses.parsed.child(of_one, "nsubj"))


def _joined(clauses: Clauses, index: int) -> tuple[Participant, ...]:
    """Those whom somebody joins in a stance: "Peru joined Chile in recognizing the government"."""
    word = clauses.words[index]
    if word.head < 0 or clauses.lemma(word.head) != "join" or word.xpos != "VBG":
        return ()
    return clauses.participants(clauses.object(word.head))


def _described(clauses: Clauses, index: int) -> int | None:
    """What the adjective is said of: its subject, or the noun before it ("groups opposed to")."""
    subject = clauses.subject(index)
    if subject is not None:
        return subject
    head = clauses.words[index].head
    return head if head >= 0 and clauses.words[index].deprel.startswith(("amod", "acl")) else None


def _owners(clauses: Clauses, rules: PositionRules, rule: StanceRule, noun: int) -> tuple[Participant, ...]:
    """Whose stance a noun names: possessor, adjective of nation, "of X", "from X", or the subject of "express"."""
    for kid in clauses.parsed.children(noun, "nmod:poss", "compound", "amod"):
        if found := clauses.participants(kid):
            return found
    givers = clauses.phrases(noun, "of", "from", "by", "among")
    for kid in givers:
        if found := clauses.participants(kid):
            return found
    governor = clauses.words[noun].head
    if givers or governor < 0 or clauses.words[noun].deprel != "obj":
        return ()  # "has the support of many": theirs, whoever they are
    lemma = clauses.lemma(governor)
    if rules.has("giving", lemma) or (lemma == "have" and rule.stance != "supports"):
        return clauses.participants(clauses.doer(governor))
    return ()


# -- "is against", "in support of" ----------------------------------------------------------------


def _sided(clauses: Clauses, rules: PositionRules, index: int) -> Iterator[Stand]:
    """ "Germany is against the plan": what is said of the subject is where it stands."""
    if clauses.parsed.child(index, "cop") is None or clauses.is_negated(index):
        return
    for rule in rules.by_word.get(("preposition", clauses.preposition(index) or ""), ()):
        holders = clauses.participants(clauses.parsed.child(index, "nsubj"))
        if holders and _is_fit(clauses, rules, rule, index) and not _is_supposed(clauses, index):
            yield Stand(stance=rule.stance, anchor=index, thing=index, holders=holders, because=rule.id)


def _in_support(clauses: Clauses, rules: PositionRules, noun: int) -> Iterator[Stand]:
    """ "sent troops in support of the government": the sender supports it."""
    if clauses.lemma(noun) != "support" or clauses.preposition(noun) != "in":
        return
    thing = next((k for k in clauses.phrases(noun, "of") if clauses.participant(k) is not None), None)
    verb = next((k for k in clauses.parsed.ancestors(noun) if clauses.is_verb(k)), None)
    if thing is None or verb is None or clauses.auxiliaries(verb) & _UNREAL or clauses.is_negated(verb):
        return
    holders = clauses.participants(clauses.doer(verb))
    if holders and not clauses.is_infinitive(verb):
        yield Stand(stance="supports", anchor=noun, thing=thing, holders=holders, because="in-support-of")


# -- "EU-mediated" ---------------------------------------------------------------------------------


def _participle(clauses: Clauses, rules: PositionRules, index: int) -> Iterator[Stand]:
    """ "EU-mediated talks", "Iran-backed rebels": the name before the hyphen holds it."""
    words = clauses.words
    if index < 2 or words[index - 1].text not in "-–" or words[index - 1].start != words[index - 2].end:
        return
    holder = clauses.lookup.covering(index - 2)
    head = words[index].head
    if holder is None or head < index or words[head].upos not in ("NOUN", "PROPN"):
        return
    for rule in rules.by_word.get(("participle", words[index].text.lower()), ()):
        if rule.things is None or rules.has(rule.things, clauses.lemma(head)):
            yield Stand(stance=rule.stance, anchor=index, thing=head, holders=(holder,), because=rule.id)


# -- bonds ---------------------------------------------------------------------------------------


def _kin(clauses: Clauses, rules: PositionRules, rule: StanceRule, index: int) -> Iterator[Stand]:
    """ "its ally Serbia", "Serbia, an ally of Russia", "Russia is Serbia's ally"."""
    bound, bound_word = _bound(clauses, index)
    if rule.stance == "allied-with" and len(bound) > 1 and _are_allies(clauses, index):
        for ally in bound[1:]:
            yield Stand(stance=rule.stance, anchor=index, thing=index, holders=bound[:1], actor=ally, because=rule.id)
        return
    for kid in _counterparts(clauses, rule, index):
        other = clauses.participants(kid)
        if not other and rule.stance == "allied-with":
            continue
        if rule.stance == "allied-with" and clauses.words[kid].deprel in ("nmod:poss", "compound", "amod"):
            for one in bound:
                yield Stand(
                    stance=rule.stance,
                    anchor=index,
                    thing=bound_word,
                    holders=other[:1],
                    actor=one,
                    because=rule.id,
                )
        elif bound and (rule.things is None or rules.has(rule.things, clauses.lemma(kid))):
            yield Stand(stance=rule.stance, anchor=index, thing=kid, holders=bound, because=rule.id)
        return


def _are_allies(clauses: Clauses, index: int) -> bool:
    """ "Pakistan and China are allies", with nobody else named as the other side."""
    said_of_them = clauses.parsed.child(index, "cop") is not None and clauses.parsed.child(index, "nsubj") is not None
    return said_of_them and clauses.words[index].xpos == "NNS" and not clauses.phrases(index, "of", "to")


def _counterparts(clauses: Clauses, rule: StanceRule, index: int) -> Iterator[int]:
    """Whose ally it is: possessor, name or adjective before it, "of" phrase."""
    for kid in clauses.parsed.children(index, "nmod:poss", "compound", "amod"):
        if clauses.participants(kid):
            yield kid
    yield from clauses.phrases(index, *rule.takes)


def _bound(clauses: Clauses, index: int) -> tuple[tuple[Participant, ...], int]:
    """Who is called so, and the word: the name beside it, the subject that it is said of, or its own actor."""
    words = clauses.words
    word = words[index]
    for kid in clauses.parsed.children(index, "appos", "flat", "nsubj"):
        if found := clauses.participants(kid):
            return found, kid
    names = word.deprel in ("appos", "compound", "flat") and word.head >= 0
    if names and (found := clauses.participants(word.head)):
        return found, word.head
    if word.deprel in ("xcomp", "obl") and word.head >= 0:
        subject = clauses.subject(word.head)
        if subject is not None and clauses.lemma(word.head) in ("remain", "become", "act", "serve"):
            return clauses.participants(subject), subject
    beside = clauses.lookup.covering(index + 1) if index + 1 < len(words) else None
    if beside is not None and words[index + 1].upos == "PROPN" and beside.start >= word.end:
        named = clauses.participants(index + 1) if word.xpos == "NNS" else ()
        return named or (beside,), index + 1  # "its ally Syria", whatever the tree says
    return (), index  # "their supporters": nobody by name
