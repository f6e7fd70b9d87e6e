"""Average two runs: ``python -m training.average runs/reader runs/events --out runs/average``.

Two runs from the same start that saw the same texts in another order read better averaged than either does (Wortsman
et al. 2022, "Model soups"). The event heads, which only the second run has learned, are taken from it as they are.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch
from torch import Tensor

EVENT_HEADS = ("events", "modes", "modalities", "historical", "event_roles")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plain", type=Path, help="folder of a run without events")
    parser.add_argument("events", type=Path, help="folder of a run with events")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    plain, events = weights_of(options.plain), weights_of(options.events)
    average = {name: value if is_event_head(name) else (value + plain[name]) / 2 for name, value in events.items()}
    kept = torch.load(options.events / "checkpoint.pt", map_location="cpu", weights_only=False)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save({"network": average, "sizes": kept["sizes"], "step": 0}, options.out / "checkpoint.pt")
    shutil.copy(options.events / "labels.json", options.out / "labels.json")


def is_event_head(name: str) -> bool:
    return name.split(".")[0] in EVENT_HEADS


def weights_of(run: Path) -> dict[str, Tensor]:
    """The run's weights: their moving average where it kept one."""
    kept = torch.load(run / "checkpoint.pt", map_location="cpu", weights_only=False)
    weights: dict[str, Tensor] = kept.get("average", kept["network"])
    return weights


if __name__ == "__main__":
    main()
