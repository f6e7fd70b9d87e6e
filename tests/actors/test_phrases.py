"""Every phrase of phrases.csv, read by the bundled model as a report of its own, names the actor beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from dragoman.actors import find_mentions, load_actor_rules, resolve_actors
from dragoman.language import Parsed, load_reader
from dragoman.record import Actor
from dragoman.rulefile import read_table
from dragoman.world import load_world


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A phrase, the day on which it is read, and what must come out; without an id only country and sector count."""

    phrase: str
    day: str | None
    id: str | None
    country: str | None
    sector: str | None


CASES = read_table(Path(__file__).parent / "phrases.csv", Case)


@pytest.fixture(scope="module")
def read() -> dict[str, Parsed]:
    texts = [case.phrase for case in CASES]
    return dict(zip(texts, load_reader().read_all([(text, ()) for text in texts]), strict=True))


def main_actor(parsed: Parsed, day: str | None) -> Actor | None:
    """The actor of the longest mention."""
    world, rules = load_world(), load_actor_rules()
    mentions = find_mentions(parsed, world=world, rules=rules)
    actors = resolve_actors(parsed, mentions, (), day=day, world=world, rules=rules)
    found = [(m.end - m.start, actor) for actor in actors for m in actor.mentions]
    return max(found, key=lambda item: item[0])[1] if found else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.phrase} {case.day or ''}".strip())
def test_a_phrase_names_its_actor(case: Case, read: dict[str, Parsed]) -> None:
    """A phrase alone yields country, sector and id."""
    actor = main_actor(read[case.phrase], case.day)

    assert actor is not None
    assert (case.country, case.sector) == (actor.country, actor.sector)
    assert case.id in (None, actor.id)
