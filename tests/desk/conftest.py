"""The desk over a small store, asked without a network."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.pages.desk import desk
from tests.desk.made import usual


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that no test writes to."""
    return usual(tmp_path_factory.mktemp("desk") / "crisis.duckdb")


@pytest.fixture(scope="session")
def client(store: Path) -> TestClient:
    """Asks the desk as a browser on this machine would."""
    return TestClient(desk(store), base_url="http://127.0.0.1:8000", follow_redirects=False)
