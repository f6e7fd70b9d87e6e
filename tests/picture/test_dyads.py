"""What a store says of two."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.picture.dyads import count_days, dyad_series, find_alerts, find_deeds, forecasts
from dragoman.picture.refresh import refresh
from dragoman.picture.series import LEVELS, Deed, DyadDay, Level, dyad_days, later, weekly
from dragoman.picture.shown_dyads import alert_lines
from dragoman.record import Place
from dragoman.store import open_store
from tests.picture.crises import BEGIN, crisis, store_of, told
from tests.picture.drafts import MITROVICA, Draft

DAY = "2024-02-05"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a new store goes."""
    return tmp_path / "crisis.duckdb"


def rows_of(path: Path, level: Level) -> list[tuple[str, str, str, int]]:
    """Source, target, day and number of events."""
    with open_store(path) as store:
        return [(row.source, row.target, row.day, row.events) for row in dyad_series(store, level=level)]


@pytest.mark.parametrize(
    ("level", "source", "target"),
    [
        ("state", "XKX", "IGO/nato"),
        ("sector", "XKX/COP", "IGO/nato"),
        ("group", "XKX/police", "IGO/nato"),
    ],
)
def test_each_level_has_its_own_names(path: Path, level: Level, source: str, target: str) -> None:
    """Country, country and sector, actor; a body of no country stands for itself."""
    draft = Draft("a", DAY, "Kosovo Police met NATO.").did("met", "CONSULT", by="XKX/police", to="IGO/nato")

    assert rows_of(store_of(path, [draft.coding()]), level) == [(source, target, DAY, 1)]


def test_a_group_known_to_one_report_only_is_nobody(path: Path) -> None:
    """The leaders of one report are others in the next."""
    draft = Draft("a", DAY, "Spain met leaders.").did("met", "CONSULT", by="ESP", to="group/leaders")
    store_of(path, [draft.coding()])

    assert [rows_of(path, level) for level in LEVELS] == [[], [], []]


def test_what_did_not_happen_is_no_part_of_the_series(path: Path) -> None:
    """Plans, suppositions and denials are left out."""
    draft = Draft("a", DAY, "Russia shelled, may shell, will shell and never shells Ukraine.")
    for words, modality in (("shelled", "actual"), ("may", "hypothetical"), ("will", "future"), ("never", "negated")):
        draft.did(words, "ASSAULT", by="RUS", to="UKR", modality=modality)  # type: ignore[arg-type]
    store_of(path, [draft.coding()])

    assert rows_of(path, "state") == [("RUS", "UKR", DAY, 1)]


def test_a_happening_told_twice_counts_once(path: Path) -> None:
    """In one report by its same_as, also where only the second telling names both sides' days."""
    draft = Draft("a", DAY, "Russia shelled Ukraine. The barrage went on.")
    draft.did("shelled", "ASSAULT", by="RUS", to="UKR").did("barrage", "ASSAULT", by="RUS", to="UKR", same_as=0)
    store_of(path, [draft.coding()])

    assert rows_of(path, "state") == [("RUS", "UKR", DAY, 1)]


def test_a_reprint_counts_once(path: Path) -> None:
    """A report that prints another again adds nothing."""
    text = "Russia shelled Ukraine near the old bridge on Monday morning, and four people were hurt, officials said."
    drafts = [Draft(name, DAY, text).did("shelled", "ASSAULT", by="RUS", to="UKR") for name in ("a", "b")]
    store_of(path, [draft.coding() for draft in drafts])

    assert rows_of(path, "state") == [("RUS", "UKR", DAY, 1)]


def test_the_store_counts_as_the_rows_do(path: Path) -> None:
    """SQL over the tables and Python over typed rows give one answer."""
    store_of(path, crisis())
    with open_store(path) as store:
        deeds = find_deeds(store, "UKR", "RUS", level="state", since=BEGIN, until=later(BEGIN, 100))
        counted = [DyadDay(**row | {"day": str(row["day"])}) for row in count_days(store, "state").to_pylist()]

    assert dyad_days(deeds, level="state") == counted
    assert sum(row.events for row in weekly(counted)) == len(deeds)


