"""What a noun phrase says about its actor: country, body, sectors, people, number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from dragoman.actors.drafts import BODY_CODES, Draft, united
from dragoman.actors.mentions import Phrase, Reading
from dragoman.actors.names import LANDS, Name
from dragoman.actors.phrases import base
from dragoman.actors.rules import ActorRules, Agent, plain
from dragoman.record.types import ActorType
from dragoman.world import People, World

_OFFICIALS = frozenset({"GOV", "LEG", "JUD", "SPY", "PTY"})
_DEEP = 4

DraftAt = Callable[[int], Draft | None]


@dataclass(kw_only=True)
class Description:
    """What the words of one phrase say; built while its dependents are read."""

    country: str | None = None
    body: Draft | None = None
    sectors: tuple[str, ...] = ()
    modified: bool = False
    people: People | None = None
    partial: bool = False
    former: bool = False
    plural: bool = False
    definite: bool = False
    indefinite: bool = False
    numbered: bool = False
    type: ActorType = "person"
    master: tuple[str, ...] = ()


@dataclass(frozen=True)
class Describer:
    """Reads phrases against the world, the rules and the actors found so far (``draft_at`` a head word)."""

    reading: Reading
    world: World
    rules: ActorRules
    draft_at: DraftAt
    place_country: Callable[[Name], str | None]
    day: str | None = None

    def describe(self, head: int, agent: Agent | None, *, first: int | None = None) -> Description:
        """The description of the noun phrase of ``head``, which begins at word ``first``."""
        found = Description()
        self._number(head, agent, found)
        pre = list(self._premodifiers(head))
        self._owners(head, found)
        if first is not None:
            self._before(first, found)
        for index in dict.fromkeys((*self._adjective_before(head), *pre)):
            for land in self._own_lands(index):
                self._land(land, found)
        if found.country is None and first is not None and first in self.reading.name_at:
            self._land(self.reading.name_at[first].head, found)
        if agent is not None and agent.sector == "GOV" and agent.type == "organization":
            self._ruler(pre, found)
        self._complement(head, agent, found)
        self._place(head, found)
        self._shared(head, found)
        self._sectors(head, pre, agent, found)
        return found

    def _own_lands(self, index: int) -> tuple[int, ...]:
        """The word itself; of an adjective that stands for an actor of its own, what is coordinated with it."""
        return self.reading.parsed.children(index, "conj") if index in self._shared_out else (index,)

    def _adjective_before(self, head: int) -> tuple[int, ...]:
        """The word right before the noun where it is an adjective, whatever the tree says."""
        return (head - 1,) if head > 0 and self.reading.parsed.words[head - 1].upos == "ADJ" else ()

    @cached_property
    def _shared_out(self) -> frozenset[int]:
        """Adjectives that stand for an actor of their own ("Hungarian" in "Hungarian and Romanian officials")."""
        return frozenset(phrase.head for phrase in self.reading.phrases if phrase.host is not None)

    def _shared(self, head: int, found: Description) -> None:
        """What the first of several coordinated nouns says for all: "Kenya's president and army"."""
        word = self.reading.parsed.words[head]
        if word.deprel != "conj" or found.country or found.definite or found.indefinite:
            return
        other = self.draft_at(word.head)
        if other is not None and other.type != "state" and not other.named:
            found.country = other.country

    def _number(self, head: int, agent: Agent | None, found: Description) -> None:
        word = self.reading.parsed.words[head]
        found.plural = "Number=Plur" in word.feats or word.xpos in ("NNS", "NNPS")
        kind: ActorType = (agent.type if agent else None) or "person"
        found.type = "group" if kind == "person" and found.plural else kind
        for child in self.reading.parsed.children(head, "det", "nummod", "nmod"):
            form, relation = plain(self.reading.parsed.words[child].text), self.reading.parsed.words[child].deprel
            if relation == "nummod":
                found.numbered = True
            elif relation == "nmod:poss" or (base(relation) == "det" and self.rules.is_a("definite", form)):
                found.definite = True
            elif base(relation) == "det":
                found.indefinite = True

    def _premodifiers(self, head: int, deep: int = 0) -> Iterator[int]:
        """Words before ``head`` that say what kind it is, nearest first, possessors left out."""
        words = self.reading.parsed.words
        for child in reversed(self.reading.parsed.children(head, "amod", "compound", "nmod", "flat", "nummod")):
            relation = words[child].deprel
            if (
                child < head
                and relation not in ("nmod:poss", "nummod")
                and not (relation == "nmod" and self._cased(child))
            ):
                yield child
                if deep < _DEEP:
                    yield from self._premodifiers(child, deep + 1)

    def _cased(self, index: int) -> bool:
        return self.reading.parsed.child(index, "case") is not None

    def _owners(self, head: int, found: Description) -> None:
        """Possessors: a state gives the country, another actor is the body to which the phrase belongs."""
        if self.rules.is_a("opposite", self.reading.parsed.words[head].lemma.lower()):
            return
        for child in self.reading.parsed.children(head, "nmod:poss"):
            self._owner(child, found)

    def _before(self, first: int, found: Description) -> None:
        """What stands right before the phrase: a possessor that the tree lost, or an editor's "(Kosovo) Albanians"."""
        if first < 2:
            return
        words = self.reading.parsed.words
        mark = words[first - 1]
        if mark.upos == "PART" and found.country is None and found.body is None:
            self._owner(first - 2, found)
        elif mark.text in (")", "]") and first > 2 and words[first - 3].text in ("(", "["):
            self._land(first - 2, found)

    def _owner(self, index: int, found: Description) -> None:
        name = self.reading.name_at.get(index)
        if name is not None and self._from_name(name, found):
            return
        owner = self.draft_at(index)
        if owner is not None:
            found.country = found.country or owner.country
            found.master = owner.sectors
            if owner.type != "state" and owner.type != "group":
                found.body = found.body or owner

    def _land(self, index: int, found: Description) -> None:
        name = self.reading.name_at.get(index)
        if name is not None and name.head == index and not self._is_part_of_word(name):
            self._from_name(name, found)

    def _is_part_of_word(self, name: Name) -> bool:
        """Whether the name begins a longer word that tells no country: "Serb-dominated", "U.S.-led"."""
        words = self.reading.parsed.words
        return name.last < len(words) and words[name.last].text in ("-", "‐", "‑")

    def _from_name(self, name: Name, found: Description, *, place: bool = False) -> bool:
        """Take country, people or body from a name; False where the name tells none."""
        if name.kind == "people":
            found.people = found.people or self.world.peoples[name.key]
            found.country = found.country or found.people.country
            return True
        if name.kind in LANDS or name.kind == "capital":
            return self._from_land(name, found)
        if name.kind == "organization":
            self._from_body(name, found, place=place)
            return True
        if name.kind == "seat":
            found.country = found.country or self.world.seats[name.key].country
            found.body = found.body or self.draft_at(name.head)
            return True
        if name.kind in ("PER", "holder"):
            return self._from_person(name, found)
        if name.kind not in ("LOC", "ORG"):
            return False
        country = self.place_country(name)
        found.country = found.country or country
        if name.kind == "ORG" and not place:
            found.body = found.body or self.draft_at(name.head)
        return country is not None

    def _from_person(self, name: Name, found: Description) -> bool:
        """A person before the noun tells the country: "the Bush administration"."""
        person = self.draft_at(name.head)
        found.country = found.country or (person.country if person is not None else None)
        return False

    def _ruler(self, pre: list[int], found: Description) -> None:
        """Whose government it is, by a surname that only rulers of one country bear: "the Bush administration"."""
        for name in (self.reading.name_at[index] for index in pre if index in self.reading.name_at):
            if name.kind == "PER" and found.country is None:
                countries = {term.country for term in self.world.office_holders(name.key)}
                found.country = countries.pop() if len(countries) == 1 else None

    def _from_land(self, name: Name, found: Description) -> bool:
        land = self.world.lands[name.key]
        if found.country is None:
            found.country, found.partial = land.code, land.kind == "partial"
        elif name.kind != "state" and found.country != land.code and found.people is None:
            found.people = self.people_in(found.country, name)
        return True

    def people_in(self, country: str, name: Name) -> People | None:
        """The people of this name in a country ("Serb" in Kosovo)."""
        parsed = self.reading.parsed
        text = parsed.text[parsed.words[name.first].start : parsed.words[name.last - 1].end]
        return self.world.people(f"{self.world.lands[country].name} {text}")

    def _from_body(self, name: Name, found: Description, *, place: bool) -> None:
        body = self.world.organizations[name.key]
        found.country = found.country or body.country
        if not place:
            found.body = found.body or self.draft_at(name.head)

    def _complement(self, head: int, agent: Agent | None, found: Description) -> None:
        """What stands behind "of": "president of Armenia", "thousands of students", "leader of Hamas"."""
        for child in self.reading.parsed.children(head, "nmod"):
            if child < head or not self._completes(child, agent):
                continue
            name = self.reading.name_at.get(child)
            inner = self.draft_at(child)
            if name is not None and self._from_name(name, found):
                continue
            if inner is None:
                continue
            found.country = found.country or inner.country
            if agent is not None and agent.use in ("generic", "partitive"):
                found.sectors = found.sectors or inner.sectors
                if inner.ethnic_group and found.people is None:
                    found.people = self.world.people(inner.ethnic_group)
            if inner.type == "organization":
                found.body = found.body or inner

    def _completes(self, child: int, agent: Agent | None) -> bool:
        """Whether the noun stands behind "of", or behind "for" with one who serves ("spokesman for the army") and
        with what is made for others ("a camp for refugees").
        """
        case = self.case(child)
        if case != "for" or agent is None:
            return case == "of"
        if agent.type == "person":
            return self.rules.is_a("serving", agent.phrase.split()[-1])
        return agent.type == "organization" and agent.use == "generic"

    def _place(self, head: int, found: Description) -> None:
        """Where they are: "rebels in the Ivory Coast", "students at a university in Istanbul"."""
        if found.country is not None:
            return
        for child in (*self.reading.parsed.children(head, "nmod"), *self._beside_agent(head)):
            if child > head and self.rules.is_a("locative", self.case(child)) and found.country is None:
                name = self.reading.name_at.get(child)
                if name is not None and name.kind in ("state", "capital", "LOC", "ORG", "organization"):
                    self._from_name(name, found, place=True)
                if found.country is None:
                    found.country = self._of_land(child)

    def _beside_agent(self, head: int) -> tuple[int, ...]:
        """The place right behind the agent of a passive, where the tree hangs both on the verb ("were arrested by
        police in Havana")."""
        parsed = self.reading.parsed
        word = parsed.words[head]
        if word.deprel.split(":")[0] != "obl" or self.case(head) != "by":
            return ()
        beside = (k for k in parsed.children(word.head, "obl") if k > head)
        return tuple(k for k in beside if parsed.child(k, "case") == self.reading.reach.last[head] + 1)

    def _of_land(self, index: int) -> str | None:
        """The country told by the words before ``index`` ("in northern Iraqi towns", "near Iraq's border")."""
        for before in (*self._premodifiers(index), *self.reading.parsed.children(index, "nmod:poss")):
            name = self.reading.name_at.get(before)
            if name is not None and name.kind in LANDS:
                return self.world.lands[name.key].code
        return None

    def case(self, index: int) -> str:
        case = self.reading.parsed.child(index, "case")
        return self.reading.parsed.words[case].lemma.lower() if case is not None else ""

    def _is_over(self, head: int, pre: list[int]) -> bool:
        """Whether an office ended before the report's year ("minister until 2014"), or is an "ex-minister's"."""
        parsed = self.reading.parsed
        if any(parsed.words[index].text.lower().startswith("ex-") for index in (head, *pre)):
            return True
        times = parsed.children(head, "obl", "nmod")
        times += tuple(k for time in times for k in parsed.children(time, "nmod", "obl"))
        years = [parsed.words[k].text for k in times if self.rules.is_a("ending", self.case(k))]
        years += self._years_behind(head)
        return self.day is not None and any(len(y) == 4 and y.isdigit() and y < self.day[:4] for y in years)

    def _years_behind(self, head: int) -> Iterator[str]:
        """The years that end a term right behind the noun, whatever the tree hangs them on ("from 2001 to 2005")."""
        words, at = self.reading.parsed.words, head + 1
        while at + 1 < len(words) and words[at].upos == "ADP" and words[at + 1].upos == "NUM":
            if self.rules.is_a("ending", words[at].lemma.lower()):
                yield words[at + 1].text
            at += 2

    def _sectors(self, head: int, pre: list[int], agent: Agent | None, found: Description) -> None:
        """Sectors by the agent, where it is generic by the words before it; bodies add their own."""
        told = [m for m in (self._modifier(index) for index in pre) if m is not None]
        found.former = any(m.use == "former" for m in told) or self._is_over(head, pre)
        given = next((m.sectors for m in told if m.sectors), ())
        if found.body is not None and BODY_CODES.intersection(given) and BODY_CODES.intersection(found.body.sectors):
            given = ()  # a relief coordinator of the United Nations serves no charity
        found.modified = bool(given) or bool(found.sectors)
        own = agent.sectors if agent else ()
        body = self._body_sectors(pre, found)
        if agent is not None and agent.use != "head":
            civil = tuple(s for s in body if s not in BODY_CODES and agent.sector != "LAB")
            serves = self.rules.is_a("serving", agent.phrase.split()[-1])
            own = given or found.sectors or civil or (found.master if serves else ()) or own
        elif agent is not None and agent.office == "president" and body and body[0] not in ("GOV", *BODY_CODES):
            own = ()  # the president of a league, a party or a court
        else:
            own = own or found.sectors
        if not own and agent is not None and self._rules_state(agent, found):
            own = ("GOV",)
        sectors = united(own, body, ("PRE",) if found.partial else ())
        official = bool(sectors) and sectors[0] in _OFFICIALS
        found.sectors = united(("ELI",), sectors[1:]) if found.former and official else sectors

    def _rules_state(self, agent: Agent, found: Description) -> bool:
        """Whether it is the leader of a state and of nothing else: "Kenyan leaders", "the leader of Chad"."""
        return agent.phrase == "leader" and found.country is not None and found.body is None and found.people is None

    def _modifier(self, index: int) -> Agent | None:
        if index in self.reading.name_at or self.rules.is_a("rank", self.reading.parsed.words[index].lemma.lower()):
            return None
        return self.rules.modifier(self.reading.parsed, index)

    def _body_sectors(self, pre: list[int], found: Description) -> tuple[str, ...]:
        names = [self.reading.name_at[index] for index in pre if index in self.reading.name_at]
        bodies = [self.world.organizations[n.key].sectors for n in names if n.kind == "organization"]
        seats = [(self.world.seats[n.key].sector,) for n in names if n.kind == "seat"]
        if found.body is not None and found.body.type == "organization":
            bodies.append(found.body.sectors)
        return united(*bodies, *seats)


def core_words(reading: Reading, phrase: Phrase) -> str:
    """The words that make the id of a description: the agent's own."""
    first, last = phrase.named
    return " ".join(plain(reading.parsed.words[i].text) for i in range(first, last))
