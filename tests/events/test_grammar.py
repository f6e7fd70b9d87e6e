"""Logical subjects and objects behind control, relatives and coordination."""

from __future__ import annotations

from dragoman.events.grammar import Grammar
from dragoman.testing import parsed_from


def test_object_of_a_verb_of_asking_does_what_is_asked() -> None:
    """ "asked the army to leave": the army leaves."""
    grammar = Grammar(
        parsed_from("""
    Chad   Chad   PROPN  nsubj   2
    asked  ask    VERB   root    0   xpos=VBD
    troops troop  NOUN   obj     2
    to     -      PART   mark    5
    leave  -      VERB   xcomp   2   xpos=VB
    """)
    )

    assert grammar.subject(4) == 2


def test_subject_of_a_promise_does_what_is_promised() -> None:
    """ "promised the king to leave": who promises leaves."""
    grammar = Grammar(
        parsed_from("""
    Chad     Chad     PROPN  nsubj   2
    promised promise  VERB   root    0   xpos=VBD
    troops   troop    NOUN   obj     2
    to       -        PART   mark    5
    leave    -        VERB   xcomp   2   xpos=VB
    """)
    )

    assert grammar.subject(4) == 0


def test_relative_pronoun_stands_for_its_noun() -> None:
    """ "the monk who fled": the monk fled."""
    grammar = Grammar(
        parsed_from("""
    the   -     DET   det        2
    monk  -     NOUN  root       0
    who   -     PRON  nsubj      4
    fled  flee  VERB  acl:relcl  2   xpos=VBD
    """)
    )

    assert grammar.subject(3) == 1


def test_reduced_relative_is_passive() -> None:
    """ "the minister expelled in March": the minister was expelled."""
    grammar = Grammar(
        parsed_from("""
    the       -      DET   det   2
    minister  -      NOUN  root  0
    expelled  expel  VERB  acl   2   xpos=VBN
    """)
    )

    assert (grammar.object(2), grammar.subject(2)) == (1, None)


def test_result_of_a_passive_is_done_by_its_agent() -> None:
    """ "was attacked by rebels, killing nine": the rebels killed."""
    grammar = Grammar(
        parsed_from("""
    Camp      camp    NOUN   nsubj:pass  3
    was       be      AUX    aux:pass    3
    attacked  attack  VERB   root        0   xpos=VBN
    by        -       ADP    case        5
    rebels    rebel   NOUN   obl         3
    killing   kill    VERB   advcl       3   xpos=VBG
    nine      -       NUM    obj         6
    """)
    )

    assert grammar.subject(5) == 4
