"""Today: what is new, what is out of the ordinary, what falls due next, and which pairs of states are busy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.pages.days import day_text
from dragoman.pages.desk.asking import Asker
from dragoman.pages.desk.charts import DayCount, Spark, spark
from dragoman.pages.desk.events import Tally, actor_names, tally
from dragoman.pages.desk.filters import Filters
from dragoman.pages.desk.happenings import Told, told
from dragoman.pages.desk.owed import Owed, deadlines, owed
from dragoman.pages.desk.pictures import grouped
from dragoman.pages.desk.reports import ReportLine, reports_of

WEEK, HISTORY = 7, 60  # days
_DYADS, _HAPPENINGS, _DUE = 20, 15, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the store holds."""

    reports: int
    publishers: int
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two states with their last week and the line of their last two months."""

    a: str
    b: str
    names: tuple[str, str]
    quads: tuple[int, int, int, int]
    events: int
    score: float
    spark: Spark
    address: str
    events_address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The first page."""

    on: str
    title: str
    before: str
    after: str
    known: Known
    reports: tuple[ReportLine, ...]
    report_count: int
    publishers: int
    reprints: int
    tally: Tally
    tally_address: str
    happenings: tuple[Told, ...]
    due: tuple[Owed, ...]
    pairs: tuple[Pair, ...]


def known(asker: Asker) -> Known:
    """How many reports, from how many publishers, of which days."""
    row = asker.one("reports.span")
    return Known(
        reports=row["reports"],
        publishers=row["publishers"],
        first=row["first_day"] or "",
        last=row["last_day"] or "",
    )


def today(asker: Asker, on: str, *, lately: Asker) -> Today:
    """The page of a day; ``lately`` knows the events of the last days."""
    near, of_day = asker.one("reports.near_days", day=on), asker.one("reports.on_day", day=on)
    filters = Filters(since=on, until=on, counted="1")
    running = [each for each in owed(deadlines(asker, on=on)) if each.running]
    return Today(
        on=on,
        title=f"{date.fromisoformat(on):%A} {day_text(on)}",
        before=near["before"] or "",
        after=near["after"] or "",
        known=known(asker),
        reports=tuple(reports_of(asker, on)),
        report_count=of_day["reports"],
        publishers=of_day["publishers"],
        reprints=of_day["reprints"],
        tally=tally(lately, filters),
        tally_address=filters.address(),
        happenings=tuple(told(lately, filters, limit=_HAPPENINGS)),
        due=tuple(running[:_DUE]),
        pairs=tuple(pairs(asker, on)),
    )


def pairs(asker: Asker, on: str, *, limit: int = _DYADS) -> list[Pair]:
    """The pairs of states with most conflict in the week to ``on``; none where the picture was not made."""
    rows = asker.rows("dyads.busiest", on=on, days=WEEK, limit=limit)
    keys = [f"{row['a']} {row['b']}" for row in rows]
    history = asker.rows("dyads.history", on=on, days=HISTORY, dyads=keys) if keys else []
    counts = grouped([(f"{row['a']} {row['b']}", _count(row)) for row in history])
    names = actor_names(asker, sorted({row[side] for row in rows for side in ("a", "b")}))
    return [_pair(row, names, spark(counts[f"{row['a']} {row['b']}"], until=on), on) for row in rows]


def _count(row: dict[str, object]) -> DayCount:
    quads = tuple(int(str(row[f"quad{n}"] or 0)) for n in (1, 2, 3, 4))
    return DayCount(day=str(row["day"]), quads=(quads[0], quads[1], quads[2], quads[3]))


def _pair(row: dict[str, object], names: dict[str, str], line: Spark, on: str) -> Pair:
    a, b = str(row["a"]), str(row["b"])
    count = _count(row | {"day": on})
    since = (date.fromisoformat(on) - timedelta(days=WEEK - 1)).isoformat()
    return Pair(
        a=a,
        b=b,
        names=(names[a], names[b]),
        quads=count.quads,
        events=sum(count.quads),
        score=float(str(row["score"] or 0)),
        spark=line,
        address=crisis_address(a, b, until=on),
        events_address=Filters(actor=(a, b), since=since, until=on, counted="1").address(),
    )


def crisis_address(a: str, b: str, *, until: str = "") -> str:
    """The page of two actors.

    >>> crisis_address("IRQ", "KWT", until="1990-08-02")
    '/crisis?until=1990-08-02&actor=IRQ&actor=KWT'
    """
    return Filters(actor=(a, b), until=until).address("/crisis")
