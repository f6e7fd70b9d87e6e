"""Which reports are of one story: words, names, numbers and days compared, groups by average link.

Two steps: reports of like matter (two awards, two arrests), then which of these are of one story, by the words that
some of them share and the others do not.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

import numpy as np

from dragoman.picture.grouping import average_link
from dragoman.picture.network import Floats, LinkingWeights, Network
from dragoman.picture.tellings import Page, years

_CLASH = 0.02  # likeness below which two reports that both name somebody name others
_NEAR = 0.15  # mean chance at which reports are taken for like ones
_KEPT = 0.02  # chances below it are nought


def story_chances(pages: Sequence[Page], weights: LinkingWeights) -> Floats:
    """The chance that two reports are of one story, a row and a column a report; 1 with itself.

    Reports of like matter first; then, among these, what the words say that not all of them share.
    """
    chances = np.eye(len(pages), dtype=np.float32)
    if len(pages) > 1:
        tables = compared(pages)
        for group in like_reports(tables, weights.near):
            if len(group) > 1:
                table = _filled(len(group), weights.stories.chances(story_features(pages, tables, group)))
                chances[np.ix_(group, group)] = table
    return chances


def like_reports(tables: dict[str, Floats], near: Network) -> list[list[int]]:
    """The reports of like matter, by their numbers: one story, or several of one kind."""
    size = len(tables["all"])
    return find_stories(_filled(size, near.chances(pair_values(tables))), least=_NEAR)


def _filled(size: int, values: Floats) -> Floats:
    table = np.eye(size, dtype=np.float32)
    table[np.triu_indices(size, 1)] = values
    filled: Floats = np.maximum(table, table.T)
    return filled


def find_stories(chances: Floats, *, least: float) -> list[list[int]]:
    """The reports of each story, by their numbers."""
    rows, columns = np.nonzero(np.triu(chances, 1) > _KEPT)
    likeness = {(int(a), int(b)): float(chances[a, b]) for a, b in zip(rows, columns, strict=True)}
    return average_link(len(chances), likeness, least=least)


def story_features(pages: Sequence[Page], tables: dict[str, Floats], group: Sequence[int]) -> dict[str, Floats]:
    """What is known of each pair of like reports, in the order of ``np.triu_indices(len(group), 1)``."""
    chosen = np.ix_(group, group)
    inside = {name: table[chosen] for name, table in tables.items()}
    return pair_values(inside | _among([pages[number] for number in group]))


def pair_values(tables: dict[str, Floats]) -> dict[str, Floats]:
    """The tables' values above the diagonal."""
    one, other = np.triu_indices(len(next(iter(tables.values()))), 1)
    return {name: table[one, other].astype(np.float32) for name, table in tables.items()}


def _among(pages: Sequence[Page]) -> dict[str, Floats]:
    """Words weighed by how few of these like reports hold them: what all share says nothing of which story it is.

    Once with the words that one report alone holds, and once without.
    """
    bags = _bags(pages)
    rarity = _rarity(bags)
    found: dict[str, Floats] = {}
    for name, lists in bags.items():
        shared = _cosines([[word for word in bag if rarity(word, 2)] for bag in lists], lambda word: rarity(word, 2))
        found[f"{name}, shared here"] = shared
        found[f"{name}, nothing shared here"] = (shared < _CLASH).astype(np.float32)
        found[f"{name} here"] = _cosines(lists, lambda word: rarity(word, 1))
    return found


def _bags(pages: Sequence[Page]) -> dict[str, list[list[str]]]:
    return {
        "all": [page.content for page in pages],
        "lead": [page.lead for page in pages],
        "names": [[name for _, name in page.names] for page in pages],
        "lead names": [[name for at, name in page.names if at < len(page.lead) * 2] for page in pages],
        "figures": [page.figures for page in pages],
    }


def _rarity(bags: dict[str, list[list[str]]]) -> Callable[[str, int], float]:
    """How rare a word is, at least 0; 0 where fewer reports hold it than are asked for."""
    size = len(bags["all"])
    held = Counter(
        chain.from_iterable({*words, *named} for words, named in zip(bags["all"], bags["names"], strict=True))
    )
    return lambda word, least: max(0.0, math.log((size + 1) / (held[word] + 0.5))) if held[word] >= least else 0.0


def compared(pages: Sequence[Page]) -> dict[str, Floats]:
    """What is known of each pair of reports: tables with a row and a column a report."""
    bags = _bags(pages)
    names, lead_names, content = bags["names"], bags["lead names"], bags["all"]
    held = Counter(chain.from_iterable({*words, *named} for words, named in zip(content, names, strict=True)))

    def rarity(word: str) -> float:
        return math.log((len(pages) + 1) / (held[word] + 0.5))

    all_, lead = _cosines(content, rarity), _cosines([page.lead for page in pages], rarity)
    named, lead_named = _cosines(names, rarity), _cosines(lead_names, rarity)
    figures = _cosines([page.figures for page in pages], lambda _: 1.0)
    found = {"all": all_, "lead": lead, "names": named, "lead names": lead_named, "figures": figures}
    found |= {"all and names": all_ * named, "lead and names": lead * lead_named}
    found |= {
        "lead names clash": _clash(lead_names, lead_named),
        "figures clash": _clash([p.figures for p in pages], figures),
    }
    for name, sets in (
        ("day", [{t.begin for t in p.coding.times if t.begin and t.begin == t.until} for p in pages]),
        ("month", [{t.value[:7] for t in p.coding.times if len(t.value) > 6 and t.value[4] == "-"} for p in pages]),
        ("year", [set(years(page)) for page in pages]),
    ):
        shared, clash = _shared(sets)
        found |= {name: shared, f"{name} clash": clash}
    return found


def _cosines(bags: Sequence[Iterable[str]], weight: Callable[[str], float]) -> Floats:
    """Cosines of the bags, words counted by the logarithm of how often they stand."""
    columns: dict[str, int] = {}
    table = np.zeros((len(bags), 1 + len({word for bag in bags for word in bag})), dtype=np.float32)
    for row, bag in enumerate(bags):
        for word, times in Counter(bag).items():
            table[row, columns.setdefault(word, len(columns))] = (1 + math.log(times)) * weight(word)
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-6)
    cosines: Floats = table @ table.T
    return cosines


def _clash(bags: Sequence[Sequence[str]], cosines: Floats) -> Floats:
    known = np.array([bool(bag) for bag in bags])
    clash: Floats = (known[:, None] & known[None] & (cosines < _CLASH)).astype(np.float32)
    return clash


def _shared(sets: Sequence[set[str]]) -> tuple[Floats, Floats]:
    columns = {word: n for n, word in enumerate(sorted(set().union(*sets)))}
    table = np.zeros((len(sets), max(1, len(columns))), dtype=np.float32)
    for row, words in enumerate(sets):
        for word in words:
            table[row, columns[word]] = 1
    shared = table @ table.T > 0
    known = table.sum(axis=1) > 0
    return shared.astype(np.float32), (known[:, None] & known[None] & ~shared).astype(np.float32)
