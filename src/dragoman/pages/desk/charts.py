"""Pictures on a scale of days: the series of two sides, who acts when, and the small line of a table's row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.pages.days import day_text, span_text
from dragoman.pages.shown import shortened
from dragoman.pages.view import QUADS

_LEFT, _RIGHT, _TOP, _AXIS = 34.0, 10.0, 26.0, 22.0
_YEAR = 28.0  # picture units that a year takes behind its month
_LEAST_BAR = 3.2  # picture units; below it days become weeks and weeks months
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UP, _DOWN = (1, 2), (3, 4)  # cooperation stands above the line, conflict below it
Opener = Callable[[str, str, int], str]
"""First day, last day and quad class of a bar to the address of its events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """A day with its events by quad class (of 1, 2, 3, 4) and the sum of their scores."""

    day: str
    quads: tuple[int, int, int, int]
    score: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """The measures of a chart."""

    width: float
    height: float


WIDE, NARROW = Size(width=1000, height=250), Size(width=360, height=230)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The events of one class in one step of time."""

    x: float
    y: float
    width: float
    height: float
    quad: int
    address: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark of an axis with its words."""

    at: float
    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """An alert or a due day, at its place on the scale."""

    x: float
    y: float
    address: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The chart: bars from the zero line up and down, ticks of days and of numbers, alerts."""

    width: float
    height: float
    left: float
    zero: float
    bars: tuple[Bar, ...]
    days: tuple[Tick, ...]
    counts: tuple[Tick, ...]
    flags: tuple[Flag, ...]
    step: str
    """"day", "week" or "month": what one bar stands for."""


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    days: int
    left: float
    room: float

    def at(self, day: date) -> float:
        return self.left + (day - self.first).days * self.room / self.days


def series(
    counts: Sequence[DayCount],
    *,
    since: str,
    until: str,
    size: Size,
    opener: Opener,
    alerts: Sequence[tuple[str, str, str]] = (),
) -> Series | None:
    """The series from ``since`` to ``until``; None where it holds no event.

    ``alerts`` are days with the address and the words of each.
    """
    shown = [count for count in counts if since <= count.day <= until and any(count.quads)]
    if not shown:
        return None
    scale = _scale(since, until, size.width)
    step = _step(scale)
    totals = _binned(shown, step)
    up = max(sum(quads[q - 1] for q in _UP) for quads in totals.values())
    down = max(sum(quads[q - 1] for q in _DOWN) for quads in totals.values())
    unit = (size.height - _TOP - _AXIS) / max(up + down, 1)
    zero = round(_TOP + up * unit, 1)
    return Series(
        width=size.width,
        height=size.height,
        left=_LEFT,
        zero=zero,
        bars=tuple(
            bar for first, quads in totals.items() for bar in _bars(first, quads, step, scale, zero, unit, opener)
        ),
        days=tuple(_day_ticks(scale)),
        counts=tuple(_count_ticks(up, down, zero, unit)),
        flags=tuple(Flag(x=round(scale.at(date.fromisoformat(d)), 1), y=10, address=a, title=t) for d, a, t in alerts),
        step=step,
    )


def _scale(since: str, until: str, width: float, left: float = _LEFT) -> _Scale:
    first, last = date.fromisoformat(since), date.fromisoformat(until)
    return _Scale(first, (last - first).days + 1, left, width - left - _RIGHT)


def _step(scale: _Scale) -> str:
    a_day = scale.room / scale.days
    return "day" if a_day >= _LEAST_BAR else "week" if 7 * a_day >= _LEAST_BAR else "month"


def _begin(day: date, step: str) -> date:
    if step == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step == "month" else day


def _end(first: date, step: str) -> date:
    if step == "month":
        return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first + timedelta(days=6 if step == "week" else 0)


def _binned(counts: Iterable[DayCount], step: str) -> dict[date, list[int]]:
    totals: dict[date, list[int]] = {}
    for count in counts:
        total = totals.setdefault(_begin(date.fromisoformat(count.day), step), [0, 0, 0, 0])
        for n, events in enumerate(count.quads):
            total[n] += events
    return totals


def _bars(
    first: date, quads: Sequence[int], step: str, scale: _Scale, zero: float, unit: float, opener: Opener
) -> Iterable[Bar]:
    """The bars of one step of time, verbal next to the line and material beyond it."""
    last = _end(first, step)
    x, width = scale.at(first), (last - first).days * scale.room / scale.days + scale.room / scale.days
    x, width = max(x, scale.left), min(width, scale.left + scale.room - x)
    told = (
        day_text(first.isoformat())
        if first == last
        else f"{day_text(first.isoformat())} to {day_text(last.isoformat())}"
    )
    for sides, sign in ((_UP, -1), (_DOWN, 1)):
        at = zero
        for quad in sides:
            events = quads[quad - 1]
            if events:
                high = events * unit
                yield Bar(
                    x=round(x + width * 0.08, 1),
                    y=round(at - high if sign < 0 else at, 1),
                    width=round(max(width * 0.84, 1), 1),
                    height=round(high, 1),
                    quad=quad,
                    address=opener(first.isoformat(), last.isoformat(), quad),
                    title=f"{told}: {events} of {QUADS[quad]}",
                )
                at += sign * high


def _day_ticks(scale: _Scale) -> Iterable[Tick]:
    """Firsts of months, and weeks where there is room; of long scales only years."""
    last = scale.first + timedelta(days=scale.days - 1)
    a_month = 30.4 * scale.room / scale.days
    before = float("-inf")
    day = scale.first
    while day <= last:
        at = round(scale.at(day), 1)
        if day.day == 1 and (a_month >= 44 or day.month == 1 or (a_month >= 16 and day.month in (4, 7, 10))):
            year = f" {day.year}" if day.month == 1 or before < 0 else ""
            if at - before >= 44:
                yield Tick(at=at, text=f"{_MONTHS[day.month - 1]}{year}", strong=True)
                before = at + (_YEAR if year else 0)
        elif day.weekday() == 0 and a_month >= 180 and 4 <= day.day <= 28 and at - before >= 30:
            yield Tick(at=at, text=str(day.day))
        day += timedelta(days=1)


def _count_ticks(up: int, down: int, zero: float, unit: float) -> Iterable[Tick]:
    yield Tick(at=zero, text="0", strong=True)
    least = 26 / unit
    for most, sign in ((up, -1), (down, 1)):
        if most >= least / 2:
            round_most = _round_below(most)
            yield Tick(at=round(zero + sign * round_most * unit, 1), text=f"{round_most:,}")


def _round_below(number: int) -> int:
    """The largest of 1, 2, 5, 10, 20 ... that is not above ``number``.

    >>> _round_below(37), _round_below(4)
    (20, 2)
    """
    best = power = 1
    while power <= number:
        best = max(each * power for each in (1, 2, 5) if each * power <= number)
        power *= 10
    return best


# ---- who acts when -----------------------------------------------------------------------------------

_NAMES, _LANE, _HEAD = 176.0, 34.0, 30.0
_LANES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """An actor's line."""

    y: float
    name: str
    title: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The events of an actor, a day and a class."""

    x: float
    y: float
    radius: float
    quad: int
    events: int
    address: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """The timeline of a crisis, to scale, and what it leaves out."""

    width: float
    height: float
    left: float
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    days: tuple[Tick, ...]
    due: tuple[Flag, ...]
    left_out: int
    """Actors without a line of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """How many events of a class an actor did on a day."""

    actor: str
    day: str
    quad: int
    events: int
    address: str


