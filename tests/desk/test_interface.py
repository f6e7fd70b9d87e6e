"""The desk for programs: what is shown as CSV, JSON and Parquet, the description, and a report coded."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pyarrow.parquet
import pytest
from starlette.testclient import TestClient

from dragoman.pages.desk import coding, desk
from dragoman.record import coding_from_json
from tests.desk.made import clash, make_store, stories


def test_the_three_forms_hold_the_same(client: TestClient) -> None:
    """Rows, columns and ids agree."""
    asked = "actor=SRB&type=ASSAULT"
    rows = client.get(f"/api/events.json?{asked}").json()
    table = pyarrow.parquet.read_table(io.BytesIO(client.get(f"/api/events.parquet?{asked}").content))
    lines = list(csv.DictReader(io.StringIO(client.get(f"/api/events.csv?{asked}").text)))

    assert len(rows) == 6 and [r["id"] for r in rows] == table["id"].to_pylist() == [line["id"] for line in lines]
    assert list(rows[0]) == table.column_names == list(lines[0])
    assert rows[0]["words"] == "struck" and rows[0]["actors"] == "SRB/army"


def test_no_cell_of_a_csv_is_a_formula(tmp_path: Path) -> None:
    """A title that a spreadsheet would run begins with an apostrophe."""
    path = make_store(tmp_path / "a.duckdb", stories(["=HYPERLINK(1)"]))
    text = TestClient(desk(path), base_url="http://localhost").get("/api/events.csv").text

    assert "'=HYPERLINK(1)" in text and not [
        c for c in csv.reader(io.StringIO(text)) if any(x.startswith("=") for x in c)
    ]


def test_the_description_is_whole(client: TestClient) -> None:
    """OpenAPI 3 with a summary for each address; the page of the API lists them all and asks no network."""
    described = client.get("/openapi.json").json()
    page = client.get("/api").text

    assert described["openapi"].startswith("3.")
    for path, methods in described["paths"].items():
        assert all(told["summary"] for told in methods.values()) and path in page
    assert "https://" not in page


def test_an_unchanged_answer_is_not_sent_again(client: TestClient) -> None:
    """The tag of an answer is good until the store changes."""
    first = client.get("/")
    again = client.get("/", headers={"if-none-match": first.headers["etag"]})

    assert again.status_code == 304 and not again.content


def test_an_answer_follows_the_store(tmp_path: Path) -> None:
    """What is added is shown at once, under another tag."""
    path = make_store(tmp_path / "a.duckdb", [clash(1, 0)])
    client = TestClient(desk(path), base_url="http://localhost")
    first, stamp = client.get("/events"), client.get("/api/stamp.json").json()
    make_store(path, [clash(2, 0)])
    second = client.get("/events", headers={"if-none-match": first.headers["etag"]})

    assert "1 event<" in first.text and "2 events<" in second.text
    assert client.get("/api/stamp.json").json() != stamp


def test_a_posted_report_is_coded(client: TestClient) -> None:
    """The coding comes back, and the store has nothing of it."""
    before = client.get("/api/stamp.json").json()
    answer = client.post(
        "/api/code", json={"text": "Police arrested two protesters on Monday.", "published": "2018-03-14"}
    )

    assert coding_from_json(answer.json()).events[0].type == "COERCE"
    assert client.get("/api/stamp.json").json() == before


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b"{", "application/json", 422),
        (b"[" * 100_000, "application/json", 422),
        (b'{"title": "no text"}', "application/json", 422),
        (b'{"text": "They met.", "published": "one day"}', "application/json", 422),
        (b'{"text": "They met."}', "text/plain", 415),
        (b'{"text": "' + b"a" * (coding.LONGEST + 1) + b'"}', "application/json", 422),
        (b'{"text": "' + b"a" * coding.BODY + b'"}', "application/json", 413),
    ],
)
def test_what_is_no_report_is_refused(client: TestClient, body: bytes, kind: str, code: int) -> None:
    """In words, and without the coder."""
    answer = client.post("/api/code", content=body, headers={"content-type": kind})

    assert answer.status_code == code


def test_too_many_wait(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who comes when too many wait is told to come again."""
    monkeypatch.setattr(coding.BoundedSemaphore, "acquire", lambda *_, **__: False, raising=True)
    answer = TestClient(client.app, base_url="http://localhost").post("/api/code", json={"text": "They met."})

    assert answer.status_code == 503 and answer.headers["retry-after"]


def test_other_pages_as_data(client: TestClient) -> None:
    """Pairs, alerts, deadlines, stances, happenings, actors and searches come as JSON."""
    pairs, alerts = client.get("/api/pairs.json").json(), client.get("/api/alerts.json").json()

    assert pairs[0]["names"] == ["Serbia", "Kosovo"] and alerts[0]["index"] > 3
    assert client.get("/api/deadlines.json?on=2031-03-04").json()[0]["due"] == "2031-03-07"
    assert client.get("/api/positions.json?holder=SRB").json()[0]["stance"] == "does not recognize"
    assert client.get("/api/actors/SRB").json()["somebody"]["name"] == "Serbia"
    assert client.get("/api/search.json?q=struck").json()["count"] == 6
    assert client.get("/api/reports/story").json()["id"] == "story"
    assert client.get("/api/happenings/clash-100/event-1").json()["tellings"]
    assert client.get("/api/reports/none").status_code == 404
