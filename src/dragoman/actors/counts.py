"""People whom a report tells only by their number: "dozens were arrested", "the shelling killed 14"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.actors.phrases import base
from dragoman.actors.rules import ActorRules
from dragoman.language import Parsed

_SUFFERS = frozenset({"nsubj", "obj"})


def counted_people(parsed: Parsed, rules: ActorRules) -> Iterator[int]:
    """The heads of bare numbers that do or suffer what only people do or suffer."""
    for index, word in enumerate(parsed.words):
        if word.upos not in ("NUM", "NOUN") or not _is_bare_count(parsed, rules, index):
            continue
        verb = _governor(parsed, index)
        if verb is not None and rules.is_a("befalls", parsed.words[verb].lemma.lower()):
            yield index


def _is_bare_count(parsed: Parsed, rules: ActorRules, index: int) -> bool:
    word = parsed.words[index]
    if word.upos == "NOUN" and not rules.is_a("count", word.lemma.lower()):
        return False
    kids = parsed.children(index, "nmod", "obl", "compound", "flat", "nummod", "acl")
    told = (k for k in kids if parsed.words[k].upos in ("NOUN", "PROPN", "PRON", "SYM", "VERB"))
    return not any(not _is_count_of_it(parsed, rules, k) for k in told)


def _is_count_of_it(parsed: Parsed, rules: ActorRules, index: int) -> bool:
    """Whether the word only multiplies the count above it: "tens of thousands"."""
    return rules.is_a("count", parsed.words[index].lemma.lower()) and _is_bare_count(parsed, rules, index)


def _governor(parsed: Parsed, index: int) -> int | None:
    """The verb whose subject or object the number is, alone or coordinated with another."""
    word = parsed.words[index]
    if word.deprel == "conj" and word.head >= 0 and parsed.words[word.head].upos in ("NOUN", "NUM"):
        word = parsed.words[word.head]
    if word.head < 0 or base(word.deprel) not in _SUFFERS:
        return None
    return word.head if parsed.words[word.head].upos == "VERB" else None
