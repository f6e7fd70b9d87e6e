"""Reports at an address are read as those on a disk; here the address is that of a folder."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from dragoman.errors import ReportError
from dragoman.readers import read_reports
from dragoman.record import Report


def test_folder_and_file_at_an_address(tmp_path: Path) -> None:
    """A folder's files come by name, each by its kind, packed or not; a single file comes alone."""
    line = json.dumps({"id": "a", "text": "Ministers met in the capital on Monday."}) + "\n"
    (tmp_path / "1.jsonl.gz").write_bytes(gzip.compress(line.encode()))
    parquet.write_table(
        pa.table({"id": ["b"], "text": ["Talks were held on Tuesday in Oslo."]}), tmp_path / "2.parquet"
    )
    (tmp_path / "3.log").write_text("no report")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "4.txt").write_text("Police were on the streets on Wednesday.")
    found = list(read_reports([tmp_path.as_uri()]))

    assert [item.text[:9] for item in found if isinstance(item, Report)] == ["Ministers", "Talks wer", "Police we"]
    assert found[:1] == list(read_reports([(tmp_path / "1.jsonl.gz").as_uri()]))


def test_nothing_at_an_address(tmp_path: Path) -> None:
    """What is not there, or cannot be asked, is an error that names the address; the rest is read."""
    (tmp_path / "a.txt").write_text("Ministers met in the capital on Monday.")
    missing, strange = (tmp_path / "none").as_uri(), "gopher://example.org/a.txt"
    first, second, third = read_reports([missing, strange, tmp_path / "a.txt"])

    assert isinstance(first, ReportError) and str(first) == f"{missing}: there is no such file or folder"
    assert isinstance(second, ReportError) and "gopher" in str(second)
    assert isinstance(third, Report)


def test_bad_line_is_named_by_its_address(tmp_path: Path) -> None:
    """Messages name the file at the address, and the line."""
    (tmp_path / "a.jsonl").write_text("{}\n")
    (error,) = read_reports([tmp_path.as_uri()])

    assert isinstance(error, ReportError) and error.file == f"{tmp_path.as_uri()}/a.jsonl" and error.line == 1
