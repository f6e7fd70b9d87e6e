"""How likely two tellings of a story are of one thing: what they share and where they clash, for all pairs at once."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from dragoman.picture.network import Floats
from dragoman.picture.rules import PictureRules
from dragoman.picture.tellings import Telling, Words
from dragoman.picture.wording import Meanings, base_form

_FAR = 6  # sentences; what lies farther apart in a report is as far
_LEAD = 1  # the last of the sentences that a report begins with
_RARE = 6.0
_PREFIX = 5

Rarity = Callable[[str], float]
Index = NDArray[np.int64]

_BAGS: dict[str, Callable[[Telling], Words]] = {
    "sentence": lambda t: t.around,
    "near": lambda t: t.near,
    "who": lambda t: t.who,
    "whom": lambda t: t.whom,
    "other": lambda t: t.other,
    "parts": lambda t: t.who | t.whom | t.other,
    "anchor": lambda t: t.words,
    "left": lambda t: t.left,
    "right": lambda t: t.right,
    "beside": lambda t: t.left | t.right,
}
_SHARED = {"who", "whom", "other", "parts", "left", "right", "beside"}  # of these what is shared and clashes counts too
_SETS: dict[str, Callable[[Telling], Words]] = {
    "actors": lambda t: t.actors,
    "places": lambda t: t.places,
    "numbers": lambda t: t.numbers,
}
_FLAGS: dict[str, Callable[[Telling], bool]] = {
    "denied": lambda t: t.denied,
    "planned": lambda t: t.planned,
    "says": lambda t: t.says,
    "quoted": lambda t: t.quoted,
}


def rarity_of(tellings: Sequence[Telling], reports: int) -> Rarity:
    """How rare a word is among the sentences of so many reports."""
    held: defaultdict[str, set[int]] = defaultdict(set)
    for telling in tellings:
        for word in telling.around | telling.who | telling.whom | telling.other | {telling.key}:
            held[word].add(telling.page)
    return lambda word: math.log((reports + 1) / (len(held.get(word, ())) + 0.5))


def pair_features(
    tellings: Sequence[Telling], stories: Floats, *, rarity: Rarity, meanings: Meanings, rules: PictureRules
) -> dict[str, Floats]:
    """What is known of each pair of a story's tellings, in the order of ``np.triu_indices(len(tellings), 1)``;
    ``stories`` holds the chance that two reports are of one story.
    """
    one, other = np.triu_indices(len(tellings), 1)
    found: dict[str, Floats] = {}
    for name, get in _BAGS.items():
        found |= _shared_words(name, [get(t) for t in tellings], rarity, one, other)
    for name, get in _SETS.items():
        found |= _shared_any(name, [get(t) for t in tellings], one, other)
    for name, holds in _FLAGS.items():
        flag = _column(tellings, lambda t, holds=holds: float(holds(t)))  # type: ignore[misc]
        found |= {f"{name} differs": np.abs(flag[one] - flag[other]), f"{name} both": flag[one] * flag[other]}
    found |= _word_features(tellings, meanings, rules, one, other)
    found |= _report_features(tellings, stories, one, other)
    found |= _story_features(tellings, rarity, one, other)
    found |= _day_features(tellings, one, other)
    return found


def _column(tellings: Sequence[Telling], get: Callable[[Telling], float]) -> Floats:
    return np.array([get(telling) for telling in tellings], dtype=np.float32)


def _incidence(bags: Sequence[Words], weight: Rarity) -> Floats:
    columns = {word: n for n, word in enumerate(sorted(frozenset().union(*bags)))}
    table = np.zeros((len(bags), max(1, len(columns))), dtype=np.float32)
    for row, bag in enumerate(bags):
        for word in bag:
            table[row, columns[word]] = weight(word)
    return table


def _shared_words(name: str, bags: Sequence[Words], rarity: Rarity, one: Index, other: Index) -> dict[str, Floats]:
    """Rare words that are shared, as a cosine; and by the shorter of the two, and whether nothing is."""
    table = _incidence(bags, lambda word: math.sqrt(rarity(word)))
    products = table @ table.T
    sizes, shared = np.diag(products), products[one, other]
    found = {f"{name} alike": shared / np.sqrt(np.maximum(sizes[one] * sizes[other], 1e-6))}
    if name in _SHARED:
        known = (sizes[one] > 0) & (sizes[other] > 0)
        found[f"{name} shared"] = shared / np.maximum(np.minimum(sizes[one], sizes[other]), 1e-6)
        found[f"{name} clash"] = (known & (shared <= 0)).astype(np.float32)
        found[f"{name} unknown"] = (~known).astype(np.float32)
    return found


def _shared_any(name: str, sets: Sequence[Words], one: Index, other: Index) -> dict[str, Floats]:
    table = _incidence(sets, lambda _: 1.0)
    shared = (table @ table.T)[one, other] > 0
    some = table.sum(axis=1) > 0
    clash = some[one] & some[other] & ~shared
    return {f"{name} shared": shared.astype(np.float32), f"{name} clash": clash.astype(np.float32)}


def _word_features(
    tellings: Sequence[Telling], meanings: Meanings, rules: PictureRules, one: Index, other: Index
) -> dict[str, Floats]:
    """How near the anchors are: the same word, one class of words that tell one thing, near in meaning."""
    keys, forms = np.array([t.key for t in tellings]), np.array([t.form for t in tellings])
    starts = np.array([key[:_PREFIX] for key in keys])
    same = keys[one] == keys[other]
    classes = [rules.synonyms_of(t.words | {t.key, t.form}) for t in tellings]
    table = _incidence(classes, lambda _: 1.0)
    alike = (table @ table.T)[one, other] > 0
    some = table.sum(axis=1) > 0
    heads, whole = meanings.rows_of([{t.key} for t in tellings]), meanings.rows_of([t.words for t in tellings])
    near = np.where(same, 1.0, np.clip((heads @ heads.T)[one, other], 0, 1))
    inflected = np.array([base_form(form) != form for form in forms])
    found = {
        "same word": same,
        "same form": forms[one] == forms[other],
        "same beginning": starts[one] == starts[other],
        "synonyms": ~same & alike,
        "no synonyms": ~same & ~alike & some[one] & some[other],
        "meaning": near,
        "meaning, near": np.maximum(near - 0.4, 0),
        "meaning of all words": np.clip((whole @ whole.T)[one, other], 0, 1),
        "both inflected": inflected[one] & inflected[other],
        "one inflected": inflected[one] != inflected[other],
    }
    for name in ("who", "whom", "beside"):
        rows = meanings.rows_of([_BAGS[name](t) for t in tellings])
        found[f"{name}, meaning"] = (rows @ rows.T)[one, other]
    return {name: values.astype(np.float32) for name, values in found.items()}


def _report_features(tellings: Sequence[Telling], stories: Floats, one: Index, other: Index) -> dict[str, Floats]:
    """Whether both stand in one report and how far apart, else how surely the reports are of one story."""
    pages, sentences = np.array([t.page for t in tellings]), np.array([t.sentence for t in tellings])
    same = pages[one] == pages[other]
    chance = stories[pages[one], pages[other]]
    bounded = np.clip(chance, 1e-3, 1 - 1e-3)
    apart = np.abs(sentences[one] - sentences[other])
    found = {
        "same report": same,
        "story": np.where(same, 1.0, chance),
        "story, odds": np.where(same, 0.0, np.log(bounded / (1 - bounded))),
        "sentences apart": np.where(same, np.minimum(apart, _FAR) / _FAR, 0.0),
        "same sentence": same & (apart == 0),
        "both lead": (sentences[one] <= _LEAD) & (sentences[other] <= _LEAD),
        "same type": [a.type is not None and a.type == b.type for a, b in _pairs(tellings, one, other)],
        "other type": [None not in (a.type, b.type) and a.type != b.type for a, b in _pairs(tellings, one, other)],
    }
    return {name: np.asarray(values, dtype=np.float32) for name, values in found.items()}


def _pairs(tellings: Sequence[Telling], one: Index, other: Index) -> list[tuple[Telling, Telling]]:
    return [(tellings[a], tellings[b]) for a, b in zip(one.tolist(), other.tolist(), strict=True)]


def _story_features(tellings: Sequence[Telling], rarity: Rarity, one: Index, other: Index) -> dict[str, Floats]:
    """How the anchors' words are spread over the story: in how many reports, how often in one, and side by side."""
    reports = {page: n for n, page in enumerate(sorted({t.page for t in tellings}))}
    words = {key: n for n, key in enumerate(sorted({t.key for t in tellings}))}
    row = np.array([words[t.key] for t in tellings])
    column = np.array([reports[t.page] for t in tellings])
    counts = np.zeros((len(words), len(reports)), dtype=np.float32)
    np.add.at(counts, (row, column), 1)
    held = (counts > 0).astype(np.float32)
    spread = held.sum(axis=1)[row]
    often, here = np.log(counts.sum(axis=1)[row] / spread), np.log(counts[row, column])
    together = (held @ held.T)[row[one], row[other]] / np.minimum(spread[one], spread[other])
    rare = np.array([rarity(t.key) for t in tellings], dtype=np.float32) / _RARE
    first = _first_of_its_word(tellings)
    found = {
        "rare": np.minimum(rare[one], rare[other]),
        "often here": np.maximum(here[one], here[other]),
        "often here, less": np.minimum(here[one], here[other]),
        "often in a report": np.maximum(often[one], often[other]),
        "spread": np.minimum(spread[one], spread[other]) / len(reports),
        "spread, more": np.maximum(spread[one], spread[other]) / len(reports),
        "reports": np.log(np.minimum(spread[one], spread[other])),
        "side by side": np.where(row[one] != row[other], together, 0.0),
        "both first": first[one] * first[other],
    }
    return {name: values.astype(np.float32) for name, values in found.items()}


def _first_of_its_word(tellings: Sequence[Telling]) -> Floats:
    seen: Counter[tuple[int, str]] = Counter()
    first = np.zeros(len(tellings), dtype=np.float32)
    for number in sorted(range(len(tellings)), key=lambda n: (tellings[n].page, tellings[n].span.start)):
        key = tellings[number].page, tellings[number].key
        first[number] = float(not seen[key])
        seen[key] += 1
    return first


def _day_features(tellings: Sequence[Telling], one: Index, other: Index) -> dict[str, Floats]:
    known = np.array([t.begin is not None for t in tellings])
    begin, until = (
        np.array([day or "" for day in days]) for days in zip(*((t.begin, t.until) for t in tellings), strict=True)
    )
    both = known[one] & known[other]
    meet = (begin[one] <= until[other]) & (begin[other] <= until[one])
    return {"days meet": (both & meet).astype(np.float32), "days clash": (both & ~meet).astype(np.float32)}
