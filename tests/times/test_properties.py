"""What holds for every report day and every text."""

from __future__ import annotations

from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dragoman.rulefile import read_table
from dragoman.times import find_times, load_time_rules
from dragoman.times.rules import WordRow
from tests.times.reports import times_in, words_only

_WEEK = timedelta(days=7)
_DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1))
_RELATIVE = st.sampled_from(
    [
        "They met yesterday.",
        "They will meet the day after tomorrow.",
        "They met on Monday.",
        "They met last Friday.",
        "They met last week.",
        "They must go by Sunday.",
        "They must go within 48 hours.",
        "They met three days ago.",
        "They met two weeks ago.",
        "They met over the weekend.",
        "They met last night.",
        "It has lasted for the past ten days.",
        "It expires a week from Monday.",
    ]
)
_WORDS = st.sampled_from(
    [entry.form for entry in read_table(files("dragoman.times") / "rules" / "en" / "words.csv", WordRow)]
    + [
        "the",
        "a",
        "of",
        "in",
        "by",
        "from",
        "to",
        "until",
        "'s",
        ":",
        ".",
        "30",
        "1999",
        "2018",
        "99",
        "31st",
        "Easter",
    ]
)


@given(day=_DAYS, sentence=_RELATIVE)
def test_a_week_later_every_relative_day_is_a_week_later(day: date, sentence: str) -> None:
    """Moving the report's day by a week moves begin and until of relative times by a week."""
    (before,) = times_in(sentence, published=day.isoformat()).values()
    (after,) = times_in(sentence, published=(day + _WEEK).isoformat()).values()

    moved = [None if d is None else (date.fromisoformat(d) + _WEEK).isoformat() for d in (before.begin, before.until)]

    assert [after.begin, after.until] == moved


@given(words=st.lists(_WORDS, max_size=40), day=st.none() | _DAYS)
def test_any_row_of_time_words_is_read_without_error(words: list[str], day: date | None) -> None:
    """Times lie inside the text, in order, apart from each other, with begin before until, the same each time."""
    parsed = words_only(" ".join(words))
    published = day.isoformat() if day else None

    found = find_times(parsed, (), published=published, rules=load_time_rules())

    assert found == find_times(parsed, (), published=published, rules=load_time_rules())
    assert all(0 <= t.start < t.end <= len(parsed.text) for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(t.begin is None or t.until is None or t.begin <= t.until for t in found)


@given(sentence=_RELATIVE)
def test_without_a_report_day_relative_times_have_no_days(sentence: str) -> None:
    """Where nothing is known of the report's day, begin and until are null."""
    (found,) = times_in(sentence, published=None).values()

    assert (found.begin, found.until) == (None, None)
