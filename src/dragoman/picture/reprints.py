"""Reports that are one text under several names: printed again with edits, cuts and new leads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.picture.particulars import difference, particulars

_WORD = re.compile(r"\w+")
_RUN = 3  # words of a run: one changed word spoils three runs
_LEAST_WORDS = 12  # a text shorter than this says too little to be known again, but for its exact copy
_LIKE = 0.45  # share of the shorter text's runs; below it follow-ups that share paragraphs of background begin
_LATE = 4  # days apart from which a text is only a reprint where ...
_LATE_LIKE = 0.8  # ... it is nearly the same, and ...
_OTHER, _LATE_OTHER = 0.4, 0.1  # share of shared places that hold other figures and names: below, it is one text
_SAMPLE = 4  # one run in so many is looked up
_SHORT = _SAMPLE * _LEAST_WORDS  # runs of a text below which one looked-up run in common is enough
_HITS = 2  # looked-up runs in common before two texts are compared
_BATCH = 512  # reports that are cut into runs at once
_MOST_WORDS = 20_000  # of a text; the rest is not compared
_VOCABULARY = 1_000_000  # words that are remembered with their number
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)

_REMEMBERED = 10_000  # reports whose figures and names are kept for the next comparison

Text = tuple[str, str | None, str]
Runs = NDArray[np.uint32]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprint:
    """A report that prints another again; ``likeness`` is the share of the shorter text that stands in the other,
    0 to 1."""

    report: str
    original: str
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What a report is looked up by among others: how many words and runs its text has, and a sample of the runs."""

    words: int
    runs: int
    sample: Runs


def find_reprints(reports: Iterable[Text]) -> tuple[Reprint, ...]:
    """The reprints among (id, day, text), each with its original: the earliest report that it prints again.

    A text in the same form but with other figures and names is none: a daily bulletin is news. What comes more than
    four days later is one only where it is nearly the same in words, figures and names.

    A report without a day comes after those of a day, and of one day the longest text comes first, then the first by
    id; the order that they come in does not matter. An id that comes twice counts once, as its first text by that
    order. Time and memory grow with the length of the texts: each is compared only with those that share rare runs
    of words with it.

    >>> text = "The two ministers met in Geneva on Monday and agreed to open the bridge to trucks that carry food."
    >>> find_reprints([("b", "2024-03-02", text + " Prices fell."), ("a", "2024-03-01", text)])
    (Reprint(report='b', original='a', likeness=1.0),)
    """
    read, runs, _ = _read(reports)
    return _reprints(read, runs)


def reprints_and_outlines(reports: Iterable[Text]) -> tuple[tuple[Reprint, ...], dict[str, Outline]]:
    """The same, with the outline of each report by its id."""
    read, runs, words = _read(reports)
    outlines = {text[0]: _outline(count, each) for text, count, each in zip(read, words, runs, strict=True)}
    return _reprints(read, runs), outlines


def _reprints(read: Sequence[Text], runs: Sequence[Runs]) -> tuple[Reprint, ...]:
    comparing, originals, found = Comparing(), dict[int, int](), list[Reprint]()
    for late, earlier in _candidates(runs):
        printed = comparing.first_printed((read[late], runs[late]), ((read[early], runs[early]) for early in earlier))
        if printed is not None:
            early, likeness = earlier[printed[0]], printed[1]
            original = originals[late] = originals.get(early, early)
            found.append(Reprint(report=read[late][0], original=read[original][0], likeness=likeness))
    return tuple(found)


class Comparing:
    """Whether texts print each other again; remembers the figures and names of the latest that it has seen."""

    def __init__(self) -> None:
        self._told = lru_cache(_REMEMBERED)(particulars)

    def first_printed(self, late: tuple[Text, Runs], earlier: Iterable[tuple[Text, Runs]]) -> tuple[int, float] | None:
        """The number of the first of the earlier texts that the late one prints again, and how much alike they are."""
        for number, early in enumerate(earlier):
            likeness, apart = _likeness(late[1], early[1]), _apart(early[0][1], late[0][1])
            if likeness >= (_LATE_LIKE if apart > _LATE else _LIKE) and self._is_one(early[0], late[0], apart):
                return number, round(likeness, 3)
        return None

    def _is_one(self, early: Text, late: Text, apart: int) -> bool:
        told = difference(self._told(early[2]), self._told(late[2]))
        return told < (_LATE_OTHER if apart > _LATE else _OTHER)


def _apart(early: str | None, late: str | None) -> int:
    """The days between two; 0 where one is not known or no day of the calendar."""
    try:
        return (date.fromisoformat(late) - date.fromisoformat(early)).days if early and late else 0
    except ValueError:
        return 0


def outlines_of(texts: Sequence[str]) -> list[Outline]:
    """The outlines of some texts, in their order."""
    listed = _listed(texts)
    return [_outline(len(words), runs) for words, runs in zip(listed, _runs(listed, _Numbers()), strict=True)]


def _outline(words: int, runs: Runs) -> Outline:
    return Outline(words=words, runs=len(runs), sample=_sample(runs))


def runs_of(texts: Sequence[str]) -> list[Runs]:
    """The runs of words of some texts, in their order."""
    return list(_runs(_listed(texts), _Numbers()))


def enough(hits: int, one: int, other: int) -> bool:
    """Whether so many looked-up runs in common are enough to compare two texts of so many runs."""
    return hits >= (1 if min(one, other) < _SHORT else _HITS)


