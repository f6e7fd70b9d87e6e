"""How much of each kind two did to each other, by day and by week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

Level = Literal["state", "sector", "group"]
LEVELS: tuple[Level, ...] = get_args(Level)
CONFLICT = (3, 4)  # the quad classes of verbal and of material conflict
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """An event that counts: ``source`` did it to ``target``, by the names of the level that is asked for; ``day`` is
    an ISO day, ``score`` PLOVER's. The rest says where it stands, as far as that is known: the report, the words of
    the event and their sentence, each on one line. ``mutual`` where they did it to each other: then the same event is a
    deed of ``target`` to ``source``, too."""

    event: str
    day: str
    type: str
    quad: int
    score: float
    source: str
    target: str
    mutual: bool = False
    mode: str | None = None
    report: str = ""
    words: str = ""
    sentence: str = ""
    title: str | None = None
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadDay:
    """What ``source`` did to ``target`` on a day, or in the week that begins on it: the number of events by quad class
    and in all, and the sum of their PLOVER scores.

    What two did to each other counts in the row of either direction; ``mutual`` is how many of the conflict events are
    of this kind, so that whoever adds up the two rows can count them once.
    """

    source: str
    target: str
    level: Level
    day: str
    quad1: int = 0
    quad2: int = 0
    quad3: int = 0
    quad4: int = 0
    score: float = 0.0
    events: int = 0
    mutual: int = 0

    @property
    def conflict(self) -> int:
        """Events of verbal and material conflict."""
        return self.quad3 + self.quad4


def dyad_days(deeds: Iterable[Deed], *, level: Level) -> list[DyadDay]:
    """A row for each source, target and day on which something happened, in this order.

    >>> deed = Deed(event="e", day="2024-03-05", type="AID", quad=2, score=10.0, source="FRA", target="MLI")
    >>> [(row.day, row.quad2, row.score) for row in dyad_days([deed, deed], level="state")]
    [('2024-03-05', 2, 20.0)]
    """
    groups: dict[tuple[str, str, str], list[Deed]] = defaultdict(list)
    for deed in deeds:
        groups[deed.source, deed.target, deed.day].append(deed)
    return [_row(source, target, level, day, groups[source, target, day]) for source, target, day in sorted(groups)]


def weekly(days: Iterable[DyadDay]) -> list[DyadDay]:
    """The same by weeks, each under the day of its Monday.

    >>> sunday = DyadDay(source="FRA", target="MLI", level="state", day="2024-03-10", quad1=1, score=2.5, events=1)
    >>> [(row.day, row.events) for row in weekly([sunday])]
    [('2024-03-04', 1)]
    """
    groups: dict[tuple[str, str, Level, str], list[DyadDay]] = defaultdict(list)
    for row in days:
        groups[row.source, row.target, row.level, monday(row.day)].append(row)
    return [_sum(*key, groups[key]) for key in sorted(groups)]


def monday(day: str) -> str:
    """The Monday of a day's week.

    >>> monday("2024-03-10")
    '2024-03-04'
    """
    own = date.fromisoformat(day)
    return (own - timedelta(days=own.weekday())).isoformat()


def conflict_counts(days: Iterable[DyadDay], *, first: str, last: str) -> dict[tuple[str, str], list[int]]:
    """For each dyad, whoever began, the number of conflict events on every day from ``first`` to ``last``; its key is
    the two names in order. Days outside are left out, dyads without conflict too. What they did to each other, which
    stands in the rows of both directions, counts once.

    >>> row = DyadDay(source="B", target="A", level="state", day="2024-03-02", quad4=2, events=2)
    >>> conflict_counts([row], first="2024-03-01", last="2024-03-03")
    {('A', 'B'): [0, 2, 0]}
    >>> clash = [
    ...     DyadDay(source=one, target=other, level="state", day="2024-03-01", quad4=1, events=1, mutual=1)
    ...     for one, other in ("AB", "BA")
    ... ]
    >>> conflict_counts(clash, first="2024-03-01", last="2024-03-01")
    {('A', 'B'): [1]}
    """
    begin, length = date.fromisoformat(first), days_between(first, last) + 1
    found: dict[tuple[str, str], list[int]] = {}
    for row in days:
        number = (date.fromisoformat(row.day) - begin).days
        if row.conflict and 0 <= number < length:
            one, other = sorted((row.source, row.target))
            told = row.mutual if row.source == other else 0  # by the other row of these two
            found.setdefault((one, other), [0] * length)[number] += row.conflict - told
    return dict(sorted(found.items()))


def days_between(first: str, last: str) -> int:
    """The days from one ISO day to another."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def later(day: str, days: int) -> str:
    """The ISO day so many days later, or earlier where ``days`` is negative; the calendar's end where it passes it.

    >>> later("2024-02-28", 2)
    '2024-03-01'
    """
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except OverflowError:
        return (date.max if days > 0 else date.min).isoformat()


def _row(source: str, target: str, level: Level, day: str, deeds: Sequence[Deed]) -> DyadDay:
    quads = [sum(deed.quad == quad for deed in deeds) for quad in (1, 2, 3, 4)]
    return DyadDay(
        source=source,
        target=target,
        level=level,
        day=day,
        quad1=quads[0],
        quad2=quads[1],
        quad3=quads[2],
        quad4=quads[3],
        score=sum(deed.score for deed in deeds),
        events=len(deeds),
        mutual=sum(deed.mutual and deed.quad in CONFLICT for deed in deeds),
    )


def _sum(source: str, target: str, level: Level, day: str, rows: Sequence[DyadDay]) -> DyadDay:
    return DyadDay(
        source=source,
        target=target,
        level=level,
        day=day,
        quad1=sum(row.quad1 for row in rows),
        quad2=sum(row.quad2 for row in rows),
        quad3=sum(row.quad3 for row in rows),
        quad4=sum(row.quad4 for row in rows),
        score=sum(row.score for row in rows),
        events=sum(row.events for row in rows),
        mutual=sum(row.mutual for row in rows),
    )
