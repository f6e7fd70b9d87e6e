"""The timeline: a row for each actor, a column for each day or span of days that the report gives.

Columns stand in the order of their days and are not to scale; long gaps are named between them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.pages.days import column_text, span_text, when_text
from dragoman.pages.rows import Duty, EventRow
from dragoman.pages.shown import shortened
from dragoman.pages.view import Badge, ReportView
from dragoman.record import When

ROWS = 18  # actors with a row of their own
_NAMES, _LEFT, _HEAD, _PITCH, _DOT, _ABREAST = 30, 214, 74, 34, 24, 3
_NARROWEST, _WIDTH, _GAP_FROM = 64, 1000, 7
_NOBODY, _OTHERS = "Actor not told", "Other actors"
Slot = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A day, or a span of days: where it stands, and what happens or falls due then."""

    x: float
    width: float
    head: tuple[str, str]
    title: str
    gap: str
    """How long after the column before, where that is long."""
    reported: bool
    rows: tuple[EventRow, ...]
    due: tuple[Duty, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An actor's line."""

    y: float
    height: float
    name: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """An event at its actor and day."""

    x: float
    y: float
    badge: Badge
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A due day: a diamond in the row of who owes, and the line that leads to it."""

    x: float
    y: float
    begin: float
    key: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The picture, in its own units, and what it cannot show."""

    width: float
    height: float
    left: float
    head: float
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    dots: tuple[Dot, ...]
    deadlines: tuple[Deadline, ...]
    undated: tuple[EventRow, ...]


def timeline(view: ReportView, rows: Sequence[EventRow], duties: Sequence[Duty]) -> Timeline | None:
    """The timeline of a report; None where neither an event nor a duty has a day."""
    slots = [_slot(event.when) for event in view.coding.events]
    due = {view.key("d", n): _slot(duty.due) for n, duty in enumerate(view.coding.commitments, start=1)}
    cells = defaultdict[tuple[str, Slot], list[EventRow]](list)
    lanes = _lanes(rows, duties, slots, due)
    for row, slot in zip(rows, slots, strict=True):
        if slot is not None:
            cells[lanes[_lane(row)], slot].append(row)
    at = sorted({*filter(None, slots), *filter(None, due.values())}, key=_order)
    if not at:
        return None
    published = (view.coding.wire.published or "")[:10]
    columns = _columns(at, cells, rows, slots, [(d, due[d.key]) for d in duties], published)
    lines = _rows(list(dict.fromkeys(lanes.values())), cells, at)
    where = dict(zip(at, columns, strict=True))
    return Timeline(
        width=columns[-1].x + columns[-1].width + 12,
        height=lines[-1].y + lines[-1].height + 8,
        left=_LEFT,
        head=_HEAD,
        columns=columns,
        rows=lines,
        dots=tuple(d for (lane, slot), held in cells.items() for d in _dots(_line(lines, lane), where[slot], held)),
        deadlines=tuple(_deadlines(duties, due, where, lines, lanes)),
        undated=tuple(row for row, slot in zip(rows, slots, strict=True) if slot is None),
    )


def _slot(when: When | None) -> Slot | None:
    return (when.begin, when.until) if when is not None and (when.begin or when.until) else None


def _order(slot: Slot) -> tuple[str, str]:
    begin, until = slot
    return (begin or until or "", until or "9999")


def _lane(row: EventRow) -> str:
    return row.actors[0][1] if row.actors else _NOBODY


def _lanes(
    rows: Sequence[EventRow], duties: Sequence[Duty], slots: Sequence[Slot | None], due: dict[str, Slot | None]
) -> dict[str, str]:
    """The row of each actor: its own, in the order of the story, or that of the others."""
    named = [_lane(row) for row, slot in zip(rows, slots, strict=True) if slot is not None]
    owing = [_debtor(duty) for duty in duties if due[duty.key] is not None]
    count = Counter([*named, *owing])
    kept = {name for name, _ in count.most_common(ROWS)} if len(count) > ROWS + 1 else set(count)
    order = sorted(dict.fromkeys([*named, *owing]), key=lambda name: name == _NOBODY)
    lanes = {name: name for name in order if name in kept}
    return lanes | {name: _OTHERS for name in order if name not in kept}


def _debtor(duty: Duty) -> str:
    return duty.debtors[0][1] if duty.debtors else _NOBODY


def _columns(
    at: Sequence[Slot],
    cells: dict[tuple[str, Slot], list[EventRow]],
    rows: Sequence[EventRow],
    slots: Sequence[Slot | None],
    due: Sequence[tuple[Duty, Slot | None]],
    published: str,
) -> tuple[Column, ...]:
    most = Counter[Slot]()
    for (_, slot), held in cells.items():
        most[slot] = max(most[slot], min(len(held), _ABREAST))
    widths = [max(_NARROWEST, most[slot] * _DOT + 14) for slot in at]
    spare = max(0.0, _WIDTH - _LEFT - 12 - sum(widths)) / len(at)
    columns, x = [], float(_LEFT)
    for number, (slot, width) in enumerate(zip(at, widths, strict=True)):
        when = When(begin=slot[0], until=slot[1])
        columns.append(
            Column(
                x=round(x, 1),
                width=round(width + spare, 1),
                head=column_text(when),
                title=when_text(when),
                gap=_gap(at[number - 1], slot) if number else "",
                reported=slot == (published, published),
                rows=tuple(row for row, held in zip(rows, slots, strict=True) if held == slot),
                due=tuple(duty for duty, day in due if day == slot),
            )
        )
        x += width + spare
    return tuple(columns)


def _gap(before: Slot, after: Slot) -> str:
    """The time between two columns, where it is more than a week."""
    last, first = before[1] or before[0] or "", after[0] or after[1] or ""
    days = (date.fromisoformat(first) - date.fromisoformat(last)).days
    return span_text(days) if days > _GAP_FROM else ""


def _rows(lanes: Sequence[str], cells: dict[tuple[str, Slot], list[EventRow]], at: Sequence[Slot]) -> tuple[Row, ...]:
    lines, y = [], float(_HEAD)
    for lane in lanes:
        most = max((len(cells[lane, slot]) for slot in at if (lane, slot) in cells), default=1)
        height = _PITCH + _DOT * ((most - 1) // _ABREAST)
        lines.append(Row(y=y, height=height, name=shortened(lane, _NAMES), title=lane))
        y += height
    return tuple(lines)


def _line(lines: Sequence[Row], lane: str) -> Row:
    return next(line for line in lines if line.title == lane)


def _dots(line: Row, column: Column, rows: Sequence[EventRow]) -> list[Dot]:
    dots = []
    depth = (len(rows) - 1) // _ABREAST
    for n, row in enumerate(rows):
        level, place = divmod(n, _ABREAST)
        abreast = min(_ABREAST, len(rows) - level * _ABREAST)
        x = column.x + column.width / 2 + (place - (abreast - 1) / 2) * _DOT
        y = line.y + line.height / 2 + (level - depth / 2) * _DOT
        dots.append(Dot(x=round(x, 1), y=y, badge=row.badge, title=row.summary))
    return dots


def _deadlines(
    duties: Sequence[Duty],
    due: dict[str, Slot | None],
    where: dict[Slot, Column],
    lines: Sequence[Row],
    lanes: dict[str, str],
) -> list[Deadline]:
    """Diamonds, those of one row and day side by side; the line begins at the report's day."""
    begin = next((c.x + c.width / 2 for c in where.values() if c.reported), None)
    taken = Counter[tuple[str, Slot]]()
    found = []
    for duty in duties:
        slot = due[duty.key]
        if slot is None:
            continue
        lane, column = lanes[_debtor(duty)], where[slot]
        line = _line(lines, lane)
        x = column.x + column.width - 14 - 16 * taken[lane, slot]
        taken[lane, slot] += 1
        start = begin + 14 if begin is not None and begin < column.x else column.x + 4
        title = f"due {duty.due}: {duty.kind}, {_debtor(duty)}: {duty.content}"
        found.append(Deadline(x=x, y=line.y + line.height / 2, begin=start, key=duty.key, title=title))
    return found
