"""Fit the weights that choose a statement's words together: ``python -m training.attribution --shared PATH``.

Reads ``bench/attribution`` train below PATH with the bundled reading model, so run it after every export of
that model. Writes ``src/dragoman/attribution/weights.json``. With ``--no-attribution`` it removes that file:
the package then takes the model's labels as they are. Two CPU cores need about five minutes; the same seed
and model give the same weights.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from dragoman.attribution.decoding import log_chances
from dragoman.attribution.edges import cue_branch, cue_edges, edges_of, word_features
from dragoman.attribution.reading import Reading
from dragoman.attribution.rules import load_attribution_rules
from dragoman.attribution.weights import EDGE_FEATURES, LABELS, WORD_FEATURES
from dragoman.language import LearnedStatement, Parsed, Reader, load_reader

OUT = Path("src/dragoman/attribution/weights.json")
LEAST = 0.3  # chance of a cue below which the model's roles teach little
BATCH = 64
CUE = LABELS.index("cue")


@dataclass(frozen=True)
class Example:
    """One cue's sentence: what the model says, the features, and the true labels."""

    chances: Tensor  # [words, 4], log
    edges: list[list[int]]
    words: list[list[int]]
    labels: list[int]
    cue: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds bench/")
    parser.add_argument("--no-attribution", action="store_true", help="use no article of bench/attribution")
    parser.add_argument("--articles", type=int, default=0, help="read only so many articles")
    parser.add_argument("--passes", type=int, default=5)
    parser.add_argument("--model", type=Path, help="another reading model than the bundled one")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    if options.no_attribution:
        options.out.unlink(missing_ok=True)
        return
    reader = Reader(options.model, threads=2) if options.model else load_reader(threads=2)
    path = options.shared / "bench" / "attribution" / "train.jsonl.gz"
    examples = list(read_examples(reader, path, options.articles))
    print(f"{len(examples)} cues", file=sys.stderr)
    write(fit(examples, passes=options.passes), options.out)


