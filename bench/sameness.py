"""Who is the same in a whole report: pairs of marked phrases with one actor, against the pairs that the coding joins.

A phrase has the actor of the mention that it shares most with, at least two fifths of both together, else of
the mention of several around it ("both sides"). A state and its
government are one here, since the marks write both as the state, and "both sides" is each of its two parties. Phrases
marked ``@-`` are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from corpus.read_events import MarkedReport
from dragoman.record import Actor, Coding

LEAST = 0.4  # of the characters of phrase and mention together
Told = tuple[str | None, str | None, str]


def figures(count: Counter[str]) -> dict[str, float]:
    """Precision, recall and F1 over pairs, in per cent."""
    both, ours, gold = count["same both"], count["same ours"], count["same gold"]
    return {
        "reports same actor precision": 100 * both / max(1, ours),
        "reports same actor recall": 100 * both / max(1, gold),
        "reports same actor F1": 200 * both / max(1, ours + gold),
    }


def misses(marked: MarkedReport, coding: Coding, count: Counter[str]) -> Iterator[str]:
    """Counts the pairs that are joined by the marks, by the coding and by both; lines on where they differ."""
    phrases = list(_phrases(marked, coding))
    for one, two in combinations(phrases, 2):
        gold, ours = one[0] == two[0], one[1] is not None and one[1] == two[1]
        count["same gold"] += gold
        count["same ours"] += ours
        count["same both"] += gold and ours
    yield from _unlike(marked.id, phrases)


def _phrases(marked: MarkedReport, coding: Coding) -> Iterator[Told]:
    """The marked actor of each phrase, ours, and its words."""
    offset = 0
    for paragraph in marked.paragraphs:
        for number in sorted(set(paragraph.phrases) & set(paragraph.actors), key=lambda n: paragraph.phrases[n]):
            start, end = paragraph.phrases[number]
            found = _nearest(coding, start + offset, end + offset)
            gold = _one(paragraph.actors[number])
            ours = (*found.members, found.id) if found else (None,)
            if gold != "-":
                yield gold, gold if gold in ours else _one(ours[0]), paragraph.text[start:end]
        offset += len(paragraph.text) + 2


def _nearest(coding: Coding, start: int, end: int) -> Actor | None:
    """The actor of the mention that shares most with the characters, else of several around them."""
    shared = [
        ((min(m.end, end) - max(m.start, start)) / (max(m.end, end) - min(m.start, start)), n)
        for n, actor in enumerate(coding.actors)
        for m in actor.mentions
    ]
    most, which = max(shared, default=(0.0, 0))
    if most >= LEAST:
        return coding.actors[which]
    around = [
        (m.end - m.start, n)
        for n, actor in enumerate(coding.actors)
        for m in actor.mentions
        if actor.members and m.start <= start and end <= m.end
    ]
    return coding.actors[min(around)[1]] if around else None


def _one(actor: str | None) -> str | None:
    return actor.removesuffix("/government") if actor else None


def _unlike(report: str, phrases: list[Told]) -> Iterator[str]:
    """Each marked actor that is told as several, and each actor of ours that holds several marked ones."""
    for at, words in ((0, "is told as"), (1, "holds")):
        for name in dict.fromkeys(phrase[at] for phrase in phrases):
            parts = {phrase[1 - at] for phrase in phrases if phrase[at] == name}
            if name is not None and (len(parts) > 1 or (None in parts and _count(phrases, at, name) > 1)):
                told = "; ".join(f"“{p[2]}” {p[1 - at]}" for p in phrases if p[at] == name)
                yield f"{report}: {name} {words} {told}"


def _count(phrases: list[Told], at: int, name: str | None) -> int:
    """How many phrases have this actor."""
    return sum(phrase[at] == name for phrase in phrases)
