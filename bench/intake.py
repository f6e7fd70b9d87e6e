"""Reading without coding: peak memory and speed over web archives of 10,000 and 100,000 generated pages.

The archive is made while it is read (it never lies on disk), by a process of its own, and read from a pipe. The
first 500 pages are not timed, since they load what is loaded once (trafilatura, lxml).
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

_FEW, _MANY = 10_000, 100_000
_WARM = 500
_TOWNS = ("Oslo", "Lagos", "Quito", "Hanoi", "Perth", "Accra", "Turin", "Basra")
_DEEDS = ("signed a grain accord", "closed the border post", "received the envoys", "called off the march")
_PAGE = """<!doctype html><html lang="en"><head><title>Report {n}</title>
<meta property="og:site_name" content="Example Wire">
<meta property="article:published_time" content="2018-03-{day:02}T10:00:00Z"></head><body><nav>Home News Sport</nav>
<article><h1>Report {n}</h1>{body}</article><footer>All rights reserved</footer></body></html>"""
_PARAGRAPH = (
    "<p>Officials in {town} {deed} on day {n} of the talks, and they said that the others would follow soon.</p>"
)


def scores(shared: Path) -> dict[str, float]:
    """Pages lost, peak memory over many pages as a share of that over few (100 is constant), and the speed."""
    few, many = _measured(_FEW), _measured(_MANY)
    return {
        "intake pages lost": (_FEW + _MANY) - (few["reports"] + many["reports"]),
        "intake memory, 100,000 as % of 10,000": 100 * many["peak"] / few["peak"],
        "speed intake peak, MB": many["peak"],
        "speed intake, pages a CPU second": many["reports"] / many["seconds"],
    }


def _measured(count: int) -> dict[str, float]:
    """Reports read, peak memory in MB and CPU seconds of a process that reads ``count`` pages."""
    make = [sys.executable, "-m", "bench.intake", "make", str(count)]
    read = [sys.executable, "-m", "bench.intake", "read"]
    with subprocess.Popen(make, stdout=subprocess.PIPE) as maker:
        answer = subprocess.run(read, stdin=maker.stdout, capture_output=True, check=True, text=True).stdout
    found: dict[str, float] = json.loads(answer)
    return found


def write_archive(out: IO[bytes], count: int) -> None:
    """A WARC file of so many different pages."""
    for number in range(count):
        content = _page(number).encode()
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + content
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{number}\r\n"
            f"WARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Date: 2018-03-26T10:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        out.write(head.encode() + body + b"\r\n\r\n")


def _page(number: int) -> str:
    lines = (
        _PARAGRAPH.format(town=_TOWNS[(number + line) % 8], deed=_DEEDS[(number // 8 + line) % 4], n=number * 7 + line)
        for line in range(6)
    )
    return _PAGE.format(n=number, day=number % 28 + 1, body="".join(lines))


def read_archive(stream: IO[bytes]) -> dict[str, float]:
    """What it took to read the archive; the first pages warm up."""
    from dragoman.readers import read_reports
    from dragoman.record import Report

    reports: Iterator[object] = iter(read_reports(["-"], stdin=stream))  # type: ignore[arg-type]
    count = sum(isinstance(next(reports, None), Report) for _ in range(_WARM))
    began = time.process_time()
    count += sum(isinstance(item, Report) for item in reports)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"reports": count, "peak": peak, "seconds": time.process_time() - began}


if __name__ == "__main__":
    if sys.argv[1] == "make":
        write_archive(sys.stdout.buffer, int(sys.argv[2]))
    else:
        print(json.dumps(read_archive(sys.stdin.buffer)))
