"""Persons by their names: joined by surname, known from the world's offices, described by their titles."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.actors.describe import Description
from dragoman.actors.drafts import Draft, slug_of, united
from dragoman.actors.mentions import Phrase
from dragoman.actors.names import Name
from dragoman.actors.persons import person_keys
from dragoman.actors.registry import Registry
from dragoman.actors.rules import Agent, Gender, plain


@dataclass(frozen=True)
class Individuals:
    """Finds the draft of a person's name."""

    registry: Registry

    def of_name(self, phrase: Phrase, name: Name) -> Draft:
        """The person whom the name means, with what the title and the words around it tell."""
        text = self._without_title(name)
        told = Description()
        if phrase.agent is not None or (phrase.first, phrase.last) != (name.first, name.last):
            told = self.registry.describer.describe(phrase.head, phrase.agent, first=phrase.first)
        draft = self._same(text) or self._office_holder(text, told, phrase) or self._stranger(text)
        self._remember(draft, text)
        self.learn(draft, phrase, told)
        return draft

    def _without_title(self, name: Name) -> str:
        first, words = name.first, self.registry.parsed.words
        while first < name.last - 1 and self.registry.rules.is_a("title", plain(words[first].text)):
            first += 1
        return self.registry.text(first, name.last)

    def _same(self, text: str) -> Draft | None:
        """The person of this full name or surname named before, or by a surname alone that this name ends in."""
        full, surname = person_keys(text)
        known = self.registry.get("person", full)
        if known is not None:
            return known
        if full == surname:
            return self.registry.get("surname", surname) or self.registry.get("given", full)
        longer = self.registry.get("last two", full) or self.registry.get("person", _last_two(full))
        if longer is not None:
            return longer
        short = self.registry.get("surname", surname)
        return short if short is not None and len(short.name.split()) == 1 else None

    def _office_holder(self, text: str, told: Description, phrase: Phrase) -> Draft | None:
        titled = phrase.agent is not None
        found = self.registry.holders.named(text, country=told.country, titled=titled)
        if found is None and titled and told.country is None:
            found = self._nearby(text)
        return self.registry.known(("holder", found.id or ""), lambda: found) if found is not None else None

    def _nearby(self, text: str) -> Draft | None:
        """The holder of an office in a country that the report names, where the surname alone is not enough."""
        near = {
            draft.id: draft
            for country in sorted(self.registry.places.mentioned)
            if (draft := self.registry.holders.named(text, country=country, titled=False)) and draft.country == country
        }
        return next(iter(near.values())) if len(near) == 1 else None

    def _stranger(self, text: str) -> Draft:
        return self.registry.add(Draft(type="person", name=text, slug=slug_of(text), named=True))

    def _remember(self, draft: Draft, text: str) -> None:
        full, surname = person_keys(text)
        if draft.id is None and len(text.split()) > len(draft.name.split()):
            draft.name, draft.slug = text, slug_of(text)
        self.registry.by_key[("person", full)] = draft
        self.registry.by_key[("surname", surname)] = draft
        if " " in full:
            self.registry.keep(draft, "given", full.partition(" ")[0])
            self.registry.keep(draft, "last two", _last_two(full))

    def learn(self, draft: Draft, phrase: Phrase, told: Description) -> None:
        """Take what the phrase tells; what the world says of a holder in office stays."""
        draft.country = draft.country or told.country
        if told.body is not None and told.body is not draft and draft.id is None:
            draft.parent = draft.parent or told.body
        if told.sectors and phrase.agent is not None and (told.former or not (draft.certain and draft.sectors)):
            draft.sectors = united(told.sectors)
        if told.people is not None:
            draft.ethnic_group = draft.ethnic_group or told.people.name
        draft.gender = draft.gender or gender_of(self.registry, phrase) or self._by_first_name(draft.name)
        if phrase.agent is not None:
            draft.kinds |= role_kinds(phrase.agent)
            draft.role = draft.role or phrase.agent.phrase
            if not told.former:
                self.registry.by_key[("role", phrase.agent.phrase, told.country or draft.country or "")] = draft

    def _by_first_name(self, name: str) -> Gender | None:
        first, _, rest = name.partition(" ")
        return self.registry.rules.first_names.get(first) if rest else None


def _last_two(full: str) -> str:
    """The key of the last two words of a name: "engineer anna berg" is Anna Berg."""
    return " ".join(full.split()[-2:])


def role_kinds(agent: Agent) -> set[str]:
    """The words by which "the ..." may refer back to somebody called so."""
    return {agent.phrase, agent.phrase.split()[-1]}


def gender_of(registry: Registry, phrase: Phrase) -> Gender | None:
    """The gender that a title or noun in the phrase tells ("Mrs.", "spokesman")."""
    for index in range(phrase.first, phrase.last):
        word = plain(registry.parsed.words[index].text)
        if registry.rules.is_a("male", word):
            return "male"
        if registry.rules.is_a("female", word):
            return "female"
    return None
