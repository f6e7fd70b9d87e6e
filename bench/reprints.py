"""Reprints found among generated reports: recall, precision and CPU seconds for 100,000 reports.

No text is anybody's: a chain of word pairs over the project's own sentences (``corpus/``) writes the reports. Reprints
are made of them by edits, cuts, new leads and all three; the traps are follow-ups that take over paragraphs of
background, texts rewritten word by word, and bulletins of one form with other figures and names (``bulletins.py``), of
which some are printed again, too. As a script, ``python -m bench.reprints`` lists the figures by kind.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from bench.bulletins import PARTS, all_series
from corpus.read_events import read_events
from dragoman.picture.reprints import find_reprints

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
STORIES, MANY = 3000, 100_000
PRINTED_AGAIN = 4  # one story in so many has reprints, one in so many more is a trap
START = date(2024, 1, 1)

Paragraphs = list[list[str]]


@dataclass(frozen=True, slots=True)
class Printed:
    """A report, the story it prints, and how it was made ("new", a kind of reprint, or a kind of trap)."""

    id: str
    day: str
    text: str
    story: int
    kind: str


def scores(shared: Path) -> dict[str, float]:
    """Recall by kind and precision in per cent; CPU seconds for 100,000 reports (a speed, never pinned)."""
    reports = list(printed(random.Random(7), Writer.of_corpus(seed=7)))
    figures = judged([*reports, *bulletins(random.Random(9), Writer.of_corpus(seed=9), first=2 * STORIES)])
    seconds, found = timed(Writer.of_corpus(seed=8))
    figures["speed reprints, CPU seconds for 100,000"] = seconds
    figures["speed reprints, found among 100,000"] = found
    return figures


def judged(reports: list[Printed]) -> dict[str, float]:
    """Recall and precision: a reprint is found where it stands with the report it was made of, whichever of them is
    taken for the original; a join is right where both print one story.
    """
    joined = {reprint.report: reprint.original for reprint in find_reprints((r.id, r.day, r.text) for r in reports)}
    story = {report.id: report.story for report in reports}
    first = {report.story: joined.get(report.id, report.id) for report in reports if report.kind in FIRST}
    again = [report for report in reports if report.kind in AGAIN or report.kind.endswith("again")]
    asked = Counter(report.kind for report in again)
    hit = Counter(r.kind for r in again if joined.get(r.id, r.id) == first[r.story])
    right = sum(story[report] == story[original] for report, original in joined.items())
    wrong = {report for report, original in joined.items() if story[report] != story[original]}
    told = {part: {r.id for r in reports if r.kind == f"bulletin, {part}"} for part in PARTS}
    return {
        **{f"reprints, bulletins told apart, {p}": 100 - 100 * len(ids & wrong) / len(ids) for p, ids in told.items()},
        **{f"reprints recall, {kind}": 100 * hit[kind] / asked[kind] for kind in sorted(asked)},
        "reprints recall": 100 * hit.total() / asked.total(),
        "reprints precision": 100 * right / max(len(joined), 1),
    }


def timed(writer: Writer) -> tuple[float, float]:
    """CPU seconds for 100,000 reports of which one in twenty is a reprint with a cut and a new lead, and how many of
    these are found, in per cent.
    """
    texts = writer.reports(MANY)
    again = range(1, MANY, 20)
    for number in again:
        chance = random.Random(number)
        texts[number] = shown(new_lead(cut(texts_of(texts[number - 1]), chance), chance, writer))
    rows = [(f"{n:06}", (START + timedelta(days=n // 400)).isoformat(), text) for n, text in enumerate(texts)]
    began = time.process_time()
    found = {int(reprint.report) for reprint in find_reprints(rows)}
    spent = time.process_time() - began
    return spent, 100 * len(found & set(again)) / len(again)


# ---- texts -------------------------------------------------------------------------------------------


class Writer:
    """Writes sentences by a chain of word pairs."""

    def __init__(self, sentences: list[list[str]], *, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        words = sorted({word for sentence in sentences for word in sentence})
        number = {word: n for n, word in enumerate(["", *words])}
        pairs = [(0 if n == 0 else number[s[n - 1]], number[w]) for s in sentences for n, w in enumerate(s)]
        pairs += [(number[s[-1]], 0) for s in sentences]
        table = np.array(sorted(pairs))
        self._words = np.array(["", *words], dtype=object)
        self._next = table[:, 1]
        self._first = np.searchsorted(table[:, 0], np.arange(len(self._words) + 1))

    @classmethod
    def of_corpus(cls, *, seed: int) -> Writer:
        """A writer that has learned from the project's own sentences."""
        marked = [s.text.split() for path in sorted((CORPUS / "events").glob("*.txt")) for s in read_events(path)]
        plain = [
            line.split()
            for path in sorted((CORPUS / "negatives").glob("*.txt"))
            for line in path.read_text(encoding="utf-8").splitlines()
            if line.strip() and not line.startswith("#")
        ]
        return cls([*marked, *plain], seed=seed)

    def words(self, texts: int, length: int) -> list[list[str]]:
        """So many texts of so many words each."""
        at = np.zeros(texts, dtype=np.int64)
        rows = np.empty((length, texts), dtype=np.int64)
        for step in range(length):
            first, last = self._first[at], self._first[at + 1]
            at = self._next[first + (self._random.random(texts) * (last - first)).astype(np.int64)]
            rows[step] = at
        return [[word for word in row if word] for row in self._words[rows.T].tolist()]

    def paragraphs(self, texts: int, number: int) -> list[Paragraphs]:
        """So many texts of so many paragraphs of 45 words or a few less."""
        flat = self.words(texts * number, 45)
        return [flat[at : at + number] for at in range(0, len(flat), number)]

    def reports(self, number: int) -> list[str]:
        """Reports of about 260 words, a thousand at a time."""
        return [shown(text) for _ in range(0, number, 1000) for text in self.paragraphs(min(1000, number), 6)]


