"""Files in: text, pages, tables, feeds, archives, mail become reports, one bad one never stops the rest."""

from dragoman.readers.columns import FIELDS
from dragoman.readers.options import LONGEST, Reading
from dragoman.readers.reports import read_reports

__all__ = ["FIELDS", "LONGEST", "Reading", "read_reports"]
