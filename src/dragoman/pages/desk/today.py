"""Today: what is new, what is out of the ordinary, what falls due next, and which pairs of states are busy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.pages.days import day_text
from dragoman.pages.desk.alerts import Alerted, alerted, rung_on
from dragoman.pages.desk.asking import Asker, Row
from dragoman.pages.desk.charts import DayCount, Spark, spark
from dragoman.pages.desk.events import Tally, actor_names, lines_of, tally
from dragoman.pages.desk.filters import Filters, crisis_address
from dragoman.pages.desk.happenings import Told, happenings, told
from dragoman.pages.desk.owed import Owed, deadlines, owed
from dragoman.pages.desk.pictures import grouped
from dragoman.pages.desk.reports import Known, ReportLine, reports_of

WEEK, HISTORY = 7, 60  # days
_DYADS, _HAPPENINGS, _DUE = 20, 15, 8


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
    filters: Filters
    alerted: tuple[Alerted, ...]
    happenings: tuple[Told, ...]
    due: tuple[Owed, ...]
    pairs: tuple[Pair, ...]


def today(asker: Asker, on: str, known: Known) -> Today:
    """The page of a day, of a store that holds what is ``known``."""
    of_day, filters = asker.one("reports.on_day", day=on), Filters(since=on, until=on, counted="1")
    running = [each for each in owed(deadlines(asker, on=on)) if each.running]
    rung, rows = rung_on(asker, on, known), happenings(asker, filters, limit=_HAPPENINGS)
    lines = lines_of(asker, [*(n for each in rung for n in each.events), *(row["n"] for row in rows)])
    return Today(
        on=on,
        title=f"{date.fromisoformat(on):%A} {day_text(on)}",
        before=of_day["before"] or "",
        after=of_day["after"] or "",
        known=known,
        reports=tuple(reports_of(asker, on)),
        report_count=of_day["reports"],
        publishers=of_day["publishers"],
        reprints=of_day["reprints"],
        tally=tally(asker, filters),
        tally_address=filters.address(),
        filters=filters,
        alerted=tuple(alerted(asker, rung, lines)),
        happenings=tuple(told(rows, lines)),
        due=tuple(running[:_DUE]),
        pairs=tuple(pairs(asker, on)),
    )


def pairs(asker: Asker, on: str, *, limit: int = _DYADS) -> list[Pair]:
    """The pairs of states with most conflict in the week to ``on``; none where the picture was not made."""
    rows = asker.rows("dyads.busiest", on=on, days=WEEK, limit=limit)
    ones, others = [row["a"] for row in rows], [row["b"] for row in rows]
    history = asker.rows("dyads.history", on=on, days=HISTORY, ones=ones, others=others) if rows else []
    counts = grouped([((row["a"], row["b"]), _count(row)) for row in history])
    names = actor_names(asker, sorted({*ones, *others}))
    return [_pair(row, names, spark(counts[row["a"], row["b"]], until=on), on) for row in rows]


def _count(row: Row) -> DayCount:
    return DayCount(day=row["day"], quads=(row["quad1"], row["quad2"], row["quad3"], row["quad4"]))


def _pair(row: Row, names: dict[str, str], line: Spark, on: str) -> Pair:
    a, b = row["a"], row["b"]
    count = _count(row | {"day": on})
    since = (date.fromisoformat(on) - timedelta(days=WEEK - 1)).isoformat()
    return Pair(
        a=a,
        b=b,
        names=(names[a], names[b]),
        quads=count.quads,
        events=sum(count.quads),
        score=row["score"] or 0.0,
        spark=line,
        address=crisis_address(a, b, until=on),
        events_address=Filters(between=(a, b), since=since, until=on, counted="1").address(),
    )
