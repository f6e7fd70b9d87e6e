"""Scores do not fall below their pinned floors (`python -m bench` checks all of them; here the quick ones)."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from bench.__main__ import pin, read_floors, worse


@pytest.mark.parametrize("room", ["acceptance", "stories"])
def test_no_figure_lies_below_its_floor(room: str, shared: Path) -> None:
    """A change that costs a story's facts must lower the floor by flag, and say so."""
    pinned = read_floors()
    found = import_module(f"bench.{room}").scores(shared)

    low = {
        name: (value, pinned["floors"][name])
        for name, value in found.items()
        if worse(name, value, pinned["floors"][name], by=pinned["margin"])
    }

    assert not low


def test_pinning_raises_a_floor_and_lowers_none_without_the_flag() -> None:
    """Only `--lower` takes a floor down; speed is never pinned."""
    pinned = {"margin": 0.5, "floors": {"a": 50.0, "b": 50.0}}

    pin(pinned, {"a": 60.0, "b": 40.0, "speed x": 9.0}, lower=False)
    assert pinned["floors"] == {"a": 60.0, "b": 50.0}

    pin(pinned, {"b": 40.0}, lower=True)
    assert pinned["floors"]["b"] == 40.0
