"""The timeline: a row for each actor, a column for each day or span of days that the report gives.

Columns stand in the order of their days and are not to scale; long gaps are named between them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.pages.days import column_text, span_text, when_text
from dragoman.pages.rows import Duty, EventRow
from dragoman.pages.shown import shortened
from dragoman.pages.view import Badge, ReportView
from dragoman.record import When

ROWS = 18  # actors with a row of their own
COLUMNS = 60  # days
_NAMES, _LEFT, _HEAD, _PITCH, _DOT, _ABREAST = 30, 214, 74, 34, 24, 3
_NARROWEST, _WIDTH, _GAP_FROM = 64, 1000, 7
_NOBODY, _OTHERS = "Actor not told", "Other actors"
Slot = tuple[str | None, str | None]
HeldRow = tuple[EventRow, Slot]
HeldDuty = tuple[Duty, Slot]


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
    left_out: int
    """Events and duties of days that a picture has no room for."""


def timeline(view: ReportView, rows: Sequence[EventRow], duties: Sequence[Duty]) -> Timeline | None:
    """The timeline of a report; None where neither an event nor a duty has a day."""
    slots = [_slot(event.when) for event in view.coding.events]
    due_slots = {view.key("d", n): _slot(duty.due) for n, duty in enumerate(view.coding.commitments, start=1)}
    dated = [(row, slot) for row, slot in zip(rows, slots, strict=True) if slot is not None]
    due = [(duty, slot) for duty in duties if (slot := due_slots[duty.key]) is not None]
    at = _kept([slot for _, slot in (*dated, *due)])
    if not at:
        return None
    shown = set(at)
    held = [(row, slot) for row, slot in dated if slot in shown]
    owed = [(duty, slot) for duty, slot in due if slot in shown]
    drawn = _drawn(at, held, owed, published=(view.coding.wire.published or "")[:10])
    undated = tuple(row for row, slot in zip(rows, slots, strict=True) if slot is None)
    return replace(drawn, undated=undated, left_out=len(dated) + len(due) - len(held) - len(owed))


def _kept(slots: Sequence[Slot]) -> list[Slot]:
    """The columns in their order; of too many, those that hold most."""
    return sorted((slot for slot, _ in Counter(slots).most_common(COLUMNS)), key=_order)


def _drawn(at: Sequence[Slot], held: Sequence[HeldRow], owed: Sequence[HeldDuty], *, published: str) -> Timeline:
    """The picture of what stands in the columns ``at``."""
    lanes = _lanes([_lane(row) for row, _ in held], [_debtor(duty) for duty, _ in owed])
    cells = defaultdict[tuple[str, Slot], list[EventRow]](list)
    for row, slot in held:
        cells[lanes[_lane(row)], slot].append(row)
    where = _columns(at, cells, held, owed, published)
    lines = _rows(list(dict.fromkeys(lanes.values())), cells)
    last_column, last_line = where[at[-1]], list(lines.values())[-1]
    return Timeline(
        width=last_column.x + last_column.width + 12,
        height=last_line.y + last_line.height + 8,
        left=_LEFT,
        head=_HEAD,
        columns=tuple(where.values()),
        rows=tuple(lines.values()),
        dots=tuple(d for (lane, slot), found in cells.items() for d in _dots(lines[lane], where[slot], found)),
        deadlines=tuple(_deadlines(owed, where, lines, lanes)),
        undated=(),
        left_out=0,
    )


def _slot(when: When | None) -> Slot | None:
    return (when.begin, when.until) if when is not None and (when.begin or when.until) else None


def _order(slot: Slot) -> tuple[str, str]:
    begin, until = slot
    return (begin or until or "", until or "9999")


def _lane(row: EventRow) -> str:
    return row.actors[0][1] if row.actors else _NOBODY


def _lanes(acting: Sequence[str], owing: Sequence[str]) -> dict[str, str]:
    """The row of each actor: its own, in the order of the story, or that of the others."""
    count = Counter([*acting, *owing])
    kept = {name for name, _ in count.most_common(ROWS)} if len(count) > ROWS + 1 else set(count)
    order = sorted(count, key=lambda name: name == _NOBODY)
    lanes = {name: name for name in order if name in kept}
    return lanes | {name: _OTHERS for name in order if name not in kept}


def _debtor(duty: Duty) -> str:
    return duty.debtors[0][1] if duty.debtors else _NOBODY


def _columns(
    at: Sequence[Slot],
    cells: dict[tuple[str, Slot], list[EventRow]],
    held: Sequence[HeldRow],
    owed: Sequence[HeldDuty],
    published: str,
) -> dict[Slot, Column]:
    """The columns from left to right, as wide as their fullest cell needs, with the room that is left shared out."""
    most, rows, due = Counter[Slot](), defaultdict[Slot, list[EventRow]](list), defaultdict[Slot, list[Duty]](list)
    for (_, slot), found in cells.items():
        most[slot] = max(most[slot], min(len(found), _ABREAST))
    for row, slot in held:
        rows[slot].append(row)
    for duty, slot in owed:
        due[slot].append(duty)
    widths = [max(_NARROWEST, most[slot] * _DOT + 14 + 16 * min(len(due[slot]), 2)) for slot in at]
    spare = max(0.0, _WIDTH - _LEFT - 12 - sum(widths)) / len(at)
    columns, x = dict[Slot, Column](), float(_LEFT)
    for number, (slot, width) in enumerate(zip(at, widths, strict=True)):
        when = When(begin=slot[0], until=slot[1])
        columns[slot] = Column(
            x=round(x, 1),
            width=round(width + spare, 1),
            head=column_text(when),
            title=when_text(when),
            gap=_gap(at[number - 1], slot) if number else "",
            reported=slot == (published, published),
            rows=tuple(rows[slot]),
            due=tuple(due[slot]),
        )
        x += width + spare
    return columns


def _gap(before: Slot, after: Slot) -> str:
    """The time between two columns, where it is more than a week."""
    last, first = before[1] or before[0] or "", after[0] or after[1] or ""
    days = (date.fromisoformat(first) - date.fromisoformat(last)).days
    return span_text(days) if days > _GAP_FROM else ""


def _rows(lanes: Sequence[str], cells: dict[tuple[str, Slot], list[EventRow]]) -> dict[str, Row]:
    """The rows from the top down, as high as their fullest cell needs."""
    most = Counter[str]()
    for (lane, _), found in cells.items():
        most[lane] = max(most[lane], len(found))
    lines, y = dict[str, Row](), float(_HEAD)
    for lane in lanes:
        height = _PITCH + _DOT * (max(0, most[lane] - 1) // _ABREAST)
        lines[lane] = Row(y=y, height=height, name=shortened(lane, _NAMES), title=lane)
        y += height
    return lines


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
    owed: Sequence[HeldDuty], where: dict[Slot, Column], lines: dict[str, Row], lanes: dict[str, str]
) -> Iterator[Deadline]:
    """Diamonds, those of one row and day side by side; the line begins at the report's day."""
    begin = next((c.x + c.width / 2 for c in where.values() if c.reported), None)
    taken = Counter[tuple[str, Slot]]()
    for duty, slot in owed:
        lane, column = lanes[_debtor(duty)], where[slot]
        x = column.x + column.width - 14 - 16 * taken[lane, slot]
        taken[lane, slot] += 1
        yield Deadline(
            x=round(x, 1),
            y=lines[lane].y + lines[lane].height / 2,
            begin=round(begin + 14 if begin is not None and begin < column.x else column.x + 4, 1),
            key=duty.key,
            title=f"due {duty.due}: {duty.kind}, {_debtor(duty)}: {duty.content}",
        )
