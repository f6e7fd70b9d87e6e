"""What tests of every room share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dragoman.world.gazetteer import BUNDLED, SETTING

os.environ[SETTING] = BUNDLED  # tests mean the package's own gazetteer, whatever the user has


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of benchmarks beside the checkout; tests that need it skip where a user has none, never in CI."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"{folder} is missing; CI must have the benchmarks beside the checkout")
        pytest.skip("needs the benchmarks of ../shared, which a user does not have")
    return folder
