"""The rules of the room: predicates with their event types, word classes, light verbs, modality, contexts, trust.

A condition of a rule is a slot with, where wanted, what must stand in it: ``object``, ``object:@troops|aid``,
``for:@relief``, ``infinitive``; several that must hold together are joined by `` + ``. ``@name`` is a class
of ``classes.csv``, ``$actor`` somebody the report knows as an actor, ``%TYPE`` a word that the rules type so. ``no-``
before a slot means that nothing, or none of these words, stands there; ``subject-modifier`` looks inside a slot.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Literal, TypeVar

from dragoman.events.forms import IrregularForm, lemmas_by_form
from dragoman.language.lemmas import irregular_verbs
from dragoman.record import load_plover
from dragoman.rulefile import RuleFileError, read_rules, read_table

T = TypeVar("T")

NONE = "NONE"  # a rule of this type marks words that look like an event and are none
Gate = Literal["free", "any", "public", "actor", "office"]
Effect = Literal["future", "hypothetical", "negated", "demanded", "actual"]
ToldBy = Literal["rules", "both", "rules-against-model"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PredicateRule:
    """Words that mean an event of ``type``: verbs, nouns, adjectives, by their lemmas.

    ``takes`` lists conditions of which one must hold, ``refuses`` conditions of which none may. ``actor`` and
    ``recipient`` name the slots that hold them, the first filled one wins; ``mutual`` makes everybody an actor.
    ``inner`` gives the outcome by the type of the event that the complement names, ``modes`` the mode by condition.
    ``keeps`` leaves what the conditions matched as events of their own, ``spans`` makes the object part of the
    anchor. A rule of type NONE stands against the rules that ``blocks`` names, or against all. ``gate`` says who
    must be known: nobody (free), any participant, a public one, the actor, or anybody
    since only an office can do it ("pardoned").
    """

    id: str
    type: str
    source: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    mode: str | None = None
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    mutual: bool = False
    inner: dict[str, str] = field(default_factory=dict)
    modes: dict[str, str] = field(default_factory=dict)
    keeps: bool = False
    spans: bool = False
    blocks: tuple[str, ...] = ()
    gate: Gate = "any"
    weight: int = 0
    confidence: float = 0.8

    @property
    def is_denial(self) -> bool:
        """Whether the negation makes the event: "does not recognize" is a refusal that did happen."""
        return bool(self.takes) and all("negated" in condition.split(" + ") for condition in self.takes)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordClass:
    """A class of lemmas that conditions name."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModalityRule:
    """Words that make what hangs on them by one of ``slots`` future, hypothetical, negated or demanded."""

    id: str
    words: tuple[str, ...]
    slots: tuple[str, ...]
    effect: Effect
    source: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultSlots:
    """Where participants of a type stand beside a verb, noun or adjective, where the rule does not say."""

    type: str
    kind: Literal["verb", "noun", "adjective"]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Future:
    """What an event still to come, or refused, is by PLOVER: its type, told by ``effect``, becomes ``becomes``."""

    type: str
    mode: str | None
    effect: Literal["future", "refused", "own-future"]
    becomes: str
    new_mode: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplementMode:
    """The mode of an event of ``type`` whose complement names an event of type ``inner``."""

    type: str
    inner: str
    inner_mode: str | None
    mode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextRule:
    """A context of PLOVER and the lemmas of which one must be near (or two, where ``least`` says so)."""

    id: str
    words: tuple[str, ...]
    source: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    phrases: tuple[str, ...] = ()
    least: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWord:
    """A number in words; a vague one ("dozens") is a lower bound."""

    word: str
    value: int
    vague: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """How often a reading is right, by who tells it: a logistic of the model's log-odds of an event at the word.

    Fitted by ``python -m training.trust``.
    """

    told_by: ToldBy
    bias: float
    weight: float


@dataclass(frozen=True, slots=True)
class Condition:
    """One slot and what may stand in it; an empty ``words`` with no marks lets anything in."""

    slot: str
    words: frozenset[str] = frozenset()
    actor: bool = False
    person: bool = False
    types: frozenset[str] = frozenset()
    absent: bool = False  # no such filler may stand there ("no-object", "no-object:visit")

    @property
    def is_open(self) -> bool:
        return not (self.words or self.actor or self.types or self.person)


Alternatives = tuple[tuple[Condition, ...], ...]


@dataclass(frozen=True, slots=True)
class Predicate:
    """A rule with its conditions read."""

    rule: PredicateRule
    particle: str | None
    takes: Alternatives
    refuses: Alternatives
    modes: tuple[tuple[tuple[Condition, ...], str], ...]


@dataclass(frozen=True, slots=True)
class EventRules:
    """All rules of the room, indexed by lemma."""

    rules: tuple[PredicateRule, ...]
    verbs: dict[str, tuple[Predicate, ...]]
    nouns: dict[str, tuple[Predicate, ...]]
    adjectives: dict[str, tuple[Predicate, ...]]
    classes: dict[str, frozenset[str]]
    modality: dict[str, tuple[ModalityRule, ...]]
    futures: dict[tuple[str, str | None, str], Future]
    complements: dict[tuple[str, str, str | None], str]
    defaults: dict[tuple[str, str], DefaultSlots]
    contexts: dict[str, tuple[ContextRule, ...]]
    phrases: tuple[tuple[str, ContextRule], ...]
    trust: dict[ToldBy, Trust]
    verb_forms: dict[str, str]
    numbers: dict[str, int]
    vague: dict[str, int]

    def has(self, name: str, lemma: str) -> bool:
        """Whether ``lemma`` is of the class ``name``."""
        return lemma in self.classes[name]


