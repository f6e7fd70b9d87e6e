"""What an expression means once it is placed on the calendar, and the setting that places it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dragoman.record.types import TimeType
from dragoman.times.days import Extent

Grain = Literal[
    "time", "day", "week", "weekend", "month", "quarter", "season", "half", "year", "decade", "century", "none"
]
Tense = Literal["past", "present", "future"]
Sense = Literal["extent", "length", "past", "present", "future", "set"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A TIMEX3 type and value; the days covered, where they are known.

    ``sense`` tells how the days are meant before any preposition: an extent on the calendar, a length of
    time, a vague past, present or future, or a repetition. ``length`` is a number of units ("W", "TH").
    """

    type: TimeType
    value: str
    extent: Extent | None = None
    grain: Grain = "none"
    sense: Sense = "extent"
    length: tuple[float, str] | None = None
    explicit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What an expression is counted from.

    ``now`` is the report's day, or the day of the quotation it stands in; ``anchor`` the time told last;
    ``story`` that the report tells of a past far from its own day, so that a bare month belongs to the
    year told last; ``ahead`` that a bare day lies ahead of ``now``, False behind, None unknown.
    """

    now: date | None = None
    anchor: Meaning | None = None
    story: bool = False
    ahead: bool | None = None

    @property
    def base(self) -> date | None:
        """The day that "the following day" counts from: that of the time told last, else unknown."""
        if self.anchor is not None and self.anchor.extent is not None:
            return self.anchor.extent.last if self.anchor.grain in ("day", "time") else self.anchor.extent.first
        return None

    @property
    def on_a_day(self) -> bool:
        """Whether a story of the past has just told a day, so that "Tuesday" is near it."""
        return self.story and self.anchor is not None and self.anchor.grain in ("day", "time") and self.base is not None
