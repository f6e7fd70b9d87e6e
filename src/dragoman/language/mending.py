"""Trees put right where the words themselves leave no doubt.

The model gives each word its relation by itself, so a tree may say what no English sentence can: a passive subject
of "have taken", an owner that owns nothing. Each rule here follows from the guidelines of Universal Dependencies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.language.parsed import Word

_INSIDE = frozenset({"amod", "compound", "nummod", "advmod", "nmod:desc", "flat"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_ACTIVE = frozenset({"VB", "VBP", "VBZ"})
_OWNED_BY = "nmod:poss"
_TIMES = frozenset({"week", "month", "year", "night", "weekend", "summer", "winter"})  # "left St John's last week"
_MARKS = frozenset({"'s", "’s", "'", "’"})


def mended(words: Sequence[Word]) -> list[Word]:
    """The words of one report with such relations put right."""
    found = list(words)
    _mend_voice(found)
    _mend_owners(found)
    return found


def _mend_voice(words: list[Word]) -> None:
    """The subject of a verb in the active voice is no passive one: "rebels have not *taken* the town"."""
    for index, word in enumerate(words):
        if word.deprel == "nsubj:pass" and _is_active(words, word.head):
            words[index] = replace(word, deprel="nsubj")


def _is_active(words: Sequence[Word], verb: int) -> bool:
    """Whether the verb's form cannot be passive: finite, or behind "have" alone."""
    if words[verb].xpos not in (*_ACTIVE, "VBN"):
        return False
    first, last = _sentence(words, verb)
    before = [w for w in words[first:last] if w.head == verb and w.deprel.startswith("aux")]
    if any(w.deprel == "aux:pass" or w.lemma in ("be", "get") for w in before):
        return False
    return words[verb].xpos in _ACTIVE or any(w.lemma == "have" for w in before)


def _mend_owners(words: list[Word]) -> None:
    """What stands before "'s" owns the noun phrase after it: "*Nauru*'s expulsion of envoys came late"."""
    for index in range(1, len(words) - 1):
        word, before = words[index], words[index - 1]
        is_mark = word.text in _MARKS and word.xpos == "POS" and word.deprel == "case" and word.head == index - 1
        owned = _owned(words, index) if is_mark and before.deprel != _OWNED_BY else None
        if owned is None:
            continue
        if words[owned].head == index - 1:
            words[owned] = replace(words[owned], head=before.head, deprel=before.deprel)
        elif _is_under(words, owned, index - 1):
            continue
        words[index - 1] = replace(before, head=owned, deprel=_OWNED_BY)


def _owned(words: Sequence[Word], mark: int) -> int | None:
    """The noun that heads the phrase right after the mark, or None where none begins there."""
    at = mark + 1
    if words[at].upos == "PUNCT":
        return None
    while words[at].head > at and words[at].deprel in _INSIDE and words[at].sentence == words[mark].sentence:
        at = words[at].head
    is_noun = words[at].upos in _NOUNS and words[at].deprel != _OWNED_BY and words[at].lemma not in _TIMES
    return at if is_noun and words[at].sentence == words[mark].sentence else None


def _is_under(words: Sequence[Word], index: int, above: int) -> bool:
    """Whether the word hangs below the other one."""
    at = index
    while at >= 0 and at != above:
        at = words[at].head
    return at == above


def _sentence(words: Sequence[Word], index: int) -> tuple[int, int]:
    """The words ``[first, last)`` of the sentence around a word."""
    first = last = index
    while first > 0 and words[first - 1].sentence == words[index].sentence:
        first -= 1
    while last < len(words) and words[last].sentence == words[index].sentence:
        last += 1
    return first, last