def test_an_outbreak_rings_with_the_words_that_made_it(path: Path) -> None:
    """The alert names its days, its index, the hard type seen first, and every event with its report and sentence."""
    store_of(path, crisis())
    with open_store(path) as store:
        (alert,) = find_alerts(store)

    assert (alert.ring.dyad, alert.ring.reason) == (("RUS", "UKR"), "surprise")
    assert (alert.ring.first, alert.ring.last) == (later(BEGIN, 71), later(BEGIN, 73))
    assert alert.ring.index > 3
    assert alert.first_in_60_days == ("ASSAULT",)
    assert {deed.words for deed in alert.deeds if deed.type == "ASSAULT"} == {"shelled"}
    assert all(deed.sentence.startswith("Post ") and deed.report for deed in alert.deeds)


def test_the_first_blow_in_a_thin_dyad_rings(path: Path) -> None:
    """One assault where nothing was heard for 60 days, though no surprise of three."""
    codings = [told(n, later(BEGIN, 2 * n), "CONSULT") for n in range(40)]
    store_of(path, [*codings, told(99, later(BEGIN, 60), "SANCTION", by="UKR", to="RUS")])
    with open_store(path) as store:
        (alert,) = find_alerts(store)

    assert (alert.ring.reason, alert.ring.first, alert.first_in_60_days) == (
        "first",
        later(BEGIN, 60),
        ("SANCTION",),
    )
    assert alert.ring.index < 3
    assert [deed.type for deed in alert.deeds] == ["SANCTION"]


def test_an_old_alert_is_left_out_when_later_ones_are_asked_for(path: Path) -> None:
    """``since`` is the day on which an alert must still ring."""
    store_of(path, crisis())
    with open_store(path) as store:
        assert len(find_alerts(store, since=later(BEGIN, 73))) == 1
        assert find_alerts(store, since=later(BEGIN, 74)) == []


def test_an_empty_store_is_quiet(path: Path) -> None:
    """No series, no alert, no outlook, and no error."""
    store_of(path, [])
    with open_store(path) as store:
        silence = forecasts(store).outlook("RUS", "UKR").silence
        assert dyad_series(store, level="state") == find_alerts(store) == []

    assert silence is not None
    assert silence.startswith("not enough history")


def test_refreshing_again_changes_nothing(path: Path) -> None:
    """The tables are made anew from the same rows."""
    store_of(path, crisis(loud=1))
    before = [rows_of(path, level) for level in LEVELS]
    with open_store(path, write=True) as store:
        refresh(store)

    assert [rows_of(path, level) for level in LEVELS] == before


def test_days_of_one_dyad_do_not_show_the_others(path: Path) -> None:
    """Either name first, both directions; one name gives all its dyads."""
    codings = [
        told(1, DAY, "CONSULT"),
        told(2, DAY, "CONSULT", by="UKR", to="RUS"),
        told(3, DAY, "CONSULT", by="UKR", to="ESP"),
    ]
    store_of(path, codings)
    with open_store(path) as store:
        pair = dyad_series(store, "UKR", "RUS", level="state")
        single = dyad_series(store, "UKR", level="state")

    assert [(row.source, row.target) for row in pair] == [("RUS", "UKR"), ("UKR", "RUS")]
    assert len(single) == 3


def test_weeks_begin_on_monday() -> None:
    """A Sunday and the Monday behind it are two weeks."""
    deeds = [
        Deed(event=day, day=day, type="AID", quad=2, score=1.0, source="a", target="b")
        for day in ("2024-03-03", "2024-03-04", "2024-03-10")
    ]

    assert [(row.day, row.quad2) for row in weekly(dyad_days(deeds, level="state"))] == [
        ("2024-02-26", 1),
        ("2024-03-04", 2),
    ]


def test_two_alerts_of_one_dyad_do_not_double_their_events(path: Path) -> None:
    """Each alert looks 60 days back, and these days overlap."""
    codings = crisis()
    codings += [told(2000 + 9 * day + n, later(BEGIN, day), "ASSAULT") for day in (95, 96) for n in range(9)]
    store_of(path, codings)
    with open_store(path) as store:
        found = find_alerts(store)

    assert [alert.ring.first for alert in found] == [later(BEGIN, 96), later(BEGIN, 71)]
    assert all(len({deed.event for deed in alert.deeds}) == len(alert.deeds) for alert in found)


