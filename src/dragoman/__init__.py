"""dragoman: who did what to whom, when, where, according to whom, and what is owed by when.

>>> import dragoman
>>> coder = dragoman.load()
>>> report = dragoman.Report(id="r1", text="Police arrested two protesters on Monday.", published="2018-03-14")
>>> coding = coder(report)
>>> coding.events[0].type
'COERCE'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.errors import DragomanError, InternalError, ReportError, RuleFileError
from dragoman.record import Coding, Report
from dragoman.version import __version__

if TYPE_CHECKING:
    from dragoman.coder import Coder, load

__all__ = [
    "Coder",
    "Coding",
    "DragomanError",
    "InternalError",
    "Report",
    "ReportError",
    "RuleFileError",
    "__version__",
    "load",
]


def __getattr__(name: str) -> Any:
    """The coder and its rooms are imported when first asked for: tables and records alone load at once."""
    if name in ("Coder", "load"):
        from dragoman import coder

        return getattr(coder, name)
    raise AttributeError(f'module "dragoman" has no attribute "{name}"')
