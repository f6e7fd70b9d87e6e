"""Clauses: subjects behind control, passives, coordination and relatives, and the characters of what they do."""

from __future__ import annotations

from dragoman.language import ActorLookup, Clauses
from dragoman.record import Actor, Mention
from dragoman.testing import parsed_from

URGED = """
Greece  -     PROPN  nsubj  2
urged   urge  VERB   root   0  xpos=VBD
Turkey  -     PROPN  obj    2
not     -     PART   advmod 6
to      -     PART   mark   6
drill   -     VERB   xcomp  2  xpos=VB
there   -     ADV    advmod 6
.       .     PUNCT  punct  2
"""
BACKED = """
Rebels   rebel  NOUN   nsubj:pass  3
were     be     AUX    aux:pass    3  xpos=VBD
armed    arm    VERB   root        0  xpos=VBN
and      -      CCONJ  cc          5
paid     pay    VERB   conj        3  xpos=VBN
by       -      ADP    case        7
Iran     -      PROPN  obl:agent   5
.        .      PUNCT  punct       3
"""


def clauses_of(table: str, *names: str) -> Clauses:
    parsed = parsed_from(table)
    actors = [
        Actor(
            id=name,
            name=name,
            type="state",
            mentions=(Mention(start=parsed.text.index(name), end=parsed.text.index(name) + len(name), kind="name"),),
        )
        for name in names
    ]
    return Clauses(parsed, ActorLookup.of(parsed, actors))


def test_the_object_does_what_it_is_urged_to_do() -> None:
    """The subject of an infinitive is the object of the verb above it."""
    clauses = clauses_of(URGED, "Greece", "Turkey")

    assert [p.actor for p in clauses.participants(clauses.subject(5))] == ["Turkey"]
    assert [p.actor for p in clauses.participants(clauses.doer(1))] == ["Greece"]


def test_negation_is_seen_and_its_characters_can_be_left_out() -> None:
    """ "Not" belongs to its verb; a span runs over the unbroken words around its head."""
    clauses = clauses_of(URGED, "Greece", "Turkey")
    span = clauses.span(5, without=(3, 4))

    assert clauses.is_negated(5) and not clauses.is_negated(1)
    assert clauses.negation(5) == 3
    assert clauses.parsed.text[span.start : span.end] == "drill there"


def test_a_coordinated_passive_shares_its_subject() -> None:
    """The second of two passives has the subject of the first, and its own doer."""
    clauses = clauses_of(BACKED, "Iran")

    assert clauses.is_passive(4)
    assert clauses.subject(4) == clauses.object(4) == 0
    assert [p.actor for p in clauses.participants(clauses.doer(4))] == ["Iran"]


TORN = """
Fees       fee        NOUN   nsubj      2
angered    anger      VERB   root       0  xpos=VBD
Peru       -          PROPN  obj        2
and        -          CCONJ  cc         5
Chile      -          PROPN  conj       6
Miners     -          PROPN  obj        2
,          -          PUNCT  punct      9
who        -          PRON   nsubj      9
oppose     -          VERB   acl:relcl  6  xpos=VBP
them       -          PRON   obj        9
.          -          PUNCT  punct      2
"""


def test_a_torn_coordination_shares_its_plural_relative_clause() -> None:
    """Of "Peru and Chile Miners, who oppose" both oppose, though the tree hangs the clause on the miners alone."""
    clauses = clauses_of(TORN, "Peru", "Miners")

    assert [p.actor for p in clauses.participants(clauses.doer(8))] == ["Peru", "Miners"]


FRONTED = """
Cyprus      -          PROPN  nsubj      6
,           -          PUNCT  punct      5
which       -          PRON   nsubj      5
Turkey      -          PROPN  nsubj      5
shuns       shun       VERB   acl:relcl  1  xpos=VBZ
grew        grow       VERB   root       0  xpos=VBD
.           -          PUNCT  punct      6
"""


def test_a_relative_before_the_subject_is_the_object() -> None:
    """Of "which Turkey shuns" Turkey is the subject and the noun behind "which" the object."""
    clauses = clauses_of(FRONTED, "Cyprus", "Turkey")

    assert (clauses.doer(4), clauses.object(4)) == (3, 0)
