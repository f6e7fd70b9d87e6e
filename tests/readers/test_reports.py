"""Files of every kind become reports; what cannot be read costs one report, never the run."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from dragoman.errors import ReportError
from dragoman.readers import read_reports
from dragoman.record import Report, text_digest
from tests.readers.reading import failure, one, read, written

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Talks fail - Example Wire</title>
<meta property="og:title" content="Talks fail"><meta property="og:site_name" content="Example Wire">
<meta property="article:published_time" content="2018-03-26T10:00:00+02:00">
<link rel="canonical" href="https://example.org/talks"></head><body><nav>Home News</nav><article>
<p>ROME (Example Wire) — Ministers of both sides left the hall on Monday without a deal, officials told reporters.</p>
<div class="ad">ADVERTISEMENT</div><script>alert("no")</script>
<p>They will meet again in May, said the mediator, who asked all to keep calm — “whatever comes”.</p>
</article><div class="comments"><p>First comment of a reader, long enough to be a paragraph.</p></div></body></html>"""


def test_text_keeps_every_character(tmp_path: Path) -> None:
    """A text file is one report whose characters are as they came, but for the byte order mark."""
    text = "Share\r\n\r\n  Ministers met\x00 in Oslo.\t\u2028\n"
    report = one(written(tmp_path, "a.txt", b"\xef\xbb\xbf" + text.encode()))

    assert report.text == text
    assert report.id == text_digest(text)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-16", "Vučić met Đurić."),
        ("cp1252", "The “minister” left for São Paulo on Monday, and his deputy stayed at home — so far."),
        ("utf-32", "Приштина"),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, text: str) -> None:
    """Byte order marks are obeyed; bytes that are no UTF-8 are read as what they most likely are."""
    assert one(written(tmp_path, "a.txt", text.encode(encoding)), language=None).text == text


def test_no_bytes_break_a_text(tmp_path: Path) -> None:
    """Any bytes become some text, in whatever language."""
    assert one(written(tmp_path, "a.txt", bytes(range(1, 256)) * 3), language=None).text


def test_page(tmp_path: Path) -> None:
    """A page gives main text, title, publisher, address and time; nothing else of it is text."""
    report = one(written(tmp_path, "a.html", PAGE))

    assert report.text.startswith("ROME (Example Wire) — Ministers")
    assert report.text.endswith("“whatever comes”.")
    assert (report.title, report.publisher, report.url) == ("Talks fail", "Example Wire", "https://example.org/talks")
    assert report.published == "2018-03-26T10:00:00+02:00"


def test_page_in_its_declared_encoding(tmp_path: Path) -> None:
    """A page is decoded as its head declares."""
    page = PAGE.replace("utf-8", "windows-1251").replace("the mediator", "Вучић").replace("“", '"').replace("”", '"')

    assert "Вучић" in one(written(tmp_path, "a.html", page.encode("cp1251"))).text


@pytest.mark.parametrize("page", ["", "<html>", "<p>" * 10_000, "<html><body></body></html>", "<a href='x'>\x00</a>"])
def test_page_without_text_is_an_error(tmp_path: Path, page: str) -> None:
    """A page that holds no text, or is no page, is an error of its own file."""
    assert "a.html" in failure(written(tmp_path, "a.html", page))


def test_jsonl_line_by_line(tmp_path: Path) -> None:
    """A bad line names itself and costs only itself; numbers and texts are ids."""
    lines = ['{"id": 7, "text": "A."}', "", "{oops", '["no"]', '{"id": "b"}', '{"text": "B.", "published": "March"}']
    items = read(written(tmp_path, "a.jsonl", "\n".join([*lines, '{"text": "C.\\ud800"}'])))

    assert [i.id for i in items if isinstance(i, Report)] == ["7", text_digest("C.\ufffd")]
    errors = [str(i) for i in items if isinstance(i, ReportError)]
    assert [error.partition(": ")[0].rpartition("/")[2] for error in errors] == [
        f"a.jsonl line {n}" for n in (3, 4, 5, 6)
    ]
    assert 'expected an ISO date such as "2018-03-14"' in errors[3]


def test_columns_under_other_names(tmp_path: Path) -> None:
    """A mapping says which keys hold the fields."""
    path = written(tmp_path, "a.jsonl", '{"body": "A.", "day": "2018-03-26", "guid": "g"}')
    report = one(path, columns={"text": "body", "published": "day", "id": "guid"})

    assert report == Report(id="g", text="A.", published="2018-03-26")


def test_json_object_list_and_lines(tmp_path: Path) -> None:
    """A .json file may hold a report, a list of reports, or lines."""
    assert one(written(tmp_path, "a.json", '{\n"text": "A."\n}')).text == "A."
    assert len(read(written(tmp_path, "b.json", '[{"text": "A."}, {"text": "B."}]'))) == 2
    assert "is not JSON" in failure(written(tmp_path, "d.json", '{\n"text": "A.",\n'))
    assert len(read(written(tmp_path, "c.json", '{"text": "A."}\n{"text": "B."}'))) == 2


