"""A coding shown in a notebook: its brief, in a frame of its own that reaches nothing else of the notebook."""

from __future__ import annotations

from html import escape

from dragoman.record import Coding

_HEIGHT = 640  # pixels


def coding_html(coding: Coding) -> str | None:
    """The brief of a coding as an element for a notebook; None where the coding came without its report.

    The page stands in a sandboxed frame: its own scripts run there, cut off from the notebook, its origin and
    its cookies, and may open nothing.
    """
    if coding.report is None:
        return None
    from dragoman.pages import write_brief

    page = escape(write_brief([(coding.report, coding)]), quote=True)
    title = escape(f"Brief of {coding.report.title or coding.id}", quote=True)
    return (
        f'<iframe sandbox="allow-scripts" referrerpolicy="no-referrer" title="{title}" width="100%" '
        f'height="{_HEIGHT}" style="border:0" srcdoc="{page}"></iframe>'
    )
