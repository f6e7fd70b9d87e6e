"""Learn what speaks for a noun as what a pronoun stands for: ``python -m training.antecedents --shared ../shared``.

Texts: the mentions of GUM outside news (``bench/syntax/gum-other-mentions.jsonl.gz``); its news is kept to measure on.
Every pronoun of the third person is a choice between the earlier nouns that may be meant and nobody at all; right are
those of its gold group, and nobody where none is. The weights of ``rules/en/antecedents.csv`` are those of a softmax
over the choices, drawn towards 0 (or what ``PRIOR`` tells). Since a choice changes what is known of the actors
afterwards, it is done several times over. Prints the share of right choices, leaving out a fifth of the texts at a
time.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from dragoman.actors import ActorRules, find_mentions, load_actor_rules, resolve_actors
from dragoman.actors.antecedents import Antecedents, Earlier
from dragoman.actors.mentions import Phrase
from dragoman.actors.rules import Pronoun
from dragoman.attribution import find_statements, load_attribution_rules
from dragoman.language import Parsed, load_reader
from dragoman.world import load_world

TABLE = Path("src/dragoman/actors/rules/en/antecedents.csv")
ROUNDS, STEPS, FOLDS = 3, 400, 5
PULL = 10.0
# what is usual in news and hardly found in these texts: "Peru is ready, it said", "Peru said it would"
PRIOR = {"of what it says the subject": 1.5, "it speaks of itself": 1.0, "they speaks of itself": 1.0}
LEAST = 0.05  # a smaller weight is left out

Text = tuple[dict[str, Any], Parsed]


@dataclass(frozen=True)
class Choice:
    """A pronoun of text number ``text``: what is seen of each candidate, nobody last, and which of them are right."""

    text: int
    seen: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=TABLE)
    given = parser.parse_args()
    texts = list(_read(given.shared / "bench" / "syntax" / "gum-other-mentions.jsonl.gz"))
    rules = replace(load_actor_rules(), antecedents={})
    choices: list[Choice] = []
    for _ in range(ROUNDS):
        choices = [choice for n, text in enumerate(texts) for choice in gathered(n, text, rules)]
        rules = replace(rules, antecedents=fitted(choices))
    print(f"{len(choices)} pronouns, {100 * held_out(choices):.1f} % right on texts left out")
    write(given.out, rules.antecedents)


def _read(path: Path) -> Iterator[Text]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    read = load_reader(threads=2).read_all([(row["text"], ()) for row in rows])
    yield from zip(rows, read, strict=True)


def gathered(number: int, text: Text, rules: ActorRules) -> list[Choice]:
    """The choices that the resolver makes in a text, each with what would have been right."""
    row, parsed = text
    groups: dict[tuple[int, int], set[str]] = defaultdict(set)
    for mention in row["mentions"]:
        groups[mention["head"]["start"], mention["head"]["end"]].add(mention["group"])
    made: list[Choice] = []

    def choose(self: Antecedents, phrase: Phrase, pronoun: Pronoun, earlier: Sequence[Earlier]) -> Earlier | None:
        found = list(self.candidates(phrase, pronoun, earlier))
        own = _groups(parsed, groups, phrase.head)
        right = [bool(own & _groups(parsed, groups, one.head)) for one, _ in found]
        seen = (*(seen for _, seen in found), self.nobody(phrase, pronoun))
        made.append(Choice(number, seen, (*right, not any(right))))
        return plainly(self, phrase, pronoun, earlier)

    plainly = Antecedents.choose
    with patch.object(Antecedents, "choose", choose):
        mentions = find_mentions(parsed, world=load_world(), rules=rules)
        statements = find_statements(parsed, rules=load_attribution_rules())
        resolve_actors(parsed, mentions, statements, day=row["published"], world=load_world(), rules=rules)
    return made


def _groups(parsed: Parsed, groups: Mapping[tuple[int, int], set[str]], head: int) -> set[str]:
    """The gold groups of the mentions with this head; of a name any word of it may be the head."""
    near = [head, *parsed.children(head, "flat", "compound", "nmod:desc"), *_above(parsed, head)]
    spans = ((parsed.words[k].start, parsed.words[k].end) for k in near)
    return next((groups[span] for span in spans if span in groups), set())


def _above(parsed: Parsed, head: int) -> Iterator[int]:
    word = parsed.words[head]
    if word.head >= 0 and word.deprel in ("flat", "nmod:desc"):
        yield word.head


def fitted(choices: Sequence[Choice]) -> dict[str, float]:
    """The weights of all that is seen, by ascent with momentum on the likelihood of the right choices."""
    names = sorted({name for choice in choices for seen in choice.seen for name in seen} | set(PRIOR))
    place = {name: n for n, name in enumerate(names)}
    rows = [(at, place[name]) for at, seen in enumerate(s for c in choices for s in c.seen) for name in seen]
    row, column = np.array(rows, dtype=np.int64).T
    starts = np.cumsum([0, *(len(c.seen) for c in choices)])[:-1]
    sizes = np.array([len(c.seen) for c in choices])
    right = np.array([r for c in choices for r in c.right], dtype=np.float64)
    prior = np.array([PRIOR.get(name, 0.0) for name in names])
    weights, drift = prior, np.zeros(len(names))
    for _ in range(STEPS):
        scores = np.bincount(row, weights[column], minlength=len(right)).astype(np.float64)
        error = _shares(scores, right, starts, sizes) - _shares(scores, np.ones_like(right), starts, sizes)
        slope = np.bincount(column, error[row], minlength=len(names)) - PULL * (weights - prior)
        drift = 0.9 * drift + slope
        weights = weights + 0.3 * drift / (10 + np.bincount(column, minlength=len(names)) ** 0.75)
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True) if abs(weight) >= LEAST}


def _shares(
    scores: NDArray[np.float64], among: NDArray[np.float64], starts: NDArray[np.int64], sizes: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The probability of each candidate among those of its choice that are marked."""
    high = np.repeat(np.maximum.reduceat(scores, starts), sizes)
    grown = np.exp(scores - high) * among
    shares: NDArray[np.float64] = grown / np.repeat(np.add.reduceat(grown, starts), sizes)
    return shares


def held_out(choices: Sequence[Choice]) -> float:
    """The share of right choices, each fifth of the texts by weights from the others."""
    right = 0
    for fold in range(FOLDS):
        weights = fitted([c for c in choices if c.text % FOLDS != fold])
        right += sum(_is_right(c, weights) for c in choices if c.text % FOLDS == fold)
    return right / len(choices)


def _is_right(choice: Choice, weights: Mapping[str, float]) -> bool:
    scores = [sum(weights.get(name, 0.0) for name in seen) for seen in choice.seen]
    return choice.right[scores.index(max(scores))]


def write(path: Path, weights: Mapping[str, float]) -> None:
    """The table of weights, in the order of what is seen."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["seen", "weight"])
        table.writerows(sorted(weights.items()))


if __name__ == "__main__":
    main()
