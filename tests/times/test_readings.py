"""Tense, prepositions, quotations and neighbours, on trees drawn by hand."""

from __future__ import annotations

from dragoman.record import Span, Statement, Time
from dragoman.testing import parsed_from
from dragoman.times import find_times, load_time_rules
from tests.times.reports import times_in

_DAY = "2018-03-28"  # a Wednesday


def _times(table: str, *statements: Statement) -> dict[str, Time]:
    parsed = parsed_from(table)
    found = find_times(parsed, statements, published=_DAY, rules=load_time_rules())
    return {parsed.text[t.start : t.end]: t for t in found}


def test_a_weekday_after_a_past_verb_is_the_latest() -> None:
    """ "Flew Thursday" is last week's Thursday."""
    found = _times("""
        She       she       PRON   nsubj         2
        flew      fly       VERB   root          0  xpos=VBD
        Thursday  Thursday  PROPN  obl:unmarked  2
        .         .         PUNCT  punct         2
    """)

    assert found["Thursday"].value == "2018-03-22"


def test_a_weekday_after_will_is_the_next() -> None:
    """ "Will fly Thursday" is tomorrow's Thursday."""
    found = _times("""
        She       she       PRON   nsubj         3
        will      will      AUX    aux           3  xpos=MD
        fly       fly       VERB   root          0  xpos=VB
        Thursday  Thursday  PROPN  obl:unmarked  3
        .         .         PUNCT  punct         3
    """)

    assert found["Thursday"].value == "2018-03-29"


def test_a_deadline_has_no_begin() -> None:
    """ "Must leave by Monday" runs to the coming Monday, from no day told."""
    found = _times("""
        They    they    PRON   nsubj  3
        must    must    AUX    aux    3  xpos=MD
        leave   leave   VERB   root   0  xpos=VB
        by      by      ADP    case   5
        Monday  Monday  PROPN  obl    3
        .       .       PUNCT  punct  3
    """)

    assert (found["Monday"].begin, found["Monday"].until) == (None, "2018-04-02")


def test_tomorrow_in_a_quotation_counts_from_the_day_it_was_said() -> None:
    """Said on Monday, "tomorrow" is Tuesday, though the report is of Wednesday."""
    found = _times(
        """
        "         -         PUNCT  punct         4
        We        we        PRON   nsubj         4
        will      will      AUX    aux           4  xpos=MD
        answer    answer    VERB   ccomp         9  xpos=VB
        tomorrow  tomorrow  NOUN   obl:unmarked  4
        ,         ,         PUNCT  punct         9
        "         -         PUNCT  punct         4
        she       she       PRON   nsubj         9
        said      say       VERB   root          0  xpos=VBD
        on        on        ADP    case         11
        Monday    Monday    PROPN  obl           9
        .         .         PUNCT  punct         9
        """,
        Statement(cue=Span(33, 37), content=(Span(0, 27),), kind="direct"),
    )

    assert found["tomorrow"].value == "2018-03-27"


def test_a_deadline_given_on_a_day_runs_from_it() -> None:
    """ "On Monday they set a 10-day deadline" runs ten days from Monday."""
    found = _times("""
        On        on        ADP    case      2
        Monday    Monday    PROPN  obl       4
        they      they      PRON   nsubj     4
        set       set       VERB   root      0  xpos=VBD
        a         a         DET    det       9
        10        10        NUM    nummod    8  xpos=CD
        -         -         PUNCT  punct     8
        day       day       NOUN   compound  9
        deadline  deadline  NOUN   obj       4
        .         .         PUNCT  punct     4
    """)

    assert (found["10 - day"].begin, found["10 - day"].until) == ("2018-03-26", "2018-04-05")


def test_what_is_put_off_or_called_for_lies_ahead() -> None:
    """ "Put off until Monday" and "called for a march on Monday" mean the coming one."""
    put_off = _times("""
        It      it      PRON   nsubj         2
        was     be      AUX    aux:pass      3  xpos=VBD
        put     put     VERB   root          0  xpos=VBN
        off     off     ADP    compound:prt  3
        until   until   ADP    case          6
        Monday  Monday  PROPN  obl           3
        .       .       PUNCT  punct         3
    """)
    called_for = _times("""
        They    they    PRON   nsubj  2
        called  call    VERB   root   0  xpos=VBD
        for     for     ADP    case   5
        a       a       DET    det    5
        march   march   NOUN   obl    2
        on      on      ADP    case   7
        Monday  Monday  PROPN  obl    2
        .       .       PUNCT  punct  2
    """)

    assert put_off["Monday"].until == "2018-04-02"
    assert called_for["Monday"].value == "2018-04-02"


