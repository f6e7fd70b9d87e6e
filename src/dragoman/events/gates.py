"""Which candidates are events: somebody who acts takes part, and the sentence is not about sport or markets."""

from __future__ import annotations

from dragoman.events.candidates import Candidate
from dragoman.events.participants import Actors, Parties
from dragoman.events.rules import EventRules
from dragoman.events.slots import Slots
from dragoman.record import Participant

_PUBLIC = frozenset(
    {"GOV", "MIL", "COP", "REB", "JUD", "LEG", "PTY", "SPY", "PRM", "OPP", "UAF", "IGO", "NGO", "PRE", "REF", "JRN"}
)  # fmt: skip
_OFF_TOPIC = ("sport", "market", "story")
_FORCES = frozenset({"GOV", "MIL", "COP", "REB", "JUD", "LEG", "SPY", "PRM", "PTY", "UAF"})
_PRIVATE = frozenset({None, "BUS", "MNC", "UNK", "SOC"})
_EVERYDAY = frozenset({"CVL", "EDU", "MED"})  # of a single person
_PUBLIC_ACTS = frozenset(
    {"COERCE", "SANCTION", "AGREE", "CONSULT", "COOPERATE", "SUPPORT", "AID", "REJECT", "CONCEDE", "REQUEST", "RETREAT"}
)


def passes(candidate: Candidate, parties: Parties, slots: Slots, actors: Actors, rules: EventRules) -> bool:
    """Whether a candidate with these parties is an event."""
    gate = candidate.rule.gate if candidate.rule is not None else "any"
    somebody = bool(parties.actors or parties.recipients)
    if slots.words[candidate.anchor].upos == "NOUN" and candidate.light is None and not somebody and gate != "free":
        return False
    if gate == "any" and not somebody:
        return False
    if gate == "actor" and not parties.actors:
        return False
    if gate == "public" and not _has(parties, actors, _PUBLIC):
        return False
    if candidate.type in _PUBLIC_ACTS and somebody and all(_is_private(p.actor, actors) for p in _all(parties)):
        return False
    return not _off_topic(candidate, slots, rules) or _has(parties, actors, _FORCES)


def _all(parties: Parties) -> tuple[Participant, ...]:
    return (*parties.actors, *parties.recipients)


def _is_private(actor_id: str, actors: Actors) -> bool:
    """Whether the actor is a firm, a club, or somebody of whom no public part is known."""
    actor = actors.kinds[actor_id]
    if actor.type == "state" or (actor.country is not None and actor.type == "group"):
        return False
    private = _PRIVATE | _EVERYDAY if actor.type == "person" and actor.country is None else _PRIVATE
    return {actor.sector, *actor.sectors} <= private


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
    for word in slots.words[sentence.first : sentence.last]:
        for name in _OFF_TOPIC:
            if rules.has(name, word.lemma):
                counts[name] += 1
    return max(counts.values()) > 1