def shown(text: Paragraphs) -> str:
    return "\n\n".join(" ".join(paragraph) for paragraph in text)


def texts_of(text: str) -> Paragraphs:
    return [paragraph.split() for paragraph in text.split("\n\n")]


# ---- what is done to a text --------------------------------------------------------------------------


def edited(text: Paragraphs, chance: random.Random, writer: Writer) -> Paragraphs:
    """Up to one word in seven is another, left out, or has one put before it."""
    share, others = chance.uniform(0.01, 0.15), writer.words(1, 60)[0]
    return [list(_edited(paragraph, share, others, chance)) for paragraph in text]


def _edited(words: list[str], share: float, others: list[str], chance: random.Random) -> Iterator[str]:
    for word in words:
        if chance.random() >= share:
            yield word
            continue
        yield from chance.choice(((), (chance.choice(others),), (chance.choice(others), word)))


def cut(text: Paragraphs, chance: random.Random) -> Paragraphs:
    """The last paragraphs are gone: between one and two thirds of the text stay."""
    return text[: max(2, round(len(text) * chance.uniform(0.34, 0.67)))]


def new_lead(text: Paragraphs, chance: random.Random, writer: Writer) -> Paragraphs:
    """Another first paragraph before the old one or in its place."""
    lead = writer.words(1, chance.randint(25, 45))
    return lead + text[chance.choice((0, 1)) if len(text) > 2 else 0 :]


def dressed(text: Paragraphs, chance: random.Random, writer: Writer) -> Paragraphs:
    """Another dateline, another credit, capitals in the lead."""
    head = [chance.choice(("ALTOVA,", "PORT SELDIN,", "BREKMAR,")), "(Seldin", "Press)", "-"]
    return [head + [word.upper() for word in text[0][:6]] + text[0][6:], *text[1:], ["Edited", "by", "the", "desk"]]


def all_three(text: Paragraphs, chance: random.Random, writer: Writer) -> Paragraphs:
    """A new lead on half of the text or more, with one word in twenty-five changed."""
    kept = text[: max(3, round(len(text) * chance.uniform(0.5, 1)))]
    return new_lead([list(_edited(p, 0.04, kept[0], chance)) for p in kept], chance, writer)


def follow_up(text: Paragraphs, chance: random.Random, writer: Writer) -> Paragraphs:
    """A new report that ends in the old one's background: up to two fifths of it."""
    size = max(3, len(text))
    old = max(1, round(size * chance.uniform(0.1, 0.4)))
    return writer.paragraphs(1, size - old)[0] + text[-old:]


def rewritten(text: Paragraphs, chance: random.Random, writer: Writer) -> Paragraphs:
    """The same facts in other words: every second word is another."""
    others = writer.words(1, 400)[0]
    return [[chance.choice(others) if chance.random() < 0.5 else word for word in p] for p in text]


AGAIN: dict[str, Callable[[Paragraphs, random.Random, Writer], Paragraphs]] = {
    "edits": edited,
    "cut": lambda text, chance, _: cut(text, chance),
    "new lead": new_lead,
    "dateline and credit": dressed,
    "all three": all_three,
}
TRAPS = {"follow-up": follow_up, "rewritten": rewritten}
SMALL = ("edits", "dateline and credit")  # what is done to a bulletin that is printed again
FIRST = ("new", *(f"bulletin, {part}" for part in PARTS))


def printed(chance: random.Random, writer: Writer) -> Iterator[Printed]:
    """Stories of three to twelve paragraphs, one in four printed again up to four times, and a trap for one in four."""
    number = 0
    for story in range(STORIES):
        text = writer.paragraphs(1, chance.randint(3, 12))[0]
        day = START + timedelta(days=chance.randint(0, 60))
        made = [("new", text, story)]
        if story % PRINTED_AGAIN == 0:
            kinds = [chance.choice(list(AGAIN)) for _ in range(chance.randint(1, 4))]
            made += [(kind, AGAIN[kind](text, chance, writer), story) for kind in kinds]
        elif story % PRINTED_AGAIN == 1:
            kind = chance.choice(list(TRAPS))
            made.append((kind, TRAPS[kind](text, chance, writer), STORIES + story))
        for later, (kind, words, of) in enumerate(made):
            number += 1
            at = (day + timedelta(days=later // 2)).isoformat()
            yield Printed(id=f"{number:05}", day=at, text=shown(words), story=of, kind=kind)


def bulletins(chance: random.Random, writer: Writer, *, first: int) -> Iterator[Printed]:
    """The bulletins, each a story of its own from the number ``first`` on; one in four is printed again within days."""
    story = first
    for number, series in enumerate(all_series(chance)):
        day = START + timedelta(days=chance.randint(0, 60))
        for place, each in enumerate(series):
            story += 1
            own, name = day + timedelta(days=each.days), f"b{number:04}-{place}"
            yield Printed(name, own.isoformat(), shown(each.text), story, f"bulletin, {each.part}")
            if chance.random() < 1 / PRINTED_AGAIN:
                text = AGAIN[chance.choice(SMALL)](each.text, chance, writer)
                late = (own + timedelta(days=chance.randint(0, 2))).isoformat()
                yield Printed(f"{name}-again", late, shown(text), story, "bulletin again")


if __name__ == "__main__":
    for name, value in scores(Path()).items():
        print(f"{name:44} {value:8.2f}")
