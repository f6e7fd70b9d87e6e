"""Write what the package ships: ``python -m training.export --run runs/reader --shared PATH``.

Makes ``src/dragoman/language/model/``: the network as ONNX with int8 weights (per channel), its
labels, the word-piece table and the lemma table.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dragoman.events import load_event_rules
from training import corpora
from training.lemmas import lemma_table
from training.network import Network, Sizes
from training.train import tokenizer_file

OUTPUTS = (
    "upos",
    "xpos",
    "feats",
    "names",
    "cue",
    "arcs",
    "deprels",
    "roles",
    "events",
    "modes",
    "modalities",
    "historical",
    "event_roles",
)
EVENT_OUTPUTS = 5  # the last of them


class Answers(nn.Module):
    """The network with the choices made that need no further thought, so that less is copied out."""

    def __init__(self, network: Network, outputs: int) -> None:
        super().__init__()
        self.network, self.outputs = network, outputs

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor, firsts: Tensor) -> tuple[Tensor, ...]:
        out = self.network(pieces, shapes, mask, firsts)
        answers = (
            out["upos"].argmax(-1),
            out["xpos"].argmax(-1),
            out["feats"].argmax(-1),
            out["names"],
            out["cue"].softmax(-1)[..., 1],
            out["arcs"],
            out["deprels"].argmax(-1),
            out["roles"].softmax(-1),
            out["events"].softmax(-1),
            out["modes"],
            out["modalities"].argmax(-1),
            out["historical"].softmax(-1)[..., 1],
            out["event_roles"].argmax(-1),
        )
        return answers[: self.outputs]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--no-events", action="store_true", help="leave out the event heads (a run that learned none)")
    parser.add_argument("--out", type=Path, default=Path("src/dragoman/language/model"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    kept = torch.load(options.run / "checkpoint.pt", map_location="cpu", weights_only=False)
    network = Network(Sizes(**kept["sizes"]))
    network.load_state_dict(kept.get("average", kept["network"]))
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "reader.onnx"
        write_onnx(network, plain, len(OUTPUTS) - (EVENT_OUTPUTS if options.no_events else 0))
        quantize_dynamic(
            plain,
            options.out / "reader.onnx",
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"],
            extra_options={"MatMulConstBOnly": True},
        )
    shutil.copy(options.run / "labels.json", options.out / "labels.json")
    write_tokenizer(options.out / "pieces.json")
    bench = options.shared / "bench" / "syntax"
    trees = [
        e for name in ("ewt-train", "gum-open-train") for _, e in corpora.read_treebank(bench / f"{name}.conllu.gz")
    ]
    with gzip.GzipFile(options.out / "lemmas.json.gz", "wb", mtime=0) as file:
        file.write(
            json.dumps(lemma_table(trees, load_event_rules().verbs), ensure_ascii=False, separators=(",", ":")).encode()
        )
    for path in sorted(options.out.iterdir()):
        print(f"{path.name} {path.stat().st_size / 1e6:.2f} MB")


def write_tokenizer(path: Path) -> None:
    """The published word pieces without padding and truncation."""
    tokenizer = json.loads(tokenizer_file().read_text(encoding="utf-8"))
    tokenizer["padding"] = tokenizer["truncation"] = None
    path.write_text(json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def write_onnx(network: Network, path: Path, outputs: int) -> None:
    """The network as ONNX with the first ``outputs`` of its answers."""
    network.eval()
    example = tuple(
        torch.tensor(rows)
        for rows in (
            [[101, 2023, 2003, 102], [101, 2023, 102, 0]],
            [[0, 1, 1, 0], [0, 1, 0, 0]],
            [[1, 1, 1, 1], [1, 1, 1, 0]],
            [[1, 2, 2], [1, 0, 0]],
        )
    )
    axes = {name: {0: "batch", 1: "pieces"} for name in ("pieces", "shapes", "mask")} | {
        "firsts": {0: "batch", 1: "words"}
    }
    torch.onnx.export(
        Answers(network, outputs),
        example,
        str(path),
        input_names=["pieces", "shapes", "mask", "firsts"],
        output_names=list(OUTPUTS[:outputs]),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    onnx.checker.check_model(str(path))


if __name__ == "__main__":
    main()
