"""Which candidates are events: somebody who acts takes part, and the sentence is not about sport or markets."""

from __future__ import annotations

import re

from dragoman.events.candidates import Candidate
from dragoman.events.participants import Actors, Parties
from dragoman.events.rules import EventRules
from dragoman.events.slots import Slots
from dragoman.record import Participant

_PUBLIC = frozenset(
    {"GOV", "MIL", "COP", "REB", "JUD", "LEG", "PTY", "SPY", "PRM", "OPP", "UAF", "IGO", "NGO", "PRE", "REF", "JRN"}
)  # fmt: skip
_OFF_TOPIC = ("sport", "market", "story")
_DONE_TO_FOREIGNERS = frozenset({"COERCE", "SANCTION", "RETREAT", "CONCEDE"})
_SUFFERED = frozenset({"COERCE", "SANCTION", "PROTEST", "RETREAT", "AID"})  # children are arrested, freed and fed
_INNER = frozenset({"nmod", "obj", "conj", "compound", "appos"})  # relations of a noun inside a phrase
_SCORE = re.compile(r"(?<![\w-])\d{1,3}[-–]\d{1,3}(?![\w-])")  # "54-16" counts as one word of sport
_DOERS = (
    "weapon",
    "bomb",
    "troops",
    "conflict",
    "security",
    "crowd",
    "person",
    "envoy",
    "post",
    "protest-thing",
    "quantity",
    "talks",
    "treaty",
    "restriction",
    "aid",
)
_FORCES = frozenset({"GOV", "MIL", "COP", "REB", "JUD", "LEG", "SPY", "PRM", "PTY", "UAF"})
_PRIVATE = frozenset({None, "BUS", "MNC", "UNK", "SOC"})
_EVERYDAY = frozenset({"CVL", "EDU", "MED"})  # of a single person
_PUBLIC_ACTS = frozenset(
    {"COERCE", "SANCTION", "AGREE", "CONSULT", "COOPERATE", "SUPPORT", "AID", "REJECT", "CONCEDE", "REQUEST", "RETREAT"}
)


def passes(
    candidate: Candidate, parties: Parties, slots: Slots, actors: Actors, rules: EventRules, *, public: bool = False
) -> bool:
    """Whether a candidate with these parties is an event; ``public`` where the report tells of public affairs, so that
    one whose part nobody says ("a student was arrested") belongs to them. The people of a place prove nothing."""
    parties = Parties(parties.actors, tuple(p for p in parties.recipients if not actors.is_dweller(p)))
    gate = candidate.rule.gate if candidate.rule is not None else "any"
    public = public or gate == "office"
    somebody = bool(parties.actors or parties.recipients)
    if slots.words[candidate.anchor].upos == "NOUN" and candidate.light is None and not somebody and gate != "free":
        return False
    if gate in ("any", "office") and not somebody:
        return False
    if gate == "actor" and not parties.actors:
        return False
    if gate == "public" and not _has(parties, actors, _PUBLIC):
        return False
    if (
        not public
        and candidate.type in _PUBLIC_ACTS
        and somebody
        and gate != "free"
        and _is_private_affair(candidate, parties, actors)
    ):
        return False
    if (
        not public
        and somebody
        and all(_is_nobody_public(p.actor, actors) for p in _everyday_parties(candidate, parties))
    ):
        return False
    if _is_everyday(candidate, parties, slots, actors, rules) or _is_hearsay(candidate, parties, slots, rules):
        return False
    if _done_by_thing(candidate, slots, actors, rules):
        return False
    if not _off_topic(candidate, slots, rules):
        return True
    serious = tuple(p for p in _all(parties) if not _has_everyday_head(p, slots, actors, rules))
    return _has(Parties(serious), actors, _FORCES)


def is_public_affair(parties: Parties, actors: Actors) -> bool:
    """Whether a state or somebody who rules, judges, fights or stands against them takes part."""
    states = any(actors.kinds[p.actor].type == "state" for p in _all(parties))
    return states or _has(parties, actors, _PUBLIC)


def _all(parties: Parties) -> tuple[Participant, ...]:
    return (*parties.actors, *parties.recipients)


def _is_private(actor_id: str, actors: Actors) -> bool:
    """Whether the actor is a firm, a club, or somebody of whom no public part is known."""
    actor = actors.kinds[actor_id]
    if actor.type == "state" or (actor.country is not None and actor.type == "group"):
        return False
    private = _PRIVATE | _EVERYDAY if actor.type == "person" and actor.country is None else _PRIVATE
    return {actor.sector, *actor.sectors} <= private


