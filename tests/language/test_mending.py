"""Trees that the words themselves put right."""

from __future__ import annotations

import pytest

from dragoman.language import Word
from dragoman.language.mending import mended


def read(rows: str) -> list[Word]:
    """Words of one sentence from rows of text/upos/xpos/relation/head."""
    words = []
    for row in rows.split():
        text, upos, xpos, deprel, head = row.split("/")
        lemma = {"has": "have", "have": "have", "was": "be", "given": "give", "became": "become"}.get(
            text, text.lower()
        )
        words.append(Word(0, 0, text, lemma, upos, xpos, "_", int(head), deprel, 0))
    return words


@pytest.mark.parametrize(
    ("rows", "at", "relation", "head"),
    [
        (
            "Rebels/NOUN/NNS/nsubj:pass/2 have/AUX/VBP/aux/2 shelled/VERB/VBN/root/-1 Adwa/PROPN/NNP/obj/2",
            0,
            "nsubj",
            2,
        ),
        ("Rebels/NOUN/NNS/nsubj:pass/1 kidnapped/VERB/VBN/root/-1 nurses/NOUN/NNS/obj/1", 0, "nsubj", 1),
        ("Men/NOUN/NNS/nsubj:pass/1 given/VERB/VBN/root/-1 terms/NOUN/NNS/obj/1", 0, "nsubj:pass", 1),
        ("Adwa/PROPN/NNP/nsubj:pass/2 was/AUX/VBD/aux:pass/2 shelled/VERB/VBN/root/-1", 0, "nsubj:pass", 2),
        ("He/PRON/PRP/nsubj/1 called/VERB/VBD/root/-1 on/ADP/IN/compound:prt/1 Mali/PROPN/NNP/obl/1", 2, "case", 3),
        ("Cabinet/NOUN/NN/nsubj/3 of/ADP/IN/case/2 Mali/PROPN/NNP/nsubj/3 met/VERB/VBD/root/-1", 2, "nmod", 0),
        ("Police/NOUN/NN/nsubj/3 in/ADP/IN/case/2 Dili/PROPN/NNP/obl/3 met/VERB/VBD/root/-1", 2, "nmod", 0),
        ("Police/NOUN/NN/nsubj/3 in/ADP/IN/case/2 May/PROPN/NNP/obl/3 met/VERB/VBD/root/-1", 2, "obl", 3),
        ("Malian/PROPN/NNP/nsubj/2 forces/NOUN/NNS/nsubj/2 fled/VERB/VBD/root/-1", 0, "compound", 1),
        ("Kyiv/PROPN/NNP/nsubj/1 shelved/VERB/VBD/root/-1 talks/NOUN/NNS/xcomp/1", 2, "obj", 1),
        ("He/PRON/PRP/nsubj/1 became/VERB/VBD/root/-1 king/NOUN/NN/xcomp/1", 2, "xcomp", 1),
        ("to/ADP/IN/case/2 Guinea/PROPN/NNP/compound/3 -/PUNCT/HYPH/punct/3 Bissau/PROPN/NNP/root/-1", 0, "case", 3),
        ("They/PRON/PRP/nsubj/1 went/VERB/VBD/root/-1 on/ADP/IN/case/3 strike/NOUN/NN/advcl/1", 3, "obl", 1),
        ("Nauru/PROPN/NNP/nsubj/3 's/PART/POS/case/0 plan/NOUN/NN/nsubj/3 failed/VERB/VBD/root/-1", 0, "nmod:poss", 2),
        (
            "Aid/NOUN/NN/nsubj/4 to/ADP/IN/case/3 New/PROPN/NNP/nmod/0 Zealand/PROPN/NNP/nmod/0 grew/VERB/VBD/root/-1",
            2,
            "compound",
            3,
        ),
    ],
)
def test_a_relation_that_cannot_be_is_put_right(rows: str, at: int, relation: str, head: int) -> None:
    """Active subjects, phrases with a preposition, owners and torn names; the passive of a headline stays."""
    word = mended(read(rows))[at]

    assert (word.deprel, word.head) == (relation, head)


def test_a_place_with_a_mark_of_its_own_owns_no_week() -> None:
    """ "left Saint John's last week" is no week of Saint John's."""
    rows = "left/VERB/VBD/root/-1 John/PROPN/NNP/obj/0 's/PART/POS/case/1 last/ADJ/JJ/amod/4 week/NOUN/NN/obl/0"

    assert mended(read(rows))[1].deprel == "obj"


def test_a_verb_taken_for_a_noun_is_a_verb() -> None:
    """ "police fire tear gas": a noun with a subject before and an object after it."""
    word = mended(read("Police/NOUN/NN/nsubj/1 fire/NOUN/NN/root/-1 gas/NOUN/NN/obj/1"))[1]

    assert (word.upos, word.xpos) == ("VERB", "VBP")


def test_the_name_of_a_state_is_a_name() -> None:
    """ "promised Niger food", where the tagger saw an adjective."""
    word = mended(read("gave/VERB/VBD/root/-1 Niger/ADJ/JJ/amod/2 food/NOUN/NN/obj/0"))[1]

    assert (word.upos, word.deprel) == ("PROPN", "compound")
