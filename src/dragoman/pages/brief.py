"""A page of stories: each with its text, the events marked in it, and tables of what was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from dragoman.record import Coding, Report
from dragoman.writers.shown import DUTY_COLUMNS, EVENT_COLUMNS, duty_lines, event_lines, heading

_STYLE = """
body{font:17px/1.55 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#1b1b1b;background:#fff}
h1,h2,h3{line-height:1.2}.story{white-space:pre-wrap;overflow-wrap:anywhere}
mark{background:#fff0b3;padding:0 .1em}mark a{color:inherit;text-decoration:none}mark sup{font-size:.65em;color:#666}
.table{overflow-x:auto}table{border-collapse:collapse;font-size:.85em;width:100%}
th,td{text-align:left;vertical-align:top;border-bottom:1px solid #ddd;padding:.35em .5em}tr:target{background:#fff0b3}
@media(prefers-color-scheme:dark){body{color:#eee;background:#151515}mark,tr:target{background:#5a4a00;color:#fff}
th,td{border-color:#444}}
"""


def write_brief(pairs: Sequence[tuple[Report, Coding]]) -> str:
    """The page as HTML text: one file, nothing fetched, everything of the reports escaped."""
    parts = [_story(number, report, coding) for number, (report, coding) in enumerate(pairs, start=1)]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>dragoman: brief</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<style>{_STYLE}</style></head><body><h1>Who did what to whom</h1>{''.join(parts)}</body></html>\n"
    )


def _story(number: int, report: Report, coding: Coding) -> str:
    facts = ", ".join(filter(None, (coding.wire.agency, report.publisher, coding.wire.published)))
    return (
        f"<section><h2>{escape(heading(report, coding))}</h2><p>{escape(facts)}</p>"
        f'<div class="story">{_marked(number, report, coding)}</div>'
        f"<h3>Events</h3>{_table(EVENT_COLUMNS, event_lines(report, coding), f's{number}e')}"
        f"<h3>Demanded, promised and owed</h3>{_table(DUTY_COLUMNS, duty_lines(report, coding))}"
        f"<h3>Statements</h3>{_table(('according to', 'how', 'what'), _statement_lines(report, coding))}"
        f"<h3>Times</h3>{_table(('words', 'value', 'from', 'until'), _time_lines(report, coding))}</section>"
    )


def _marked(number: int, report: Report, coding: Coding) -> str:
    """The story with the words of each event marked and linked to its row."""
    parts, at = [], 0
    anchors = sorted((e.anchor.start, e.anchor.end, n) for n, e in enumerate(coding.events, start=1))
    for start, end, event in anchors:
        if start < at:
            continue
        words = escape(report.text[start:end])
        parts.append(escape(report.text[at:start]))
        parts.append(f'<mark><a href="#s{number}e{event}">{words}<sup>{event}</sup></a></mark>')
        at = end
    return "".join([*parts, escape(report.text[at:])])


def _statement_lines(report: Report, coding: Coding) -> list[tuple[str, ...]]:
    return [
        (
            report.text[s.source.start : s.source.end] if s.source else "",
            f"{s.kind}, denies" if s.denies else s.kind,
            " … ".join(report.text[c.start : c.end] for c in s.content),
        )
        for s in coding.statements
    ]


def _time_lines(report: Report, coding: Coding) -> list[tuple[str, ...]]:
    return [(report.text[t.start : t.end], t.value, t.begin or "", t.until or "") for t in coding.times]


def _table(columns: Iterable[str], lines: Sequence[Sequence[str]], row_id: str = "") -> str:
    if not lines:
        return "<p>None found.</p>"
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    rows = []
    for number, line in enumerate(lines, start=1):
        name = f' id="{row_id}{number}"' if row_id else ""
        rows.append(f"<tr{name}>{''.join(f'<td>{escape(cell)}</td>' for cell in line)}</tr>")
    return f'<div class="table"><table><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