def read_examples(reader: Reader, path: Path, limit: int) -> Iterator[Example]:
    """The examples of ``limit`` articles spread over the file (of all with 0), read thirty-two at a time."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    rows = rows[:: max(1, len(rows) // limit) if limit else 1]
    rules = load_attribution_rules()
    for at in range(0, len(rows), 32):
        batch = rows[at : at + 32]
        for row, parsed in zip(batch, reader.read_all([(r["text"], ()) for r in batch]), strict=True):
            yield from examples_of(Reading(parsed, rules), row["statements"])


def examples_of(reading: Reading, gold: Sequence[dict[str, Any]]) -> Iterator[Example]:
    """The model's cues that are cues of the gold, with the gold's labels for their sentence."""
    parsed = reading.parsed
    owner = {
        i: labels for labels in (gold_labels(parsed, s) for s in gold) for i, role in labels.items() if role == CUE
    }
    for statement in parsed.statements:
        cue = statement.cue[0]
        if statement.probability >= LEAST and cue in owner:
            yield example(reading, statement, owner[cue])


def gold_labels(parsed: Parsed, statement: dict[str, Any]) -> dict[int, int]:
    """The label of every word that plays a part in a gold statement."""
    found: dict[int, int] = {}
    for role in ("content", "source", "cue"):
        for piece in statement[role]:
            found.update(dict.fromkeys(parsed.words_in(piece["start"], piece["end"]), LABELS.index(role)))
    return found


def example(reading: Reading, statement: LearnedStatement, gold: dict[int, int]) -> Example:
    cue = statement.cue[0]
    sentence = reading.parsed.words[cue].sentence
    first, last = reading.parsed.sentences[sentence].first, reading.parsed.sentences[sentence].last
    edges = edges_of(reading, sentence)
    branch = cue_branch(reading.parsed, cue)
    for index, number in cue_edges(reading.parsed, cue):
        if first <= index < last:
            edges[index - first].append(number)
    return Example(
        chances=torch.from_numpy(log_chances(statement)),
        edges=edges,
        words=[word_features(reading, i, cue, branch) for i in range(first, last)],
        labels=[gold.get(i, 0) for i in range(first, last)],
        cue=cue - first,
    )


class Chain(torch.nn.Module):
    """A linear chain over four labels: what ``decoding.py`` decodes."""

    def __init__(self) -> None:
        super().__init__()
        count = len(LABELS)
        self.change = torch.nn.Parameter(torch.zeros(len(EDGE_FEATURES), count, count))
        self.word = torch.nn.Parameter(torch.zeros(len(WORD_FEATURES), count))
        self.trust = torch.nn.Parameter(torch.ones(count))

    def forward(self, batch: Sequence[Example]) -> Tensor:
        """The mean negative log likelihood of the labels."""
        chances, edges, words, labels, mask, cues = padded(batch)
        scores = self.trust * chances + words @ self.word
        scores = scores - 20 * cues[..., None] * torch.tensor([float(i != CUE) for i in range(len(LABELS))])
        changes = torch.einsum("bnf,fij->bnij", edges, self.change)
        rows = torch.arange(len(batch))
        total, gold = scores[:, 0], scores[:, 0].gather(1, labels[:, :1])[:, 0]
        for at in range(1, scores.shape[1]):
            here = mask[:, at]
            ways = torch.logsumexp(total[:, :, None] + changes[:, at], 1) + scores[:, at]
            total = torch.where(here[:, None], ways, total)
            step = changes[rows, at, labels[:, at - 1], labels[:, at]] + scores[rows, at, labels[:, at]]
            gold = gold + step * here
        return (torch.logsumexp(total, 1) - gold).mean()


def padded(batch: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
    size = max(len(e.labels) for e in batch)
    chances = torch.zeros(len(batch), size, len(LABELS))
    edges = torch.zeros(len(batch), size, len(EDGE_FEATURES))
    words = torch.zeros(len(batch), size, len(WORD_FEATURES))
    labels = torch.zeros(len(batch), size, dtype=torch.long)
    mask = torch.zeros(len(batch), size, dtype=torch.bool)
    cues = torch.zeros(len(batch), size)
    for row, e in enumerate(batch):
        count = len(e.labels)
        chances[row, :count] = e.chances
        labels[row, :count] = torch.tensor(e.labels)
        mask[row, :count] = True
        cues[row, e.cue] = 1
        for at in range(count):
            edges[row, at, e.edges[at]] = 1
            words[row, at, e.words[at]] = 1
    return chances, edges, words, labels, mask, cues


def fit(examples: list[Example], *, passes: int) -> Chain:
    """The chain that makes the gold labels likeliest, its weights kept small."""
    torch.manual_seed(1)
    chance = random.Random(1)
    kept = sorted((e for e in examples if 1 < len(e.labels) <= 120), key=lambda e: len(e.labels))
    batches = [kept[i : i + BATCH] for i in range(0, len(kept), BATCH)]
    chain = Chain()
    optimizer = torch.optim.Adam(chain.parameters(), lr=0.03)
    for number in range(passes):
        chance.shuffle(batches)
        for group in optimizer.param_groups:
            group["lr"] = 0.03 * 0.6**number
        spent = 0.0
        for batch in batches:
            loss = chain(batch)
            penalty = 2e-4 * (chain.change.square().sum() + chain.word.square().sum())
            optimizer.zero_grad()
            (loss + penalty).backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            spent += float(loss.detach())
        print(f"pass {number + 1}: {spent / len(batches):.4f}", file=sys.stderr, flush=True)
    return chain


def write(chain: Chain, out: Path) -> None:
    def rounded(values: Tensor) -> list[float]:
        return [round(float(v), 3) for v in values.detach().flatten()]

    table = {
        "about": "made by python -m training.attribution from bench/attribution train",
        "trust": rounded(chain.trust),
        "words": {name: rounded(chain.word[i]) for i, name in enumerate(WORD_FEATURES)},
        "edges": {name: rounded(chain.change[i]) for i, name in enumerate(EDGE_FEATURES)},
    }
    out.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
