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


def test_two_objects_that_and_joins_are_one_coordination() -> None:
    """ "angered Peru and Chilean miners, who do not pay": where the tree gives the verb both, both do not pay."""
    grammar = Grammar(
        parsed_from("""
    It       it       PRON   nsubj      2
    angered  anger    VERB   root       0   xpos=VBD
    Peru     Peru     PROPN  obj        2
    and      -        CCONJ  cc         5
    Chile    Chile    PROPN  conj       6
    miners   miner    NOUN   obj        2   xpos=NNS
    ,        ,        PUNCT  punct      10
    who      -        PRON   nsubj      10
    do       -        AUX    aux        10  xpos=VBP
    pay      -        VERB   acl:relcl  6   xpos=VB
    """)
    )

    assert grammar.subject(9) == 2
    assert 5 in grammar.conjuncts(2)


def test_both_verbs_of_to_help_rebuild_are_infinitives() -> None:
    """Where the tree hangs "help" and "rebuild" on "offered", and "to" on the second, one completes the other."""
    grammar = Grammar(
        parsed_from("""
    Peru     Peru     PROPN  nsubj  2
    offered  offer    VERB   root   0   xpos=VBD
    to       -        PART   mark   5
    help     -        VERB   xcomp  2   xpos=VB
    rebuild  -        VERB   xcomp  2   xpos=VB
    """)
    )

    assert grammar.infinitives(1) == (3, 4)
    assert grammar.complements(3) == (4,)
