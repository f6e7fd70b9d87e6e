"""Every example of the pattern rules: what must match, with its value, and what must not."""

from __future__ import annotations

import re

import pytest

from dragoman.times import load_time_rules
from dragoman.times.rules import PatternRule
from tests.times.reports import times_in

_MARKED = re.compile(r"^(.*)\[(.*)\](.*) => (\S+)$")
_RULES = load_time_rules().patterns


@pytest.mark.parametrize("rule", _RULES, ids=lambda rule: rule.id)
def test_examples_that_must_match(rule: PatternRule) -> None:
    """Each marked expression is found with exactly its words and has the value that the rule file promises."""
    for example in rule.yes:
        match = _MARKED.match(example)
        assert match is not None, f'{rule.id}: "{example}" marks no expression'
        before, expression, after, value = match.groups()

        found = times_in(before + expression + after)

        assert expression in found, f"{rule.id}: {example}: found {sorted(found)}"
        assert found[expression].value == value, f"{rule.id}: {example}"


@pytest.mark.parametrize("rule", _RULES, ids=lambda rule: rule.id)
def test_near_misses_that_must_not_match(rule: PatternRule) -> None:
    """No near miss holds a time, or only one in other words than the rule would take."""
    for example in rule.no:
        assert not times_in(example), f"{rule.id}: {example}"
