"""Labels chosen together: the best path, and what the edges between words know."""

from __future__ import annotations

from dataclasses import replace

from dragoman.attribution import load_attribution_rules
from dragoman.attribution.decoding import Labeller
from dragoman.attribution.edges import edges_of
from dragoman.attribution.reading import Reading
from dragoman.attribution.weights import EDGE_FEATURES
from dragoman.language import LearnedStatement
from dragoman.testing import parsed_from

RULES = load_attribution_rules()
PARSED = parsed_from("""
    The     the     DET    det    2
    mayor   -       NOUN   nsubj  3
    said    say     VERB   root   0
    that    -       SCONJ  mark   7
    the     -       DET    det    6
    bridge  -       NOUN   nsubj  7
    fell    fall    VERB   ccomp  3
    .       -       PUNCT  punct  3
    """)
SOURCE, CUE, CONTENT, NONE = (0.9, 0.0, 0.0), (0.0, 0.9, 0.0), (0.0, 0.0, 0.9), (0.0, 0.0, 0.1)


def labelled(*chances: tuple[float, float, float]) -> LearnedStatement:
    return LearnedStatement((2,), (), (), 0.9, chances)


def test_a_hole_in_the_content_is_closed() -> None:
    """One word that the model doubts does not split a content."""
    doubtful = (0.0, 0.0, 0.4)
    statement = labelled(SOURCE, SOURCE, CUE, CONTENT, CONTENT, doubtful, CONTENT, NONE)

    found = Labeller(Reading(PARSED, RULES)).label(statement)

    assert (found.source, found.cue, found.content) == ((0, 1), (2,), (3, 4, 5, 6))


def test_the_cue_word_is_always_a_cue() -> None:
    """However little chance the model gives it beside its neighbours."""
    statement = labelled(SOURCE, SOURCE, CONTENT, CONTENT, CONTENT, CONTENT, CONTENT, NONE)

    assert 2 in Labeller(Reading(PARSED, RULES)).label(statement).cue


def test_without_weights_the_labels_stand() -> None:
    """A package built without the weights takes the model's own labels."""
    statement = LearnedStatement((2,), (0, 1), (4, 5), 0.9, (CONTENT,) * 8)

    found = Labeller(Reading(PARSED, replace(RULES, weights=None))).label(statement)

    assert (found.source, found.cue, found.content) == ((0, 1), (2,), (4, 5))


def test_edges_know_branches_and_function_words() -> None:
    """The edge before "that" begins the complement clause."""
    names = {EDGE_FEATURES[n] for n in edges_of(Reading(PARSED, RULES), 0)[3]}

    assert {"always", "begins ccomp", "before that"} <= names
