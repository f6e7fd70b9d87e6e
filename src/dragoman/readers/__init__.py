"""Files in: text, HTML, JSONL, tables, feeds and archives become reports, one bad one never stops the rest."""

from dragoman.readers.options import LONGEST, Reading
from dragoman.readers.reports import read_reports

__all__ = ["LONGEST", "Reading", "read_reports"]
