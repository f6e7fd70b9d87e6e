"""Lengths of time, repetitions and vague times: what needs no calendar."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.times.meaning import Meaning, Sense

_VAGUE_SENSE: dict[str, Sense] = {"PRESENT_REF": "present", "PAST_REF": "past", "FUTURE_REF": "future"}
_REF_WORDS = {
    "future": "FUTURE_REF",
    "past": "PAST_REF",
    "present": "PRESENT_REF",
    "moment": "PRESENT_REF",
    "days": "PRESENT_REF",
    "date": "PRESENT_REF",
    "being": "PRESENT_REF",
    "time": "PRESENT_REF",
    "period": "PRESENT_REF",
    "day": "PRESENT_REF",
}
_SEASON_SETS = "XXXX-{}"
_YEARS_IN = {"DE": 10}


def amount_of(says: Mapping[str, str]) -> tuple[float, str] | None:
    """How many of which unit ("a year and a half" is 1.5 "Y"); None where the number is vague."""
    if "vague" in says:
        return None
    unit = says.get("unit", "")
    count = 0.5 if "half" in says else float(says.get("count", "1"))
    return count + (0.5 if "plus" in says else 0.0), unit


def duration_value(count: float | None, unit: str) -> str:
    """A TIMEX3 duration; a vague number is ``X``, decades are told in years.

    >>> duration_value(48, "TH"), duration_value(None, "W"), duration_value(2, "DE")
    ('PT48H', 'PXW', 'P20Y')
    """
    if unit == "FN":
        count, unit = (count * 2 if count is not None else None), "W"
    if unit == "NI":
        unit = "D"
    if count is not None and unit in _YEARS_IN:
        count, unit = count * _YEARS_IN[unit], "Y"
    if count == 0.5 and unit in ("TH", "Y"):
        count, unit = (30, "TM") if unit == "TH" else (6, "M")
    number = "X" if count is None else f"{count:.0f}" if count == int(count) else f"{count:g}"
    return f"PT{number}{unit[1:]}" if unit.startswith("T") else f"P{number}{unit}"


def length_meaning(says: Mapping[str, str]) -> Meaning:
    """The meaning of "three weeks", "several days", "52-year-old"."""
    if "unit" not in says:
        return _unit_alone(says)
    amount = amount_of(says)
    value = duration_value(amount[0] if amount else None, says["unit"])
    return Meaning(type="DURATION", value=value, sense="length", length=None if "age" in says else amount)


def _unit_alone(says: Mapping[str, str]) -> Meaning:
    """ "for years"; "all day"."""
    unit = says.get("vague")
    return Meaning(type="DURATION", value=duration_value(None, unit) if unit else "P1D", sense="length")


def set_meaning(says: Mapping[str, str]) -> Meaning:
    """The meaning of "every Thursday", "daily", "a year" after a rate."""
    return Meaning(type="SET", value=_set_value(says), sense="set")


def _set_value(says: Mapping[str, str]) -> str:
    tail = f"T{says['daypart']}" if "daypart" in says else ""
    if "often" in says:
        return says["often"]
    day = says.get("weekday") or says.get("weekdays")
    if day is not None:
        return f"XXXX-WXX-{day}{tail}"
    if "month" in says:
        return f"XXXX-{int(says['month']):02d}"
    if "season" in says:
        return _SEASON_SETS.format(says["season"])
    if "unit" in says:
        amount = amount_of(says)
        return duration_value(amount[0] if amount else None, says["unit"])
    return f"XXXX-XX-XX{tail}"


def vague_meaning(says: Mapping[str, str]) -> Meaning:
    """The meaning of "currently", "recent weeks", "the coming days"."""
    if "recent" in says:
        return Meaning(type="DURATION", value=duration_value(None, says["unit"]), sense="past")
    if "coming" in says:
        return Meaning(type="DATE", value="FUTURE_REF", sense="future")
    value = says["ref"] if says["ref"].endswith("_REF") else _REF_WORDS[says["ref"]]
    return Meaning(type="DATE", value=value, sense=_VAGUE_SENSE[value])