def test_coding_gives_its_report(tmp_path: Path) -> None:
    """A file of codings can be coded again: each coding holds its report."""
    assert (
        one(written(tmp_path, "a.jsonl", '{"id": "k", "events": [], "report": {"id": "k", "text": "A."}}')).text == "A."
    )
    assert '"text" is null' in failure(written(tmp_path, "b.jsonl", '{"id": "k", "report": null}'))


def test_limit_names_itself(tmp_path: Path) -> None:
    """A report above the limit is an error that names it, in every kind of file; one at the limit is none."""
    assert one(written(tmp_path, "a.txt", "é" * 100), longest=100).text == "é" * 100
    for name, content in [
        ("b.txt", "é" * 101),
        ("c.txt", "x" * 500),
        ("d.jsonl", json.dumps({"text": "x" * 101})),
        ("e.csv", "text\n" + "x" * 101),
    ]:
        assert "limit is 100 characters" in failure(written(tmp_path, name, content), longest=100)


def test_line_above_every_limit_is_skipped(tmp_path: Path) -> None:
    """A monstrous line is passed over without being kept, and the next line is read."""
    huge = '{"text": "' + "x" * 1_200_000 + '"}\n{"text": "A."}'
    error, report = read(written(tmp_path, "a.jsonl", huge), longest=100)

    assert isinstance(error, ReportError) and error.line == 1
    assert isinstance(report, Report) and report.text == "A."


def test_gzip(tmp_path: Path) -> None:
    """Packed files are read by what they hold; a broken one is an error after what could be read."""
    lines = "".join(f'{{"text": "Report {n}."}}\n' for n in range(5000)).encode()
    packed = gzip.compress(lines, mtime=0)

    assert len(read(written(tmp_path, "a.jsonl.gz", packed))) == 5000
    *items, last = read(written(tmp_path, "b.jsonl.gz", packed[: len(packed) // 2]))
    assert items and isinstance(last, ReportError) and "b.jsonl.gz" in str(last)
    assert "cannot be read" in failure(written(tmp_path, "c.txt.gz", b"\x1f\x8bnot gzip"))


def test_folder(tmp_path: Path) -> None:
    """A folder gives its known files by name, deep ones too; hidden and unknown ones are left out."""
    (tmp_path / "deep").mkdir()
    for name in ("b.txt", "a.txt", ".hidden.txt", "photo.jpg", "deep/c.txt"):
        written(tmp_path, name, name)

    assert [i.text for i in read(tmp_path) if isinstance(i, Report)] == ["a.txt", "b.txt", "deep/c.txt"]


def test_missing_and_empty_files(tmp_path: Path) -> None:
    """A file that is not there, or holds nothing, is an error that names it."""
    assert "No such file" in failure(tmp_path / "none.txt")
    assert "holds no text" in failure(written(tmp_path, "a.txt", " \n"))


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"Ministers met.", "Ministers met."),
        (b'\xef\xbb\xbf{"text": "A."}', "A."),
        (gzip.compress(b"Packed.", mtime=0), "Packed."),
    ],
)
def test_standard_input_by_content(content: bytes, text: str) -> None:
    """Standard input is known by its first bytes."""
    (item,) = read_reports(["-"], stdin=io.BytesIO(content))

    assert isinstance(item, Report) and item.text == text


def test_standard_input_page() -> None:
    """A page on standard input is read as a page."""
    (item,) = read_reports(["-"], stdin=io.BytesIO(PAGE.encode()))

    assert isinstance(item, Report) and item.title == "Talks fail"


def test_csv(tmp_path: Path) -> None:
    """A CSV file gives a report a row; quotes, line ends in cells and empty cells are obeyed."""
    path = written(tmp_path, "a.csv", 'id,text,published\n1,"A, ""b""\nc.",2018-03-26\n2,,\n3,C.,\n')
    first, bad, last = read(path)

    assert first == Report(id="1", text='A, "b"\nc.', published="2018-03-26")
    assert isinstance(bad, ReportError) and bad.line == 4
    assert last == Report(id="3", text="C.")
    assert 'no column "text" (its columns: wording)' in failure(written(tmp_path, "b.csv", "wording\nA."))
    assert one(written(tmp_path, "c.tsv", "text\turl\nA.\thttps://example.org")).url == "https://example.org"
    assert (
        one(written(tmp_path, "d.csv", "text\nCaf\xe9 du Nord, the plain old place".encode("cp1252"))).text[:4]
        == "Café"
    )


