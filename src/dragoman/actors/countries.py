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
_AT_THE_PLACE = frozenset({"REB", "UAF", "CRM", "JRN", "UNK", "BUS"})
_OF_THE_STORY = frozenset({"GOV", "LEG", "JUD", "COP", "PTY", "OPP", "MIL", "ELI"})
_OF_ONE_LAND = _OF_THE_STORY | _AT_HOME - {"REF"} | {"REB", "UAF", "CRM", "UNK", "BUS"}
_ON_THE_SPOT = frozenset({"CVL", "EDU", "LAB", "REL", "AGR", "MED", "COP", "UAF", "CRM"})
_AUTHORITIES = frozenset({"GOV", "LEG", "JUD", "COP"})  # act on people and things of their own country
_CIVIL = frozenset({"CVL", "EDU", "LAB", "REL", "AGR", "MED", "SOC"})  # are where things happen to them
_RULERS = frozenset({"GOV", "LEG", "COP"})
_MOST = 1.5  # times as many mentions as the next country
_ENOUGH = 4  # mentions, where the dateline does not tell
_FILED = 2  # mentions that a dateline is worth
_SPOKEN = frozenset({"ccomp", "parataxis"})
_AFFECTED = frozenset({"obj", "iobj", "obl", "nmod"})
_STATES = frozenset({"state", "capital"})
_CLAUSES = frozenset({"root", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"})


@dataclass(frozen=True, slots=True)
class _Mentioned:
    """A country named at a word of the clause that ``clause`` heads; ``located`` where it tells where something is,
    ``weak`` where it only tells whose the things and people are that are acted upon."""

    word: int
    clause: int
    country: str
    located: bool
    weak: bool


def with_countries(registry: Registry, filed_in: str | None) -> None:
    """Fill in the countries that follow from the clause of an actor's first mention, else from the whole story,
    which was filed in the country ``filed_in`` (None where no dateline tells).
    """
    named = _countries(registry)
    heads = {id(draft.final()): head for head, draft in reversed(registry.at.items())}
    _by_clauses(registry, heads, {at: [m for m in some if not m.weak] for at, some in named.items()})
    _at_home(registry, heads, named, filed_in)
    _by_clauses(registry, heads, named)
    for draft in registry.drafts:
        parent = draft.parent.final() if draft.parent is not None and draft.type != "state" else None
        if draft.into is None and draft.country is None and parent is not None:
            draft.country = parent.country  # the head of a body whose country is known by now


def _by_clauses(registry: Registry, heads: dict[int, int], named: dict[int, list[_Mentioned]]) -> None:
    """Fill in the countries that the clauses of first mentions tell, of those ``named`` in each sentence."""
    for draft in registry.drafts:
        head = heads.get(id(draft))
        if draft.into is None and head is not None and _is_open(draft):
            draft.country = _told_near(registry, head, draft, named.get(registry.parsed.words[head].sentence, []))


def _told_near(registry: Registry, head: int, draft: Draft, named: list[_Mentioned]) -> str | None:
    """The country that the clause tells of an actor; ``named`` are those of its sentence."""
    primary = draft.sectors[0] if draft.sectors else None
    near = _not_the_askers(registry, head, named)
    if draft.named or primary not in _AUTHORITIES:
        near = _not_the_acted_on(registry, head, near)
    there = [m for m in near if m.located]
    if primary in _AT_THE_PLACE:
        return _nearest(registry, head, there) if there else _of_the_rulers(registry, head, named)
    if primary not in _AT_HOME and draft.ethnic_group is None:
        return None
    found = _nearest(registry, head, there) if primary in _CIVIL else None
    return found or _nearest(registry, head, near)


def _not_the_askers(registry: Registry, head: int, near: list[_Mentioned]) -> list[_Mentioned]:
    """The countries without that of whoever turns to the actor, or judges what befell him: "Peru's embassy urged the
    authorities", "Norway condemned the arrest of two students"."""
    parsed, reach = registry.parsed, registry.reading.reach
    verb = _verb_above(parsed, head)
    subject = parsed.child(verb, "nsubj") if verb is not None else None
    if verb is None or subject is None or not registry.rules.is_a("addressing", parsed.words[verb].lemma.lower()):
        return near
    return [m for m in near if not reach.first[subject] <= m.word <= reach.last[subject]]


def _verb_above(parsed: Parsed, index: int) -> int | None:
    """The verb to whose object the word belongs."""
    words, at = parsed.words, index
    while words[at].head >= 0 and not _heads_clause(words[at]):
        if words[at].deprel in ("obj", "iobj"):
            return words[at].head
        at = words[at].head
    return None


def _not_the_acted_on(registry: Registry, head: int, near: list[_Mentioned]) -> list[_Mentioned]:
    """The countries without those that only tell whose the people or things are which the actor acts upon:
    "students stormed the American embassy", "crowds burned Danish flags"."""
    parsed, reach = registry.parsed, registry.reading.reach
    verb = parsed.words[head].head
    if verb < 0 or base(parsed.words[head].deprel) != "nsubj" or parsed.words[verb].upos != "VERB":
        return near
    verbs = (verb, *(k for k in parsed.children(verb, "conj") if parsed.child(k, "nsubj") is None))
    things = [k for one in verbs for k in parsed.children(one, "obj")]
    return [m for m in near if m.located or not any(reach.first[k] <= m.word <= reach.last[k] for k in things)]


def _of_the_rulers(registry: Registry, head: int, named: list[_Mentioned]) -> str | None:
    """The only country that the sentence names, where its government or police are in it: whoever fights or petitions
    them is mostly of it ("the rebels rejected the Malian government's offer")."""
    country = named[0].country if len({m.country for m in named}) == 1 else None
    sentence = registry.parsed.words[head].sentence
    here = (d.final() for at, d in registry.at.items() if registry.parsed.words[at].sentence == sentence)
    return country if any(d.country == country and _RULERS.intersection(d.sectors[:1]) for d in here) else None


def _at_home(
    registry: Registry, heads: dict[int, int], named: dict[int, list[_Mentioned]], filed_in: str | None
) -> None:
    """Give the story's own country to bodies, officials and people that are still open ("the government", "police").

    People without a part in public life get it only where their sentence speaks of no other country; those of the
    first sentence are where the story was filed.
    """
    home = _home(registry, filed_in)
    for draft in registry.drafts:
        alive = draft.into is None and id(draft) in heads and (not draft.named or _has_title(draft))
        if not alive or not draft.sectors or not (_is_open(draft) or _is_an_official(registry, draft)):
            continue
        head, primary = heads[id(draft)], draft.sectors[0]
        near = named.get(registry.parsed.words[head].sentence, [])
        alone = not {m.country for m in _not_the_acted_on(registry, head, near)} - {home, filed_in}
        of_story = primary in _OF_THE_STORY and not draft.sole
        if home is not None and (of_story or (home == filed_in and primary in _OF_ONE_LAND and alone)):
            draft.country = None if _is_anybody(registry, head, draft) else home
        elif alone and primary in _ON_THE_SPOT and _is_first(registry, head):
            draft.country = filed_in


def _is_first(registry: Registry, head: int) -> bool:
    """Whether the word stands in the story's first sentence."""
    return registry.parsed.words[head].sentence == registry.parsed.words[0].sentence


def _is_an_official(registry: Registry, draft: Draft) -> bool:
    """Whether it is one of a country's officials, told without saying whose ("a minister resigned")."""
    known = draft.country is not None or draft.parent is not None or draft.named
    official = draft.sole and bool(_AUTHORITIES.intersection(draft.sectors[:1]))
    return official and not known and not registry.rules.is_a("abroad", draft.role or "")


def _has_title(draft: Draft) -> bool:
    """Whether it is a person told by an office and a name only ("Mayor Willy Brandt")."""
    return draft.type == "person" and draft.role is not None


def _is_anybody(registry: Registry, head: int, draft: Draft) -> bool:
    """Whether it may be anybody's: officials without article or owner ("officials said"), "each other's diplomats"."""
    parsed = registry.parsed
    if any(parsed.words[k].lemma == "other" for k in parsed.children(head, "nmod:poss")):
        return True
    if draft.named:
        return False
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
    is_firm = draft.type == "organization" and draft.sectors[:1] == ("BUS",)
    if draft.country is not None or draft.type == "state" or known or is_firm:
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
        below = [m for m in near if reach.first[clause] <= m.word <= reach.last[clause]]
        found = own or {m.country for m in below if m.located or not _is_spoken(parsed, m.clause, clause)}
        if found:
            return next(iter(found)) if len(found) == 1 else None
        at = parsed.words[clause].head
        if at < 0 or parsed.words[clause].deprel in _SPOKEN:
            return None
    return None


def _is_spoken(parsed: Parsed, clause: int, above: int) -> bool:
    """Whether a clause is what the one above it tells as said, wanted or believed."""
    at = clause
    while at >= 0 and at != above:
        if parsed.words[at].deprel == "ccomp":
            return True
        at = _clause(parsed, parsed.words[at].head) if parsed.words[at].head >= 0 else -1
    return False


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
            located = _is_attacked(registry, name) or _is_scene(registry, name.head)
            weak = not located and _verb_above(registry.parsed, name.head) is not None
            found[registry.parsed.words[name.head].sentence].append(
                _Mentioned(name.head, _clause(registry.parsed, name.head), country, located, weak)
            )
    return found


def _is_scene(registry: Registry, index: int) -> bool:
    """Whether the phrase tells where: "in Mali", "in the north of Mali", "on the Malian side", and no "war of Mali"."""
    words, at = registry.parsed.words, index
    if words[at].deprel in ("amod", "compound", "nmod:poss") and _is_area(registry, words[at].head):
        at = words[at].head
    case = registry.describer.case(at)
    if at != index and case == "on":
        return True
    while case == "of" and words[at].deprel == "nmod":
        at = words[at].head
        case = registry.describer.case(at)
    return bool(case) and case != "of" and registry.rules.is_a("locative", case)


def _is_area(registry: Registry, index: int) -> bool:
    agent = registry.rules.agent(registry.parsed, index)
    area = registry.rules.is_a("area", registry.parsed.words[index].lemma.lower())
    return area or (agent is not None and agent[0].use == "place")


def _is_attacked(registry: Registry, name: Name) -> bool:
    """Whether it is a town or region that is acted upon, and not spoken to: who shells or seizes it is there."""
    word = registry.parsed.words[name.head]
    if name.kind not in ("LOC", "capital") or word.deprel not in ("obj", "nsubj:pass"):
        return False
    verb = registry.parsed.words[word.head].lemma.lower()
    return name.kind == "LOC" or not registry.rules.is_a("addressing", verb)


def _is_affected(registry: Registry, name: Name) -> bool:
    """Whether a state is what the clause acts on or with: whoever accuses Washington is hardly of Washington."""
    relation = registry.parsed.words[name.head].deprel
    if _is_at_border(registry, name):
        return True
    if name.kind not in _STATES or relation == "nmod:poss" or base(relation) not in _AFFECTED:
        return False
    case = registry.describer.case(name.head)
    return case not in ("of", "by") and not registry.rules.is_a("locative", case)


def _is_at_border(registry: Registry, name: Name) -> bool:
    """Whether the state lies beyond what divides it from another: troops "near the Algerian border" may be anyone's,
    those "near Algeria's border with Mali" not."""
    word = registry.parsed.words[name.head]
    above = word.head if word.deprel != "nmod:poss" else -1
    return above >= 0 and registry.rules.is_a("divide", registry.parsed.words[above].lemma.lower())


def _country_of(registry: Registry, name: Name) -> str | None:
    if name.kind == "organization":
        return registry.world.organizations[name.key].country
    return registry.world.seats[name.key].country if name.kind == "seat" else registry.places.country_of(name)
