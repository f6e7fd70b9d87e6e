"""What the room knows: every word list, family and topic says what belongs to it and what does not."""

from __future__ import annotations

from typing import get_args

from dragoman.picture import load_picture_rules
from dragoman.record import CommitmentKind, Stance, load_plover

RULES = load_picture_rules()


def test_every_list_holds_its_yes_and_not_its_no() -> None:
    """The generic test of the room's rules."""
    lists = [(rule.id, rule.words, rule.yes, rule.no) for rule in RULES.words]
    lists += [(rule.id, rule.words, rule.yes, rule.no) for rule in RULES.meanings]
    lists += [(rule.id, rule.words, rule.yes, rule.no) for rule in RULES.synonyms]
    lists += [(rule.id, rule.members, rule.yes, rule.no) for rule in RULES.families]
    lists += [(rule.id, rule.pro, rule.yes, rule.no) for rule in RULES.topics]

    assert [i for i, members, yes, no in lists if not set(yes) <= members or set(no) & members] == []


def test_families_hold_codes_of_the_contract() -> None:
    """No code is misspelt, and every kind and stance has its place."""
    plover = load_plover()
    known = {"commitment": set(get_args(CommitmentKind)), "event": {*plover.types}, "sector": {*plover.sectors}}

    assert [
        (rule.id, rule.members - known[rule.use]) for rule in RULES.families if rule.members - known[rule.use]
    ] == []
    assert [kind for kind in get_args(CommitmentKind) if not RULES.families_of("commitment", kind)] == []
    assert all(RULES.topic_of(stance) for stance in get_args(Stance))


def test_a_word_has_one_meaning() -> None:
    """No word stands in two meanings, and none among the words that say nothing."""
    words = [word for rule in RULES.meanings for word in rule.words]

    assert len(words) == len(set(words))
    assert not RULES.empty_words & set(words)
