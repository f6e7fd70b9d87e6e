"""How far a noun phrase reaches from its head word."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.language import Parsed

_LEFT = frozenset({"det", "amod", "compound", "nummod", "nmod", "flat", "case", "cc", "advmod", "obl"})
_PREMODIFIERS = frozenset({"compound", "amod", "nmod:desc", "det", "nummod"})
_RIGHT = frozenset({"flat", "fixed", "goeswith", "compound"})
_JOINERS = frozenset({"ADP", "CCONJ", "SCONJ", "PUNCT"})
_BOUNDS = frozenset({"least", "most"})  # "At least 11 people": the bound belongs to the count
_JOINING = frozenset({"of", "for"})


@dataclass(frozen=True, slots=True)
class Reach:
    """The first and last word below each word of the report."""

    first: tuple[int, ...]
    last: tuple[int, ...]

    @classmethod
    def of(cls, parsed: Parsed) -> Reach:
        """Reads every tree once; linear in the length of the report times the depth of its trees."""
        first, last = list(range(len(parsed.words))), list(range(len(parsed.words)))
        for index in range(len(parsed.words)):
            for above in parsed.ancestors(index):
                if first[above] > index:
                    first[above] = index
                elif last[above] < index:
                    last[above] = index
                else:
                    continue
        return cls(tuple(first), tuple(last))


def base(deprel: str) -> str:
    """The relation without its subtype."""
    return deprel.partition(":")[0]


def is_premodifier(parsed: Parsed, index: int) -> bool:
    """Whether the word stands before its head as an adjective or part of a compound ("police" in "police chief")."""
    word = parsed.words[index]
    return word.head > index and word.deprel in _PREMODIFIERS


def beside(parsed: Parsed, index: int) -> int | None:
    """The word that the one at ``index`` stands beside in apposition.

    Where the tree gives a verb two subjects with only a comma between them ("the minister, Anna Berg, said"), the
    second stands beside the first.
    """
    word = parsed.words[index]
    if base(word.deprel) == "appos":
        return word.head
    if word.head < 0 or base(word.deprel) != "nsubj" or word.upos != "PROPN":
        return None
    if parsed.child(index, "cc") is not None:
        return None
    before = [k for k in parsed.children(word.head, "nsubj") if k < index]
    return before[-1] if before and parsed.words[before[-1] + 1].text == "," else None


def apposed(parsed: Parsed, index: int) -> tuple[int, ...]:
    """The words that stand beside the one at ``index`` in apposition, in text order."""
    word = parsed.words[index]
    twins = parsed.children(word.head, "nsubj") if word.head >= 0 and base(word.deprel) == "nsubj" else ()
    kids = sorted({*parsed.children(index, "appos"), *twins})
    return tuple(k for k in kids if beside(parsed, k) == index)


def extent(parsed: Parsed, reach: Reach, head: int) -> tuple[int, int]:
    """Words ``[first, last)`` of the noun phrase of ``head``.

    Articles, adjectives, compounds, possessors and an "of" or "for" phrase belong to it; relative clauses,
    appositions behind a comma and other prepositional phrases do not.
    """
    first, last = _left(parsed, reach, head), _right(parsed, reach, head)
    if _is_whole(parsed, head, first, last):
        return first, last
    if _is_whole(parsed, head, head, last):
        return head, last
    return (first, head + 1) if _is_whole(parsed, head, first, head + 1) else (head, head + 1)


def _left(parsed: Parsed, reach: Reach, head: int) -> int:
    words, at = parsed.words, head
    for child in reversed(parsed.children(head)):
        if child > head or base(words[child].deprel) == "punct":
            continue
        if not _joins_left(parsed, child) or (
            reach.last[child] + 1 < at and not _only_marks(parsed, reach.last[child] + 1, at)
        ):
            break
        at = reach.first[child]
    while at < head and words[at].upos in _JOINERS and words[at + 1].lemma not in _BOUNDS:
        at += 1
    if words[at].lemma in _BOUNDS and at > 0 and words[at - 1].text.lower() == "at":
        at -= 1
    return at


def _joins_left(parsed: Parsed, child: int) -> bool:
    return base(parsed.words[child].deprel) in _LEFT and parsed.words[child].deprel not in ("case", "cc")


def _only_marks(parsed: Parsed, first: int, last: int) -> bool:
    return all(parsed.words[index].upos == "PUNCT" for index in range(first, last))


def _right(parsed: Parsed, reach: Reach, head: int) -> int:
    last = head + 1
    for child in parsed.children(head):
        if child < last:
            continue
        if reach.first[child] > last:
            break
        relation = parsed.words[child].deprel
        if base(relation) in _RIGHT:
            last = max(last, reach.last[child] + 1)
        elif (base(relation) == "appos" and child == last) or (
            base(relation) == "nmod" and _joined_by_of(parsed, child)
        ):
            last = _right(parsed, reach, child)
        elif relation != "case" or parsed.words[child].upos != "PART":
            break
        else:
            break
    return last


def _joined_by_of(parsed: Parsed, child: int) -> bool:
    case = parsed.child(child, "case")
    return case is not None and case < child and parsed.words[case].lemma.lower() in _JOINING


def _is_whole(parsed: Parsed, head: int, first: int, last: int) -> bool:
    """Whether ``head`` is the only word of the span that hangs outside it."""
    return all(index == head or first <= parsed.words[index].head < last for index in range(first, last))


def top_of(parsed: Parsed, first: int, last: int) -> int:
    """The word of ``[first, last)`` whose head lies outside it.

    Where there are several (a broken tree) the last that is no mere part of another name.
    """
    tops = [index for index in range(first, last) if not first <= parsed.words[index].head < last]
    whole = [index for index in tops if base(parsed.words[index].deprel) not in ("flat", "compound", "punct")]
    return (whole or tops or [first])[-1]
