"""Whether those who take part are public: states, those who rule, judge and fight, or firms, schools and guests."""

from __future__ import annotations

from dragoman.events.candidates import Candidate
from dragoman.events.participants import Actors, Parties
from dragoman.events.rules import EventRules
from dragoman.events.slots import Slots
from dragoman.record import Actor, Participant

PUBLIC_ANYWHERE = frozenset({"ASSAULT", "PROTEST"})  # acts that are public whoever takes part
_PUBLIC = frozenset(
    {"GOV", "MIL", "COP", "REB", "JUD", "LEG", "PTY", "SPY", "PRM", "OPP", "UAF", "IGO", "NGO", "PRE", "REF", "JRN"}
)  # fmt: skip
_PRIVATE = frozenset({None, "BUS", "MNC", "UNK", "SOC"})
_EVERYDAY = frozenset({"CVL", "EDU", "MED"})  # of a single person
_HOUSES = frozenset({"BUS", "MNC", "EDU", "MED"})  # firms, schools, hospitals
_OFF_DUTY = frozenset(
    {"AGR", "JRN", "LAB", "REL"}
)  # private where nothing else tells who they are: staff, a vicar, a paper
_HOSTS = frozenset({"army", "legion", "battalion", "regiment", "brigade", "platoon", "squadron", "fleet", "force"})
_GROUPS = frozenset({"group", "chain", "giant", "operator", "association", "board", "staff", "worker", "union"})
_DONE_TO_FOREIGNERS = frozenset({"COERCE", "SANCTION", "RETREAT", "CONCEDE"})
_SUFFERED = frozenset({"COERCE", "SANCTION", "RETREAT", "AID"})  # children are arrested, freed and fed
_BEFALLS = frozenset({"ASSAULT", "ACCUSE", "CONCEDE"})  # "two Peruvian engineers were kidnapped"
_PUBLIC_ACTS = frozenset(
    {"COERCE", "SANCTION", "AGREE", "CONSULT", "COOPERATE", "SUPPORT", "AID", "REJECT", "CONCEDE", "REQUEST", "RETREAT"}
)


def is_public_affair(parties: Parties, actors: Actors) -> bool:
    """Whether a state or somebody who rules, judges, fights or stands against them takes part."""
    states = any(actors.kinds[p.actor].type == "state" for p in everybody(parties))
    return states or has_sector(everybody(parties), actors, _PUBLIC)


def is_private_affair(candidate: Candidate, parties: Parties, actors: Actors) -> bool:
    """Whether the act is of a public kind and those who take part have no public part, or none that is known.

    A foreigner who is arrested or freed makes it public.
    """
    told = everybody(parties)
    return bool(told) and (
        (candidate.type in _PUBLIC_ACTS and not _is_free(candidate) and _all_private(candidate, parties, actors))
        or all(_is_nobody_public(actors.kinds[p.actor]) for p in _who_decides(candidate, parties))
    )


def is_everyday(
    candidate: Candidate, parties: Parties, slots: Slots, actors: Actors, rules: EventRules, *, public: bool
) -> bool:
    """Whether all who take part are children, guests, singers and such ("the pupils demanded a longer break").

    Firms, schools, clubs and their people are too, unless the report tells of public affairs (``public``).
    """
    if candidate.type == "PROTEST" or (candidate.type in _SUFFERED and (public or not parties.actors)):
        return False
    if candidate.type in _BEFALLS and not parties.actors and has_country(parties.recipients, actors):
        return False
    told = _who_decides(candidate, parties)
    return bool(told) and all(
        has_everyday_head(p, slots, actors, rules) or (not public and _is_of_private_life(p, slots, actors, rules))
        for p in told
    )


def has_everyday_head(participant: Participant, slots: Slots, actors: Actors, rules: EventRules) -> bool:
    """Whether the words call the participant a child, a guest or such."""
    if actors.kinds[participant.actor].type == "state":
        return False  # "both neighbours" of two states
    return _is_figure(participant, slots, actors) or _is_called("everyday", participant, slots, actors, rules)


