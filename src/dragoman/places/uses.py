"""Whether a name means the place itself or what belongs to it: people, government, team, language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.language import Parsed
from dragoman.places.atlas import Candidate
from dragoman.places.mentions import PlaceMention
from dragoman.places.rules import PlaceRules, UseRule
from dragoman.record import PlaceUse

SIDES = ("PCLI", "RGN", "CONT", "PCLH")


@dataclass(frozen=True, slots=True)
class _Setting:
    """A mention's relation, prepositions, the lemma above it, and what kind of place it is."""

    relation: str
    cases: frozenset[str]
    head: str
    kinds: frozenset[str]


def use_of(
    parsed: Parsed, mention: PlaceMention, place: Candidate | None, *, capital: bool, rules: PlaceRules
) -> PlaceUse:
    """The use of a mention that stands in a sentence; ``capital`` says that it is a state's capital."""
    if mention.kind == "inside":
        return "associative"
    setting = _setting(parsed, mention, place, capital)
    rule = next((rule for rule in rules.uses if _fits(rule, setting, rules)), None)
    return rule.use if rule else "literal"


def _setting(parsed: Parsed, mention: PlaceMention, place: Candidate | None, capital: bool) -> _Setting:
    index = parsed.head_of(mention.start, mention.end)
    index = mention.last - 1 if index is None else index
    words = parsed.words
    cases = {words[k].text.lower() for k in parsed.children(index, "case")}
    while words[index].deprel == "conj" and words[index].head >= 0:
        index = words[index].head
        cases = cases or {words[k].text.lower() for k in parsed.children(index, "case")}
    above = words[index].head
    head = words[above].lemma.lower() if above >= 0 else ""
    return _Setting(words[index].deprel, frozenset(cases), head, _kinds(mention, place, capital))


def _kinds(mention: PlaceMention, place: Candidate | None, capital: bool) -> frozenset[str]:
    kinds = {"adjective"} if mention.kind == "adjective" else set()
    if place is not None and (place.land or place.feature in SIDES):
        kinds.add("land")
    elif capital:
        kinds.add("capital")
    elif place is None or place.feature.startswith(("PPL", "ADM")):
        kinds.add("town")
    else:
        kinds.add("spot")
    return frozenset(kinds)


def _fits(rule: UseRule, setting: _Setting, rules: PlaceRules) -> bool:
    if rule.relation and setting.relation not in rule.relation and setting.relation.split(":")[0] not in rule.relation:
        return False
    if rule.cases and setting.cases.isdisjoint(rule.cases):
        return False
    if rule.only and setting.kinds.isdisjoint(rule.only):
        return False
    if rule.unless and _among(setting.head, rule.unless, rules):
        return False
    return not rule.heads or _among(setting.head, rule.heads, rules)


def _among(lemma: str, heads: tuple[str, ...], rules: PlaceRules) -> bool:
    return any(_in_list(head, rules)(lemma) if head.startswith("@") else lemma == head for head in heads)


def _in_list(name: str, rules: PlaceRules) -> Callable[[str], bool]:
    words = rules.types if name == "@type" else rules.words[name[1:]]
    return words.__contains__
