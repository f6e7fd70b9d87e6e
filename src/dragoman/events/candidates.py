"""Which words name an event, and of what type, by the rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dragoman.events.rules import NONE, Condition, EventRules, Predicate, PredicateRule
from dragoman.events.slots import Slots
from dragoman.language import LearnedEvent

_DEEPEST = 6  # complements inside complements
_ANAPHORS = frozenset({"it", "that", "this", "which"})  # a rule that names these means things, not an actor
_POS = {"VERB": "verbs", "NOUN": "nouns", "ADJ": "adjectives"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may name an event. ``inner`` is the event that its complement names, ``consumed`` the words
    that are part of this event and name none of their own; ``learned`` is what the model says of the word.
    """

    anchor: int
    type: str
    mode: str | None
    confidence: float
    rule: PredicateRule | None = None
    light: int | None = None
    inner: int | None = None
    consumed: tuple[int, ...] = ()
    particle: int | None = None
    learned: LearnedEvent | None = None
    asker: int | None = None  # who says that somebody else must do it, or threatens him
    asked: int | None = None  # who that other is
    outcome: int | None = None  # the verb that tells whom it harmed

    @property
    def seen(self) -> float:
        """The model's chance of an event at the word, nought where it says nothing of it."""
        return self.learned.probability if self.learned is not None else 0.0


