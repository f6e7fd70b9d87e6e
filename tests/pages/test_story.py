"""The story with its evidence: whatever overlaps, the text is the report's and elements nest."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.pages import write_brief
from dragoman.pages.shown import one_line, pieces, web_address
from dragoman.pages.story import paragraphs
from dragoman.pages.view import ReportView
from dragoman.record import Coding, Event, Noise, Participant, Report, Span, Statement, Wire
from tests.pages.reading import Page
from tests.pages.stories import TEXT, span, story

LETTERS = st.sampled_from("ab <>&\"'\n\t\u202e\u2066\x00\x1b\u00ad\u200b\ufeffé😀界{}%")


@st.composite
def reports(draw: st.DrawFn) -> tuple[Report, Coding]:
    """A short report with evidence anywhere, in any overlap."""
    text = draw(st.text(LETTERS, min_size=1, max_size=60))
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 12)).map(
        lambda pair: Span(pair[0], min(len(text), pair[0] + pair[1]))
    )
    events = draw(st.lists(st.builds(_event, spans, spans, st.integers(1, 4)), max_size=8))
    statements = draw(st.lists(st.builds(lambda s: Statement(content=(s,)), spans), max_size=3))
    noise = draw(st.lists(st.builds(lambda s: Noise(start=s.start, end=s.end, kind="share"), spans), max_size=2))
    wire = Wire(noise=tuple(noise))
    coding = Coding(id="x", version="0", digest="", wire=wire, events=tuple(events), statements=tuple(statements))
    return Report(id="x", text=text), coding


def _event(anchor: Span, actor: Span, quad: int) -> Event:
    part = Participant(actor="a", start=actor.start, end=actor.end)
    return Event(type="MAKE", quad=quad, anchor=anchor, actors=(part,), recipients=(part,))


@given(reports())
@settings(max_examples=60, deadline=None)
def test_visible_text_is_the_report_and_elements_nest(pair: tuple[Report, Coding]) -> None:
    """The story shows exactly the report's characters; every event is underlined and numbered once."""
    report, coding = pair
    page = Page(write_brief([pair]))
    numbers = [a["id"] for tag, a in page.elements if tag == "a" and a.get("id", "").endswith("m")]

    assert page.story == report.text
    assert not page.errors
    assert sorted(numbers) == sorted(f"r1e{n}m" for n in range(1, len(coding.events) + 1))


@given(reports())
@settings(max_examples=60, deadline=None)
def test_underlines_cover_the_words_of_each_event(pair: tuple[Report, Coding]) -> None:
    """The underlined pieces of an event, one after the other, are its words."""
    report, coding = pair
    told = dict.fromkeys(range(1, len(coding.events) + 1), "")
    for segment in (s for paragraph in paragraphs(ReportView(1, *pair)) for s in paragraph):
        for line in segment.underlines:
            told[line.badge.number] += "".join(piece.text for piece in segment.pieces)

    assert list(told.values()) == [report.text[e.anchor.start : e.anchor.end] for e in coding.events]


def test_overlapping_events_are_split_where_they_meet() -> None:
    """Of two events that share words, the shared words have both lines and the rest one."""
    segments = [s for paragraph in paragraphs(ReportView(1, *story())) for s in paragraph]
    lines = {"".join(p.text for p in s.pieces): [u.badge.number for u in s.underlines] for s in segments}

    assert lines["must"] == [2]
    assert lines["free them"] == [2, 3]


def test_roles_are_told_apart() -> None:
    """An actor's words know which event they act in, and a day whose day it is."""
    segments = [s for paragraph in paragraphs(ReportView(1, *story())) for s in paragraph]
    roles = {"".join(p.text for p in s.pieces): dict(s.roles) for s in segments}

    assert roles["Ruritanian police"]["actor"] == "r1e1"
    assert roles["two fishermen"]["recipient"] == "r1e1"
    assert roles["Monday"] == {"time": "r1e1"} and roles["Skopje"] == {"place": "r1e1"}


def test_what_is_not_the_story_is_set_apart() -> None:
    """Share buttons are shown, as noise."""
    first = paragraphs(ReportView(1, *story()))[0][0]

    assert first.noise and first.pieces[0].text == TEXT[span("Share").start : span("Share").end]


def test_control_characters_are_named() -> None:
    """What turns, hides or ends text is shown by its code point, in tables by a replacement mark."""
    assert [p.control for p in pieces("a\u202eb\x00\u2028\U000e0041")] == [
        None,
        "U+202E",
        None,
        "U+0000",
        "U+2028",
        "U+E0041",
    ]
    assert one_line("a\u2067b\nc") == "a\ufffdb c"


def test_joiners_that_scripts_need_stay() -> None:
    """Persian and emoji keep their joiners."""
    assert [p.control for p in pieces("می\u200cخواهم 👩\u200d🚀")] == [None]


def test_only_web_addresses_are_links() -> None:
    """Other schemes, blanks and quotation marks are none."""
    refused = ("javascript:alert(1)", "JAVASCRIPT:x", " https://a", "https://a b", 'https://a"b', "//a", "data:,x", "")

    assert not [url for url in refused if web_address(url)]
    assert web_address("HTTPS://example.org/?q=1&r=2#x") and not web_address("https://a\u202eb")
