"""Who may ask the desk: DNS rebinding, other sites, tokens, and an address that others can reach."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.pages.desk import desk
from dragoman.pages.desk.guard import COOKIE

TOKEN = "a token of enough characters"


@pytest.fixture
def guarded(store: Path) -> TestClient:
    """A desk with a token that goes by a name."""
    made = desk(store, token=TOKEN, names=["desk.example"])
    return TestClient(made, base_url="http://desk.example", follow_redirects=False)


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:8000", "192.168.1.7:8000"])
def test_own_names_and_plain_addresses_are_taken(client: TestClient, host: str) -> None:
    """No foreign name can be bound to an address in figures."""
    assert client.get("/api/stamp.json", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000", "", "[", "desk.example"]
)
def test_foreign_names_are_refused(client: TestClient, host: str) -> None:
    """A site whose name is bound to this machine gets nothing."""
    answer = client.get("/", headers={"host": host})

    assert answer.status_code == 421 and "Report" not in answer.text


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}]
)
def test_another_site_may_not_send_anything(client: TestClient, headers: dict[str, str]) -> None:
    """What wants something done must come from the desk's own pages or from no page."""
    assert client.post("/api/code", json={"text": "They met."}, headers=headers).status_code == 403


def test_every_answer_has_its_head(client: TestClient) -> None:
    """Policy and the like stand on pages, files, errors and refusals, and no CORS header on any."""
    for answer in (
        client.get("/"),
        client.get("/api/stamp.json"),
        client.get("/none"),
        client.get("/", headers={"host": "x"}),
    ):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "'unsafe-inline'" not in answer.headers["content-security-policy"]
        assert not [name for name in answer.headers if name.startswith("access-control")]


def test_without_its_token_a_desk_shows_nothing(guarded: TestClient) -> None:
    """A browser is asked for it, a program is told."""
    page = guarded.get("/", headers={"accept": "text/html"})

    assert page.status_code == 303 and page.headers["location"].startswith("/enter")
    assert guarded.get("/api/events.json").status_code == 401
    assert guarded.post("/api/code", json={"text": "They met."}).status_code == 401
    assert "token" in guarded.get("/enter").text


@pytest.mark.parametrize(
    "given", ["Bearer wrong", "Bearer ", "Basic " + TOKEN, TOKEN, "Bearer \u00e9".encode().decode("latin-1")]
)
def test_a_wrong_token_is_none(guarded: TestClient, given: str) -> None:
    """Only the very token opens."""
    assert guarded.get("/api/stamp.json", headers={"authorization": given.encode("latin-1")}).status_code == 401  # type: ignore[dict-item]


def test_the_token_opens(guarded: TestClient) -> None:
    """In the head of a request, or once in the browser, which then keeps a mark that is not the token."""
    assert guarded.get("/api/stamp.json", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert guarded.post("/enter", data={"token": "wrong"}).status_code == 403

    entered = guarded.post("/enter", data={"token": TOKEN})
    mark = entered.headers["set-cookie"]

    assert entered.status_code == 303 and "HttpOnly" in mark and "samesite=strict" in mark.lower() and TOKEN not in mark
    assert guarded.get("/").status_code == 200
    guarded.cookies.set(COOKIE, "another")


def test_other_machines_need_a_token(store: Path) -> None:
    """An address that others can reach is refused without one, and one that is soon guessed too."""
    for more in ([], ["--token", "short"]):
        found = CliRunner().invoke(app, ["serve", "--db", str(store), "--host", "0.0.0.0", *more])

        assert found.exit_code == 2 and "token" in found.output


def test_a_store_that_is_none_is_told(tmp_path: Path) -> None:
    """Before anything listens."""
    found = CliRunner().invoke(app, ["serve", "--db", str(tmp_path / "none.duckdb")])

    assert found.exit_code == 2 and "there is no such store" in found.output


def test_no_address_writes(client: TestClient) -> None:
    """Of all addresses only one takes a report, and it keeps nothing."""
    described = client.get("/openapi.json").json()["paths"]

    assert [path for path, methods in described.items() if set(methods) != {"get"}] == ["/api/code"]
    assert client.put("/api/events.json").status_code == 405 and client.delete("/report/story").status_code == 405
