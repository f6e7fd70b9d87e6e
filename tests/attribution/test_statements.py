"""Statements from trees drawn by hand: what rules and quotation marks give without a model."""

from __future__ import annotations

from dataclasses import replace

from dragoman.attribution import find_statements, load_attribution_rules
from dragoman.language import LearnedStatement, Parsed
from dragoman.record import Statement
from dragoman.testing import parsed_from

RULES = load_attribution_rules()
DENIED = parsed_from("""
    Police  police  NOUN   nsubj  2
    denied  deny    VERB   root   0
    that    -       SCONJ  mark   5
    shots   shot    NOUN   nsubj  5
    fell    fall    VERB   ccomp  2
    .       -       PUNCT  punct  2
    """)


def only(parsed: Parsed) -> Statement:
    (found,) = find_statements(parsed, rules=RULES)
    return found


def parts(parsed: Parsed, found: Statement) -> tuple[str, str, list[str]]:
    text = parsed.text
    source = text[found.source.start : found.source.end] if found.source else "-"
    cue = text[found.cue.start : found.cue.end] if found.cue else "-"
    return source, cue, [text[c.start : c.end] for c in found.content]


def test_a_clause_is_found_by_rule() -> None:
    """Without labels the tree gives source, cue and content, and the cue's word gives the denial."""
    found = only(DENIED)

    assert parts(DENIED, found) == ("Police", "denied", ["that shots fell"])
    assert (found.kind, found.denies, found.attitude) == ("indirect", True, "denies")


def test_labels_without_chances_are_taken_as_they_are() -> None:
    """A model's labels decide where they differ from the rules."""
    labelled = replace(DENIED, statements=(LearnedStatement((1,), (0,), (3, 4), 0.9),))

    assert parts(labelled, only(labelled)) == ("Police", "denied", ["shots fell"])


def test_an_unlikely_label_of_an_unknown_word_is_left() -> None:
    """A word that no rule knows needs an even chance."""
    parsed = parsed_from("""
        Trees   tree   NOUN   nsubj  2
        grow    -      VERB   root   0
        leaves  leaf   NOUN   obj    2
        .       -      PUNCT  punct  2
        """)
    unlikely = replace(parsed, statements=(LearnedStatement((1,), (0,), (2,), 0.4),))

    assert find_statements(unlikely, rules=RULES) == ()


def test_a_report_without_words_has_no_statements() -> None:
    """Nothing in, nothing out."""
    assert find_statements(Parsed("", (), ()), rules=RULES) == ()


def test_the_same_report_gives_the_same_statements() -> None:
    """A pure function of its input."""
    assert find_statements(DENIED, rules=RULES) == find_statements(DENIED, rules=RULES)
