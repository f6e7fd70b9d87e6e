"""Lemmas: the treebanks' table first, irregular verbs next, then suffix rules."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from dragoman.language.lemmas import Lemmas, irregular_verbs

LEMMAS = Lemmas(Path(str(files("dragoman.language") / "model" / "lemmas.json.gz")))


@pytest.mark.parametrize(
    ("form", "xpos", "lemma"),
    [("beaten", "VBN", "beat"), ("bound", "VBN", "bind"), ("arrested", "VBD", "arrest"), ("Police", "NNP", "Police")],
)
def test_forms_have_their_lemma(form: str, xpos: str, lemma: str) -> None:
    """Regular and irregular past forms lead to their verb; names stay as they are written."""
    assert LEMMAS.of(form, xpos) == lemma


def test_no_irregular_form_is_regular() -> None:
    """The table holds only what a suffix rule could not tell: no form in -ed of its own verb."""
    assert not [form for form, lemma in irregular_verbs().items() if form in (f"{lemma}ed", f"{lemma}d")]
