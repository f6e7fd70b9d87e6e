"""Word groups of a tree that statements are cut from: verb groups, noun phrases, and their characters."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.language import Parsed
from dragoman.record.types import Span

CLAUSES = frozenset({"acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "parataxis", "conj", "csubj"})
_GROUP = frozenset({"aux", "aux:pass", "cop", "advmod", "neg"})
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj")
QUOTES = frozenset('"“”„‟«»＂') | {"''", "``"}
DASHES = frozenset(["—", "–", "―", "-", "--"])
_MARKS = QUOTES | frozenset("‘’‚‛‹›'`")
_OPENS = frozenset("“„«‘([") | {"``"}


def has_relation(parsed: Parsed, index: int, *names: str) -> bool:
    """Whether the word's relation, or the relation without its subtype, is one of ``names``."""
    relation = parsed.words[index].deprel
    return relation in names or relation.split(":")[0] in names


def is_passive(parsed: Parsed, head: int) -> bool:
    """Whether the verb is passive: a passive auxiliary or subject, or a bare participle with an agent."""
    return bool(parsed.children(head, "aux:pass", "nsubj:pass")) or bool(parsed.children(head, "obl:agent"))


def subject_of(parsed: Parsed, head: int) -> int | None:
    """The head word of the verb's own subject, or None; a dummy "it" or "there" is none."""
    for child in parsed.children(head, *_SUBJECTS):
        word = parsed.words[child]
        if word.deprel != "expl" and word.lemma.lower() != "there":
            return child
    return None


def agent_of(parsed: Parsed, head: int) -> int | None:
    """The head word of a passive verb's "by" phrase, or None."""
    for child in parsed.children(head, "obl"):
        if parsed.words[child].deprel == "obl:agent" or case_of(parsed, child) == "by":
            return child
    return None


def case_of(parsed: Parsed, head: int) -> str:
    """The first preposition of a phrase, in lower case, or an empty string."""
    for child in parsed.children(head, "case", "mark"):
        if child < head:
            return parsed.words[child].text.lower()
    return ""


def verb_group(parsed: Parsed, head: int) -> tuple[int, int]:
    """First and last word of the unbroken group around a cue: auxiliaries, negation, adverbs before
    it, a particle after it."""
    first = last = head
    kids = set(parsed.children(head))
    while first - 1 in kids and parsed.words[first - 1].deprel in _GROUP and _is_in_group(parsed, first - 1):
        first -= 1
    if last + 1 in kids and parsed.words[last + 1].deprel == "compound:prt":
        last += 1
    return first, last


def _is_in_group(parsed: Parsed, index: int) -> bool:
    word = parsed.words[index]
    return word.deprel != "advmod" or (word.upos in ("ADV", "PART") and word.xpos != "WRB")


def noun_phrase(parsed: Parsed, head: int) -> tuple[int, ...]:
    """The words of the noun phrase: its preposition and possessive mark left out, and a clause that a
    comma sets off at its end."""
    words = parsed.words
    left_out: set[int] = set()
    for child in parsed.children(head):
        relation = words[child].deprel
        if (relation == "case" and child < head) or (relation == "cc" and child < head):
            left_out.update(parsed.subtree(child))
        elif relation in ("acl:relcl", "acl", "advcl", "parataxis", "appos") and child > head:
            if relation != "appos" and _set_off(parsed, child):
                left_out.update(parsed.subtree(child))
        elif relation in ("cop", "mark", "nsubj", "advmod") and words[child].upos not in ("ADV", "DET"):
            left_out.update(parsed.subtree(child))
    return without_edges(parsed, [i for i in parsed.subtree(head) if i not in left_out])


def _set_off(parsed: Parsed, clause: int) -> bool:
    first = parsed.subtree(clause)[0]
    words = parsed.words
    return words[first].text in ",—–-" or (first > 0 and words[first - 1].text in ",—–")


def without_edges(parsed: Parsed, indices: Iterable[int]) -> tuple[int, ...]:
    """The words without punctuation at either end."""
    kept = sorted(indices)
    words = parsed.words
    while kept and words[kept[0]].upos == "PUNCT" and words[kept[0]].text not in _OPENS:
        kept.pop(0)
    while kept and words[kept[-1]].upos == "PUNCT" and words[kept[-1]].text not in ")”]":
        kept.pop()
    return tuple(kept)


def unbroken_runs(indices: Iterable[int]) -> list[tuple[int, int]]:
    """Runs (first, last) of neighbouring words.

    >>> unbroken_runs([1, 2, 5])
    [(1, 2), (5, 5)]
    """
    found: list[tuple[int, int]] = []
    for index in sorted(indices):
        if found and index == found[-1][1] + 1:
            found[-1] = (found[-1][0], index)
        else:
            found.append((index, index))
    return found


def runs(parsed: Parsed, indices: Iterable[int], *, blocked: frozenset[int] = frozenset()) -> list[tuple[int, int]]:
    """Unbroken runs (first, last) of the words; a gap of punctuation, or of one word that is not
    ``blocked``, is closed."""
    found: list[tuple[int, int]] = []
    for index in sorted(indices):
        if found and _bridges(parsed, found[-1][1], index, blocked):
            found[-1] = (found[-1][0], index)
        else:
            found.append((index, index))
    return found


def _bridges(parsed: Parsed, before: int, after: int, blocked: frozenset[int]) -> bool:
    gap = range(before + 1, after)
    if len(gap) > 3 or any(i in blocked for i in gap):
        return False
    return sum(parsed.words[i].upos != "PUNCT" for i in gap) <= 1


def span_of(parsed: Parsed, first: int, last: int) -> Span:
    """The characters from the first word to the last."""
    return Span(parsed.words[first].start, parsed.words[last].end)


def is_quote_mark(text: str) -> bool:
    """Whether a word is a quotation mark."""
    return text in _MARKS
