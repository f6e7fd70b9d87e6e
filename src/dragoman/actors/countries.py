"""Countries of actors whose own words tell none: the only country that the nearest clause speaks of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from dragoman.actors.drafts import Draft
from dragoman.actors.names import Name
from dragoman.actors.phrases import base
from dragoman.actors.registry import Registry
from dragoman.language import Parsed, Word

# Sectors of people and institutions that live in the country that the clause is about. Armed groups
# and criminals do only where the clause says so ("gunmen in Pakistan"); charities and scholars may not.
_AT_HOME = frozenset({"GOV", "LEG", "JUD", "COP", "PTY", "CVL", "EDU", "LAB", "REF", "AGR", "REL", "MED", "ELI", "MIL"})
_AT_THE_PLACE = frozenset({"REB", "UAF", "CRM", "JRN", "UNK"})
_SPOKEN = frozenset({"ccomp", "parataxis"})
_CLAUSES = frozenset({"root", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"})


@dataclass(frozen=True, slots=True)
class _Mentioned:
    """A country named at a word of the clause that ``clause`` heads; ``located`` where it tells where something is."""

    word: int
    clause: int
    country: str
    located: bool


def with_countries(registry: Registry) -> None:
    """Fill in the countries that follow from the clause of an actor's first mention."""
    named = _countries(registry)
    heads = {id(draft.final()): head for head, draft in reversed(registry.at.items())}
    for draft in registry.drafts:
        head = heads.get(id(draft))
        if draft.into is not None or head is None or not _is_open(draft):
            continue
        near = named.get(registry.parsed.words[head].sentence, [])
        primary = draft.sectors[0] if draft.sectors else None
        if primary in _AT_THE_PLACE:
            near = [m for m in near if m.located]
        elif primary not in _AT_HOME and draft.ethnic_group is None:
            continue
        draft.country = _nearest(registry, head, near)


def _is_open(draft: Draft) -> bool:
    """Whether the country is not known and not told by a body to which the actor belongs."""
    parent = draft.parent.final() if draft.parent is not None else None
    if draft.country is not None or draft.type == "state" or (parent is not None and parent.id is not None):
        return False
    return draft.domestic or draft.named


def _nearest(registry: Registry, head: int, near: list[_Mentioned]) -> str | None:
    """The country of the clause around ``head``, or of the next one above it, if it names one only.

    What somebody says is a world of its own: the country of the speaker is not that of the people spoken of.
    """
    parsed, reach = registry.parsed, registry.reading.reach
    at = head
    while near:
        clause = _clause(parsed, at)
        own = {m.country for m in near if m.clause == clause}
        found = own or {m.country for m in near if reach.first[clause] <= m.word <= reach.last[clause]}
        if found:
            return next(iter(found)) if len(found) == 1 else None
        at = parsed.words[clause].head
        if at < 0 or parsed.words[clause].deprel in _SPOKEN:
            return None
    return None


def _clause(parsed: Parsed, index: int) -> int:
    """The word that heads the clause of a word."""
    words, at = parsed.words, index
    while words[at].head >= 0 and not _heads_clause(words[at]):
        at = words[at].head
    return at


def _heads_clause(word: Word) -> bool:
    relation = base(word.deprel)
    return relation in _CLAUSES or (relation == "conj" and word.upos in ("VERB", "AUX"))


def _countries(registry: Registry) -> dict[int, list[_Mentioned]]:
    """Countries by sentence: of lands, bodies, peoples and places named in it."""
    found: dict[int, list[_Mentioned]] = defaultdict(list)
    for name in registry.reading.names:
        country = _country_of(registry, name)
        if country is not None:
            case = registry.describer.case(name.head)
            located = bool(case) and registry.rules.is_a("locative", case)
            found[registry.parsed.words[name.head].sentence].append(
                _Mentioned(name.head, _clause(registry.parsed, name.head), country, located)
            )
    return found


def _country_of(registry: Registry, name: Name) -> str | None:
    if name.kind == "organization":
        return registry.world.organizations[name.key].country
    return registry.world.seats[name.key].country if name.kind == "seat" else registry.places.country_of(name)
