"""Each file opens in the tool of those who use it, and says there what the coding says."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import geojson
import icalendar
import networkx
import pandas as pd
import polars
import pytest
from pyarrow import parquet

from dragoman.outputs import check_output, write_codings_to
from dragoman.record import Coding, Participant, Position, PositionObject, Span, Statement, When, read_codings
from dragoman.writers import WriteError, write_codings
from dragoman.writers.cow import load_cow
from dragoman.writers.frames import FrameError, to_frame
from dragoman.writers.icews import load_cameo
from dragoman.writers.tables import TABLES
from tests.writers.codings import drawn, span_of

STATA_NAMES = {"quad": "quad_class", "start": "start_at", "end": "end_at"}


def full() -> list[Coding]:
    """The drawn coding with a position, a deadline, and a statement of two pieces."""
    coding = drawn()
    start, end = span_of("=Serbia")
    stand = Position(
        id="k/position-1",
        holder=Participant(actor="SRB", start=start, end=end),
        stance="opposes",
        object=PositionObject(start=span_of("Kosovo police")[0], end=span_of("Kosovo police")[1], actor="XKX/police"),
        statement=0,
    )
    pieces = (Span(*span_of("protesters attacked")), Span(*span_of("They must leave.")))
    said = Statement(id="k/statement-1", source=coding.statements[0].source, content=pieces, denies=True)
    owed = replace(coding.commitments[0], due=When(begin=None, until="2018-04-02"), statement=0, event=0)
    return [replace(coding, positions=(stand,), statements=(said,), commitments=(owed,))]


def wanted(table: str) -> list[dict[str, object]]:
    """The rows that every format of a table must hold."""
    return [
        {name: getattr(row, name) for name in TABLES[table].columns}
        for coding in full()
        for row in TABLES[table].rows(coding)
    ]


def missing_is_none(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """The rows with None for what a tool shows as missing."""
    return [{name: None if pd.isna(value) or value == "" else value for name, value in row.items()} for row in rows]


@pytest.mark.parametrize("table", TABLES)
def test_columns_fit_every_tool(table: str) -> None:
    """Names are short, plain and unlike in upper and lower case; values are texts, numbers and truth values."""
    columns = TABLES[table].columns

    assert all(name.isidentifier() and name == name.lower() and len(name) <= 32 for name in columns)
    assert set(TABLES[table].types.values()) <= {"str", "int", "float", "bool"}
    assert columns[0] in (f"{table[:-1]}_id", "report_id")


@pytest.mark.parametrize("table", TABLES)
def test_parquet_round_trip(tmp_path: Path, table: str) -> None:
    """pyarrow, pandas and polars read from Parquet the rows that were written."""
    path = tmp_path / f"a.{table}.parquet"
    write_codings(full(), path)

    assert parquet.read_table(path).to_pylist() == wanted(table)
    assert polars.read_parquet(path).to_dicts() == wanted(table)
    assert missing_is_none(pd.read_parquet(path).to_dict("records")) == missing_is_none(wanted(table))


@pytest.mark.parametrize("table", TABLES)
def test_csv_round_trip(tmp_path: Path, table: str) -> None:
    """polars, pandas and Python's csv read from CSV the rows that were written."""
    path = tmp_path / f"{table}.csv"
    write_codings(full(), path)
    with path.open(encoding="utf-8", newline="") as lines:
        by_hand = list(csv.DictReader(lines))
    plain = [{k: v.lstrip("'") if isinstance(v, str) else v for k, v in row.items()} for row in by_hand]
    expected = [
        {k: "" if v is None else str(v).lower() if isinstance(v, bool) else str(v) for k, v in row.items()}
        for row in wanted(table)
    ]

    assert plain == expected
    assert polars.read_csv(path, infer_schema_length=None).columns == list(TABLES[table].columns)
    assert missing_is_none(pd.read_csv(path, dtype=str).to_dict("records")) == missing_is_none(by_hand)


@pytest.mark.parametrize("table", TABLES)
def test_stata_round_trip(tmp_path: Path, table: str) -> None:
    """A .dta file holds the rows, with the few columns renamed whose names Stata keeps for itself."""
    write_codings(full(), tmp_path / f"{table}.dta")
    frame = pd.read_stata(tmp_path / f"{table}.dta")
    expected = [{STATA_NAMES.get(name, name): value for name, value in row.items()} for row in wanted(table)]

    assert missing_is_none(frame.to_dict("records")) == missing_is_none(expected)


def test_stata_bytes_repeat(tmp_path: Path) -> None:
    """The same codings give the same Stata file."""
    for name in ("a.dta", "b.dta"):
        write_codings(full(), tmp_path / name)

    assert (tmp_path / "a.dta").read_bytes() == (tmp_path / "b.dta").read_bytes()


def test_folder_takes_all_tables(tmp_path: Path) -> None:
    """A folder that is there gets all five tables as Parquet."""
    write_codings(full(), tmp_path)

    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(f"{name}.parquet" for name in TABLES)
    assert parquet.read_table(tmp_path / "actors.parquet").column("cow").to_pylist() == [347, 345, 345, None]


def test_statements_are_whole() -> None:
    """A statement's row has its source, cue and all pieces of its content."""
    (row,) = wanted("statements")

    assert (row["source"], row["source_country"], row["denies"]) == ("SRB", "SRB", True)
    assert row["content_words"] == "protesters attacked … They must leave."


