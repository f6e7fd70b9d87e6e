"""Columns and keys are found by the names that people use, and days where they can be read in one way."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from dragoman.readers.days import iso_day
from dragoman.record import Report
from tests.readers.reading import STORY, failure, one, written

FIELDS = {
    "Body": STORY[0],
    "Publish-Date": "March 26, 2018",
    "Headline": "Talks fail",
    "link": "https://example.org/1",
    "source": {"id": 4, "name": "Example Wire"},
    "authors": ["Jane Roe", "John Doe"],
    "articleId": 7,
}


def test_sensible_names_are_found(tmp_path: Path) -> None:
    """JSONL, CSV and Parquet need no mapping where their names say enough."""
    wanted = Report(
        id="7",
        text=STORY[0],
        published="2018-03-26",
        title="Talks fail",
        url="https://example.org/1",
        publisher="Example Wire",
        author="Jane Roe, John Doe",
        language="en",
    )
    flat = FIELDS | {"source": "Example Wire", "authors": "Jane Roe, John Doe"}
    head, row = ",".join(flat), ",".join(f'"{value}"' for value in flat.values())
    parquet.write_table(pa.table({name: [value] for name, value in flat.items()}), tmp_path / "a.parquet")

    assert one(written(tmp_path, "a.jsonl", json.dumps(FIELDS))) == wanted
    assert one(written(tmp_path, "a.csv", f"{head}\n{row}\n")) == wanted
    assert one(tmp_path / "a.parquet") == wanted


def test_own_names_go_before_others(tmp_path: Path) -> None:
    """A field's own name wins over a likely one, and what was told wins over both."""
    path = written(tmp_path, "a.csv", "body,text,lead\nBody.,Text.,Lead.\n")

    assert one(path).text == "Text."
    assert one(path, columns={"text": "lead"}).text == "Lead."
    assert 'has no column "teaser" (its columns: body, text, lead)' in failure(path, columns={"text": "teaser"})
    assert "--column url=NAME" in failure(path, columns={"url": "teaser"})


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2018-03-26", "2018-03-26"),
        ("2018-03-26 10:00:00", "2018-03-26"),
        ("Mon, 26 Mar 2018 10:00:00 +0200", "2018-03-26T10:00:00+02:00"),
        ("Mon, 26 Mar 2018 10:00:00", "2018-03-26"),
        ("20180326", "2018-03-26"),
        ("20180326T100000Z", "2018-03-26T10:00:00+00:00"),
        ("26 March 2018", "2018-03-26"),
        ("Monday, 26th Mar. 2018, 10:00 GMT", "2018-03-26"),
        ("Sept 3, 2018 at 4:05 pm", "2018-09-03"),
        ("03/04/2018", None),
        ("31 April 2018", None),
        ("20181340", None),
        ("the day before", None),
        ("26 March 2018 " * 50, None),
    ],
)
def test_days(words: str, day: str | None) -> None:
    """Days that can be read in one way only are read; the others are not guessed."""
    assert iso_day(words) == day
