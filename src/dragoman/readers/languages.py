"""Which language a text is in, so that what is not English is set aside rather than coded as nonsense.

English is told by its little words, which costs next to nothing. Only a text that has few of them is shown to the
language identifier (py3langid, 111 languages), so that a run over English reports never loads it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.rulefile import read_table

ENGLISH = "en"
_SAMPLE = 10_000  # characters that are looked at
_SHOWN = 3_000  # characters that the identifier sees
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff]")
_LITTLE = 0.08  # share of English little words among all; running English has about 0.2, its neighbours under 0.03
_FEWEST = 6  # Latin words: below that a text is too short to tell
_NOT_ENGLISH = 0.005  # the identifier's chance that it is English; above that it may still be names or addresses
_NO_LANGUAGE = "zxx"  # links, numbers, codes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    word: str


@cache
def _little_words() -> frozenset[str]:
    """Frequent English words that other languages in Latin letters do not have, or seldom."""
    table = read_table(files("dragoman.readers") / "rules" / "en" / "words.csv", _Word, unique="word")
    return frozenset(row.word for row in table)


def told_language(text: str) -> str | None:
    """The language of ``text`` as an ISO 639 code; None where the text is too short or too odd to tell.

    >>> told_language("The ministers met in Oslo, and they agreed on most of it.")
    'en'
    >>> told_language("Ministers met.") is None
    True
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    if not words:
        return None
    latin = _is_latin(sample)
    if latin:
        if sum(word in _little_words() for word in words) >= max(2, _LITTLE * len(words)):
            return ENGLISH
        if len(words) < _FEWEST:
            return None
    return _identified(sample[:_SHOWN], doubt=latin)


def _identified(sample: str, *, doubt: bool) -> str | None:
    """The likeliest language; None where English is not it but may be (only with ``doubt``), or where it is none."""
    chances: dict[str, float] = dict(_identifier().rank(sample))
    language = max(chances, key=lambda name: chances[name])
    if language != ENGLISH and (language == _NO_LANGUAGE or (doubt and chances[ENGLISH] > _NOT_ENGLISH)):
        return None
    return language


def primary(tag: str | None) -> str | None:
    """The language of a language tag, without region and script.

    >>> primary("en-GB"), primary(" EN_us"), primary("")
    ('en', 'en', None)
    """
    found = re.match(r"\s*([A-Za-z]{2,3})(?![A-Za-z])", tag or "")
    return _SHORT.get(found[1].lower(), found[1].lower()) if found else None


_SHORT = {"eng": ENGLISH}


def _is_latin(sample: str) -> bool:
    """Whether at least half of the letters are Latin."""
    letters = sum(map(str.isalpha, sample))
    return 2 * len(_LATIN.findall(sample)) >= letters


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
