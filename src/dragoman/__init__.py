"""dragoman: who did what to whom, when, where, according to whom, and what is owed by when.

>>> import dragoman
>>> coder = dragoman.load()
>>> report = dragoman.Report(id="r1", text="Police arrested two protesters on Monday.", published="2018-03-14")
>>> coding = coder(report)
>>> coding.events[0].type
'COERCE'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dragoman.errors import DragomanError, InternalError, ReportError, RuleFileError
from dragoman.record import Coding, Report
from dragoman.version import __version__

if TYPE_CHECKING:
    from dragoman.coder import Coder, load
    from dragoman.writers.frames import to_frame

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
    "to_frame",
]

_LATER = {"Coder": "dragoman.coder", "load": "dragoman.coder", "to_frame": "dragoman.writers.frames"}


def __getattr__(name: str) -> Any:
    """The coder and its rooms are imported when first asked for: tables and records alone load at once."""
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f'module "dragoman" has no attribute "{name}"')


def _shown_in_notebook(coding: Coding) -> str | None:
    """A notebook shows a coding as its brief; the record itself knows nothing of pages."""
    from dragoman.notebooks import coding_html

    return coding_html(coding)


Coding._repr_html_ = _shown_in_notebook  # type: ignore[attr-defined]
