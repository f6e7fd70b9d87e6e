"""Fixtures of the watch's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.watch.serving import Desk, Site, served


@pytest.fixture
def site() -> Iterator[Site]:
    """A news site on loopback."""
    yield from served()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A watch with a store of its own."""
    return Desk(tmp_path)
