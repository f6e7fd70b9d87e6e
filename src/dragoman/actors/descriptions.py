"""Actors by description: "Serbia's president", "Kosovo police", "the alliance", "30 people"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.actors.bodies import Bodies
from dragoman.actors.counterparts import counterpart
from dragoman.actors.describe import Description, core_words
from dragoman.actors.drafts import Draft, slug_of
from dragoman.actors.individuals import gender_of, role_kinds
from dragoman.actors.mentions import Phrase
from dragoman.actors.pairs import is_pair
from dragoman.actors.persons import person_keys
from dragoman.actors.phrases import apposed, base, beside
from dragoman.actors.registry import Registry
from dragoman.actors.rules import Agent

_LOOK_BACK = 60  # earlier mentions
_SENTENCES_BACK = 8
# Sectors whose bodies a report calls by a noun alone, each with those that it hardly tells apart.
_KINDRED = (
    frozenset({"REB", "UAF", "PRM"}),
    frozenset({"BUS", "MNC"}),
    frozenset({"NGO", "SOC"}),
    *(frozenset({sector}) for sector in ("CRM", "JRN", "LAB", "PTY", "EDU", "REL", "JUD")),
)


@dataclass(frozen=True)
class Descriptions:
    """Finds the draft of a description."""

    registry: Registry
    bodies: Bodies

    def of_nominal(self, phrase: Phrase) -> Draft | None:
        """The actor that is described, or None where the words tell too little to be one."""
        agent = phrase.agent
        if agent is None:
            return None
        if is_pair(self.registry, phrase):
            return self._pair(phrase)
        told = self._told(phrase, agent)
        draft = self._described(phrase, agent, told)
        if draft is not None and draft.type != "state" and agent.use != "weapon":
            draft.kinds |= role_kinds(agent)
            draft.gender = draft.gender or gender_of(self.registry, phrase)
        return draft

    def _pair(self, phrase: Phrase) -> Draft:
        """Two parties that were told of before; who they are shows when all are known."""
        text = self.registry.text(phrase.first, phrase.last)
        draft = Draft(type="group", name=text, slug=slug_of(text), plural=True, only=True, pair=phrase.head)
        return self.registry.add(draft)

    def _told(self, phrase: Phrase, agent: Agent) -> Description:
        if phrase.host is None or phrase.name is None:
            return self.registry.describer.describe(phrase.head, agent, first=phrase.first)
        told = self.registry.describer.describe(phrase.host, agent)
        told.country, told.people, told.body = self.registry.places.country_of(phrase.name), None, None
        return told

    def _described(self, phrase: Phrase, agent: Agent, told: Description) -> Draft | None:
        named = self._named_beside(phrase, agent)
        if named is not None:
            return self._said_to_be(named, told)
        if (other := counterpart(self.registry, phrase)) is not None:
            return self.bodies.state(other)
        if agent.use == "weapon":
            return self._armed(told)
        if told.people is not None and self.registry.rules.is_a("people", agent.phrase):
            return self.bodies.members(told.people, told.country)
        if agent.phrase == "state" and told.country and not told.plural and not self._has_of(phrase.head):
            return self.bodies.state(told.country)  # "a Palestinian state"
        if agent.phrase == "government" and told.country and not told.former:
            return self.bodies.government(told.country)
        anchored = told.country is not None or told.body is not None
        found = self._holder(agent, told, phrase.head) if anchored else self._back(phrase, agent, told)
        if found is not None:
            return found
        if told.country is not None and self.registry.rules.is_a("land", agent.phrase):
            return self.bodies.state(told.country)
        return None if self._is_vague(phrase, agent, told) else self._fresh(phrase, agent, told)

    def _has_of(self, head: int) -> bool:
        """Whether the noun is that of a part of something: "the Mexican state of Oaxaca"."""
        parsed = self.registry.parsed
        return any(self.registry.describer.case(k) == "of" for k in parsed.children(head, "nmod"))

    def _armed(self, told: Description) -> Draft | None:
        """Whose warplanes they are: a body's, or the military's of a country, which for "army drones" the story tells.
        A weapon alone is nobody.
        """
        if told.body is not None and told.body.type == "organization":
            return told.body
        if told.country is None:
            return self.bodies.some_military() if told.modified else None
        return self.bodies.military(told.country)

    def _named_beside(self, phrase: Phrase, agent: Agent) -> Draft | None:
        """Who is named right behind the noun: "its ally Serbia", "the town of Cizre", "thousands of Kurds"."""
        parsed = self.registry.parsed
        for child in parsed.children(phrase.head, "appos", "nmod", "flat"):
            if child < phrase.head:
                continue
            draft = self.registry.draft_at(child)
            if base(parsed.words[child].deprel) != "nmod":
                if draft is not None and draft.named and child in range(phrase.first, phrase.last):
                    return draft
            elif self.registry.describer.case(child) == "of" and agent.use in ("partitive", "place"):
                return draft if draft is not None else self._place_at(child)
        return None

    def _said_to_be(self, named: Draft, told: Description) -> Draft:
        """A body with what the noun before its name says of it: "the opposition newspaper La Nacion"."""
        if named.type == "organization" and named.id is None:
            named.sectors, named.country = named.sectors or told.sectors, named.country or told.country
        return named

    def _place_at(self, index: int) -> Draft | None:
        name = self.registry.reading.name_at.get(index)
        country = self.registry.places.country_of(name) if name is not None else None
        return self.bodies.city(name, country) if name is not None and country is not None else None

    def _holder(self, agent: Agent, told: Description, head: int) -> Draft | None:
        """The person who holds the office on the day, or who was named with this role before.

        A name that stands beside says better who it is ("India's foreign secretary, Vijay Gokhale").
        """
        if told.former or told.plural or told.indefinite or agent.type != "person":
            return None
        known = self.registry.get("role", agent.phrase, told.country or "")
        if known is not None:
            return known
        place = told.body.id if told.body is not None and told.body.id is not None else told.country
        found = self.registry.holders.holding(place, agent.office.split("|")) if place and agent.office else None
        if found is None or self._is_somebody_else(head, found):
            return None
        draft = self.registry.known(("holder", found.id or ""), lambda: found)
        full, surname = person_keys(draft.name)
        self.registry.keep(draft, "surname", surname)
        return self.registry.keep(draft, "person", full)

    def _is_somebody_else(self, head: int, holder: Draft) -> bool:
        """Whether a name in apposition has another surname than the holder of the office."""
        names = (self.registry.reading.name_at.get(k) for k in apposed(self.registry.parsed, head))
        told = [self.registry.text(n.first, n.last) for n in names if n is not None and n.kind in ("PER", "holder")]
        return any(person_keys(text)[1] != person_keys(holder.name)[1] for text in told)

    # --- anaphora

    def _back(self, phrase: Phrase, agent: Agent, told: Description) -> Draft | None:
        """The nearest earlier actor that "the minister", "the alliance" or bare "police" may be."""
        if told.indefinite or (told.numbered and not self._is_counted_again(phrase, told)):
            return None
        if agent.type == "organization" and agent.anaphor and told.plural and agent.sector is None:
            return None
        return next((draft for draft in self._candidates(phrase) if self._may_be(draft, agent, told)), None)

    def _is_counted_again(self, phrase: Phrase, told: Description) -> bool:
        """Whether "the" takes up a group with its number ("the 27 leaders"); "the three" of whom is left open."""
        return told.definite and told.plural and phrase.agent is not None and phrase.agent.type == "person"

    def _candidates(self, phrase: Phrase) -> Iterator[Draft]:
        """Earlier actors, nearest first, those that only tell whose another actor is last."""
        words = self.registry.parsed.words
        sentence = words[phrase.head].sentence
        inner: list[Draft] = []
        for candidate in reversed(self.registry.earlier[-_LOOK_BACK:]):
            if words[candidate.head].sentence < sentence - _SENTENCES_BACK:
                break
            if candidate.draft is None or candidate.first <= phrase.head < candidate.last:
                continue
            if candidate.inner:
                inner.append(candidate.draft.final())
            else:
                yield candidate.draft.final()
        yield from inner

    def _may_be(self, draft: Draft, agent: Agent, told: Description) -> bool:
        if draft.type == "person" and (told.type != "person" or draft.plural != told.plural):
            return False
        if told.type == "person" and draft.type != "person":
            return False
        if not told.definite and (told.type == "person" or draft.type == "state"):
            return False
        if told.plural and agent.type == "organization" and draft.named and not draft.plural:
            return False  # "unions" are not the European Union
        if told.modified and draft.named and agent.use == "generic":
            return bool(told.sectors) and told.sectors[0] in draft.sectors and bool(set(agent.anaphor) & draft.kinds)
        if agent.phrase in draft.kinds:
            return True
        return told.definite and (bool(set(agent.anaphor) & draft.kinds) or _is_of_its_kind(draft, agent, told))

    # --- new actors

    def _is_vague(self, phrase: Phrase, agent: Agent, told: Description) -> bool:
        """Whether the words name nobody: "both countries", "a side"; what acts is somebody all the same."""
        if agent.use == "partitive":
            return True
        if agent.type == "organization" and agent.anaphor and agent.sector is None and agent.use == "head":
            return True
        nothing = not told.sectors and told.country is None and told.body is None
        acts = base(self.registry.parsed.words[phrase.head].deprel) == "nsubj"
        return nothing and agent.type == "organization" and not acts

    def _fresh(self, phrase: Phrase, agent: Agent, told: Description) -> Draft:
        words = core_words(self.registry.reading, phrase)
        owner = told.body
        counted = agent is self.registry.rules.people and not words.endswith(agent.phrase)  # "dozens", "some 300"
        slug = slug_of(agent.phrase if counted else words)
        only = (
            counted
            or told.numbered
            or told.indefinite
            or (told.type == "person" and not (told.definite or told.country))
        )

        def make() -> Draft:
            return Draft(
                type=told.type,
                name=self.registry.text(phrase.first, phrase.last),
                slug=slug,
                country=told.country,
                parent=owner,
                sectors=told.sectors,
                plural=told.plural or agent.type == "group",
                role=words if agent.type == "person" and not told.plural else None,
                ethnic_group=told.people.name if told.people else None,
                domestic=not told.indefinite or told.type != "person",
                sole=told.indefinite and told.type == "person",
                only=only,
            )

        if only:
            return self.registry.add(make())
        people = told.people.id if told.people else ""
        past = ("former",) if told.former else ()
        key = ("nominal", slug, told.country or "", owner.base_id() if owner else "", people, *past)
        return self.registry.known(key, make)

    def apposed(self, head: int, draft: Draft) -> Draft:
        """Joined with what it stands beside: "Marko Djuric, the head of the office", or is said to be."""
        parsed = self.registry.parsed
        first = beside(parsed, head)
        other = self.registry.draft_at(first) if first is not None else None
        if other is None and parsed.child(head, "cop") is not None:
            subject = parsed.child(head, "nsubj")
            other = self.registry.draft_at(subject) if subject is not None else None
        if other is None or other is draft or other.type != draft.type or other.plural != draft.plural:
            return draft
        if other.country and draft.country and other.country != draft.country:
            return draft
        if other.named and draft.named and draft.type != "organization":
            return draft
        for name, noun in ((other, draft), (draft, other)):
            if name.type == "organization" and name.named and name.id is None and not noun.named:
                name.sectors = noun.sectors or name.sectors  # said outright, not guessed from its name
        return other.join(draft)


def _is_of_its_kind(draft: Draft, agent: Agent, told: Description) -> bool:
    """Whether "the militia", "the airline" or "the group" may mean a named body: one that does the same."""
    if told.modified or told.plural or agent.type != "organization" or not draft.named:
        return False
    if draft.type not in ("organization", "group") or not draft.sectors:
        return False
    kind = next((kind for kind in _KINDRED if agent.sector in kind), frozenset())
    if "organization" in agent.anaphor:
        return any(draft.sectors[0] in kind for kind in _KINDRED)
    return bool(kind & set(draft.sectors))
