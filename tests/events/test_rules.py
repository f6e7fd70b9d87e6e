"""Every rule's own examples: phrases that must match and near misses that must not."""

from __future__ import annotations

from functools import cache

import pytest

from dragoman.events.candidates import Matcher
from dragoman.events.contexts import contexts_of_text
from dragoman.events.grammar import Grammar
from dragoman.events.rules import ContextRule, EventRules, ModalityRule, PredicateRule, load_event_rules
from dragoman.events.slots import Slots
from dragoman.language import Parsed, load_reader

RULES = load_event_rules()
CONTEXTS = tuple({r.id: r for rs in RULES.contexts.values() for r in rs}.values())
MODALITY = tuple({r.id: r for rs in RULES.modality.values() for r in rs}.values())


@cache
def read_examples() -> dict[str, Parsed]:
    """All examples, read once by the bundled model."""
    examples: tuple[PredicateRule | ContextRule | ModalityRule, ...] = (*RULES.rules, *CONTEXTS, *MODALITY)
    texts = list(dict.fromkeys(text for rule in examples for text in (*rule.yes, *rule.no)))
    return dict(zip(texts, load_reader().read_all([(t, ()) for t in texts]), strict=True))


def matcher(text: str) -> Matcher:
    """A matcher in which every name, pronoun and word for people or bodies counts as an actor."""
    slots = Slots(Grammar(read_examples()[text]), RULES)
    return Matcher(slots, RULES, lambda index: looks_like_actor(slots, index))


def looks_like_actor(slots: Slots, index: int) -> bool:
    word = slots.words[index]
    if word.upos == "PROPN" or (word.upos == "ADJ" and word.text[:1].isupper()):
        return True
    known = ("person", "troops", "security", "crowd", "envoy", "post", "prisoner")
    if word.upos == "PRON" or any(RULES.has(name, word.lemma) for name in known):
        return True
    below = slots.parsed.children(index, "amod", "compound", "nmod:poss", "nmod")
    return word.lemma in BODIES or any(slots.words[k].upos == "PROPN" for k in below)


BODIES = frozenset({
    "government", "court", "ministry", "parliament", "army", "union", "rebel", "regime", "junta", "opposition", "group",
    "commission", "council", "cabinet", "treasury", "faction", "authority", "state", "alliance", "bloc", "gang",
    "tribunal", "board", "gunman", "militia", "side",
})  # fmt: skip


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
def test_rule_is_alive(rule: PredicateRule) -> None:
    """A rule fits some word of at least one phrase under "yes"."""
    assert any(fits(text, rule.id) for text in rule.yes)


def test_nearly_all_examples_hold() -> None:
    """Phrases under "yes" fit and those under "no" do not win; two in a hundred may fail, where the parse errs."""
    failed = [(rule.id, text) for rule in RULES.rules for text in rule.yes if not fits(text, rule.id)]
    failed += [(rule.id, text) for rule in RULES.rules for text in rule.no if wins(text, rule.id)]
    count = sum(len(rule.yes) + len(rule.no) for rule in RULES.rules)

    assert len(failed) <= 0.02 * count, failed


def fits(text: str, rule_id: str) -> bool:
    found = matcher(text)
    return any(rule_id in found.fitting(i) for i in range(len(found.words)))


def wins(text: str, rule_id: str) -> bool:
    return any(c.rule is not None and c.rule.id == rule_id for c in matcher(text).candidates())


@pytest.mark.parametrize("rule", CONTEXTS, ids=lambda rule: rule.id)
def test_context_matches_its_examples_and_not_its_near_misses(rule: ContextRule) -> None:
    """A context is found in each sentence under "yes" and in none under "no"."""
    assert [t for t in rule.yes if rule.id not in contexts(t, RULES)] == []
    assert [t for t in rule.no if rule.id in contexts(t, RULES)] == []


def contexts(text: str, rules: EventRules) -> set[str]:
    return contexts_of_text([w.lemma for w in read_examples()[text].words], text, rules)


def test_rule_ids_are_unique_over_all_files() -> None:
    """An id names one rule, so that an explanation can point to it."""
    ids = [rule.id for rule in RULES.rules]

    assert sorted(set(ids)) == sorted(ids)