def _is_private_affair(candidate: Candidate, parties: Parties, actors: Actors) -> bool:
    """Whether nobody with a public part is in it; a foreigner who is arrested or freed makes it public."""
    if not parties.actors and candidate.type in _DONE_TO_FOREIGNERS:
        return all(_is_private(p.actor, actors) and actors.kinds[p.actor].country is None for p in parties.recipients)
    return all(_is_private(p.actor, actors) for p in _all(parties))


def _everyday_parties(candidate: Candidate, parties: Parties) -> tuple[Participant, ...]:
    """Whose standing decides whether the act is private: all, of violence only those who do it."""
    return parties.actors if candidate.type == "ASSAULT" and parties.actors else _all(parties)


def _is_nobody_public(actor_id: str, actors: Actors) -> bool:
    """Whether the actor is a single person of no known country and part, a brother or a lecturer."""
    actor = actors.kinds[actor_id]
    return actor.type == "person" and actor.country is None and {actor.sector, *actor.sectors} <= _PRIVATE | _EVERYDAY


def _is_everyday(candidate: Candidate, parties: Parties, slots: Slots, actors: Actors, rules: EventRules) -> bool:
    """Whether all who take part are children, guests, singers and such ("the pupils demanded a longer break")."""
    if candidate.type in _SUFFERED:
        return False
    told = parties.actors if candidate.type == "ASSAULT" else _all(parties)
    return bool(told) and all(_has_everyday_head(p, slots, actors, rules) for p in told)


def _has_everyday_head(participant: Participant, slots: Slots, actors: Actors, rules: EventRules) -> bool:
    index = actors.head_of(participant)
    if actors.kinds[participant.actor].type == "state":
        return False  # "both neighbours" of two states
    return index is not None and any(rules.has("everyday", name) for name in slots.names(index))


def _is_hearsay(candidate: Candidate, parties: Parties, slots: Slots, rules: EventRules) -> bool:
    """Whether only a rule takes the noun inside another word's phrase for an event ("plotting attacks").

    Where the model sees no event at such a noun, the rule was right one time in five; it is right as a rule where the
    noun names both sides ("the Serb crackdown on the Albanians"), whose it is ("Kuwait's mediation"), or its verb says
    that it happens ("held talks").
    """
    word = slots.words[candidate.anchor]
    if slots.parsed.events is None or candidate.learned is not None or candidate.light is not None:
        return False
    if word.upos != "NOUN" or word.deprel.split(":")[0] not in _INNER or (parties.actors and parties.recipients):
        return False
    if any(slots.words[k].upos == "PROPN" for k in slots.fill(candidate.anchor, "owner")):
        return False
    return word.deprel != "obj" or not rules.has("happen", slots.lemma(word.head))


def _done_by_thing(candidate: Candidate, slots: Slots, actors: Actors, rules: EventRules) -> bool:
    """Whether the clause has a doer that is no actor, no weapon and no event ("floodwater invaded the cellars")."""
    verb = candidate.light if candidate.light is not None else candidate.anchor
    if not slots.grammar.is_verbal(verb):
        return False
    doer = slots.grammar.subject(verb)
    if doer is None or slots.words[doer].upos != "NOUN" or doer == candidate.anchor or actors.of(doer, places=True):
        return False
    return not any(rules.has(kind, name) for kind in _DOERS for name in slots.names(doer))


def _has(parties: Parties, actors: Actors, sectors: frozenset[str]) -> bool:
    for participant in _all(parties):
        actor = actors.kinds[participant.actor]
        if sectors.intersection((actor.sector, *actor.sectors)):
            return True
    return False


def _off_topic(candidate: Candidate, slots: Slots, rules: EventRules) -> bool:
    """Whether two words of sport, markets or the arts stand in the sentence."""
    sentence = slots.parsed.sentences[slots.words[candidate.anchor].sentence]
    counts = dict.fromkeys(_OFF_TOPIC, 0)
    counts["sport"] += _SCORE.search(slots.parsed.text, sentence.start, sentence.end) is not None
    for index in range(sentence.first, sentence.last):
        word = slots.words[index]
        for name in _OFF_TOPIC:
            if rules.has(name, word.lemma):
                counts[name] += 1
        counts["story"] += 2 * (rules.has("fiction", word.lemma) and slots.grammar.preposition(index) == "in")
    return max(counts.values()) > 1