class Matcher:
    """The rules' candidates of one report; ``is_actor`` says whether a word refers to somebody who acts, ``noun_of``
    gives the noun that a pronoun stands for."""

    def __init__(
        self,
        slots: Slots,
        rules: EventRules,
        is_actor: Callable[[int], bool],
        noun_of: Callable[[int], int] = lambda index: index,
    ) -> None:
        self.slots, self.rules, self.is_actor, self.noun_of = slots, rules, is_actor, noun_of
        self.words = slots.words
        self._known: dict[int, Candidate | None] = {}

    def candidates(self) -> list[Candidate]:
        """All candidates in text order, those that others consume too."""
        return [c for c in map(self.at, range(len(self.words))) if c is not None]

    def at(self, index: int, depth: int = 0) -> Candidate | None:
        """The candidate at a word, or None."""
        if index not in self._known:
            if depth > _DEEPEST:
                return None
            self._known[index] = None  # a circle ends here
            self._known[index] = self._find(index, depth)
        return self._known[index]

    def fitting(self, index: int) -> frozenset[str]:
        """Ids of all rules whose conditions hold at a word, the winner or not."""
        kind = _POS.get(self.slots.upos(index))
        if kind is None:
            return frozenset()
        predicates: tuple[Predicate, ...] = getattr(self.rules, kind).get(self.slots.lemma(index), ())
        light = self.slots.light_verb(index) if kind == "nouns" else None
        return frozenset(p.rule.id for p in predicates if self._match(index, p, light, 0) is not None)

    def _find(self, index: int, depth: int) -> Candidate | None:
        word = self.words[index]
        kind = _POS.get(self.slots.upos(index))
        if kind is None or (kind == "verbs" and word.deprel.split(":")[0] in ("amod", "compound")):
            return None  # "the jailed editor": what he is, not what is told
        predicates: tuple[Predicate, ...] = getattr(self.rules, kind).get(self.slots.lemma(index), ())
        if not predicates:
            return None
        light = self.slots.light_verb(index) if kind == "nouns" else None
        fits = [(m, p) for p in predicates if (m := self._match(index, p, light, depth)) is not None]
        blocked = {name for _, p in fits for name in p.rule.blocks}
        best: tuple[int, Predicate, tuple[int, ...]] | None = None
        for match, predicate in fits:
            if predicate.rule.id in blocked or predicate.rule.blocks:
                continue
            if best is None or match[0] > best[0]:
                best = match[0], predicate, match[1]
        if best is None:
            return None
        return self._candidate(index, best[1], light or self._carrying(index, best[1]), best[2], depth)

    def _carrying(self, index: int, predicate: Predicate) -> int | None:
        """The verb over a noun that a rule names as one that may carry it ("reiterated its opposition to the plan")."""
        verb = self.slots.governor(index)
        if verb is None or self.words[index].upos != "NOUN":
            return None
        named = {w for item in predicate.takes for c in item if c.slot == "light" for w in c.words}
        held = self.words[index].deprel in ("obj", "nsubj:pass")
        return verb if held and named & set(self.slots.names(verb)) else None

    # -- conditions --------------------------------------------------------------

    def _match(
        self, index: int, predicate: Predicate, light: int | None, depth: int
    ) -> tuple[int, tuple[int, ...]] | None:
        """How closely the predicate fits the word, with the words that its conditions matched; None where not."""
        score = predicate.rule.weight * 10
        if predicate.particle is not None:
            if self.slots.particle(index, predicate.particle) is None:
                return None
            score += 3
        if predicate.refuses and any(self._holds(index, c, light, depth) is not None for c in predicate.refuses):
            return None
        if not predicate.takes:
            return score, ()
        fits = [fit for c in predicate.takes if (fit := self._holds(index, c, light, depth)) is not None]
        if not fits:
            return None
        words = dict.fromkeys(k for fit in fits for k in fit[1])  # "teachers went on strike" fits twice
        return score + max(fit[0] for fit in fits), tuple(words)

    def _holds(
        self, index: int, conditions: tuple[Condition, ...], light: int | None, depth: int
    ) -> tuple[int, tuple[int, ...]] | None:
        score, words = 0, []
        for condition in conditions:
            if condition.absent:
                if self._filler(index, condition, light, depth) is not None:
                    return None
                score += 1
                continue
            filler = self._filler(index, condition, light, depth)
            if filler is None:
                return None
            score += 1 if condition.is_open else 3
            if (condition.words or condition.types) and condition.slot in _INSIDE:
                words.append(filler)
        return score, tuple(words)

    def _filler(self, index: int, condition: Condition, light: int | None, depth: int) -> int | None:
        slot = "under" if condition.slot == "light" and condition.words else condition.slot
        for filler in self.slots.fill(index, slot, light):
            if condition.is_open:
                return filler
            for word in self.slots.meant(filler):
                if self._suits(word, condition, depth):
                    return word
        return None

    def _suits(self, index: int, condition: Condition, depth: int) -> bool:
        names = (*self.slots.names(index), *self.slots.names(self.noun_of(index)))
        if not condition.words.isdisjoint(names):
            return self.words[index].lemma not in _ANAPHORS or not self.is_actor(index)
        if condition.actor and self.is_actor(index):
            return True
        if condition.person and self._is_person(index):
            return True
        if condition.types:
            named = self._named(index, depth)
            return named is not None and named.type in condition.types
        return False

    def _is_person(self, index: int) -> bool:
        """Whether the noun looks like somebody by its ending ("surveyor"), or is a person's name or pronoun."""
        word = self.words[index]
        if word.upos == "PRON":
            return word.lemma in ("he", "she", "they", "who", "i", "we")
        if word.upos != "NOUN" or self.rules.has("thing", word.lemma):
            return False
        return word.lemma.endswith(tuple(self.rules.classes["person-ending"]))

    # -- what the complement names -----------------------------------------------------

    def _named(self, index: int, depth: int) -> Candidate | None:
        """The event at a word, or at what it only carries ("hold talks", "ready to meet", "plan to visit")."""
        found = self.at(index, depth + 1)
        if found is not None:
            return found
        word = self.words[index]
        if word.upos == "VERB" and self.rules.has("light", self.slots.lemma(index)):
            for kid in self.slots.parsed.children(index, "obj"):
                if (found := self.at(kid, depth + 1)) is not None:
                    return found
        if self.rules.has("carrier", self.slots.lemma(index)):
            for kid in (*self.slots.grammar.complements(index), *self.slots.parsed.children(index, "acl", "obj")):
                if depth < _DEEPEST and (found := self._named(kid, depth + 1)) is not None:
                    return found
        return None

    def _complement(self, index: int, light: int | None, depth: int) -> Candidate | None:
        """The first event that an infinitive, clause, object or phrase of the word names."""
        for slot in ("infinitive", "clause", "object", "for", "to", "of", "on", "with", "in", "from"):
            if slot == "object" and self.words[index].upos == "NOUN":
                continue
            for filler in self.slots.fill(index, slot, light):
                if filler in (light, index) or (slot == "infinitive" and self._completes_object(filler, index, depth)):
                    continue
                for word in self.slots.meant(filler):
                    found = self._named(word, depth)
                    if found is not None and found.anchor != index:
                        return found
        return None

    def _completes_object(self, infinitive: int, index: int, depth: int) -> bool:
        """Whether the infinitive hangs on an object that names the event ("demanded a meeting to discuss it")."""
        head = self.words[infinitive].head
        return head != index and self.words[head].deprel == "obj" and self._named(head, depth) is not None

    def _candidate(
        self, index: int, predicate: Predicate, light: int | None, matched: tuple[int, ...], depth: int
    ) -> Candidate | None:
        rule = predicate.rule
        wants_inner = rule.inner or rule.type in _COMPLETED or any(s.startswith("inner-") for s in rule.recipient)
        inner = self._complement(index, light, depth) if wants_inner else None
        kind, mode = rule.type, rule.mode
        if rule.inner:
            outcome = rule.inner.get(inner.type if inner else "none", rule.inner.get("other"))
            if outcome is not None:
                kind, _, told = outcome.partition("-")
                mode = told or None
        if kind == NONE:
            return None
        for conditions, name in predicate.modes:
            if self._holds(index, conditions, light, depth) is not None:
                mode = name
                break
        if inner is not None and mode is None:
            mode = self._mode_by_inner(kind, inner)
        consumed = () if rule.keeps else self._consumed(kind, inner, matched)
        particle = None if predicate.particle is None else self.slots.particle(index, predicate.particle)
        return Candidate(
            index, kind, mode, rule.confidence, rule, light, inner.anchor if inner else None, consumed, particle
        )

    def _mode_by_inner(self, kind: str, inner: Candidate) -> str | None:
        table = self.rules.complements
        return table.get((kind, inner.type, inner.mode)) or table.get((kind, inner.type, None))

    def _consumed(self, kind: str, inner: Candidate | None, matched: tuple[int, ...]) -> tuple[int, ...]:
        if kind in _COMPLETED and inner is not None:
            carried = self.slots.grammar.complements(inner.anchor)  # "agreed to help Mali rebuild its ports"
            return (*matched, inner.anchor, *inner.consumed, *carried)
        return matched


_INSIDE = frozenset({"object", "infinitive", "clause", "gerund", "for", "to", "on", "from", "of", "with", "at"})
_COMPLETED = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "CONCEDE"})


def unconsumed(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that are no part of another."""
    consumed = {index for c in found for index in c.consumed}
    return [c for c in found if c.anchor not in consumed]
