"""Which candidates are events: somebody who acts takes part, and the sentence is not about sport or markets."""

from __future__ import annotations

from dragoman.events.candidates import Candidate
from dragoman.events.participants import Actors, Parties
from dragoman.events.rules import EventRules, Gate
from dragoman.events.slots import Slots
from dragoman.events.standing import (
    PUBLIC_ANYWHERE,
    everybody,
    has_country,
    has_everyday_head,
    has_sector,
    is_everyday,
    is_private_affair,
    is_public_affair,
)
from dragoman.events.topics import is_of_games, is_of_private_life

_DOERS = frozenset(
    {"weapon", "bomb", "troops", "conflict", "security", "crowd", "person", "envoy", "post", "protest-thing"}
    | {"quantity", "talks", "treaty", "restriction", "aid"}
)
_FORCES = frozenset({"GOV", "MIL", "COP", "REB", "JUD", "LEG", "SPY", "PRM", "PTY", "UAF"})
_UNSEEN = 0.03  # the model's chance of an event below which it sees none


def passes(
    candidate: Candidate, parties: Parties, slots: Slots, actors: Actors, rules: EventRules, *, public: bool = False
) -> bool:
    """Whether a candidate with these parties is an event; ``public`` where the report tells of public affairs, so that
    one whose part nobody says ("a student was arrested") belongs to them. The people of a place prove nothing."""
    parties = Parties(parties.actors, tuple(p for p in parties.recipients if not actors.is_dweller(p)))
    gate = candidate.rule.gate if candidate.rule is not None else "any"
    public = public or gate == "office"
    if not _is_peopled(gate, candidate, parties, slots, actors):
        return False
    if not public and (is_private_affair(candidate, parties, actors) or _is_unseen(candidate, parties, slots, actors)):
        return False
    if is_everyday(candidate, parties, slots, actors, rules, public=public):
        return False
    if _done_by_thing(candidate, slots, actors, rules):
        return False
    return not _is_off_topic(candidate, parties, slots, actors, rules)


def _is_peopled(gate: Gate, candidate: Candidate, parties: Parties, slots: Slots, actors: Actors) -> bool:
    """Whether those take part whom the rule wants, and somebody at all where a mere noun names the act."""
    if gate == "free":
        return True
    somebody = bool(everybody(parties))
    if gate == "actor" and not parties.actors:
        return False
    if gate == "public" and not is_public_affair(parties, actors):
        return False
    is_bare = slots.words[candidate.anchor].upos == "NOUN" and candidate.light is None
    return somebody or not (gate in ("any", "office") or is_bare)


def _is_unseen(candidate: Candidate, parties: Parties, slots: Slots, actors: Actors) -> bool:
    """Whether only a rule takes for an event what nobody public takes part in ("the pair exchanged fire at the net").

    A demand or a threat of somebody's, and violence of which the sentence tells whom it harmed, need no second witness.
    """
    if slots.parsed.events is None or candidate.asker is not None or candidate.outcome is not None:
        return False
    of_a_nation = candidate.type in PUBLIC_ANYWHERE and has_country(everybody(parties), actors)
    return candidate.seen < _UNSEEN and not (of_a_nation or is_public_affair(parties, actors))


def _is_off_topic(candidate: Candidate, parties: Parties, slots: Slots, actors: Actors, rules: EventRules) -> bool:
    """Whether the sentence is about a game or private life, and nobody takes part who makes it more than that."""
    if is_of_games(candidate, slots, rules):
        serious = tuple(p for p in everybody(parties) if not has_everyday_head(p, slots, actors, rules))
        return not has_sector(serious, actors, _FORCES)
    if candidate.type in PUBLIC_ANYWHERE or is_public_affair(parties, actors):
        return False
    return is_of_private_life(candidate, slots, rules)


def _done_by_thing(candidate: Candidate, slots: Slots, actors: Actors, rules: EventRules) -> bool:
    """Whether the clause has a doer that is no actor, no weapon and no event ("floodwater invaded the cellars")."""
    verb = candidate.light if candidate.light is not None else candidate.anchor
    if not slots.grammar.is_verbal(verb):
        return False
    doer = slots.grammar.subject(verb)
    if doer is None or slots.words[doer].upos != "NOUN" or doer == candidate.anchor or actors.of(doer, places=True):
        return False
    kinds = _DOERS if _is_count(doer, slots) else _DOERS - {"quantity"}
    return not any(rules.has(kind, name) for kind in kinds for name in slots.names(doer))


def _is_count(noun: int, slots: Slots) -> bool:
    """Whether a word of quantity counts somebody ("hundreds", "a pair of gunmen") and is no "couple" of its own."""
    return slots.words[noun].xpos == "NNS" or bool(slots.grammar.phrases(noun, "of"))