def test_parquet(tmp_path: Path) -> None:
    """A Parquet file gives a report a row, days of every type as ISO."""
    path = tmp_path / "a.parquet"
    days = pa.array([1_522_051_200], pa.timestamp("s", tz="UTC"))
    parquet.write_table(pa.table({"wording": ["A."], "published": days}), path)

    assert one(path, columns={"text": "wording"}).published == "2018-03-26T08:00:00+00:00"
    assert 'no column "text"' in failure(path)
    assert "no Parquet" in failure(written(tmp_path, "b.parquet", b"PAR1 no"))


def test_feed(tmp_path: Path) -> None:
    """An entry of a feed is a report: its content as text, its day, its address."""
    feed = """<?xml version="1.0"?><rss version="2.0"><channel><title>Example Wire</title><item><guid>g1</guid>
<title>Talks fail</title><link>https://example.org/1</link><pubDate>Mon, 26 Mar 2018 10:00:00 +0200</pubDate>
<description>&lt;p&gt;Ministers left &amp;amp; went home.&lt;/p&gt;&lt;p&gt;No deal.&lt;/p&gt;</description>
</item></channel></rss>"""
    report = one(written(tmp_path, "a.xml", feed))

    assert (report.id, report.published, report.publisher) == ("g1", "2018-03-26T08:00:00Z", "Example Wire")
    assert "Ministers left & went home." in report.text and "<" not in report.text
    assert "no feed" in failure(written(tmp_path, "b.rss", "<rss><oops"))


def warc(*records: tuple[str, bytes, str]) -> bytes:
    """An archive of records: their kind, content and type."""
    parts = []
    for number, (kind, content, content_type) in enumerate(records):
        head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://example.org/{number}\r\n"
        head += f"WARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Date: 2018-03-26T10:00:00Z\r\n"
        head += f"Content-Type: {content_type}\r\nContent-Length: {len(content)}\r\n\r\n"
        parts.append(head.encode() + content + b"\r\n\r\n")
    return b"".join(parts)


def answer(content: bytes, *, status: str = "200 OK", kind: str = "text/html; charset=utf-8", more: str = "") -> bytes:
    """An HTTP answer."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + content


def test_warc(tmp_path: Path) -> None:
    """Pages of an archive are reports with their addresses; other records, errors and redirects are passed over."""
    packed = gzip.compress(PAGE.encode(), mtime=0)
    records = [
        ("response", answer(PAGE.encode()), "application/http"),
        ("response", answer(b"\x89PNG", kind="image/png"), "application/http"),
        ("response", answer(PAGE.encode(), status="404 Not Found"), "application/http"),
        ("request", b"GET / HTTP/1.1\r\n\r\n", "application/http"),
        ("response", answer(packed, more="Content-Encoding: gzip\r\n"), "application/http"),
        ("conversion", b"Ministers met in Oslo.", "text/plain"),
    ]
    items = read(written(tmp_path, "a.warc", warc(*records)))
    packed_items = read(written(tmp_path, "b.warc.gz", gzip.compress(warc(*records), mtime=0)))

    assert [item.url for item in items if isinstance(item, Report)] == [f"https://example.org/{n}" for n in (0, 4, 5)]
    assert all(isinstance(item, Report) and "Ministers" in item.text for item in items)
    assert packed_items == items


def test_warc_from_a_pipe() -> None:
    """An archive is read from a stream that knows no places, too."""
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(warc(("conversion", b"Ministers met in Oslo.", "text/plain")))
    with os.fdopen(reading, "rb") as pipe:
        (item,) = read_reports(["-"], stdin=pipe)

    assert isinstance(item, Report) and item.text == "Ministers met in Oslo."


BEGINNINGS = [b"<rss>", b"PAR1", b"WARC/1.0\r\n", b"\x1f\x8b", b"BZh9", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd"]
BEGINNINGS += [b"%PDF-1.4\n", b"From a@b 2018\nSubject: ", b"<nitf><body>", b"<newsItem>", warc(("response", b"", "x"))]
ENDINGS = ".html .jsonl .json .csv .rss .parquet .warc .txt.gz .xml .nitf .newsml .eml .mbox .pdf .txt.xz .warc.zst"


@pytest.mark.parametrize("ending", ENDINGS.split())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    head=st.sampled_from([b"", PAGE.encode(), *BEGINNINGS]),
    tail=st.binary(max_size=80),
)
def test_no_bytes_stop_a_reader(tmp_path: Path, ending: str, head: bytes, tail: bytes) -> None:
    """Whatever a file holds, reading it gives reports and errors and raises nothing."""
    assert all(isinstance(item, Report | ReportError) for item in read(written(tmp_path, f"a{ending}", head + tail)))


def test_day_for_reports_without_one(tmp_path: Path) -> None:
    """A given day is taken by reports that bring none."""
    path = written(tmp_path, "a.jsonl", '{"text": "A."}\n{"text": "B.", "published": "2018-03-26"}')
    days = [i.published for i in read(path, published="2020-01-01") if isinstance(i, Report)]

    assert days == ["2020-01-01", "2018-03-26"]