def lanes(
    acts: Sequence[Acting],
    *,
    since: str,
    until: str,
    names: dict[str, str],
    addresses: dict[str, str],
    due: Sequence[tuple[str, str, str]] = (),
) -> Lanes | None:
    """The busiest actors, a line each, with their events by day; ``due`` are days with address and words."""
    shown = [act for act in acts if since <= act.day <= until]
    if not shown:
        return None
    total: dict[str, int] = {}
    for act in shown:
        total[act.actor] = total.get(act.actor, 0) + act.events
    drawn = sorted(total, key=lambda actor: (-total[actor], actor))[:_LANES]
    scale = _scale(since, until, WIDE.width, _NAMES)
    rows = {actor: _HEAD + _LANE * (n + 0.5) for n, actor in enumerate(drawn)}
    foot = _HEAD + _LANE * len(drawn) + (_LANE if due else 8)
    return Lanes(
        width=WIDE.width,
        height=foot,
        left=_NAMES,
        lanes=tuple(
            Lane(y=y, name=shortened(names[a], 24), title=names[a], address=addresses[a]) for a, y in rows.items()
        ),
        marks=tuple(_mark(act, rows[act.actor], scale, names) for act in _apart(shown) if act.actor in rows),
        days=tuple(_day_ticks(scale)),
        due=tuple(
            Flag(x=round(_middle(scale, day), 1), y=foot - _LANE / 2, address=address, title=title)
            for day, address, title in due
            if since <= day <= until
        ),
        left_out=len(total) - len(drawn),
    )


def _apart(acts: Sequence[Acting]) -> list[Acting]:
    """The largest first, so that none hides a smaller one."""
    return sorted(acts, key=lambda act: (-act.events, act.day, act.actor, act.quad))


def _middle(scale: _Scale, day: str) -> float:
    return scale.at(date.fromisoformat(day)) + scale.room / scale.days / 2


def _mark(act: Acting, y: float, scale: _Scale, names: dict[str, str]) -> Mark:
    side = -1 if act.quad in _UP else 1
    radius = min(3.2 + 1.3 * act.events**0.5, 8)
    return Mark(
        x=round(_middle(scale, act.day), 1),
        y=round(y + side * 8, 1),
        radius=round(radius, 1),
        quad=act.quad,
        events=act.events,
        address=act.address,
        title=f"{day_text(act.day)}, {names[act.actor]}: {act.events} of {QUADS.get(act.quad, 'class not known')}",
    )


# ---- the small line of a row -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """A row's last days as two filled outlines: cooperation up, conflict down; in a box of 120 by 30."""

    up: str
    down: str
    title: str


def spark(counts: Sequence[DayCount], *, until: str, days: int = 60) -> Spark:
    """The last ``days`` days to ``until``.

    >>> spark([DayCount(day="1990-08-02", quads=(0, 0, 0, 3))], until="1990-08-02", days=2).down
    'M0 15V15H60V30H120V15Z'
    """
    first = date.fromisoformat(until) - timedelta(days=days - 1)
    up, down = [0] * days, [0] * days
    for count in counts:
        n = (date.fromisoformat(count.day) - first).days
        if 0 <= n < days:
            up[n] += sum(count.quads[q - 1] for q in _UP)
            down[n] += sum(count.quads[q - 1] for q in _DOWN)
    most = max(*up, *down, 1)
    told = f"{sum(up)} cooperation and {sum(down)} conflict in {span_text(days)}"
    return Spark(up=_outline(up, most, -1), down=_outline(down, most, 1), title=told)


def _outline(values: Sequence[int], most: int, sign: int) -> str:
    """Steps from the middle of the box, equal ones joined."""
    wide, path, before = 120 / len(values), "M0 15", None
    for n, value in enumerate(values):
        high = f"{15 + sign * 15 * value / most:.4g}"
        if high != before:
            path += f"{'' if before is None else f'H{n * wide:.4g}'}V{high}"
            before = high
    return f"{path}H120V15Z"
