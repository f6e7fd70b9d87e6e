"""How far two annotators agree: Krippendorff's alpha by field over `corpus/agreement/`.

``python corpus/agreement.py`` compares each sentence annotated a second time with the one of the same words in
`corpus/events/`. ``--blind N`` prints N plain sentences to annotate, spread over the files, the same on every run.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it runs as a script

from corpus.read_events import ROLES, MarkedEvent, MarkedSentence, read_events

HERE = Path(__file__).parent
_WORD = re.compile(r"\w+|[^\w\s]")

Pair = tuple[Hashable, Hashable]


def alpha(pairs: Iterable[Pair]) -> float:
    """Krippendorff's alpha for two annotators and nominal values, one pair a unit (Krippendorff 2011, section C).

    1 is full agreement, 0 that of chance; 1 where there is but one value.

    >>> round(alpha([("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")]), 3)
    0.533
    """
    kept = list(pairs)
    values = Counter(value for pair in kept for value in pair)
    count = sum(values.values())
    expected = sum(n * (count - n) for n in values.values()) / max(1, count - 1)
    observed = sum(2 for one, other in kept if one != other)
    return 1 - observed / expected if expected else 1.0


def words_of(sentence: MarkedSentence) -> list[tuple[int, int]]:
    return [match.span() for match in _WORD.finditer(sentence.text)]


def anchors(sentence: MarkedSentence) -> dict[int, MarkedEvent]:
    """The events by the number of their anchor's first word."""
    starts = {start: i for i, (start, _) in enumerate(words_of(sentence))}
    return {starts[e.start]: e for e in sentence.events if e.start in starts}


def compare(one: MarkedSentence, other: MarkedSentence) -> Iterator[tuple[str, Pair]]:
    """Units of each field: words for anchors, events that both mark for what is told of an event, and for each role
    the words of the sentence as in or out of it.
    """
    first, second = anchors(one), anchors(other)
    for i in range(len(words_of(one))):
        mine, theirs = first.get(i), second.get(i)
        yield "anchor (every word)", (mine is not None, theirs is not None)
        yield "anchor and type (every word)", (mine and mine.type, theirs and theirs.type)
    yield "sentence has an event", (bool(first), bool(second))
    for i in sorted(first.keys() & second.keys()):
        mine, theirs = first[i], second[i]
        yield "type (events of both)", (mine.type, theirs.type)
        if mine.type == theirs.type:
            yield "mode", (mine.mode, theirs.mode)
        yield "modality", (mine.modality, theirs.modality)
        yield "historical", (mine.historical, theirs.historical)
        yield "harm", (tuple(sorted(mine.harm.items())), tuple(sorted(theirs.harm.items())))
        for role in ROLES.values():
            parts = zip(members(one, mine, role), members(other, theirs, role), strict=True)
            yield from ((role + " (every word)", pair) for pair in parts)


def members(sentence: MarkedSentence, event: MarkedEvent, role: str) -> list[bool]:
    """Of each word, whether it stands in a phrase that has the role."""
    spans = [sentence.phrases[n] for n in event.roles.get(role, ())]
    return [any(a <= start and end <= b for a, b in spans) for start, end in words_of(sentence)]


def pairs_by_field(seconds: Path = HERE / "agreement", firsts: Path = HERE / "events") -> dict[str, list[Pair]]:
    """The units of each field over all sentences that were annotated twice.

    Raises ValueError where a sentence of the second annotation is not in the first.
    """
    known = {sentence.text: sentence for sentence in read_events(firsts)}
    fields: dict[str, list[Pair]] = {}
    for sentence in read_events(seconds):
        if sentence.text not in known:
            raise ValueError(f"no such sentence in {firsts}: {sentence.text!r}")
        for name, pair in compare(known[sentence.text], sentence):
            fields.setdefault(name, []).append(pair)
    return fields


def blind(count: int) -> list[str]:
    """Plain sentences, as many from each file as from the others."""
    chance = random.Random(2026)
    chosen: list[str] = []
    files = sorted((HERE / "events").glob("*.txt"))
    for number, file in enumerate(files):
        sentences = [sentence.text for sentence in read_events(file)]
        share = count * (number + 1) // len(files) - count * number // len(files)
        chosen += chance.sample(sentences, share)
    chance.shuffle(chosen)
    return chosen


def main() -> None:
    if "--blind" in sys.argv:
        print("\n".join(blind(int(sys.argv[sys.argv.index("--blind") + 1]))))
        return
    for name, pairs in pairs_by_field().items():
        print(f"{name:32} alpha {alpha(pairs):.3f}   {len(pairs):6,} units")


if __name__ == "__main__":
    main()
