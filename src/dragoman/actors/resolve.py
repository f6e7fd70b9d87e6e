"""Mentions joined into actors, with country, sector and role on the report's day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.actors.antecedents import Antecedents, Earlier
from dragoman.actors.bodies import Bodies
from dragoman.actors.countries import with_countries
from dragoman.actors.descriptions import Descriptions
from dragoman.actors.drafts import Draft, actors_of, join_alike
from dragoman.actors.individuals import Individuals
from dragoman.actors.mentions import Phrase, read_phrases
from dragoman.actors.names import LANDS
from dragoman.actors.pairs import parties, together, with_members
from dragoman.actors.phrases import base
from dragoman.actors.registry import Registry
from dragoman.actors.rules import ActorRules, Pronoun, plain
from dragoman.language import Parsed
from dragoman.record.types import Actor, Mention, Statement
from dragoman.world import World

_TOPICS = frozenset({"nsubj", "obj", "iobj", "root", "appos", "obl", "nmod", "conj"})
_NESTED = 4  # statements that may begin between the one sought and the word


def resolve_actors(
    parsed: Parsed,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    *,
    day: str | None,
    filed_in: str | None = None,
    world: World,
    rules: ActorRules,
) -> tuple[Actor, ...]:
    """The actors behind the mentions, with country, sector and role on the report's day (ISO, or None).

    ``filed_in`` is the country of the report's dateline: it tells whose "the government" is where the story is
    about that country.

    A mention that turns out to name no actor (a place where something happens, a pronoun without
    antecedent) is left out.
    """
    reading = read_phrases(parsed, world=world, rules=rules)
    wanted = {(mention.start, mention.end) for mention in mentions}
    words = parsed.words
    phrases = [p for p in reading.phrases if (words[p.first].start, words[p.last - 1].end) in wanted]
    registry = Registry(reading, world, rules, day, filed_in)
    _Resolver.of(registry).take(phrases, statements)
    with_countries(registry, filed_in)
    join_alike(registry.drafts)
    with_members(registry)
    return actors_of(registry.drafts)


@dataclass(frozen=True)
class _Resolver:
    """Reads phrases in text order, inner ones first, into the registry."""

    registry: Registry
    bodies: Bodies
    individuals: Individuals
    descriptions: Descriptions
    antecedents: Antecedents

    @classmethod
    def of(cls, registry: Registry) -> _Resolver:
        bodies = Bodies(registry)
        return cls(
            registry,
            bodies,
            Individuals(registry),
            Descriptions(registry, bodies),
            Antecedents(
                registry.parsed,
                _quoted(registry.parsed),
                registry.rules.antecedents,
                joined=lambda head: len(parties(registry, head)) > 1,
                acts=lambda index, relation: _is_of_actors(registry, index, relation),
            ),
        )

    def take(self, phrases: Sequence[Phrase], statements: Sequence[Statement]) -> None:
        """Every phrase, then the pronouns of the first person, whose speakers are known by then."""
        spoken: list[Phrase] = []
        for step in self._steps(phrases):
            if isinstance(step, Earlier):
                self.registry.earlier.append(step)
            elif self._is_first_person(step):
                spoken.append(step)
            elif (draft := self._draft_of(step)) is not None:
                self.registry.mention(step, draft.final())
        speakers = _Speakers(self.registry, statements)
        for phrase in spoken:
            speaker = speakers.of(phrase) if self.antecedents.quoted[phrase.head] else None
            if speaker is not None:
                speaker.mentions.append(phrase.mention(self.registry.parsed))

    def _steps(self, phrases: Sequence[Phrase]) -> list[Phrase | Earlier]:
        """Phrases and other nouns that a pronoun may stand for, by where they end; inner phrases first."""
        steps: list[tuple[int, int, Phrase | Earlier]] = [(p.last, -p.first, p) for p in phrases]
        heads = {phrase.head for phrase in phrases}
        steps += [(e.last, -e.first, e) for e in (*self._inner_lands(heads), *self._things(heads))]
        steps.sort(key=lambda step: step[:2])
        return [step for _, _, step in steps]

    def _inner_lands(self, heads: set[int]) -> Iterator[Earlier]:
        """States that only tell whose another mention is: "the country" may mean them."""
        for name in self.registry.reading.names:
            if name.kind in LANDS and name.head not in heads:
                draft = self.bodies.state(name.key)
                yield Earlier(name.head, name.first, name.last, draft, inner=name.kind != "state")

    def _things(self, heads: set[int]) -> Iterator[Earlier]:
        """Other nouns that are no actors: "it" more likely means them."""
        for index, word in enumerate(self.registry.parsed.words):
            if word.upos == "NOUN" and index not in heads and base(word.deprel) in _TOPICS:
                yield Earlier(index, index, index + 1, None, word.xpos == "NNS")

    def _draft_of(self, phrase: Phrase) -> Draft | None:
        if phrase.kind == "pronoun":
            return self._of_pronoun(phrase)
        if phrase.name is None or phrase.host is not None:
            draft = self.descriptions.of_nominal(phrase)
        elif phrase.name.kind in ("PER", "holder"):
            draft = self.individuals.of_name(phrase, phrase.name)
        else:
            draft = self.bodies.of_name(phrase, phrase.name)
        return self.descriptions.apposed(phrase.head, draft.final()) if draft is not None else None

    def _pronoun(self, phrase: Phrase) -> str:
        return plain(self.registry.parsed.words[phrase.head].text)

    def _is_first_person(self, phrase: Phrase) -> bool:
        return phrase.kind == "pronoun" and self.registry.rules.pronouns[self._pronoun(phrase)].person == "first"

    def _of_pronoun(self, phrase: Phrase) -> Draft | None:
        pronoun = self.registry.rules.pronouns[self._pronoun(phrase)]
        if pronoun.use == "relative":
            return self._relative(phrase.head)
        chosen = self.antecedents.choose(phrase, pronoun, self._possible(phrase, pronoun))
        if chosen is None or chosen.draft is None:
            return None
        if pronoun.number == "many" and len(several := parties(self.registry, chosen.head)) > 1:
            return together(self.registry, several)
        draft = chosen.draft.final()
        if draft and draft.type == "person" and pronoun.gender is not None:
            draft.gender = draft.gender or pronoun.gender
        return draft

    def _possible(self, phrase: Phrase, pronoun: Pronoun) -> list[Earlier]:
        """The earlier nouns that may be meant: only states have such things as airspace ("its airspace")."""
        word = self.registry.parsed.words[phrase.head]
        owned = self.registry.parsed.words[word.head].lemma.lower() if word.deprel == "nmod:poss" else ""
        if pronoun.gender in ("male", "female") or not self.registry.rules.is_a("of a state", owned):
            return self.registry.earlier
        drafts = ((e, e.draft.final()) for e in self.registry.earlier if e.draft is not None)
        return [e for e, draft in drafts if draft.type == "state" or "government" in draft.kinds or draft.members]

    def _relative(self, head: int) -> Draft | None:
        words = self.registry.parsed.words
        for at in (head, *self.registry.parsed.ancestors(head)):
            if words[at].deprel == "acl:relcl":
                return self.registry.draft_at(words[at].head)
        return None


def _is_of_actors(registry: Registry, index: int, relation: str) -> bool:
    """Whether only people and bodies do or suffer what the verb says, or have such a minister, army or leader."""
    rules, lemma = registry.rules, registry.parsed.words[index].lemma.lower()
    if relation == "nsubj":
        return rules.is_a("acting", lemma) or rules.is_a("minded", lemma)
    if relation in ("obj", "iobj", "nsubj:pass"):
        return rules.is_a("addressing", lemma)
    agent = rules.agent(registry.parsed, index) if relation == "nmod:poss" else None
    return agent is not None and agent[0].type in ("person", "organization") and agent[0].use in ("head", "generic")


class _Speakers:
    """Who says "I": the source of the statement whose content holds the word."""

    def __init__(self, registry: Registry, statements: Sequence[Statement]) -> None:
        self._registry = registry
        self._contents = sorted((c.start, c.end, n) for n, s in enumerate(statements) for c in s.content)
        self._starts = [start for start, _, _ in self._contents]
        self._statements = statements
        self._quotations = [quotation.start for quotation in registry.parsed.quotations]

    def of(self, phrase: Phrase) -> Draft | None:
        """The speaker, or None where nobody is named.

        Where no statement holds the word itself, one that holds another part of the same quotation does.
        """
        parsed = self._registry.parsed
        start = parsed.words[phrase.head].start
        number = self._holding(start, start + 1)
        if number is None:
            at = bisect_right(self._quotations, start) - 1
            number = self._holding(parsed.quotations[at].start, parsed.quotations[at].end)
        return self._source(self._statements[number]) if number is not None else None

    def _holding(self, start: int, end: int) -> int | None:
        """The last statement whose content overlaps the characters."""
        at = bisect_left(self._starts, end)
        near = reversed(self._contents[max(at - _NESTED, 0) : at])
        return next((number for _, until, number in near if start < until), None)

    def _source(self, statement: Statement) -> Draft | None:
        if statement.source is None:
            return None
        parsed = self._registry.parsed
        words = parsed.words_in(statement.source.start, statement.source.end)
        head = parsed.head_of(statement.source.start, statement.source.end)
        heads = (head, *words) if head is not None else tuple(words)
        return next((draft for index in heads if (draft := self._registry.draft_at(index)) is not None), None)


def _quoted(parsed: Parsed) -> tuple[bool, ...]:
    """For each word whether it stands between quotation marks."""
    inside = [False] * len(parsed.words)
    for quotation in parsed.quotations:
        for index in parsed.words_in(quotation.start, quotation.end):
            inside[index] = True
    return tuple(inside)
