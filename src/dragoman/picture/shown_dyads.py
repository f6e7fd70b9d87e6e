"""Lines and JSON of series, alerts and outlooks. Cells are not yet safe for a terminal; who prints them takes out
control characters."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from dragoman.picture.alerts import Alert
from dragoman.picture.outlook import Backtest, Bin, Outlook
from dragoman.picture.series import Deed, DyadDay

SERIES_COLUMNS = ("day", "source", "target", "quad 1", "quad 2", "quad 3", "quad 4", "score", "events")
ALERT_COLUMNS = ("from", "to", "dyad", "why", "index", "events", "expected", "first in 60 days", "day", "what", "words")
OUTLOOK_COLUMNS = ("kind", "chance", "base rate")
TRIED_COLUMNS = ("chances given", "forecasts", "mean chance", "came true")


def series_lines(rows: Iterable[DyadDay]) -> Iterator[tuple[str, ...]]:
    """One line a row: the counts of the four quads, the sum of the scores, the events."""
    for row in rows:
        counts = (row.quad1, row.quad2, row.quad3, row.quad4)
        yield row.day, row.source, row.target, *map(str, counts), f"{row.score:g}", str(row.events)


def alert_lines(found: Iterable[Alert]) -> Iterator[tuple[str, ...]]:
    """One line for each event that made an alert, behind the alert's own cells, which stand on its first line only."""
    for alert in found:
        for number, deed in enumerate(alert.deeds):
            own = _alert_cells(alert) if number == 0 else ("",) * 8
            source = deed.publisher or deed.title or deed.report
            yield *own, deed.day, _what(deed), f"“{deed.sentence}” ({source})"


def _what(deed: Deed) -> str:
    kind = f"{deed.type}-{deed.mode}" if deed.mode else deed.type
    if deed.mutual:
        return f"{deed.source} and {deed.target} {kind} each other"
    return f"{deed.source} {kind} {deed.target}"


def _alert_cells(alert: Alert) -> tuple[str, ...]:
    ring = alert.ring
    why = f"index {ring.index:g}" if ring.reason == "surprise" else "first hard event of a thin dyad"
    numbers = f"{ring.index:g}", str(ring.count), f"{ring.expected:g}"
    return ring.first, ring.last, " - ".join(ring.dyad), why, *numbers, ", ".join(alert.first_in_60_days)


def outlook_lines(outlook: Outlook) -> Iterator[tuple[str, ...]]:
    """One line for each quad class, then for each type, the likeliest first."""
    for chance in (*outlook.quads, *outlook.chances):
        yield chance.kind, _percent(chance.chance), _percent(chance.base)


def tried_lines(bins: Iterable[Bin]) -> Iterator[tuple[str, ...]]:
    """One line for each range of chances: how many were given, and how many of a hundred came true."""
    for bin_ in bins:
        ends = f"{_percent(bin_.low)} to {_percent(bin_.high)}"
        yield ends, str(bin_.forecasts), _percent(bin_.mean), _percent(bin_.happened)


def backtest_text(backtest: Backtest, *, of: str) -> str:
    """A sentence on how such chances have held.

    >>> tried = Backtest(first="2024-01-01", last="2024-06-30", forecasts=400, happened=40, brier=0.08, base_brier=0.1)
    >>> backtest_text(tried, of="all dyads").split("; ")[1:]
    ['base rate alone 0.1000', '20 % better']
    """
    share = round(100 * backtest.skill)
    verdict = f"{share} % better" if share > 0 else f"{-share} % worse" if share < 0 else "no better"
    return (
        f"{of}, {backtest.first} to {backtest.last}: Brier score {backtest.brier:.4f} of {backtest.forecasts} forecasts"
        f" ({backtest.happened} came true); base rate alone {backtest.base_brier:.4f}; {verdict}"
    )


def dyads_json(found: Iterable[DyadDay] | Iterable[Alert] | Iterable[Outlook]) -> str:
    """What was found as a JSON list, every field by its name, what is not known as null."""
    return json.dumps([asdict(item) for item in found], ensure_ascii=False, indent=1) + "\n"


def _percent(chance: float) -> str:
    return f"{100 * chance:.0f} %" if chance >= 0.01 or chance == 0 else f"{100 * chance:.1f} %"