def has_sector(told: tuple[Participant, ...], actors: Actors, sectors: frozenset[str]) -> bool:
    """Whether somebody of these sectors is among them."""
    return any(sectors & _sectors(actors.kinds[p.actor]) for p in told)


def has_country(told: tuple[Participant, ...], actors: Actors) -> bool:
    """Whether the country of one of them is known ("Peruvian students")."""
    return any(actors.kinds[p.actor].country is not None for p in told)


def everybody(parties: Parties) -> tuple[Participant, ...]:
    """Actors and recipients."""
    return (*parties.actors, *parties.recipients)


def _is_free(candidate: Candidate) -> bool:
    return candidate.rule is not None and candidate.rule.gate == "free"


def _all_private(candidate: Candidate, parties: Parties, actors: Actors) -> bool:
    if not parties.actors and candidate.type in _DONE_TO_FOREIGNERS:
        kinds = [actors.kinds[p.actor] for p in parties.recipients]
        return all(_is_private(actor) and actor.country is None for actor in kinds)
    return all(_is_private(actors.kinds[p.actor]) for p in everybody(parties))


def _is_private(actor: Actor) -> bool:
    """Whether the actor is a firm, a club, or somebody of whom no public part is known."""
    if actor.type == "state" or (actor.country is not None and actor.type == "group"):
        return False
    private = _PRIVATE | _EVERYDAY if actor.type == "person" and actor.country is None else _PRIVATE
    return _sectors(actor) <= private


def _is_nobody_public(actor: Actor) -> bool:
    """Whether the actor is a single person of no known country and part, a brother or a lecturer."""
    return actor.type == "person" and actor.country is None and _sectors(actor) <= _PRIVATE | _EVERYDAY


def _is_of_private_life(participant: Participant, slots: Slots, actors: Actors, rules: EventRules) -> bool:
    """Whether the participant is a firm, a school, a club, or one of their people, and nothing else besides."""
    actor = actors.kinds[participant.actor]
    if actor.type == "state" or not _sectors(actor) <= _PRIVATE | _EVERYDAY | _OFF_DUTY:
        return False
    is_house = actor.type == "organization" and bool(_HOUSES & _sectors(actor))
    return is_house or any(_is_called(name, participant, slots, actors, rules) for name in ("private", "everyday"))


def _is_figure(participant: Participant, slots: Slots, actors: Actors) -> bool:
    """Whether it is an army of what is no actor ("an army of jellyfish")."""
    head = actors.head_of(participant)
    if head is None or slots.lemma(head) not in _HOSTS:
        return False
    kinds = [k for k in slots.grammar.phrases(head, "of") if slots.words[k].upos == "NOUN"]
    return bool(kinds) and not any(actors.of(k, places=True) for k in kinds)


def _is_called(name: str, participant: Participant, slots: Slots, actors: Actors, rules: EventRules) -> bool:
    """Whether the participant's word, or for a pronoun or a place another that the actor has, is of a class.

    A group is what the word before it says ("two hotel groups").
    """
    index = actors.head_of(participant)
    heads = [] if index is None else [index]
    if index is not None and slots.words[index].upos in ("PRON", "PROPN"):
        heads = actors.heads(participant.actor)
    beside = [k for head in heads if slots.lemma(head) in _GROUPS for k in slots.parsed.children(head, "compound")]
    words = {word for head in (*heads, *beside) for word in slots.names(head)}
    return any(rules.has(name, word) for word in (*words, *_words_of(participant.actor)))


def _words_of(actor: str) -> tuple[str, ...]:
    """What the id calls an actor below its country: "scientists" and "scientist" of "JPN/scientists"."""
    word = actor.rpartition("/")[2].rpartition("-")[2] if "/" in actor else ""
    return (word, word.removesuffix("s"))


def _who_decides(candidate: Candidate, parties: Parties) -> tuple[Participant, ...]:
    """Whose standing decides whether the act is private: all, of violence only those who do it."""
    return parties.actors if candidate.type == "ASSAULT" and parties.actors else everybody(parties)


def _sectors(actor: Actor) -> set[str | None]:
    return {actor.sector, *actor.sectors}
