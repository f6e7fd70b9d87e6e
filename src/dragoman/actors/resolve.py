"""Mentions joined into actors, with country, sector and role on the report's day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from dragoman.actors.antecedents import Antecedents, Earlier
from dragoman.actors.describe import Describer, Description, core_words
from dragoman.actors.drafts import Draft, actors_of, slug_of, united
from dragoman.actors.mentions import Phrase, Reading, read_phrases
from dragoman.actors.names import Name
from dragoman.actors.persons import Holders, person_keys
from dragoman.actors.phrases import base
from dragoman.actors.rules import ActorRules, Agent, Gender, plain
from dragoman.language import Parsed
from dragoman.record.types import Actor, ActorType, Mention, Statement
from dragoman.world import World
from dragoman.world.forms import key_of

_LOOK_BACK = 60
_SENTENCES_BACK = 8


def resolve_actors(
    parsed: Parsed,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    *,
    day: str | None,
    world: World,
    rules: ActorRules,
) -> tuple[Actor, ...]:
    """The actors behind the mentions, with country, sector and role on the report's day (ISO, or None).

    A mention that turns out to name no actor (a place where something happens, a pronoun without
    antecedent) is left out.
    """
    reading = read_phrases(parsed, world=world, rules=rules)
    wanted = {(m.start, m.end) for m in mentions}
    phrases = [p for p in reading.phrases if (m := p.mention(parsed)) and (m.start, m.end) in wanted]
    return _Resolver.of(reading, statements, day, world, rules).resolve(phrases)


@dataclass
class _Resolver:
    """One report's actors, found phrase by phrase in text order, inner phrases first."""

    reading: Reading
    statements: Sequence[Statement]
    world: World
    rules: ActorRules
    holders: Holders
    antecedents: Antecedents
    drafts: list[Draft] = field(default_factory=list)
    at: dict[int, Draft] = field(default_factory=dict)
    by_key: dict[tuple[str, ...], Draft] = field(default_factory=dict)
    earlier: list[Earlier] = field(default_factory=list)
    describer: Describer = field(init=False)

    @classmethod
    def of(
        cls, reading: Reading, statements: Sequence[Statement], day: str | None, world: World, rules: ActorRules
    ) -> _Resolver:
        parsed = reading.parsed
        inside = [False] * len(parsed.words)
        for quotation in parsed.quotations:
            for index in parsed.words_in(quotation.start, quotation.end):
                inside[index] = True
        return cls(reading, statements, world, rules, Holders(world, day), Antecedents(parsed, inside))

    def __post_init__(self) -> None:
        self.describer = Describer(self.reading, self.world, self.rules, self.draft_at, lambda name: None)

    @property
    def parsed(self) -> Parsed:
        return self.reading.parsed

    def draft_at(self, head: int) -> Draft | None:
        found = self.at.get(head)
        return found.final() if found is not None else None

    def resolve(self, phrases: Sequence[Phrase]) -> tuple[Actor, ...]:
        actors = {phrase.head for phrase in phrases}
        waiting: list[Phrase] = []
        for step in self._steps(phrases, actors):
            if isinstance(step, Earlier):
                self.earlier.append(step)
            elif self._is_first_person(step):
                waiting.append(step)
            else:
                self._take(step)
        for phrase in waiting:
            self._speaker(phrase)
        return actors_of(self.drafts)

    def _steps(self, phrases: Sequence[Phrase], actors: set[int]) -> list[Phrase | Earlier]:
        """Phrases and the subjects that are no actors, by where they end; inner phrases first."""
        steps: list[tuple[int, int, Phrase | Earlier]] = [(p.last, -p.first, p) for p in phrases]
        for index, word in enumerate(self.parsed.words):
            if word.upos == "NOUN" and base(word.deprel) == "nsubj" and index not in actors:
                plural = word.xpos == "NNS"
                steps.append((index + 1, -index, Earlier(index, index, index + 1, None, plural)))
        steps.sort(key=lambda step: step[:2])
        return [step for _, _, step in steps]

    # --- one phrase

    def _take(self, phrase: Phrase) -> None:
        draft = self._draft_of(phrase)
        if draft is None:
            return
        draft = draft.final()
        draft.mentions.append(phrase.mention(self.parsed))
        self.at[phrase.head] = draft
        if phrase.name is not None:
            self.at[phrase.name.head] = draft
        word = self.parsed.words[phrase.head]
        plural = "Number=Plur" in word.feats or draft.plural
        self.earlier.append(Earlier(phrase.head, phrase.first, phrase.last, draft, plural, phrase.kind == "name"))

    def _draft_of(self, phrase: Phrase) -> Draft | None:
        if phrase.kind == "pronoun":
            return self._of_pronoun(phrase)
        if phrase.name is None:
            return self._of_nominal(phrase)
        return self._of_name(phrase, phrase.name)

    def _of_name(self, phrase: Phrase, name: Name) -> Draft | None:
        kind = name.kind
        if kind == "state" or kind == "adjective":
            return self._state(name.key)
        if kind == "demonym" or kind == "people":
            return self._of_people(phrase, name)
        if kind == "capital" or kind == "LOC":
            return self._of_place(phrase, name)
        if kind == "organization":
            return self._organization(name.key)
        if kind == "seat":
            return self._seat(name.key)
        if kind == "ORG":
            return self._of_unknown_body(phrase, name)
        return self._of_person(phrase, name)

    def _known(self, key: tuple[str, ...], make: Callable[[], Draft]) -> Draft:
        """The draft kept under ``key``, made where there is none."""
        if key not in self.by_key:
            draft = make()
            self.drafts.append(draft)
            self.by_key[key] = draft
        return self.by_key[key].final()

    def _new(self, **known: object) -> Draft:
        draft = Draft(**known)  # type: ignore[arg-type]
        self.drafts.append(draft)
        return draft

    def _state(self, land_id: str) -> Draft:
        land = self.world.lands[land_id]
        return self._known(
            ("land", land_id),
            lambda: Draft(
                type="state", name=land.name, slug=land_id, id=land.id, country=land.code, sectors=land.sectors,
                named=True, kinds={"state", "territory"},
            ),
        )  # fmt: skip

    def _organization(self, body_id: str) -> Draft:
        body = self.world.organizations[body_id]
        draft = self._known(
            ("organization", body_id),
            lambda: Draft(
                type="organization", name=body.name, slug=slug_of(body.name), id=body.id, country=body.country,
                sectors=body.sectors, named=True, kinds={"organization", *body.kind.split(), body.kind},
            ),
        )  # fmt: skip
        return draft

    def _seat(self, key: str) -> Draft:
        seat = self.world.seats[key]
        return self._known(
            ("seat", key),
            lambda: Draft(
                type="organization", name=seat.name, slug=slug_of(seat.name), id=f"{seat.country}/{slug_of(seat.name)}",
                country=seat.country, sectors=(seat.sector,), named=True, kinds={"organization", *seat.body.split()},
            ),
        )  # fmt: skip

    def _of_people(self, phrase: Phrase, name: Name) -> Draft:
        """A people, or some of a state's: "Kosovo Serbs", "two Russians", "a Palestinian"."""
        told = self.describer.describe(phrase.head, None)
        if name.kind == "people":
            people = self.world.peoples[name.key]
            country, label, slug = people.country or told.country, people.name, people.id.rpartition("/")[2]
        else:
            land = self.world.lands[name.key]
            there = (
                self.describer._people_in(told.country, name) if told.country and told.country != land.code else None
            )
            country = there.country if there else land.code
            label = there.name if there else self.parsed.words[name.head].text
            slug = there.id.rpartition("/")[2] if there else slug_of(label)
            people = there
        word = self.parsed.words[phrase.head]
        one = word.upos in ("NOUN", "PROPN") and word.xpos in ("NN", "NNP") and told.indefinite
        crowd = name.kind == "people" or told.numbered or told.modified or one or self._is_part(phrase.head)
        kind: ActorType = "person" if one else "group"
        make = lambda: Draft(  # noqa: E731
            type=kind, name=label, slug=slug, country=country, sectors=("CVL",) if crowd else (),
            ethnic_group=people.name if people else None, named=True, plural=not one,
        )  # fmt: skip
        if one or told.numbered:
            draft = make()
            self.drafts.append(draft)
            return draft
        return self._known(("people", slug, country or ""), make)

    def _is_part(self, head: int) -> bool:
        """Whether the phrase stands behind a number of them: "thousands of Nigerians"."""
        above = self.parsed.words[head].head
        agent = self.rules.agent(self.parsed, above) if above >= 0 else None
        return agent is not None and agent[0].use == "partitive" and self.parsed.words[head].deprel == "nmod"

    def _of_place(self, phrase: Phrase, name: Name) -> Draft | None:
        """A place that acts or suffers: a capital that acts is its government, other places are their people."""
        word = self.parsed.words[phrase.head]
        case = self.describer._case(phrase.head)
        relation = base(word.deprel)
        if (case and self.rules.is_a("locative", case)) or relation in ("compound", "amod", "appos", "dep", "list"):
            return None
        country = self.world.lands[name.key].code if name.kind == "capital" else None
        if country is None:
            return None
        if relation == "nsubj" or word.deprel == "nmod:poss" or case in ("by", "between", "with", ""):
            return self._government(country)
        return self._city(name, country)

    def _government(self, country: str) -> Draft:
        return self._known(
            ("nominal", "government", country),
            lambda: Draft(
                type="organization", name=f"Government of {self.world.lands[country].name}", slug="government",
                country=country, sectors=("GOV",), kinds={"government", "organization"},
            ),
        )  # fmt: skip

    def _city(self, name: Name, country: str) -> Draft:
        text = self._text(name.first, name.last)
        return self._known(
            ("city", key_of(text)),
            lambda: Draft(type="group", name=text, slug=slug_of(text), country=country, sectors=("CVL",), named=True,
                          kinds={"city", "capital"}),
        )  # fmt: skip

    def _text(self, first: int, last: int) -> str:
        return " ".join(self.parsed.text[self.parsed.words[first].start : self.parsed.words[last - 1].end].split())

    # --- bodies the world does not know

    def _of_unknown_body(self, phrase: Phrase, name: Name) -> Draft | None:
        text = self._text(name.first, name.last)
        known = self.by_key.get(("body", key_of(text))) or self.by_key.get(("acronym", text.replace(".", "")))
        if known is not None:
            return known.final()
        agent = next(
            (found for i in range(name.last - 1, name.first - 1, -1) if (found := self.rules.agent(self.parsed, i))),
            None,
        )
        told = self.describer.describe(phrase.head, agent[0] if agent else None)
        country = told.country or self._land_inside(name)
        draft = self._known(
            ("body", key_of(text)),
            lambda: Draft(
                type="organization", name=text, slug=slug_of(text), country=country, named=True,
                sectors=told.sectors, kinds={"organization", *(w.lower() for w in text.split())},
            ),
        )  # fmt: skip
        self._remember_acronym(text, phrase, draft)
        return draft

    def _land_inside(self, name: Name) -> str | None:
        for index in range(name.first, name.last):
            land = self.world.demonym(self.parsed.words[index].text) or self.world.state_named(
                self.parsed.words[index].text
            )
            if land is not None and self.parsed.words[index].text[0].isupper():
                return land.code
        return None

    def _remember_acronym(self, text: str, phrase: Phrase, draft: Draft) -> None:
        """The initials of a long name, and what stands in brackets behind it, name it from now on."""
        initials = "".join(word[0] for word in text.replace("-", " ").split() if word[0].isupper())
        if len(initials) > 2:
            self.by_key.setdefault(("acronym", initials), draft)
        words = self.parsed.words
        if phrase.last + 2 < len(words) and words[phrase.last].text == "(" and words[phrase.last + 2].text == ")":
            self.by_key[("acronym", words[phrase.last + 1].text.replace(".", ""))] = draft

    # --- persons

    def _of_person(self, phrase: Phrase, name: Name) -> Draft:
        first = name.first
        while first < name.last - 1 and self.rules.is_a("title", plain(self.parsed.words[first].text)):
            first += 1
        text = self._text(first, name.last)
        told = (
            self.describer.describe(phrase.head, phrase.agent)
            if phrase.agent or phrase.first < name.first
            else Description()
        )
        draft = self._same_person(text) or self._office_holder(text, told, phrase) or self._stranger(text)
        self._learn_person(draft, text, phrase, told)
        return self._apposed(phrase.head, draft)

    def _same_person(self, text: str) -> Draft | None:
        full, surname = person_keys(text)
        known = self.by_key.get(("person", full))
        if known is None and full == surname:
            known = self.by_key.get(("surname", surname)) or self.by_key.get(("given", full))
        elif known is None:
            short = self.by_key.get(("surname", surname))
            known = short if short is not None and len(short.final().name.split()) == 1 else None
        return known.final() if known is not None else None

    def _office_holder(self, text: str, told: Description, phrase: Phrase) -> Draft | None:
        titled = phrase.agent is not None
        found = self.holders.named(text, country=told.country, titled=titled)
        if found is None:
            return None
        return self._known(("holder", found.id or ""), lambda: found)

    def _stranger(self, text: str) -> Draft:
        return self._new(type="person", name=text, slug=slug_of(text), named=True)

    def _learn_person(self, draft: Draft, text: str, phrase: Phrase, told: Description) -> None:
        full, surname = person_keys(text)
        if len(text.split()) > len(draft.name.split()) and draft.id is None:
            draft.name, draft.slug = text, slug_of(text)
        self.by_key[("person", full)] = draft
        self.by_key[("surname", surname)] = draft
        if " " in full:
            self.by_key.setdefault(("given", full.partition(" ")[0]), draft)
        self._learn(draft, phrase.agent, told)
        draft.gender = draft.gender or self._gender(phrase)
        if phrase.agent is not None:
            draft.kinds |= _role_kinds(phrase.agent)
            draft.role = draft.role or phrase.agent.phrase
            self._remember_office(draft, phrase.agent, told)

    def _learn(self, draft: Draft, agent: Agent | None, told: Description) -> None:
        """Country, body and sectors told by a phrase; what the world says of a holder in office stays."""
        draft.country = draft.country or told.country
        if told.body is not None and told.body.final() is not draft and draft.id is None:
            draft.parent = draft.parent or told.body
        if told.sectors and agent is not None and not (draft.certain and draft.sectors):
            draft.sectors = united(told.sectors)
        if told.people is not None:
            draft.ethnic_group = draft.ethnic_group or told.people.name

    def _remember_office(self, draft: Draft, agent: Agent, told: Description) -> None:
        country = told.country or draft.country
        if not told.former:
            self.by_key[("role", agent.phrase, country or "")] = draft

    def _gender(self, phrase: Phrase) -> Gender | None:
        for index in range(phrase.first, phrase.last):
            word = plain(self.parsed.words[index].text)
            if self.rules.is_a("male", word):
                return "male"
            if self.rules.is_a("female", word):
                return "female"
        return None

    # --- descriptions

    def _of_nominal(self, phrase: Phrase) -> Draft | None:
        agent = phrase.agent
        if agent is None:
            return None
        told = self.describer.describe(phrase.head, agent)
        draft = self._described(phrase, agent, told)
        if draft is None:
            return None
        draft = draft.final()
        draft.kinds |= _role_kinds(agent)
        draft.gender = draft.gender or self._gender(phrase)
        return self._apposed(phrase.head, draft)

    def _described(self, phrase: Phrase, agent: Agent, told: Description) -> Draft | None:
        if told.people is not None and self.rules.is_a("people", agent.phrase):
            return self._people_of(told)
        holder = self._holder(agent, told)
        if holder is not None:
            return holder
        anchored = told.country is not None or told.body is not None
        if not anchored and not told.numbered and not told.indefinite:
            back = self._refers_back(phrase, agent, told)
            if back is not None:
                return back
        if agent.anaphor and not anchored and agent.sector is None:
            return None
        return self._fresh(phrase, agent, told)

    def _people_of(self, told: Description) -> Draft:
        people = told.people
        assert people is not None
        slug = people.id.rpartition("/")[2]
        country = people.country or told.country
        return self._known(
            ("people", slug, country or ""),
            lambda: Draft(type="group", name=people.name, slug=slug, country=country, sectors=("CVL",),
                          ethnic_group=people.name, named=True, plural=True),
        )  # fmt: skip

    def _holder(self, agent: Agent, told: Description) -> Draft | None:
        """The person who holds the office on the day, or who was named with this role before."""
        if told.former or told.plural or told.indefinite or agent.type != "person":
            return None
        place = told.body.id if told.body is not None and told.body.id is not None else told.country
        if place is None:
            return None
        known = self.by_key.get(("role", agent.phrase, told.country or ""))
        if known is not None:
            return known.final()
        found = self.holders.holding(place, agent.office.split("|")) if agent.office else None
        if found is None:
            return None
        draft = self._known(("holder", found.id or ""), lambda: found)
        self.by_key.setdefault(("surname", person_keys(draft.name)[1]), draft)
        self.by_key.setdefault(("person", person_keys(draft.name)[0]), draft)
        return draft

    def _refers_back(self, phrase: Phrase, agent: Agent, told: Description) -> Draft | None:
        """The nearest earlier actor that "the minister", "the alliance" or bare "police" may be."""
        sentence = self.parsed.words[phrase.head].sentence
        for candidate in reversed(self.earlier[-_LOOK_BACK:]):
            if self.parsed.words[candidate.head].sentence < sentence - _SENTENCES_BACK:
                return None
            draft = candidate.draft.final() if candidate.draft is not None else None
            if draft is None or candidate.first <= phrase.head < candidate.last:
                continue
            if self._may_be(draft, agent, told):
                return draft
        return None

    def _may_be(self, draft: Draft, agent: Agent, told: Description) -> bool:
        if told.plural != draft.plural and draft.type in ("person", "group") and told.type in ("person", "group"):
            return False
        if draft.type == "person" and told.type != "person":
            return False
        if agent.phrase in draft.kinds:
            return draft.type != "state" or told.definite
        if not told.definite:
            return False
        return bool(set(agent.anaphor) & draft.kinds)

    def _fresh(self, phrase: Phrase, agent: Agent, told: Description) -> Draft:
        words = core_words(self.reading, phrase)
        slug = slug_of(words)
        owner = told.body.final() if told.body is not None else None
        make = lambda: Draft(  # noqa: E731
            type=told.type, name=self._text(phrase.first, phrase.last), slug=slug, country=told.country,
            parent=owner, sectors=told.sectors, plural=told.plural or agent.type == "group",
            role=words if agent.type == "person" and not told.plural else None,
            ethnic_group=told.people.name if told.people else None,
        )  # fmt: skip
        once = told.numbered or told.indefinite or (told.type == "person" and not told.definite and not told.country)
        if once:
            draft = make()
            self.drafts.append(draft)
            return draft
        people = told.people.id if told.people else ""
        return self._known(("nominal", slug, told.country or "", owner.base_id() if owner else "", people), make)

    def _apposed(self, head: int, draft: Draft) -> Draft:
        """Joined with what it stands beside: "Marko Djuric, the head of the office", or is said to be."""
        word = self.parsed.words[head]
        other = self.draft_at(word.head) if base(word.deprel) == "appos" else None
        if other is None and self.parsed.child(head, "cop") is not None:
            subject = self.parsed.child(head, "nsubj")
            other = self.draft_at(subject) if subject is not None else None
        if other is None or other is draft.final() or other.type != draft.type or other.plural != draft.plural:
            return draft
        if other.named and draft.named and draft.type != "organization":
            return draft
        return other.join(draft)

    # --- pronouns

    def _is_first_person(self, phrase: Phrase) -> bool:
        if phrase.kind != "pronoun":
            return False
        return self.rules.pronouns[plain(self.parsed.words[phrase.head].text)].person == "first"

    def _of_pronoun(self, phrase: Phrase) -> Draft | None:
        pronoun = self.rules.pronouns[plain(self.parsed.words[phrase.head].text)]
        if pronoun.use == "relative":
            return self._relative(phrase.head)
        draft = self.antecedents.choose(phrase, pronoun, self.earlier)
        if draft is not None and draft.type == "person" and draft.gender is None:
            draft.gender = pronoun.gender
        return draft

    def _relative(self, head: int) -> Draft | None:
        for at in (head, *self.parsed.ancestors(head)):
            if self.parsed.words[at].deprel == "acl:relcl":
                return self.draft_at(self.parsed.words[at].head)
        return None

    def _speaker(self, phrase: Phrase) -> None:
        """First person inside a quotation is the one who says it."""
        start = self.parsed.words[phrase.head].start
        if not self.parsed.quoted(start):
            return
        for statement in self.statements:
            if statement.source is not None and any(c.start <= start < c.end for c in statement.content):
                head = self.parsed.head_of(statement.source.start, statement.source.end)
                draft = self.draft_at(head) if head is not None else None
                if draft is not None:
                    draft.mentions.append(phrase.mention(self.parsed))
                    return


def _role_kinds(agent: Agent) -> set[str]:
    """The words by which "the ..." may refer back to somebody called so."""
    return {agent.phrase, agent.phrase.split()[-1]}