def test_an_event_that_was_a_plan_first_counts_by_its_later_telling(path: Path) -> None:
    """Only the telling that tells it as done counts, even though the report told the plan first."""
    draft = Draft("a", DAY, "Russia will shell Ukraine. Now it did.").did(
        "will shell", "ASSAULT", by="RUS", to="UKR", modality="future"
    )
    draft.did("did", "ASSAULT", by="RUS", to="UKR", same_as=0)
    store_of(path, [draft.coding()])

    assert rows_of(path, "state") == [("RUS", "UKR", DAY, 1)]


def test_a_happening_told_by_two_reports_counts_once(path: Path) -> None:
    """By the telling that names both sides, whichever report comes first."""
    texts = {"a": "Shells fell on Ukraine near the bridge.", "b": "Ukraine was shelled by Russia, witnesses said."}
    first = Draft("a", DAY, texts["a"]).did("Shells", "ASSAULT", to="UKR", day=DAY, place=MITROVICA)
    second = Draft("b", later(DAY, 1), texts["b"])
    second.did("shelled", "ASSAULT", by="RUS", to="UKR", day=DAY, place=MITROVICA)
    store_of(path, [first.coding(), second.coding()])
    with open_store(path) as store:
        linked = store.query("SELECT DISTINCT happening FROM happenings").num_rows

    assert linked == 1
    assert rows_of(path, "state") == [("RUS", "UKR", DAY, 1)]


def test_later_reports_join_what_is_linked_already(path: Path) -> None:
    """Adding in two batches gives the series of adding all at once, and a happening keeps its id."""
    codings = [*crisis(loud=1), told(9000, later(BEGIN, 71), "ASSAULT")]
    retold = Draft("z", later(BEGIN, 71), "Ukraine was shelled by Russia again, witnesses said.")
    post = Place(start=0, end=1, name="Post 9000", geonames_id=9000, country="UKR", feature="PPL")
    retold.did("shelled", "ASSAULT", by="RUS", to="UKR", day=later(BEGIN, 71), place=post)
    store_of(path, codings)
    with open_store(path, write=True) as store:
        store.add([retold.coding()])
        done = refresh(store)
        twice = store.query("SELECT happening FROM happenings WHERE report IN ('z', 'r9000')").to_pylist()
    whole = rows_of(store_of(path.with_name("whole.duckdb"), [*codings, retold.coding()]), "state")

    assert [row["happening"] for row in twice] == ["r9000/event-1"] * 2
    assert done.happenings == len(codings)
    assert rows_of(path, "state") == whole


def test_what_two_do_to_each_other_rings_once(path: Path) -> None:
    """A clash stands in the series of either direction and says so; the alert counts it and shows it once."""
    codings = crisis(loud=0)
    for number in range(9):
        draft = Draft(f"c{number}", later(BEGIN, 71), f"Post {number}: both sides fought.")
        post = Place(start=0, end=4, name=f"Post {number}", geonames_id=number, country="UKR", feature="PPL")
        draft.did("fought", "ASSAULT", by=("RUS", "UKR"), to=("RUS", "UKR"), day=later(BEGIN, 71), place=post)
        codings.append(draft.coding())
    store_of(path, codings)
    with open_store(path) as store:
        last = [row for row in dyad_series(store, level="state") if row.day == later(BEGIN, 71)]
        (alert,) = find_alerts(store)

    assert [(row.source, row.target, row.quad4, row.mutual) for row in last] == [
        ("RUS", "UKR", 9, 9),
        ("UKR", "RUS", 9, 9),
    ]
    assert alert.ring.count == len(alert.deeds) == 9
    assert {line[-2] for line in alert_lines([alert])} == {"RUS and UKR ASSAULT each other"}


def test_two_who_act_on_a_third_do_nothing_to_each_other(path: Path) -> None:
    """Both stand on one side only."""
    draft = Draft("a", DAY, "Russia and Spain shelled Ukraine.").did("shelled", "ASSAULT", by=("RUS", "ESP"), to="UKR")
    store_of(path, [draft.coding()])
    with open_store(path) as store:
        found = dyad_series(store, level="state")

    assert [(row.source, row.target, row.mutual) for row in found] == [("ESP", "UKR", 0), ("RUS", "UKR", 0)]
