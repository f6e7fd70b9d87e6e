"""Every rule of the cue words finds its own examples and none of its near misses, with no label of the model."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.attribution import CueRule, find_statements, load_attribution_rules
from dragoman.language import Parsed, load_reader
from dragoman.record import Statement

RULES = load_attribution_rules()


@pytest.fixture(scope="module")
def parsed() -> dict[str, Parsed]:
    """The trees of all examples, without the model's statements: the rules stand alone here."""
    texts = [text for rule in RULES.rules for text in (*rule.yes, *rule.no)]
    read = load_reader().read_all([(text, ()) for text in texts])
    return {text: replace(p, statements=()) for text, p in zip(texts, read, strict=True)}


def found_by(rule: CueRule, parsed: Parsed) -> list[Statement]:
    """The statements whose cue holds a word of the rule."""
    return [s for s in find_statements(parsed, rules=RULES) if _has_word(rule, parsed, s)]


def _has_word(rule: CueRule, parsed: Parsed, statement: Statement) -> bool:
    if statement.cue is None:
        return False
    words = [parsed.words[i] for i in parsed.words_in(statement.cue.start, statement.cue.end)]
    forms = " ".join(w.text.lower() for w in words)
    lemmas = {w.lemma.lower() for w in words} | {w.lemma.lower() + "e" for w in words}
    return any(word in forms or word.split()[0] in lemmas for word in rule.words)


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda r: r.id)
def test_a_rule_finds_its_examples(rule: CueRule, parsed: dict[str, Parsed]) -> None:
    """Each "yes" sentence holds a statement that a word of the rule brings."""
    missed = [text for text in rule.yes if not found_by(rule, parsed[text])]

    assert missed == []


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda r: r.id)
def test_a_rule_leaves_near_misses_alone(rule: CueRule, parsed: dict[str, Parsed]) -> None:
    """No "no" sentence holds one."""
    found = [text for text in rule.no if found_by(rule, parsed[text])]

    assert found == []
