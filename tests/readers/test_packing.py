"""Packed files and standard input are read as what they hold, whatever their names."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from dragoman.errors import ReportError
from dragoman.readers import read_reports
from dragoman.record import Report
from tests.readers.reading import failure, read, written
from tests.readers.test_agencies import NITF
from tests.readers.test_mail import message
from tests.readers.test_pdf import pdf

LINES = "".join(f'{{"text": "Report {n}."}}\n' for n in range(3000)).encode()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": lambda content: gzip.compress(content, mtime=0),
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": lambda content: bytes(pa.compress(content, "zstd", asbytes=True)),
}


def parquet_file() -> bytes:
    """A Parquet file of one report."""
    out = io.BytesIO()
    parquet.write_table(pa.table({"text": ["They met."]}), out)
    return out.getvalue()


@pytest.mark.parametrize("ending", PACKERS)
def test_packed_files(tmp_path: Path, ending: str) -> None:
    """Every packing is undone; a file that breaks off is an error after what could be read."""
    packed = PACKERS[ending](LINES)

    assert len(read(written(tmp_path, f"a.jsonl.{ending}", packed))) == 3000
    assert len(read(written(tmp_path, "no-ending", packed))) == 3000
    *_, last = read(written(tmp_path, f"b.jsonl.{ending}", packed[: len(packed) // 2]))
    assert isinstance(last, ReportError) and f"b.jsonl.{ending}" in str(last)


@pytest.mark.parametrize("ending", ["gz", "bz2", "xz"])
def test_parts_one_after_the_other(tmp_path: Path, ending: str) -> None:
    """A file made of packed files put one after the other is read to its end."""
    pack = PACKERS[ending]

    assert len(read(written(tmp_path, f"a.jsonl.{ending}", pack(LINES) + pack(LINES)))) == 6000


def test_xz_that_asks_for_too_much_memory(tmp_path: Path) -> None:
    """A file whose unpacking would need gigabytes is an error."""
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 1 << 29}]

    assert "cannot be read" in failure(written(tmp_path, "a.txt.xz", lzma.compress(b"They met.", filters=filters)))


@pytest.mark.parametrize(
    "content",
    [
        parquet_file(),
        pdf(("They met.",)),
        NITF.encode(),
        message().as_bytes(),
        b'[{"text": "They met."}]',
        b'{\n "text": "They met."\n}',
        b"id,text\n1,They met.\n",
        b"url\ttext\nx\tThey met.\n",
        b'<rss version="2.0"><channel><item><description>They met.</description></item></channel></rss>',
        "They met.".encode("utf-16"),
    ],
)
@pytest.mark.parametrize("pack", [bytes, PACKERS["gz"], PACKERS["xz"]])
def test_standard_input_of_every_kind(content: bytes, pack: Callable[[bytes], bytes]) -> None:
    """Standard input is read by what it holds, packed or not."""
    (item,) = read_reports(["-"], stdin=io.BytesIO(pack(content)))

    assert isinstance(item, Report) and ("They met" in item.text or "Ministers" in item.text)


def test_packed_parquet(tmp_path: Path) -> None:
    """A packed Parquet file is read as a plain one."""
    assert len(read(written(tmp_path, "a.parquet.gz", gzip.compress(parquet_file())))) == 1