def test_what_is_due_or_agreed_to_begin_lies_ahead() -> None:
    """ "The vote due on Monday was put off" and "agreed to a truce starting Monday" mean the coming one."""
    due = _times("""
        The      the      DET    det         2
        vote     vote     NOUN   nsubj:pass  7
        due      due      ADJ    case        5
        on       on       ADP    case        5
        Monday   Monday   PROPN  nmod        2
        was      be       AUX    aux:pass    7  xpos=VBD
        delayed  delay    VERB   root        0  xpos=VBN
        .        .        PUNCT  punct       7
    """)
    begun = _times("""
        They      they    PRON   nsubj          2
        agreed    agree   VERB   root           0  xpos=VBD
        to        to      ADP    case           5
        a         a       DET    det            5
        truce     truce   NOUN   obl            2
        starting  start   VERB   acl            5  xpos=VBG
        Monday    Monday  PROPN  obl:unmarked   6
        .         .       PUNCT  punct          2
    """)

    assert (due["Monday"].value, begun["Monday"].value) == ("2018-04-02", "2018-04-02")


def test_a_length_since_which_nothing_happened_runs_up_to_the_report() -> None:
    """ "Have not met in three years" runs from three years back to the report."""
    found = _times("""
        They   they   PRON   nsubj   4
        have   have   AUX    aux     4  xpos=VBP
        not    not    PART   advmod  4  xpos=RB
        met    meet   VERB   root    0  xpos=VBN
        in     in     ADP    case    7
        three  three  NUM    nummod  7  xpos=CD
        years  year   NOUN   obl     4  xpos=NNS
        .      .      PUNCT  punct   4
    """)

    assert (found["three years"].begin, found["three years"].until) == ("2015-03-28", "2018-03-28")


def test_since_runs_to_the_report_unless_a_clause_takes_the_date_up() -> None:
    """ "Since 1999" runs on; "since 1999 when the force came in" keeps the year in which it came in."""
    plain, taken_up = times_in("Shut since 1999."), times_in("Shut since 1999 when the force came in.")

    assert (plain["1999"].until, taken_up["1999"].until) == ("2018-03-28", "1999-12-31")


def test_a_time_told_from_another_counts_from_the_one_told_last() -> None:
    """ "The following day" and "two days later" count from the date before them."""
    found = times_in("They met on June 10, 1999. The following day they signed. Two days later it was broken.")

    assert [found["The following day"].value, found["Two days later"].value] == ["1999-06-11", "1999-06-13"]


def test_a_list_of_months_shares_its_year() -> None:
    """ "August and September 1914" are both of 1914, "December and January 1915" of two years."""
    found = times_in("It was fought in August and September 1914, then in December and January 1915.")

    assert {k: t.value for k, t in found.items()} == {
        "August": "1914-08",
        "September 1914": "1914-09",
        "December": "1914-12",
        "January 1915": "1915-01",
    }


def test_a_clock_time_takes_the_day_beside_it() -> None:
    """ "10 p.m. GMT on April 3" is on April 3."""
    found = times_in("It is due at 10 p.m. GMT on April 3.")

    assert found["10 p.m. GMT"].value == "2018-04-03T22:00"


def test_a_history_takes_bare_months_by_the_year_told_last() -> None:
    """In a text of full dates far from its own day, a bare month is of the year told last."""
    found = times_in(
        "War came on 28 July 1914. Troops crossed on 4 August 1914. In September they were stopped. On 22 April 1915 "
        "gas was used. By June the line stood."
    )

    assert (found["September"].value, found["June"].value) == ("1914-09", "1915-06")


def test_a_julian_day_is_placed_in_the_calendar_of_today() -> None:
    """25 October 1917 of the Julian calendar is 7 November."""
    found = times_in("The palace fell on 25 October 1917 in the Julian calendar.")

    assert found["25 October 1917"].begin == "1917-11-07"
