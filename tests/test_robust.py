"""No text whatever breaks the coder."""

from __future__ import annotations

import dragoman
from bench.robust import hostile


def test_hostile_reports_are_coded_or_refused() -> None:
    """Each of 150 hostile inputs gives a coding that keeps the contract, or a ReportError; nothing else."""
    coder = dragoman.load()
    for report in hostile(150):
        try:
            coding = coder(report)
        except dragoman.ReportError:
            continue
        assert coding.id == report.id


def test_the_same_report_gives_the_same_coding_alone_and_in_company() -> None:
    """What else is read in the batch changes nothing that the coding says."""
    coder = dragoman.load()
    reports = list(hostile(40, seed=7))

    together = list(coder.pipe(reports))

    for report, coding in zip(reports, together, strict=True):
        assert coder(report) == coding
