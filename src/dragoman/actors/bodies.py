"""Actors that are named: states, bodies, peoples and places that act."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.actors.describe import Description
from dragoman.actors.drafts import Draft, slug_of, united
from dragoman.actors.mentions import Phrase
from dragoman.actors.names import Name
from dragoman.actors.phrases import base
from dragoman.actors.registry import Registry
from dragoman.actors.rules import Agent, plain
from dragoman.record.types import ActorType
from dragoman.world import OWN_GROUP, People
from dragoman.world.forms import key_of

_NOT_ACTING = frozenset({"compound", "amod", "appos", "dep", "list", "orphan", "parataxis"})
_UPON = frozenset({"", "to", "for", "of", "on", "against", "upon"})
_ACTING = frozenset({"", "by", "between", "with", "from"})


@dataclass(frozen=True)
class Bodies:
    """Finds the draft of a name that is no person's."""

    registry: Registry

    def of_name(self, phrase: Phrase, name: Name) -> Draft | None:
        """The actor that the name means, or None where it is only a place."""
        kind = name.kind
        if kind in ("ORG", "LOC") and (half := self._half(name)) is not None:
            return half
        if kind == "state" or kind == "adjective":
            return self.state(name.key)
        if kind == "demonym" or kind == "people":
            return self.people(phrase, name)
        if kind == "capital" or kind == "LOC":
            return self.place(phrase, name)
        if kind == "organization" and not self._is_namesake(name):
            return self.organization(name.key)
        if kind == "seat":
            return self.seat(name.key)
        return self.stranger(phrase, name)

    def _half(self, name: Name) -> Draft | None:
        """The state that "the North" is short for, where the report names one such ("North Korea")."""
        if not self.registry.places.is_region(name.key):
            return None
        word = name.key.lower().removeprefix("the ")
        lands = self.registry.world.lands
        codes = (key[1] for key in self.registry.by_key if key[0] == "land")
        found = [code for code in codes if lands[code].name.lower().startswith(f"{word} ")]
        return self.state(found[0]) if len(found) == 1 else None

    def state(self, land_id: str) -> Draft:
        """A state or a land coded under one; it has no sector but PRE."""
        land = self.registry.world.lands[land_id]
        return self.registry.known(
            ("land", land_id),
            lambda: Draft(
                type="state",
                name=land.name,
                slug=slug_of(land.name),
                id=land.id,
                country=land.code,
                sectors=land.sectors,
                named=True,
                kinds={"land", *self.registry.rules.land_nouns.get(land_id, ())},
            ),
        )

    def organization(self, body_id: str) -> Draft:
        """An organisation of the world's tables."""
        body = self.registry.world.body_on(body_id, self.registry.day)
        return self.registry.known(
            ("organization", body_id),
            lambda: Draft(
                type="group" if body.kind == OWN_GROUP else "organization",
                name=body.name,
                slug=slug_of(body.name),
                id=body.id,
                country=body.country,
                sectors=body.sectors,
                named=True,
                kinds={"organization", body.kind, *body.kind.split(), *key_of(body.name).split()},
            ),
        )

    def _is_namesake(self, name: Name) -> bool:
        """Whether a party's common name means another one: the report speaks of other countries only."""
        body, mentioned = self.registry.world.organizations[name.key], self.registry.places.mentioned
        if body.kind != "party" or body.country is None or not mentioned or body.country in mentioned:
            return False
        words = (plain(word.text) for word in self.registry.parsed.words[name.first : name.last])
        return all(self.registry.rules.is_a("common", word) for word in words)

    def seat(self, key: str) -> Draft:
        """A seat of power, an actor of its own under its state ("RUS/kremlin")."""
        seat = self.registry.world.seats[key]
        return self.registry.known(
            ("seat", key),
            lambda: Draft(
                type="organization",
                name=seat.name,
                slug=slug_of(seat.name),
                id=f"{seat.country}/{slug_of(seat.name)}",
                country=seat.country,
                sectors=(seat.sector,),
                named=True,
                kinds={"organization", *seat.body.split(), *key_of(seat.name).split()},
            ),
        )

    def government(self, country: str) -> Draft:
        """The government of a state, whatever the words for it ("Belgrade", "the Serbian government")."""
        return self.registry.known(
            ("nominal", "government", country, "", ""),
            lambda: Draft(
                type="organization",
                name=f"Government of {self.registry.world.lands[country].name}",
                slug="government",
                country=country,
                sectors=("GOV",),
                kinds={"government"},
            ),
        )

    def military(self, country: str) -> Draft:
        """The armed forces of a state, to which its warplanes and tanks belong."""
        return self.registry.known(
            ("nominal", "military", country, "", ""),
            lambda: Draft(
                type="organization",
                name=f"Military of {self.registry.world.lands[country].name}",
                slug="military",
                country=country,
                sectors=("MIL",),
                kinds={"military"},
            ),
        )

    def some_military(self) -> Draft:
        """The armed forces of whatever state the story is about."""
        return self.registry.known(
            ("nominal", "military", "", "", ""),
            lambda: Draft(
                type="organization",
                name="Military",
                slug="military",
                sectors=("MIL",),
                domestic=True,
                kinds={"military"},
            ),
        )

    # --- peoples

    def people(self, phrase: Phrase, name: Name) -> Draft:
        """A people, or some of a state's: "Kosovo Serbs", "two Russians", "a Palestinian"."""
        told = self.registry.describer.describe(phrase.head, None, first=phrase.first)
        label, slug, country, people = self._people(name, told)
        one = self._is_one(phrase.head, told)
        crowd = people is not None or told.numbered or told.modified or one or self._is_part(phrase.head)
        crowd = crowd or (not told.definite and self._is_acted_upon(phrase.head))
        kind: ActorType = "person" if one else "group"

        def make() -> Draft:
            return Draft(
                type=kind,
                name=label,
                slug=slug,
                country=country,
                sectors=("CVL",) if crowd else (),
                ethnic_group=people,
                named=True,
                plural=not one,
                kinds={"people"},
                only=one or told.numbered,
            )

        if one or told.numbered:
            return self.registry.add(make())
        return self.registry.known(("people", slug, country or ""), make)

    def _people(self, name: Name, told: Description) -> tuple[str, str, str | None, str | None]:
        """Label, slug, country and ethnic group of a people's name."""
        if name.kind == "people":
            people = self.registry.world.peoples[name.key]
            return people.name, people.id.rpartition("/")[2], people.country or told.country, people.name
        land = self.registry.world.lands[name.key]
        label = self.registry.text(name.first, name.last)
        if told.country is None or told.country == land.code:
            return label, slug_of(label), land.code, None
        there = self.registry.describer.people_in(told.country, name)
        if there is not None:
            return there.name, there.id.rpartition("/")[2], told.country, there.name
        return label, slug_of(label), told.country, label

    def members(self, people: People, country: str | None) -> Draft:
        """A people called by a common noun ("the Serb minority")."""
        slug = people.id.rpartition("/")[2]
        country = people.country or country
        return self.registry.known(
            ("people", slug, country or ""),
            lambda: Draft(
                type="group",
                name=people.name,
                slug=slug,
                country=country,
                sectors=("CVL",),
                ethnic_group=people.name,
                named=True,
                plural=True,
                kinds={"people"},
            ),
        )

    def _is_one(self, head: int, told: Description) -> bool:
        word = self.registry.parsed.words[head]
        return word.xpos in ("NN", "NNP") and told.indefinite and not word.text.endswith("s")

    def _is_acted_upon(self, head: int) -> bool:
        """Whether it is people whom something befalls ("refused entry to Chadians"), and no side of a state's."""
        word = self.registry.parsed.words[head]
        befalls = word.deprel == "nsubj:pass" or base(word.deprel) in ("obj", "iobj", "obl", "nmod")
        return word.xpos in ("NNS", "NNPS") and befalls and self.registry.describer.case(head) in _UPON

    def _is_part(self, head: int) -> bool:
        """Whether the phrase stands behind a number of them: "thousands of Nigerians"."""
        word = self.registry.parsed.words[head]
        agent = self.registry.rules.agent(self.registry.parsed, word.head) if word.head >= 0 else None
        return agent is not None and agent[0].use == "partitive" and word.deprel == "nmod"

    # --- places

    def place(self, phrase: Phrase, name: Name) -> Draft | None:
        """A place that acts or suffers: a capital that acts is its government, any other place its people."""
        word = self.registry.parsed.words[phrase.head]
        case = self.registry.describer.case(phrase.head)
        relation = "iobj" if self._is_given(phrase.head) else base(word.deprel)
        if self._is_dateline(name) or relation in _NOT_ACTING or (case and self.registry.rules.is_a("locative", case)):
            return None
        country = self.registry.places.country_of(name)
        if country is None:
            return None
        if name.kind == "capital" and case in _ACTING and (relation != "obj" or self._is_addressed(phrase.head)):
            return self.government(country)
        return self.city(name, country)

    def _is_given(self, head: int) -> bool:
        """Whether the tree hangs on a thing the place to which it is given: "offered Lima help"."""
        words = self.registry.parsed.words
        above = words[head].head
        given = words[head].deprel == "compound" and above > head > 0 and words[above].deprel == "obj"
        return given and words[above].head == head - 1 and self.registry.rules.is_a("giving", words[head - 1].lemma)

    def _is_addressed(self, head: int) -> bool:
        """Whether the verb above turns to a government ("accused Lima"), not to a town ("shelled Lima")."""
        above = self.registry.parsed.words[head].head
        return above >= 0 and self.registry.rules.is_a("addressing", self.registry.parsed.words[above].lemma.lower())

    def _is_dateline(self, name: Name) -> bool:
        """Whether the place opens its sentence in capitals with a comma, bracket or dash behind it."""
        words = self.registry.parsed.words
        opens = name.first == 0 or words[name.first - 1].sentence != words[name.first].sentence
        closed = name.last < len(words) and words[name.last].upos == "PUNCT"
        return opens and closed and words[name.first].text.isupper()

    def city(self, name: Name, country: str) -> Draft:
        """The people of a place that suffers or acts; PLOVER codes them as civilians."""
        text = self.registry.text(name.first, name.last)
        return self.registry.known(
            ("city", key_of(text)),
            lambda: Draft(
                type="group",
                name=text,
                slug=slug_of(text),
                country=country,
                sectors=("CVL",),
                named=True,
                kinds={"city", "town", "village"},
            ),
        )

    # --- bodies that the world's tables do not hold

    def stranger(self, phrase: Phrase, name: Name) -> Draft:
        """A body by a name not known: its sector from the words of the name, its country from them or beside it."""
        text = self.registry.text(name.first, name.last)
        known = self._called_so(text)
        if known is not None:
            return known
        rules, parsed = self.registry.rules, self.registry.parsed
        inside = (rules.agent(parsed, index) for index in range(name.last - 1, name.first - 1, -1))
        agent = self._said_to_be(phrase, name) or next((found[0] for found in inside if found is not None), None)
        told = self.registry.describer.describe(phrase.head, agent, first=phrase.first)
        draft = Draft(
            type="organization",
            name=text,
            slug=slug_of(text),
            country=told.country or self.registry.places.country_of(name),
            sectors=united(("NGO",) if self._is_international(name, told) else (), told.sectors),
            named=True,
            kinds={"organization", *key_of(text).split(), *((agent.phrase,) if agent is not None else ())},
        )
        self.registry.keep(self.registry.add(draft), "body", key_of(text))
        self._remember_acronym(text, phrase, draft)
        self._remember_short(name, draft)
        short = self._named_by_initials(text)
        return draft.join(short) if short is not None else draft

    def _is_international(self, name: Name, told: Description) -> bool:
        """Whether the name is of an association across countries: "Federation of European Nurses"."""
        words = [plain(word.text) for word in self.registry.parsed.words[name.first : name.last]]
        return told.country is None and all(
            any(self.registry.rules.is_a(kind, word) for word in words) for kind in ("continental", "gathering")
        )

    def _called_so(self, text: str) -> Draft | None:
        """The body named so before, in full, by its initials or by one word of its name."""
        known = self.registry.get("body", key_of(text)) or self.registry.get("acronym", text.replace(".", ""))
        return known or (self.registry.get("short", key_of(text)) if " " not in text else None)

    def _named_by_initials(self, text: str) -> Draft | None:
        """The body that was named before by the initials of this name."""
        initials = _initials(text)
        short = self.registry.get("body", key_of(initials)) if len(initials) > 2 and " " in text else None
        return short if short is not None and short.name.replace(".", "") == initials else None

    def _remember_short(self, name: Name, draft: Draft) -> None:
        """The first and the last word of a long name mean it too, unless they are for bodies in general."""
        words, rules = self.registry.parsed.words, self.registry.rules
        for index in {name.first, name.last - 1} if name.last - name.first > 1 else ():
            word = plain(words[index].text)
            if rules.agent(self.registry.parsed, index) is None and not rules.is_a("common", word):
                self.registry.keep(draft, "short", key_of(words[index].text))

    def _said_to_be(self, phrase: Phrase, name: Name) -> Agent | None:
        """What the words before the name call it: "the newspaper La Nacion"."""
        rules, parsed = self.registry.rules, self.registry.parsed
        found = rules.agent(parsed, name.first - 1) if name.first > phrase.first else None
        return found[0] if found is not None and found[0].type == "organization" and found[0].sector else None

    def _remember_acronym(self, text: str, phrase: Phrase, draft: Draft) -> None:
        """The initials of a long name, and what stands in brackets behind it, name it from now on."""
        initials = _initials(text)
        if len(initials) > 2:
            self.registry.keep(draft, "acronym", initials)
        words = self.registry.parsed.words
        if phrase.last + 2 < len(words) and words[phrase.last].text == "(" and words[phrase.last + 2].text == ")":
            self.registry.keep(draft, "acronym", words[phrase.last + 1].text.replace(".", ""))


def _initials(text: str) -> str:
    """The capitals that begin the words of a name.

    >>> _initials("Union of Rationalist Atheists")
    'URA'
    """
    return "".join(word[0] for word in text.replace("-", " ").split() if word[0].isupper())