def test_frame_in_a_notebook() -> None:
    """A frame has the rows with their types; another table's name is an error that says which there are."""
    frame = to_frame(drawn())

    assert frame["detained_min"].tolist() == [2, pd.NA, pd.NA]
    assert str(frame["detained_min"].dtype) == "Int64" and frame["historical"].dtype == bool
    assert to_frame([], "positions").columns.tolist() == list(TABLES["positions"].columns)
    with pytest.raises(FrameError, match="expected one of events, statements"):
        to_frame(drawn(), "people")


def test_networkx_reads_graphml(tmp_path: Path) -> None:
    """Actors are nodes, and an edge counts the events between two, with quad classes, score and days."""
    write_codings([drawn(), drawn()], tmp_path / "a.graphml")
    graph = networkx.read_graphml(tmp_path / "a.graphml")
    edge = graph.edges["XKX/police", "SRB/serbs"]

    assert graph.is_directed() and graph.nodes["XKX/police"]["name"] == "Kosovo Police"
    assert (edge["events"], edge["quad4"], edge["quad1"], edge["score"]) == (2, 2, 0, -14.0)
    assert (edge["first_day"], edge["last_day"], edge["types"]) == ("2018-03-26", "2018-03-26", "COERCE:2")
    assert list(graph.edges) == [("XKX/police", "SRB/serbs")]


def test_geojson_is_valid(tmp_path: Path) -> None:
    """Each literal place is a point, with the events there; a validator finds nothing wrong."""
    write_codings([drawn(), drawn()], tmp_path / "a.geojson")
    write_codings([], tmp_path / "none.geojson")
    found = geojson.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))

    assert found.is_valid and len(found.features) == 2
    assert found.features[0].geometry.coordinates == [20.87, 42.88]
    assert found.features[0].properties["event_ids"] == "k/event-1"
    assert all(not isinstance(value, list | dict) for value in found.features[0].properties.values())
    assert geojson.loads((tmp_path / "none.geojson").read_text()).is_valid


def test_calendar_programs_read_ics(tmp_path: Path) -> None:
    """What is owed by a day that is still to come is an entry of that day."""
    write_codings_to(full(), str(tmp_path / "a.ics"))
    calendar = icalendar.Calendar.from_ical((tmp_path / "a.ics").read_bytes())
    days = [entry.decoded("dtstart").isoformat() for entry in calendar.walk("VEVENT")]

    assert days == ["2018-04-02"]


def test_jsonl_through_every_tool(tmp_path: Path) -> None:
    """Codings come back whole from JSONL, which pandas and polars read too."""
    path = tmp_path / "a.jsonl"
    write_codings(full(), path)

    assert list(read_codings(path)) == full()
    assert pd.read_json(path, lines=True)["id"].tolist() == ["k"]
    assert polars.read_ndjson(path)["id"].to_list() == ["k"]


@pytest.mark.parametrize("ending", [".polecat.tsv", ".icews.tsv"])
def test_pandas_reads_tsv(tmp_path: Path, ending: str) -> None:
    """Tab-separated files need no repair."""
    write_codings(full(), tmp_path / f"a{ending}")
    frame = pd.read_csv(tmp_path / f"a{ending}", sep="\t", quoting=csv.QUOTE_NONE)

    assert len(frame) == 1 and frame.notna().any(axis=None)
    if ending == ".polecat.tsv":
        assert frame.loc[0, ["Actor COW", "Recipient COW"]].tolist() == [347, 345]


def test_plover_json_is_json(tmp_path: Path) -> None:
    """Every line is an object of its own."""
    write_codings(full(), tmp_path / "a.plover.json")

    assert all(json.loads(line)["id"] for line in (tmp_path / "a.plover.json").read_text().splitlines())


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_r_reads_csv(tmp_path: Path) -> None:
    """R's own reader takes the tables as they are."""
    script = 'd <- read.csv("events.csv"); cat(nrow(d), class(d$lat), class(d$historical), d$detained_min[1])'
    write_codings(full(), tmp_path / "events.csv")
    done = subprocess.run(["Rscript", "-e", script], cwd=tmp_path, capture_output=True, text=True, check=True)

    assert done.stdout == "3 numeric character 2"


def test_cow_numbers_are_unlike() -> None:
    """No two states have one number."""
    numbers = load_cow()

    assert len(set(numbers.values())) == len(numbers) == 195
    assert (numbers["USA"], numbers["XKX"], numbers.get("PSE")) == (2, 347, None)


def test_what_cameo_loses_is_stated() -> None:
    """The page on files says how many CAMEO codes are used, and names the roots that are never written."""
    rows = load_cameo().values()
    page = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "files.md").read_text(encoding="utf-8")
    roots = {f"{number:02}" for number in range(1, 21)} - {row.code[:2] for row in rows}

    assert f"{len(rows)} types and modes become {len({row.code for row in rows})} codes" in page
    assert f"never written: {', '.join(sorted(roots))}" in page


def test_every_column_is_documented() -> None:
    """The page on files names each column of each flat table."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "files.md").read_text(encoding="utf-8")
    missing = [name for table in TABLES.values() for name in table.columns if f"`{name}`" not in page]

    assert missing == []


def test_unknown_ending_names_the_formats() -> None:
    """The message says what there is."""
    with pytest.raises(WriteError, match=r"\.graphml.*statements.*folder"):
        check_output("a.docx")
    check_output("-")
    check_output("a.ics")


def test_commitment_row_has_the_event_and_the_speaker() -> None:
    """A commitment's row names the event, and in whose words it stands."""
    (row,) = wanted("commitments")

    assert (row["event_id"], row["said_by"], row["due_until"], row["kind"]) == (
        "k/event-1",
        "SRB",
        "2018-04-02",
        "demand",
    )
