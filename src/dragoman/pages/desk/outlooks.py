"""What two actors may do to each other next, never without how well such chances have held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from threading import Lock

from dragoman.pages.days import day_text
from dragoman.pages.desk.asking import Asker
from dragoman.pages.desk.events import actor_names
from dragoman.pages.desk.filters import Filters
from dragoman.picture.dyads import forecasts
from dragoman.picture.outlook import Backtest, Forecasts, Outlook

_SHOWN = 8  # types


@dataclass(frozen=True, slots=True, kw_only=True)
class OneWay:
    """What one may do to the other in the seven days, in hundredths."""

    title: str
    silence: str
    chances: tuple[tuple[str, float, float, str], ...]
    """Type, its chance, its share of past weeks, and the address of its past events."""
    own: Backtest | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlookPage:
    """The outlook of two actors, either way, and the backtest of all pairs."""

    title: str
    first: str
    last: str
    ways: tuple[OneWay, ...]
    backtest: Backtest | None


class Outlooks:
    """The forecaster on the store's record, learned once for each state of the store and day."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._key: tuple[str, str] = ("", "")
        self._known: Forecasts | None = None

    def of(self, asker: Asker, stamp: str, on: str) -> Forecasts:
        """The forecaster of what was known on ``on``."""
        with self._lock:
            if self._known is None or self._key != (stamp, on):
                day = (date.fromisoformat(on) + timedelta(days=1)).isoformat()
                self._known, self._key = forecasts(asker.store, day=day), (stamp, on)
            return self._known

    def page(self, asker: Asker, stamp: str, on: str, a: str, b: str) -> OutlookPage:
        """The page of two states, as known on ``on``."""
        known = self.of(asker, stamp, on)
        with self._lock:  # it learns when first asked
            found = [known.outlook(*pair) for pair in ((a, b), (b, a))]
        names = actor_names(asker, [a, b])
        return OutlookPage(
            title=f"{names[a]} and {names[b]}",
            first=day_text(found[0].first),
            last=day_text(found[0].last),
            ways=tuple(_one_way(each, names) for each in found),
            backtest=next((each.backtest for each in found if each.backtest), None),
        )


def _one_way(found: Outlook, names: dict[str, str]) -> OneWay:
    before = (date.fromisoformat(found.first) - timedelta(days=1)).isoformat()
    past = Filters(by=found.source, to=found.target, until=before, counted="1")
    return OneWay(
        title=f"{names[found.source]} → {names[found.target]}",
        silence=found.silence or "",
        chances=tuple(
            (c.kind, round(100 * c.chance), round(100 * c.base), past.but(type=(c.kind,)).address())
            for c in found.chances[:_SHOWN]
        ),
        own=found.own,
    )
