"""Countries of actors whose own words tell none: the only country that the nearest clause speaks of, else the story's.

A story that is mostly about the people and bodies of one state means its government by "the government".
"""

from __future__ import annotations

from collections import Counter, defaultdict
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
_OF_THE_STORY = frozenset({"GOV", "LEG", "JUD", "COP", "PTY", "OPP", "MIL", "ELI"})
_OF_ONE_LAND = _OF_THE_STORY | _AT_HOME - {"REF"} | {"REB", "UAF", "CRM"}
_MOST = 1.5  # times as many mentions as the next country
_ENOUGH = 4  # mentions, where the dateline does not tell
_FILED = 2  # mentions that a dateline is worth
_SPOKEN = frozenset({"ccomp", "parataxis"})
_AFFECTED = frozenset({"obj", "iobj", "obl", "nmod"})
_STATES = frozenset({"state", "capital"})
_CLAUSES = frozenset({"root", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"})


@dataclass(frozen=True, slots=True)
class _Mentioned:
    """A country named at a word of the clause that ``clause`` heads; ``located`` where it tells where something is."""

    word: int
    clause: int
    country: str
    located: bool


def with_countries(registry: Registry, filed_in: str | None) -> None:
    """Fill in the countries that follow from the clause of an actor's first mention, else from the whole story,
    which was filed in the country ``filed_in`` (None where no dateline tells).
    """
    named = _countries(registry)
    heads = {id(draft.final()): head for head, draft in reversed(registry.at.items())}
    for draft in registry.drafts:
        head = heads.get(id(draft))
        if draft.into is not None or head is None or not _is_open(draft):
            continue
        near = _not_the_askers(registry, head, named.get(registry.parsed.words[head].sentence, []))
        primary = draft.sectors[0] if draft.sectors else None
        if primary in _AT_THE_PLACE:
            near = [m for m in near if m.located]
        elif primary not in _AT_HOME and draft.ethnic_group is None:
            continue
        draft.country = _nearest(registry, head, near)
    _at_home(registry, heads, named, filed_in)
    for draft in registry.drafts:
        parent = draft.parent.final() if draft.parent is not None and draft.type != "state" else None
        if draft.into is None and draft.country is None and parent is not None:
            draft.country = parent.country  # the head of a body whose country is known by now


def _not_the_askers(registry: Registry, head: int, near: list[_Mentioned]) -> list[_Mentioned]:
    """The countries without that of whoever turns to the actor: "Peru's embassy urged the authorities"."""
    parsed, reach = registry.parsed, registry.reading.reach
    verb = parsed.words[head].head
    if verb < 0 or parsed.words[head].deprel not in ("obj", "iobj"):
        return near
    subject = parsed.child(verb, "nsubj")
    if subject is None or not registry.rules.is_a("addressing", parsed.words[verb].lemma.lower()):
        return near
    return [m for m in near if not reach.first[subject] <= m.word <= reach.last[subject]]


def _at_home(
    registry: Registry, heads: dict[int, int], named: dict[int, list[_Mentioned]], filed_in: str | None
) -> None:
    """Give the story's own country to bodies, officials and people that are still open ("the government", "police").

    People without a part in public life get it only where their sentence speaks of no other country.
    """
    home = _home(registry, filed_in)
    for draft in registry.drafts if home is not None else ():
        alive = draft.into is None and id(draft) in heads and not draft.named
        if not alive or not _is_open(draft) or not draft.sectors:
            continue
        head, primary = heads[id(draft)], draft.sectors[0]
        others = {m.country for m in named.get(registry.parsed.words[head].sentence, ())} - {home}
        if primary in _OF_THE_STORY or (home == filed_in and primary in _OF_ONE_LAND and not others):
            draft.country = None if _is_anybody(registry, head, draft) else home


def _is_anybody(registry: Registry, head: int, draft: Draft) -> bool:
    """Whether it may be anybody's: officials without article or owner ("officials said"), "each other's diplomats"."""
    parsed = registry.parsed
    if any(parsed.words[k].lemma == "other" for k in parsed.children(head, "nmod:poss")):
        return True
    bare = parsed.child(head, "det") is None and parsed.child(head, "nmod:poss") is None
    return bare and draft.type != "organization" and draft.sectors[0] == "GOV"


def _home(registry: Registry, filed_in: str | None) -> str | None:
    """The country whose people, bodies and places the story mentions by far most often, if there is one."""
    counts: Counter[str] = Counter()
    for draft in registry.drafts:
        if draft.into is None and draft.country is not None and draft.type != "state":
            counts[draft.country] += len(draft.mentions)
    if filed_in is not None and filed_in in registry.places.mentioned | counts.keys():
        counts[filed_in] += _FILED
    ranked = counts.most_common(2)
    enough = _FILED if ranked and ranked[0][0] == filed_in else _ENOUGH
    if not ranked or ranked[0][1] < enough or (len(ranked) > 1 and ranked[0][1] < _MOST * ranked[1][1]):
        return None
    return ranked[0][0]


def _is_open(draft: Draft) -> bool:
    """Whether the country is not known and not told by a body to which the actor belongs."""
    parent = draft.parent.final() if draft.parent is not None else None
    known = draft.id is not None or (parent is not None and parent.id is not None)  # the world has its country
    if draft.country is not None or draft.type == "state" or known:
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
        if country is not None and not _is_affected(registry, name):
            case = registry.describer.case(name.head)
            located = bool(case) and registry.rules.is_a("locative", case)
            found[registry.parsed.words[name.head].sentence].append(
                _Mentioned(name.head, _clause(registry.parsed, name.head), country, located)
            )
    return found


def _is_affected(registry: Registry, name: Name) -> bool:
    """Whether a state is what the clause acts on or with: whoever accuses Washington is hardly of Washington."""
    relation = registry.parsed.words[name.head].deprel
    if name.kind not in _STATES or relation == "nmod:poss" or base(relation) not in _AFFECTED:
        return False
    case = registry.describer.case(name.head)
    return case not in ("of", "by") and not registry.rules.is_a("locative", case)


def _country_of(registry: Registry, name: Name) -> str | None:
    if name.kind == "organization":
        return registry.world.organizations[name.key].country
    return registry.world.seats[name.key].country if name.kind == "seat" else registry.places.country_of(name)
