"""Each format says what the coding says, no more, in the columns that its readers expect."""

from __future__ import annotations

import csv
import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest
from pyarrow import parquet

from dragoman.record import load_plover, read_codings
from dragoman.writers import ENDINGS, WriteError, open_output, write_codings
from dragoman.writers.icews import load_cameo
from dragoman.writers.polecat import COLUMNS as POLECAT
from dragoman.writers.shown import duty_lines, event_lines, explanations, heading
from dragoman.writers.tables import COLUMNS
from tests.writers.codings import drawn


def rows(path: Path, delimiter: str = "\t") -> list[dict[str, str]]:
    """The rows of a written table."""
    with path.open(encoding="utf-8", newline="") as table:
        quoting = csv.QUOTE_MINIMAL if delimiter == "," else csv.QUOTE_NONE
        return list(csv.DictReader(table, delimiter=delimiter, quoting=quoting))


def test_jsonl_round_trip(tmp_path: Path) -> None:
    """Codings come back from JSONL as they went, packed or not."""
    coding = replace(drawn(), report=None)

    assert write_codings([drawn()], tmp_path / "a.jsonl") == 1
    assert [replace(c, report=None) for c in read_codings(tmp_path / "a.jsonl")] == [coding]
    write_codings([drawn()], tmp_path / "a.jsonl.gz")
    assert gzip.decompress((tmp_path / "a.jsonl.gz").read_bytes()) == (tmp_path / "a.jsonl").read_bytes()


def test_csv_holds_every_event(tmp_path: Path) -> None:
    """CSV has a row an event: who, whom, when, where, harm, who says so and what the report says."""
    write_codings([drawn()], tmp_path / "a.csv")
    arrest, attack, again = rows(tmp_path / "a.csv", ",")

    assert tuple(arrest) == COLUMNS
    assert (arrest["actors"], arrest["actor_sectors"], arrest["recipient_names"]) == ("XKX/police", "COP", "Serbs, two")
    assert (arrest["begin"], arrest["place"], arrest["detained_min"], arrest["killed_min"]) == (
        "2018-03-26",
        "Mitrovica",
        "2",
        "",
    )
    assert (attack["modality"], attack["said_by"], attack["denied"]) == ("negated", "SRB", "true")
    assert again["same_as"] == "k/event-1"


def test_csv_runs_no_formula(tmp_path: Path) -> None:
    """Words that a spreadsheet would take for a formula begin with an apostrophe; control characters go."""
    write_codings([drawn()], tmp_path / "a.csv")
    attack = rows(tmp_path / "a.csv", ",")[1]

    assert attack["said_by_words"] == "'=Serbia"
    assert "\t" not in attack["sentence"]


def test_parquet_has_types(tmp_path: Path) -> None:
    """Parquet has the columns of CSV with their types, and its schema where there is no event."""
    write_codings([drawn()], tmp_path / "a.parquet")
    write_codings([], tmp_path / "b.parquet")
    table = parquet.read_table(tmp_path / "a.parquet")

    assert tuple(table.column_names) == COLUMNS
    assert table.column("detained_min").to_pylist() == [2, None, None]
    assert parquet.read_schema(tmp_path / "b.parquet") == table.schema


def test_plover_json(tmp_path: Path) -> None:
    """PLOVER JSON has the manual's fields, Kosovo as KOS, and no negated event."""
    write_codings([drawn()], tmp_path / "a.plover.json")
    arrest, again = (json.loads(line) for line in (tmp_path / "a.plover.json").read_text().splitlines())

    assert (arrest["event"], arrest["mode"], arrest["quad_code"], arrest["event_scale"]) == (
        "COERCE",
        ["arrest"],
        4,
        -7.0,
    )
    assert arrest["actor"][0]["code"] == "KOS" and arrest["actor"][0]["entity_text"] == "Kosovo police"
    assert arrest["event_loc"]["city"] == "Mitrovica" and arrest["event_loc"]["country_code"] == "KOS"
    assert (arrest["date"], again["date"]) == ("2018-03-26", "2018-03-27")
    assert arrest["size"] == {"arrested": 2}


