"""Every use rule holds for its own examples and not for its near misses; the tables are sound."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.language import NameSpan, Parsed, load_reader
from dragoman.places import find_places, load_place_rules
from dragoman.places.atlas import atlas_of
from dragoman.places.rules import Form, UseRule
from dragoman.record import Place
from dragoman.world import load_world

RULES, WORLD = load_place_rules(), load_world()


def plain(text: str) -> str:
    """The example without its brackets."""
    return text.replace("[", "").replace("]", "")


@pytest.fixture(scope="module")
def parsed() -> dict[str, Parsed]:
    """The trees of all examples; the words between brackets are the only name, whatever the model thinks."""
    texts = [text for rule in RULES.uses for text in (*rule.yes, *rule.no)]
    read = load_reader().read_all([(plain(text), ()) for text in texts])
    return {text: replace(p, names=(bracketed(text, p),)) for text, p in zip(texts, read, strict=True)}


def bracketed(text: str, parsed: Parsed) -> NameSpan:
    """The words between the brackets, as a place's name."""
    start, end = text.index("["), text.index("]") - 1
    words = parsed.words_in(start, end)
    return NameSpan(words.start, words.stop, start, end, "LOC")


def marked(text: str, parsed: dict[str, Parsed]) -> Place:
    """The place between the brackets."""
    start = text.index("[")
    places = find_places(parsed[text], dateline=None, world=WORLD, rules=RULES)
    return next(place for place in places if place.start <= start < place.end)


@pytest.mark.parametrize("rule", RULES.uses, ids=lambda r: r.id)
def test_a_rule_gives_its_examples_their_use(rule: UseRule, parsed: dict[str, Parsed]) -> None:
    """The marked place of each "yes" sentence has the rule's use."""
    wrong = [text for text in rule.yes if marked(text, parsed).use != rule.use]

    assert wrong == []


@pytest.mark.parametrize("rule", RULES.uses, ids=lambda r: r.id)
def test_a_rule_leaves_near_misses_alone(rule: UseRule, parsed: dict[str, Parsed]) -> None:
    """The marked place of each "no" sentence has the other use."""
    wrong = [text for text in rule.no if marked(text, parsed).use == rule.use]

    assert wrong == []


@pytest.mark.parametrize("form", RULES.forms.values(), ids=lambda f: f.form)
def test_a_form_names_a_place_of_the_tables(form: Form) -> None:
    """Every abbreviation and adjective finds its place, with a point."""
    atlas = atlas_of(WORLD, RULES)
    found = atlas.named(form.form) if form.kind == "short" else atlas.adjective(form.form)

    assert found
    assert found[0].lat is not None


def test_word_lists_of_the_rules_are_there() -> None:
    """Every "@" list that a rule names is a list of words.csv or the type words."""
    named = {head[1:] for rule in RULES.uses for head in (*rule.heads, *rule.unless) if head.startswith("@")}

    assert named - {"type"} <= set(RULES.words)
