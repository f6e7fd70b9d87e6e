"""Words as reports are compared by: base forms, and how near two words are in meaning."""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64decode
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.language.lemmas import Lemmas

WORD = re.compile(r"[^\W_]+(?:[.,’'-][^\W_]+)*")
NUMBER_WORDS = frozenset(
    {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
    | {"dozen", "dozens", "hundreds", "thousands"}
)
_VOWEL = re.compile("[aeiouy]")
_NO_PLURALS = ("ss", "us", "is", "series", "news")
_LONG_PLURALS = ("sses", "xes", "zzes", "ches", "shes")
_PARTICIPLES = ("ken", "ven", "wn", "ten", "den", "sen", "len")

_KEPT = 100_000  # words whose base form is remembered


@lru_cache(maxsize=_KEPT)
def base_form(word: str) -> str:
    """The word without its ending, in lower case: of a word that may be a verb or a noun the verb.

    >>> [base_form(word) for word in ("Said", "killings", "agreed", "talks", "crisis", "need", "Moldova's")]
    ['say', 'kill', 'agree', 'talk', 'crisis', 'need', 'moldova']
    """
    lower = word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'")
    lower = _singular(lower)
    if lower.endswith("ing"):
        return _lemmas().of(lower, "VBG") if _VOWEL.search(lower[:-3]) else lower
    known = _lemmas().of(lower, "VBD")
    if lower.endswith("ed"):
        return known if len(known) > 2 and lower.endswith("eed") == known.endswith("ee") else lower
    if lower.endswith(_PARTICIPLES) and known == lower:
        return _lemmas().of(lower, "VBN")
    return lower if lower.startswith(known) else known  # "award" is no past of "awar"


def _singular(lower: str) -> str:
    if len(lower) < 4 or not lower.endswith("s") or lower.endswith(_NO_PLURALS):
        return lower
    if lower.endswith("ies"):
        return lower[:-3] + "y" if len(lower) > 4 else lower[:-1]
    return lower[:-2] if lower.endswith(_LONG_PLURALS) else lower[:-1]


@cache
def _lemmas() -> Lemmas:
    with as_file(files("dragoman.language") / "model" / "lemmas.json.gz") as file:
        return Lemmas(file)


@dataclass(frozen=True, kw_only=True)
class Meanings:
    """Vectors of words, as the encoder's authors trained it on pairs of like sentences, in fewer dimensions.

    Built by ``load_meanings``; made by ``python -m training.linking``.
    """

    rows: dict[str, int]
    vectors: NDArray[np.float32]

    def nearness(self, one: str, other: str) -> float:
        """How near two base forms are, 0 to 1; 1 for the same word, 0 where one has no vector.

        >>> meanings = load_meanings()
        >>> meanings.nearness("acquire", "acquisition") > meanings.nearness("acquire", "earthquake")
        True
        """
        if one == other:
            return 1.0
        first, second = self.rows.get(one), self.rows.get(other)
        if first is None or second is None:
            return 0.0
        return max(0.0, float(self.vectors[first] @ self.vectors[second]))

    def rows_of(self, words: Sequence[Collection[str]]) -> NDArray[np.float32]:
        """A row for each lot of words: the direction of the sum of their vectors, nought where none is known."""
        table = np.zeros((len(words), self.vectors.shape[1]), dtype=np.float32)
        for number, lot in enumerate(words):
            known = [row for word in sorted(lot) if (row := self.rows.get(word)) is not None]
            if known:
                table[number] = self.vectors[known].sum(axis=0)
        lengths = np.linalg.norm(table, axis=1, keepdims=True)
        scaled: NDArray[np.float32] = table / np.maximum(lengths, 1e-6)
        return scaled


@cache
def load_meanings() -> Meanings:
    """The bundled vectors, read once; each row has length 1."""
    raw = (files("dragoman.picture") / "meanings.json.gz").read_bytes()
    table: dict[str, Any] = json.loads(gzip.decompress(raw))
    numbers = np.frombuffer(b64decode(table["vectors"]), dtype=np.int8).reshape(len(table["words"]), -1)
    vectors = numbers.astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return Meanings(rows={word: row for row, word in enumerate(table["words"])}, vectors=vectors)