def test_polecat(tmp_path: Path) -> None:
    """POLECAT's file has its forty columns and only what is told as happening, once."""
    write_codings([drawn()], tmp_path / "a.polecat.tsv")
    (arrest,) = rows(tmp_path / "a.polecat.tsv")

    assert len(POLECAT) == 40 and tuple(arrest) == POLECAT
    assert (arrest["Actor Country"], arrest["Primary Actor Sector"], arrest["City"]) == ("KOS", "COP", "Mitrovica")
    assert (arrest["Source"], arrest["Publication Date"]) == ("Example Wire", "2018-03-27")


def test_icews_has_a_row_for_each_pair(tmp_path: Path) -> None:
    """ICEWS' file has a row for each source and target, each with its own id, and CAMEO codes."""
    coding = drawn()
    both = replace(coding.events[0], recipients=(*coding.events[0].recipients, coding.events[1].actors[0]))
    write_codings([replace(coding, events=(both,))], tmp_path / "a.icews.tsv")
    first, second = rows(tmp_path / "a.icews.tsv")

    assert (first["Event ID"], second["Event ID"]) == ("k/event-1.1", "k/event-1.2")
    assert (first["CAMEO Code"], first["Source Country"], first["Target Name"]) == ("173", "Kosovo", "Serbs; two")


def test_cameo_table_is_whole() -> None:
    """Every type and mode of PLOVER has a CAMEO code."""
    table, plover = load_cameo(), load_plover()
    wanted = {(t.id, m) for t in plover.types.values() for m in (None, *t.modes, *t.modes_without_score)}

    assert set(table) == wanted


@pytest.mark.parametrize("ending", ENDINGS)
def test_file_appears_only_when_whole(tmp_path: Path, ending: str) -> None:
    """An error leaves the older file as it was, and nothing beside it."""
    path = tmp_path / f"a{ending}"
    path.write_text("older")
    with pytest.raises(RuntimeError, match="broken"), open_output(path) as output:
        output.write(drawn())
        raise RuntimeError("broken")

    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [(path.name, "older")]


def test_stop_keeps_what_is_done(tmp_path: Path) -> None:
    """Stopped by the keyboard, the codings so far stay beside the older file."""
    path = tmp_path / "a.jsonl"
    path.write_text("older")
    with pytest.raises(KeyboardInterrupt), open_output(path) as output:
        output.write(drawn())
        raise KeyboardInterrupt

    assert path.read_text() == "older"
    assert len(list(read_codings(tmp_path / "a.jsonl.partial"))) == 1
    assert len(list(tmp_path.iterdir())) == 2


def test_wrong_endings_and_folders(tmp_path: Path) -> None:
    """A file of no known ending, or in no folder, is an error that says so."""
    with pytest.raises(WriteError, match=r"no format has this ending; expected one of \.jsonl"):
        write_codings([], tmp_path / "a.docx")
    with pytest.raises(WriteError, match="cannot be written"):
        write_codings([], tmp_path / "none" / "a.csv")


def test_lines_to_read() -> None:
    """Lines say who did what to whom, who says so or denies it, and what is owed."""
    coding = drawn()
    assert coding.report is not None
    arrest, attack, again = event_lines(coding.report, coding)

    assert arrest[1:6] == ("2018-03-26", "Kosovo Police", "arrested (COERCE-arrest)", "Serbs; two", "Mitrovica")
    assert attack[6:] == ("denied by Serbia", "negated") and again[7] == "same as 1"
    assert duty_lines(coding.report, coding) == [("demand", "protesters", "", "leave", "", "", "open", "")]
    assert heading(coding.report, coding) == "Arrests\x1b[31m"
    kinds = [line[0] for line in explanations(coding.report, coding, "arrested")]
    assert kinds == ["event", "event"] and explanations(coding.report, coding, "") == []
