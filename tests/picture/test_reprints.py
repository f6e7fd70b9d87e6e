"""Reports that are one text under several names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.picture import Reprint, carriers, find_reprints

LEAD = "The two ministers met in Geneva on Monday and agreed to open the bridge to trucks that carry food and fuel. "
BODY = (
    "The crossing had been shut since April, when shells fell on the customs house and killed a driver. "
    "Engineers of both armies will clear the road of mines before the first convoy rolls, an official said. "
    "Traders on the northern bank have thrown away fruit worth a year's income while they waited."
)
STORY = LEAD + BODY
OTHER = (
    "Voters in the island state went to the polls on Sunday to choose a parliament for the first time in nine years. "
    "Observers from the regional bloc counted queues of two hours and no violence, and results are due on Tuesday."
)


def test_an_edited_cut_and_newly_led_text_is_a_reprint() -> None:
    """What the shorter text shares with the longer decides."""
    edited = STORY.replace("Monday", "Tuesday").replace("fruit", "vegetables")
    led = "Trucks may roll again within days, officials told reporters on the southern bank. " + BODY
    rows = [("a", "2024-03-01", STORY), ("b", "2024-03-02", edited), ("c", "2024-03-02", LEAD), ("d", None, led)]

    assert [(r.report, r.original) for r in find_reprints([*rows, ("e", "2024-03-01", OTHER)])] == [
        ("b", "a"),
        ("c", "a"),
        ("d", "a"),
    ]


def test_shared_background_is_no_reprint() -> None:
    """A new report that ends in a sentence of an old one is news."""
    background = (
        " Engineers of both armies will clear the road of mines before the first convoy rolls, an official said."
    )

    assert find_reprints([("a", "2024-03-01", STORY), ("b", "2024-03-09", OTHER + background)]) == ()


def test_the_earliest_report_is_the_original() -> None:
    """A report without a day comes last, and of one day the longest is first."""
    rows = [("z", None, STORY), ("y", "2024-03-01", BODY), ("x", "2024-03-01", STORY)]

    assert {r.original for r in find_reprints(rows)} == {"x"}
    assert carriers(find_reprints(rows)) == {"x": ("x", "y", "z")}


def test_short_texts_are_reprints_only_where_they_are_equal() -> None:
    """Two headlines that share words are two stories."""
    rows = [
        ("a", "2024-03-01", "Bridge opens."),
        ("b", "2024-03-02", "Bridge opens."),
        ("c", "2024-03-03", "Bridge shut."),
    ]

    assert find_reprints(rows) == (Reprint(report="b", original="a", likeness=1.0),)
    assert find_reprints([("a", None, ""), ("b", None, ""), ("c", None, "…")]) == ()


@given(st.permutations([("a", "2024-03-01", STORY), ("b", "2024-03-02", BODY), ("c", None, LEAD), ("d", None, OTHER)]))
def test_the_order_of_the_reports_does_not_matter(rows: list[tuple[str, str | None, str]]) -> None:
    """The same reports give the same reprints."""
    assert find_reprints(rows) == find_reprints(sorted(rows))


def test_an_id_that_comes_twice_counts_once() -> None:
    """A report is no reprint of itself."""
    assert find_reprints([("a", "2024-03-01", STORY), ("a", "2024-03-01", STORY)]) == ()


BULLETIN = (
    "The hospital in {} took in {} wounded on {} after shells fell on the market, its director said. "
    "Of these {} were children, and {} people died on the way, the director added."
)


def bulletin(*filled: str) -> str:
    """The same form with other figures and places."""
    return BULLETIN.format(*filled)


def test_a_bulletin_of_the_same_form_is_news() -> None:
    """The next day already, where figures and names are others."""
    first, second = bulletin("Altova", "14", "Monday", "3", "two"), bulletin("Seldin", "9", "Tuesday", "4", "three")

    assert find_reprints([("a", "2024-03-01", first), ("b", "2024-03-02", second)]) == ()


def test_a_toll_that_rose_does_not_make_another_text() -> None:
    """One figure of five is an update of the same day, but ten days later it is another event."""
    first, second = bulletin("Altova", "14", "Monday", "3", "two"), bulletin("Altova", "15", "Monday", "3", "two")

    assert len(find_reprints([("a", "2024-03-01", first), ("b", "2024-03-01", second)])) == 1
    assert find_reprints([("a", "2024-03-01", first), ("b", "2024-03-11", second)]) == ()


def test_the_same_text_is_a_reprint_weeks_later() -> None:
    """With all its figures and names; half of it is not."""
    text = STORY + " Officials counted 14 lorries near Altova."

    assert len(find_reprints([("a", "2024-03-01", text), ("b", "2024-03-21", text.replace("clear", "free"))])) == 1
    assert find_reprints([("a", "2024-03-01", text), ("b", "2024-03-21", BODY[:200] + OTHER[:170])]) == ()
    assert len(find_reprints([("a", "2024-03-01", text), ("b", None, text)])) == 1
