"""The wire of whole reports: agency, day, regions, and what a long or odd text does."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.record import Place, Report, Wire
from dragoman.wire import find_wire, load_wire_rules, place_dateline, regions_outside_story

STORY = "ROME (AP) — Ministers met.\n\nThey will meet again.\n\nJane Roe in Oslo contributed to this report."


def wire_of(text: str, **known: str) -> Wire:
    """The wire of a report with ``text``."""
    return find_wire(Report(id="t", text=text, **known), rules=load_wire_rules())  # type: ignore[arg-type]


def left_of(text: str) -> str:
    """What is left of ``text`` as story."""
    at, kept = 0, []
    for span in regions_outside_story(wire_of(text)):
        kept.append(text[at : span.start])
        at = span.end
    return " ".join("".join([*kept, text[at:]]).split())


def test_acceptance_story(shared: Path) -> None:
    """The wire facts of the acceptance story: agency, dateline, button, three reporters."""
    text = (shared / "acceptance" / "pristina.txt").read_text(encoding="utf-8")
    wire = wire_of(text)

    assert wire.agency == "AP"
    assert wire.dateline is not None
    assert text[wire.dateline.start : wire.dateline.end] == "PRISTINA, Kosovo"
    assert "Share story" in [text[n.start : n.end] for n in wire.noise]
    assert [(c.name, c.place) for c in wire.credits] == [
        ("Dusan Stojanovic", "Belgrade, Serbia"),
        ("Llazar Semini", "Tirana, Albania"),
        ("Jovana Gec", "Belgrade"),
    ]


def test_only_the_story_is_left() -> None:
    """Dateline, credits and noise are regions; the sentences between them are not."""
    assert left_of(STORY) == "Ministers met. They will meet again."
    assert left_of("Share story\n\n" + STORY + "\n\nRead more: Talks fail\n© 2018 AP") == left_of(STORY)


@pytest.mark.parametrize(
    ("text", "known", "published", "told_by"),
    [
        ("OSLO, March 3, 2018 (AP) — A.", {"published": "2018-03-04"}, "2018-03-04", "given"),
        ("Oslo, 3 March 2018 – Ministers met.", {}, "2018-03-03", "dateline"),
        ("OSLO, March 3 (Reuters) - Ministers met.", {}, None, None),
        ("Updated March 5, 2018\nOSLO, March 3 (Reuters) - Ministers met.", {}, "2018-03-03", "dateline"),
        ("Published: 5 March 2018\nUpdated: 6 March 2018\nMinisters met.", {}, "2018-03-05", "text"),
        ("By Jane Roe, March 5, 2018\nMinisters met.", {}, "2018-03-05", "text"),
        ("Published: 31 February 2018\nMinisters met.", {}, None, None),
        ("Ministers met on 5 March 2018.", {}, None, None),
    ],
)
def test_day_of_publication(text: str, known: dict[str, str], published: str | None, told_by: str | None) -> None:
    """The given day goes before the dateline's, that before a stamp's; an open day is None."""
    wire = wire_of(text, **known)

    assert (wire.published, wire.published_from) == (published, told_by)


@pytest.mark.parametrize(
    ("text", "known", "agency"),
    [
        ("OSLO (AFP/Reuters) — Ministers met.", {}, "AFP"),
        ("Ministers met.\n\nAssociated Press writer Jane Roe contributed to this report.", {}, "AP"),
        ("Jane Roe, Associated Press\n\nMinisters met.", {}, "AP"),
        ("Ministers met.\n\nXinhua", {}, "Xinhua"),
        ("Ministers met.", {"publisher": "Reuters"}, "Reuters"),
        ("Ministers met.", {"publisher": "The Valley Courier"}, None),
        ("Ministers met, the agency AP reported.", {}, None),
    ],
)
def test_agency(text: str, known: dict[str, str], agency: str | None) -> None:
    """The agency comes from the dateline, the credits, a line of its own or the publisher."""
    assert wire_of(text, **known).agency == agency


def test_bylined_reporter_is_known_by_surname() -> None:
    """A surname alone is a credit only where a byline gave the whole name."""
    line = "Roe reported from Cairo and Doe from Paris."

    assert [c.name for c in wire_of(f"By Jane Roe and John Doe\n\nTroops left.\n\n{line}").credits][2:] == [
        "Roe",
        "Doe",
    ]
    assert wire_of(f"Troops left.\n\n{line}").credits == ()


def test_place_of_the_dateline() -> None:
    """The dateline takes the first place that overlaps it, or none."""
    wire = wire_of(STORY)
    places = (Place(start=84, end=88, name="Oslo"), Place(start=0, end=4, name="Rome"))

    assert place_dateline(wire, places).dateline == wire.dateline.__class__(start=0, end=4, place=1)  # type: ignore[call-arg, union-attr]
    assert place_dateline(wire, places[:1]).dateline == wire.dateline
    assert place_dateline(Wire(), places) == Wire()


@pytest.mark.parametrize(
    "unit", ["Police met. ", "A\n", "Share\n", "By A B and ", "ROME, ", "Jane Roe, ", "a@b.", "— "]
)
def test_long_text_takes_linear_time(unit: str) -> None:
    """A text of a million characters is read within seconds, whatever it repeats."""
    begun = time.process_time()
    wire_of(unit * (1_000_000 // len(unit)))

    assert time.process_time() - begun < 10


@given(st.text(alphabet=st.sampled_from("AaBy (),.:;—-\n\r\u2028é1290’@/|ROME"), max_size=300))
def test_spans_stand_inside_the_text(text: str) -> None:
    """Whatever the text, every span covers characters of it, and regions stand in order and apart."""
    wire = wire_of(text)
    regions = regions_outside_story(wire)

    assert all(0 <= s.start < s.end <= len(text) for s in (*wire.noise, *wire.credits, *regions))
    assert all(a.end < b.start for a, b in pairwise(regions))
