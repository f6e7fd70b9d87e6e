"""Actors that are several: "both sides" and "the two governments" are the two parties told of last, "they" behind
"Peru and Chile" are both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.actors.drafts import Draft, slug_of
from dragoman.actors.mentions import Phrase
from dragoman.actors.registry import Registry

_SENTENCES_BACK = 3


def is_pair(registry: Registry, phrase: Phrase) -> bool:
    """Whether the phrase means two parties that are told of before: "both" or "the two" before such a noun."""
    parsed, agent = registry.parsed, phrase.agent
    head = parsed.words[phrase.head]
    if agent is None or head.xpos not in ("NNS", "NNPS") or not registry.rules.is_a("pair", head.lemma.lower()):
        return False
    before = {word.text.lower() for word in parsed.words[phrase.first : phrase.head]}
    return bool(before) and before <= {"both", "the", "these", "two", "warring"} and bool(before & {"both", "two"})


def with_members(registry: Registry) -> None:
    """Tell for each pair whom it stands for; one whose parties are not clear stands for nobody."""
    for draft in registry.drafts:
        if draft.pair is not None and draft.into is None:
            lands = registry.rules.is_a("land pair", registry.parsed.words[draft.pair].lemma.lower())
            found = list(_parties_before(registry, draft.pair, lands=lands))
            draft.members = tuple(found) if len(found) == 2 else ()


def _parties_before(registry: Registry, head: int, *, lands: bool) -> Iterator[Draft]:
    """The last two parties of different countries, nearest first, without who acts on the pair; ``lands`` asks for
    states and those who act for one.
    """
    words = registry.parsed.words
    sentence = words[head].sentence
    countries: set[str] = set()
    acting = {k for verb in registry.parsed.ancestors(head) for k in registry.parsed.children(verb, "nsubj")}
    actors = {id(registry.at[k].final()) for k in acting if k in registry.at}
    for at in sorted((k for k in registry.at if k < head and id(registry.at[k].final()) not in actors), reverse=True):
        if words[at].sentence < sentence - _SENTENCES_BACK or len(countries) == 2:
            return
        party = registry.at[at].final()
        side = party.country or (None if lands else party.id)
        if side is not None and side not in countries and _is_party(party, lands=lands):
            countries.add(side)
            state = registry.get("land", side) if lands else None
            yield state if state is not None and state.mentions else party


def _is_party(draft: Draft, *, lands: bool) -> bool:
    """Whether it can be a side: a state or who acts for it; a party or armed group where no state is asked for."""
    if draft.type == "state" or "government" in draft.kinds:
        return True
    primary = draft.sectors[0] if draft.sectors else None
    if primary in ("GOV", "MIL", "COP", "LEG"):
        return draft.country is not None
    return not lands and primary in ("REB", "UAF", "OPP", "PTY")


def parties(registry: Registry, head: int) -> tuple[Draft, ...]:
    """The different actors that "and" joins to the one whose mention has this head word, that one first."""
    heads = (head, *registry.parsed.children(head, "conj"))
    found = (registry.draft_at(k) for k in heads)
    return tuple({id(draft): draft for draft in found if draft is not None}.values())


def together(registry: Registry, several: Sequence[Draft]) -> Draft:
    """The actor that stands for several, with the country and sectors that all of them have."""
    name = " and ".join(draft.name for draft in several)
    countries = {draft.country for draft in several}
    sectors = {draft.sectors for draft in several}
    return registry.known(
        ("several", *(draft.base_id() for draft in several)),
        lambda: Draft(
            type="group",
            name=name,
            slug=slug_of(name),
            country=countries.pop() if len(countries) == 1 else None,
            sectors=sectors.pop() if len(sectors) == 1 else (),
            plural=True,
            domestic=False,
            only=True,
            members=tuple(several),
        ),
    )
