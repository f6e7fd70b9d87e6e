"""The outlook of seven days on ICEWS18: ``python -m bench.outlook`` prints the figures and the calibration table.

The events between countries from January to 27 September 2018 (train and valid; test is kept apart) are the record, and
the outlook's own backtest forecasts every seventh day of its last half year from what was known then, for each dyad
with ten events behind it, each PLOVER type on its own. Beside its Brier score stands the yardstick: the same for each
dyad's own base rate, the share of weeks so far in which it did such a thing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from bench.forecast import module
from dragoman.picture.outlook import Backtest, Forecasts, TypeDay
from dragoman.picture.series import later
from dragoman.picture.shown_dyads import TRIED_COLUMNS, backtest_text, tried_lines


def scores(shared: Path) -> dict[str, float]:
    """Brier scores in ten-thousandths, the share of the yardstick's error that is saved, and how far chances lie from
    what came true, in per cent."""
    tried = backtest(shared)
    return {
        "outlook Brier, in 10,000": 1e4 * tried.brier,
        "outlook yardstick Brier, in 10,000": 1e4 * tried.base_brier,
        "outlook error saved": 100 * tried.skill,
        "outlook calibration error": 100 * off(tried),
    }


def off(tried: Backtest) -> float:
    """The mean distance of chances given and shares that came true, by the bins of the calibration table."""
    return sum(bin_.forecasts * abs(bin_.mean - bin_.happened) for bin_ in tried.bins) / tried.forecasts


def backtest(shared: Path) -> Backtest:
    """The outlook's own backtest on the record. Raises ValueError where the record is too short for one."""
    forecasts = Forecasts(record(module(shared / "bench" / "forecast" / "alerts.py")))
    tried = forecasts.backtest()
    if tried is None:
        raise ValueError("the record is too short for an outlook")
    return tried


def record(scorer: ModuleType) -> Iterator[TypeDay]:
    """Who did what to whom on which day, by PLOVER type; what PLOVER has no type for is left out."""
    types = {code: plover for _, code, _, plover in scorer.read("relations_cameo.tsv")[1:]}
    first = scorer.DAY0.isoformat()
    for source, code, _, target, day in scorer.country_events():
        if types[code]:
            yield TypeDay(source=source, target=target, type=types[code], day=later(first, day))


def main() -> None:
    """Print the figures and the table."""
    tried = backtest(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared"))
    print(backtest_text(tried, of="all dyads"))
    print(f"calibration error {100 * off(tried):.2f} %")
    for line in (TRIED_COLUMNS, *tried_lines(tried.bins)):
        print("  ".join(f"{cell:>14}" for cell in line))


if __name__ == "__main__":
    main()
