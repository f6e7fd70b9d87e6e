"""Where holders stand over time: periods, changes, and what is contested."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.picture import position_tracks
from dragoman.record import Coding, Stance
from tests.picture.drafts import Draft


def told(name: str, day: str | None, stance: Stance, *, since: str | None = None, denies: bool = False) -> Coding:
    """A report, by NATO's word, of Spain's stance towards Kosovo."""
    draft = Draft(name, day, f"{name}: Spain and Kosovo, NATO said.")
    return draft.stands(
        "ESP", stance, "Kosovo", about="XKX", since=since, said=draft.says("IGO/nato", denies=denies)
    ).coding()


NOT = told("a", "2018-03-01", "does-not-recognize", since="2008-02-17")
STILL = told("b", "2018-03-05", "does-not-recognize")
NOW = told("c", "2018-04-01", "recognizes")


def test_a_stance_lasts_until_another_is_told() -> None:
    """Each period has the first and last report that tell it, the day since when, and whose word it is."""
    (track,) = position_tracks([NOW, NOT, STILL])
    first, second = track.periods

    assert (track.holder.id, track.topic, track.object and track.object.id) == ("ESP", "recognition", "XKX")
    assert (first.stance, first.since, first.first, first.last) == (
        "does-not-recognize",
        "2008-02-17",
        "2018-03-01",
        "2018-03-05",
    )
    assert [word.said_by.name for word in first.told if word.said_by] == ["NATO", "NATO"]
    assert (second.stance, second.first, second.turn, track.now) == (
        "recognizes",
        "2018-04-01",
        "changed",
        "recognizes",
    )
    assert track.changes == (second,)


def test_two_sides_on_one_day_are_contested() -> None:
    """What two reports of a day, or one without a day, say against each other is no change."""
    (same_day,) = position_tracks([NOT, told("x", "2018-03-01", "recognizes")])
    (undated,) = position_tracks([NOT, told("x", None, "recognizes")])

    assert [period.turn for period in same_day.periods] == [None, "contested"]
    assert [period.turn for period in undated.periods] == [None, "contested"]


def test_a_denied_stance_is_none() -> None:
    """ "Spain denied that it recognizes Kosovo" holds no position."""
    assert position_tracks([told("a", "2018-03-01", "recognizes", denies=True)]) == ()


def test_topics_are_apart() -> None:
    """Support is another matter than recognition."""
    tracks = position_tracks([NOT, told("x", "2018-03-02", "supports")])

    assert [track.topic for track in tracks] == ["recognition", "support"]


def test_objects_without_an_actor_are_joined_by_their_words() -> None:
    """ "EU membership" and "membership in the EU" are one aim, "a seaport" is another."""
    phrases = ("EU membership", "membership in the EU", "a seaport")
    drafts = [Draft(f"r{n}", "2018-03-01", f"Serbia seeks {words}.") for n, words in enumerate(phrases)]
    tracks = position_tracks(d.stands("SRB", "seeks", w).coding() for d, w in zip(drafts, phrases, strict=True))

    assert sorted(len(track.periods[0].told) for track in tracks) == [1, 2]


def test_holders_that_no_report_names_are_others_in_the_next_report() -> None:
    """ "Leaders" of two reports share no stance."""
    drafts = [Draft(name, "2018-03-01", f"{name}: leaders support Kosovo.") for name in "xy"]

    assert (
        len(position_tracks(d.stands("group/leaders", "supports", "Kosovo", about="XKX").coding() for d in drafts)) == 2
    )


@given(st.permutations([NOT, STILL, NOW, STILL, told("x", "2018-03-01", "recognizes"), told("y", None, "supports")]))
def test_the_order_of_the_reports_does_not_matter(codings: list[Coding]) -> None:
    """The same reports give the same tracks, and one that came twice counts once."""
    assert position_tracks(codings) == position_tracks(sorted(codings, key=lambda c: c.id))
