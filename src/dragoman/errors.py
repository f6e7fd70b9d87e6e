"""Every error that dragoman raises on purpose.

    DragomanError            catch this one to catch them all
    ├── ReportError          a report cannot be read or coded: bad input; the next report may be fine
    │   └── OtherLanguage    a report that is not in English: set aside, no fault of anyone
    ├── RuleFileError        a rule or table file is wrong: its author must mend it
    ├── GazetteerError       a user's own gazetteer, or the dump that it is made from, cannot be used
    └── InternalError        a coding breaks the contract: a bug in dragoman

A message says where, what was found, what was expected and, where that helps, what to do.
"""

from __future__ import annotations


class DragomanError(Exception):
    """Base of all errors that dragoman raises on purpose."""


class ReportError(DragomanError):
    """A report that cannot be read or coded.

    ``file`` and ``line`` (from 1) say where it stood, ``report`` its id where it is known; each is None
    where it is not.
    """

    def __init__(
        self, message: str, *, file: str | None = None, line: int | None = None, report: str | None = None
    ) -> None:
        self.file, self.line, self.report = file, line, report
        where = f"{file} line {line}" if file and line else file
        super().__init__(f"{where}: {message}" if where else message)


class OtherLanguage(ReportError):
    """A report that is set aside because it is not in the language that is coded; ``language`` says which it is in."""

    def __init__(self, language: str, *, file: str | None = None, line: int | None = None, report: str) -> None:
        self.language = language
        super().__init__(f'the report is in another language ("{language}")', file=file, line=line, report=report)


class RuleFileError(DragomanError):
    """A rule or table file that cannot be used as it stands; the message names file, rule and key."""


class GazetteerError(DragomanError):
    """A user's own gazetteer, or the dump that it is made from, that cannot be used; the message names the file."""


class InternalError(DragomanError):
    """A coding that breaks the contract: a bug in dragoman, never the report's fault."""
