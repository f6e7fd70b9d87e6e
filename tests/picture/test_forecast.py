"""The forecaster learns from facts alone, and never from those of the day asked for."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.picture.forecast import Facts, Memory, Settings, learn_forecaster, learn_pair_rules
from dragoman.picture.forecast.forecaster import Question, questions_of

SMALL = Settings(days=10, questions=400, rounds=60)
Row = tuple[int, int, int, int]


def rows(days: int = 40) -> list[Row]:
    """Entity 0 does 0 to one of 1, 2, 3 in turn, who answer with 1 on the next day; 4 and 5 deal with each other."""
    found = []
    for day in range(days):
        found += [(0, 0, 1 + day % 3, day), (1 + (day - 1) % 3, 1, 0, day), (4, day % 2, 5, day)]
    return found


def ranked(facts: Facts, until: int, question: Question) -> list[int]:
    """The candidates of a question, best first."""
    forecaster = learn_forecaster(facts, until=until, settings=SMALL)
    ((_, candidates, scores),) = forecaster.ranked(Memory(facts, until=until), [question])
    return [int(candidate) for candidate in candidates[np.argsort(-scores, kind="stable")]]


def test_a_rule_between_two_is_learned() -> None:
    """An answer comes the day after: 1 follows the mirror of 0 at an age of one day, and at no other; 4 and 5, who
    answer nothing, weaken it."""
    facts = Facts(rows(), entities=6, relations=2)
    rules = learn_pair_rules(facts, until=40)
    chance = 1 - np.exp(rules.misses[2, 1])

    assert chance[0] == pytest.approx(39 / (39 + 20 + 5))
    assert chance[1:].max() < 0.1


def test_who_answers_is_foretold() -> None:
    """Among those that entity 0 deals with, the one to whom it turned the day before comes first."""
    facts = Facts(rows(), entities=6, relations=2)
    who_does_1_to_0 = Question(entity=0, relation=3, answers=np.array([], dtype=np.int64))

    assert ranked(facts, 39, who_does_1_to_0)[0] == 1 + 38 % 3


def test_the_day_asked_for_is_not_seen() -> None:
    """Whatever happens on it or after leaves the answer as it is."""
    question = Question(entity=0, relation=0, answers=np.array([], dtype=np.int64))
    known = [row for row in rows() if row[3] < 35]
    other = [(0, 0, 5, 35), (4, 1, 0, 36)]
    answers = [ranked(Facts(known + extra, entities=6, relations=2), 35, question) for extra in (rows()[105:], other)]

    assert answers[0] == answers[1]


def test_questions_ask_in_both_directions() -> None:
    """A fact asks for its object, and mirrored for its subject; answers of one question come together."""
    facts = Facts([(0, 1, 2, 0), (0, 1, 3, 0)], entities=4, relations=2)
    asked = {(q.entity, q.relation): q.answers.tolist() for q in questions_of(facts, 0)}

    assert asked == {(0, 1): [2, 3], (2, 3): [0], (3, 3): [0]}


def test_an_entity_without_a_past_has_candidates() -> None:
    """They are those on whom the relation mostly falls."""
    facts = Facts(rows(), entities=8, relations=2)

    assert ranked(facts, 39, Question(entity=7, relation=0, answers=np.array([], dtype=np.int64)))


@pytest.mark.parametrize(
    ("row", "what"), [((9, 0, 1, 0), "subject 9"), ((0, 2, 1, 0), "relation 2"), ((0, 0, 1, -1), "day -1")]
)
def test_a_fact_out_of_range_is_told(row: Row, what: str) -> None:
    """With the range that was expected."""
    with pytest.raises(ValueError, match=what):
        Facts([row], entities=6, relations=2)


def test_no_facts_are_no_error() -> None:
    """An empty record has no questions."""
    facts = Facts([], entities=1, relations=1)

    assert (facts.pairs, facts.end, questions_of(facts, 0)) == (0, 0, [])