PREDICATE_FILES = (
    "accuse", "agree", "aid", "assault", "coerce", "concede", "consult", "cooperate", "mobilize", "none",
    "protest", "reject", "request", "retreat", "sanction", "support", "threaten",
)  # fmt: skip


@lru_cache(maxsize=1)
def load_event_rules() -> EventRules:
    """The bundled rules, read once. Raises RuleFileError where a file is wrong."""
    folder = files("dragoman.events") / "rules" / "en"
    rules = tuple(r for name in PREDICATE_FILES for r in read_rules(folder / f"{name}.toml", PredicateRule))
    classes = {c.name: frozenset(c.words) for c in read_table(folder / "classes.csv", WordClass, unique="name")}
    contexts = read_rules(folder / "contexts.toml", ContextRule)
    numbers = read_table(folder / "numbers.csv", NumberWord, unique="word")
    return EventRules(
        rules=rules,
        verbs=_by_word(rules, "verbs", classes),
        nouns=_by_word(rules, "nouns", classes),
        adjectives=_by_word(rules, "adjectives", classes),
        classes=classes,
        modality=_grouped((w, r) for r in read_rules(folder / "modality.toml", ModalityRule) for w in r.words),
        futures={(f.type, f.mode, f.effect): f for f in read_table(folder / "futures.csv", Future)},
        complements={
            (c.type, c.inner, c.inner_mode): c.mode for c in read_table(folder / "complements.csv", ComplementMode)
        },
        defaults={(d.type, d.kind): d for d in read_table(folder / "defaults.csv", DefaultSlots)},
        contexts=_grouped((w, r) for r in contexts for w in r.words),
        phrases=tuple((p, r) for r in contexts for p in r.phrases),
        verb_forms=_verb_forms(rules, read_table(folder / "irregular.csv", IrregularForm, unique="form")),
        numbers={n.word: n.value for n in numbers if not n.vague},
        vague={n.word: n.value for n in numbers if n.vague},
        trust={t.told_by: t for t in read_table(folder / "trust.csv", Trust, unique="told_by")},
    )


def _verb_forms(rules: Iterable[PredicateRule], irregular: Iterable[IrregularForm]) -> dict[str, str]:
    """The verbs of the rules by form, with the language's irregular verbs and the room's own forms beside these."""
    verbs = dict.fromkeys(verb.split()[0] for rule in rules for verb in rule.verbs)
    known = {form: verb for form, verb in irregular_verbs().items() if verb in verbs}
    return lemmas_by_form(verbs, known | {row.form: row.lemma for row in irregular})


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for word, item in pairs:
        found.setdefault(word, []).append(item)
    return {word: tuple(items) for word, items in found.items()}


def _by_word(
    rules: Iterable[PredicateRule], kind: str, classes: Mapping[str, frozenset[str]]
) -> dict[str, tuple[Predicate, ...]]:
    """Rules by the first word of each verb, noun or adjective ("rough" for "rough up")."""
    return _grouped(
        (word.split()[0], _predicate(rule, word, classes)) for rule in rules for word in getattr(rule, kind)
    )


def _predicate(rule: PredicateRule, word: str, classes: Mapping[str, frozenset[str]]) -> Predicate:
    _check(rule)
    _, _, particle = word.partition(" ")
    return Predicate(
        rule,
        particle or None,
        tuple(_conditions(item, rule, classes) for item in rule.takes),
        tuple(_conditions(item, rule, classes) for item in rule.refuses),
        tuple((_conditions(item, rule, classes), mode) for item, mode in rule.modes.items()),
    )


def _check(rule: PredicateRule) -> None:
    plover = load_plover()
    outcomes = [rule.type if rule.mode is None else f"{rule.type}-{rule.mode}", *rule.inner.values()]
    outcomes += [f"{rule.type}-{mode}" for mode in rule.modes.values()]
    for outcome in outcomes:
        name, _, mode = outcome.partition("-")
        if name == NONE:
            continue
        if name not in plover.types or (mode and not plover.types[name].has_mode(mode)):
            raise RuleFileError(f'events/rules/en, rule "{rule.id}": "{outcome}" is no type or mode of PLOVER')


def _conditions(item: str, rule: PredicateRule, classes: Mapping[str, frozenset[str]]) -> tuple[Condition, ...]:
    return tuple(_condition(part.strip(), rule, classes) for part in item.split(" + "))


def _condition(part: str, rule: PredicateRule, classes: Mapping[str, frozenset[str]]) -> Condition:
    slot, _, wanted = part.partition(":")
    words: set[str] = set()
    types: set[str] = set()
    actor = person = False
    for word in filter(None, wanted.split("|")):
        if word[0] == "@":
            if word[1:] not in classes:
                raise RuleFileError(f'events/rules/en, rule "{rule.id}": "{word}" is no class of classes.csv')
            words |= classes[word[1:]]
            person = person or word == "@person"
        elif word[0] == "%":
            types.add(word[1:])
        elif word == "$actor":
            actor = True
        else:
            words.add(word)
    absent, slot = slot.startswith("no-"), slot.removeprefix("no-")
    return Condition(slot, frozenset(words), actor, person, frozenset(types), absent)
