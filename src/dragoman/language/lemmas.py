"""Lemmas by table and suffix rule, from a word's form and its tag."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from dragoman.rulefile import read_table

_LONGEST_SUFFIX = 5
_PAST = ("VBD", "VBN")


@dataclass(frozen=True, slots=True, kw_only=True)
class IrregularVerb:
    """A past tense or participle that no suffix rule tells, and its verb."""

    form: str
    lemma: str


@cache
def irregular_verbs() -> dict[str, str]:
    """Verbs by their irregular past forms.

    >>> irregular_verbs()["beaten"]
    'beat'
    """
    file = files("dragoman.language") / "rules" / "en" / "irregular_verbs.csv"
    return {row.form: row.lemma for row in read_table(file, IrregularVerb, unique="form")}


class Lemmas:
    """Lemmas of (form, XPOS), remembered."""

    def __init__(self, file: Path) -> None:
        table = json.loads(gzip.decompress(file.read_bytes()))
        self._words: dict[str, str] = table["words"]
        self._suffixes: dict[str, str] = table["suffixes"]
        self._known: dict[tuple[str, str], str] = {}

    def of(self, form: str, xpos: str) -> str:
        """The lemma: lower case, but as written for proper names, as the treebanks have it."""
        known = self._known.get((form, xpos))
        if known is None:
            known = self._find(form, xpos)
            if len(self._known) < 200_000:
                self._known[form, xpos] = known
        return known

    def _find(self, form: str, xpos: str) -> str:
        lower = form.lower().replace("’", "'")
        found = self._words.get(f"{lower}|{xpos}")
        if found is None and xpos in _PAST:
            found = irregular_verbs().get(lower)
        found = found or self._by_suffix(lower, _likely(lower, xpos))
        if xpos.startswith("NNP"):
            return form if found == lower else form[: len(found)]
        return found

    def _by_suffix(self, lower: str, xpos: str) -> str:
        for size in range(min(_LONGEST_SUFFIX, len(lower)), -1, -1):
            rule = self._suffixes.get(f"{lower[len(lower) - size :]}|{xpos}")
            if rule is not None:
                cut, _, add = rule.partition(":")
                return lower[: len(lower) - int(cut)] + add or lower
        return lower


def _likely(lower: str, xpos: str) -> str:
    """The tag that the form itself speaks for: an unknown "rejects" is no plural, whatever the tagger says.

    >>> _likely("rejects", "VBP"), _likely("discuss", "VBP")
    ('VBZ', 'VBP')
    """
    third_person = xpos == "VBP" and lower.endswith("s") and not lower.endswith(("ss", "us", "is"))
    return "VBZ" if third_person else xpos