def carriers(reprints: Iterable[Reprint]) -> dict[str, tuple[str, ...]]:
    """The reports of each story that was printed more than once, by its original's id, the original first.

    >>> carriers([Reprint(report="b", original="a", likeness=1.0), Reprint(report="c", original="a", likeness=0.9)])
    {'a': ('a', 'b', 'c')}
    """
    found: dict[str, list[str]] = {}
    for reprint in reprints:
        found.setdefault(reprint.original, [reprint.original]).append(reprint.report)
    return {original: tuple(reports) for original, reports in found.items()}


# ---- texts as runs of words --------------------------------------------------------------------------


class _Numbers(dict[str, int]):
    """A number of 64 bits for each word, the same on every machine."""

    def __missing__(self, word: str) -> int:
        number = int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
        if len(self) < _VOCABULARY:
            self[word] = number
        return number


def _read(reports: Iterable[Text]) -> tuple[list[Text], list[Runs], list[int]]:
    """The reports in the order that decides who is the original, and each one's runs and number of words."""
    numbers, keys = _Numbers(), []
    texts: list[Text] = []
    runs: list[Runs] = []
    rest = iter(reports)
    while batch := list(islice(rest, _BATCH)):
        words = _listed([text for _, _, text in batch])
        keys += [(day or "9999-99-99", -len(listed), name) for (name, day, _), listed in zip(batch, words, strict=True)]
        runs += _runs(words, numbers)
        texts += batch
    order, seen = [], set()
    for number in sorted(range(len(keys)), key=keys.__getitem__):
        if keys[number][2] not in seen:
            seen.add(keys[number][2])
            order.append(number)
    return [texts[n] for n in order], [runs[n] for n in order], [-keys[n][1] for n in order]


def _listed(texts: Sequence[str]) -> list[list[str]]:
    return [_WORD.findall(text.casefold())[:_MOST_WORDS] for text in texts]


def _runs(texts: Sequence[Sequence[str]], numbers: _Numbers) -> Iterator[Runs]:
    """Each text's runs of words, as sorted numbers that come once; a text too short for runs is one run."""
    flat = np.fromiter((numbers[word] for text in texts for word in text), dtype=np.uint64)
    mixed = _mixed(flat)
    at = 0
    for text in texts:
        if len(text) < _LEAST_WORDS:
            whole = numbers[" ".join(text)] & 0xFFFFFFFF if text else None
            yield np.array([] if whole is None else [whole], dtype=np.uint32)
        else:
            yield np.unique(mixed[at : at + len(text) - _RUN + 1])
        at += len(text)


def _mixed(flat: NDArray[np.uint64]) -> Runs:
    """A number of 32 bits for the run that begins at each word."""
    size = max(len(flat) - _RUN + 1, 0)
    total = np.zeros(size, dtype=np.uint64)
    for place, factor in enumerate(_FACTORS):
        total ^= flat[place : place + size] * factor
        total = (total << np.uint64(23)) | (total >> np.uint64(41))
    total ^= total >> np.uint64(29)
    total *= _FACTORS[0]
    return (total >> np.uint64(32)).astype(np.uint32)


def _likeness(one: Runs, other: Runs) -> float:
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    if not len(shorter) or (len(shorter) == 1 and len(longer) > 1):
        return 0.0
    at = np.searchsorted(longer, shorter)
    at[at == len(longer)] = 0
    return float(np.count_nonzero(longer[at] == shorter)) / len(shorter)


# ---- which to compare --------------------------------------------------------------------------------


def _candidates(runs: Sequence[Runs]) -> Iterator[tuple[int, list[int]]]:
    """Each report with the earlier ones that share looked-up runs with it, the one that shares most first."""
    pairs, hits = _pairs(runs)
    late = pairs >> 32
    borders = np.flatnonzero(np.diff(late, prepend=-1, append=-1)) if len(pairs) else np.array([0])
    for first, last in zip(borders[:-1].tolist(), borders[1:].tolist(), strict=True):
        number = int(late[first])
        early = pairs[first:last] & 0xFFFFFFFF
        best = np.lexsort((early, -hits[first:last]))
        yield number, early[best].tolist()


def _pairs(runs: Sequence[Runs]) -> tuple[Integers, Integers]:
    """Pairs (late << 32 | early) that share runs, and how many; sorted.

    Of the reports that share a run each is paired with the first and with the one before it, so that a text printed
    a thousand times costs no million of pairs.
    """
    values, owners = _sampled(runs)
    same = np.flatnonzero(values[1:] == values[:-1]) + 1
    starts = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1]))) if len(values) else same
    first = owners[starts[np.searchsorted(starts, same, side="right") - 1]] if len(same) else same
    before = owners[same - 1] if len(same) else same
    late = owners[same] if len(same) else same
    other = first != before
    joined: Any = np.concatenate((late << 32 | before, late[other] << 32 | first[other]))
    pairs, hits = np.unique(joined, return_counts=True)
    short = np.array([len(each) < _SHORT for each in runs], dtype=bool)
    least = np.where(short[pairs >> 32] | short[pairs & 0xFFFFFFFF], 1, _HITS)
    kept = hits >= least
    return pairs[kept], hits[kept]


def _sample(runs: Runs) -> Runs:
    return runs if len(runs) <= 1 else runs[runs % _SAMPLE == 0]


def _sampled(runs: Sequence[Runs]) -> tuple[NDArray[np.uint32], Integers]:
    """The runs that are looked up, sorted, with the reports that hold them in order."""
    if not runs:
        return np.array([], dtype=np.uint32), np.array([], dtype=np.int64)
    chosen = [_sample(each) for each in runs]
    values = np.concatenate(chosen)
    owners = np.repeat(np.arange(len(runs), dtype=np.int64), [len(each) for each in chosen])
    order = np.argsort(values, kind="stable")
    return values[order], owners[order]
