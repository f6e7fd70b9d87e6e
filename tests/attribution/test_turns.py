"""Speakers named by the layout: transcripts and signed quotations."""

from __future__ import annotations

from dragoman.attribution import find_statements, load_attribution_rules
from dragoman.testing import parsed_from

RULES = load_attribution_rules()
TURN = """
    {name}  -      PROPN  root       0
    :       -      PUNCT  punct      1
    Guns    gun    NOUN   nsubj      4
    fired   fire   VERB   parataxis  1
    .       -      PUNCT  punct      1
    """


def test_two_lines_with_a_name_and_a_colon_are_turns() -> None:
    """Each line is what its speaker says."""
    parsed = parsed_from(TURN.format(name="CHAIR") + "\n¶\n" + TURN.format(name="WITNESS"))

    found = find_statements(parsed, rules=RULES)

    sources = [parsed.text[s.source.start : s.source.end] for s in found if s.source]
    assert sources == ["CHAIR", "WITNESS"]
    assert [parsed.text[s.content[0].start : s.content[0].end] for s in found] == ["Guns fired", "Guns fired"]


def test_one_line_with_a_colon_is_a_heading() -> None:
    """A single label at the head of a line names no speaker."""
    assert find_statements(parsed_from(TURN.format(name="WEATHER")), rules=RULES) == ()
