"""What is between two: each number leads to as many events, and what two do side by side is not between them."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.pages.desk import desk
from dragoman.picture.by_day import fill_by_day
from dragoman.record import Coding, Participant
from dragoman.store import open_store
from tests.desk.made import LAST, clash, make_store
from tests.desk.test_desk_pages import count_of

_CRISIS = "/crisis?actor=SRB&actor=XKX"


def beside(coding: Coding) -> Coding:
    """The clash with both of its sides acting together, on nobody."""
    return _with_sides(coding, both=("actors",))


def upon_each_other(coding: Coding) -> Coding:
    """The clash as one of both upon each other."""
    return _with_sides(coding, both=("actors", "recipients"))


def _with_sides(coding: Coding, *, both: tuple[str, ...]) -> Coding:
    (event,) = coding.events
    sides: tuple[Participant, ...] = (*event.actors, *event.recipients)
    rest = {} if "recipients" in both else {"recipients": ()}
    return replace(coding, events=(replace(event, **dict.fromkeys(both, sides), **rest),))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A week of blows: eight of one upon the other, two of both upon each other, three side by side."""
    loud = [clash(n, n % 6, n // 6) for n in range(8)]
    mutual = [upon_each_other(clash(10 + n, n + 1, 2)) for n in range(2)]
    together = [beside(clash(20 + n, n, 1)) for n in range(3)]
    quiet = [clash(100 + n, ago, 2) for n, ago in enumerate(range(70, 10, -12))]
    path = tmp_path_factory.mktemp("between") / "a.duckdb"
    with open_store(path, write=True) as store:
        store.add([*loud, *mutual, *together, *quiet])
        fill_by_day(store)  # none is linked with another
    return TestClient(desk(path), base_url="http://127.0.0.1:8000")


def numbers_of(html: str) -> list[tuple[str, int]]:
    """The links to events whose words begin with a number."""
    found = re.findall(r'<a href="(/events\?[^"]+)">\s*([\d,]+)', html)
    return [(unescape(address), int(number.replace(",", ""))) for address, number in found]


@pytest.mark.parametrize("address", ["/", _CRISIS])
def test_a_pair_counts_what_the_one_does_to_the_other(client: TestClient, address: str) -> None:
    """Each event once, on the first page, on the crisis's and in the lists; the alert names the number of its list."""
    html = client.get(address).text
    rung = re.search(r"(\d+) events of conflict in the 7 days", html)
    listed = [(address, number) for address, number in numbers_of(html) if "between=" in address]

    assert rung and rung[1] == "10" and ("10", "made it") in re.findall(r">(\d+) events (made it)</a>", html)
    assert len(listed) > 2
    assert all(count_of(client.get(address).text) == number for address, number in listed)


def test_side_by_side_is_one_step_away(client: TestClient) -> None:
    """The crisis shows what is between the two; a link leads to all that both take part in."""
    html = client.get(f"{_CRISIS}&since={LAST.replace(day=1)}").text
    (both,) = re.findall(r'<a href="([^"]+)">All that the two take part in', html)
    between = next(number for address, number in numbers_of(html) if "quad" not in address)

    assert count_of(client.get(unescape(both)).text) > between


def test_between_names_two(client: TestClient) -> None:
    """One alone is told to be wrong; actors below a state are somebody of their own."""
    wrong = client.get("/events?between=SRB")
    found = client.get("/events?between=SRB/army&between=XKX&counted=1")

    assert wrong.status_code == 400 and "expected between=IRQ" in wrong.text
    assert count_of(found.text) == count_of(client.get("/events?between=XKX&between=SRB&counted=1").text) > 10


def test_what_is_to_come_is_on_the_pages(tmp_path: Path) -> None:
    """Before the picture follows, lists and numbers have what was added and what was coded anew, each once."""
    path = make_store(tmp_path / "a.duckdb", [clash(n, n, n % 3) for n in range(4)])
    client = TestClient(desk(path), base_url="http://127.0.0.1:8000")
    before = count_of(client.get("/events?between=SRB&between=XKX&counted=1").text)
    with open_store(path, write=True) as store:
        store.add([clash(7, 0, 2), replace(clash(1, 1, 1), digest="other")])
    after = client.get("/events?between=SRB&between=XKX&counted=1").text
    html = client.get("/").text

    assert (before, count_of(after)) == (4, 5) and after.count('href="/report/clash-1#') == 1
    assert all(count_of(client.get(address).text) == number for address, number in numbers_of(html))
    assert "2 new reports" in html and client.get("/actor/SRB").status_code == 200
    assert client.get("/crisis?actor=SRB/army&actor=XKX/police").status_code == 200
    assert client.get("/api/events.csv").text.count("\r\n") == 6
