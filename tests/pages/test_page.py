"""The page as a whole: one file that asks nothing of a network, where all references lead somewhere."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise
from time import process_time

import pytest

from dragoman.pages import write_brief
from dragoman.record import Coding, Event, Report, Span
from tests.pages.reading import Page
from tests.pages.stories import story

REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls")


@pytest.fixture(scope="module")
def html() -> str:
    """A page of two reports."""
    return write_brief([story(), story()])


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    """The same page, read."""
    return Page(html)


def test_elements_nest(page: Page) -> None:
    """What is opened last is closed first, to the end."""
    assert not page.errors and not page.open


def test_ids_are_unique_and_references_resolve(page: Page) -> None:
    """No id stands twice, and every link inside the page and every aria reference finds its element."""
    ids = page.ids()
    links = [a["href"][1:] for _, a in page.elements if a.get("href", "").startswith("#")]
    named = [one for _, a in page.elements for name in REFERENCES for one in a.get(name, "").split()]

    assert not [one for one, count in ids.items() if count > 1]
    assert links and not [one for one in (*links, *named) if one not in ids]


def test_every_event_has_its_words_and_its_row(page: Page) -> None:
    """Each event is numbered in the story and in the table, and the numbers lead to each other."""
    hrefs = {(a.get("id"), a["href"]) for tag, a in page.elements if tag == "a"}
    for number in range(1, 5):
        key = f"r2e{number}"

        assert page.ids()[key] == 1
        assert (f"{key}m", f"#{key}") in hrefs and (None, f"#{key}m") in hrefs


def test_policy_allows_only_our_own_style_and_script(page: Page) -> None:
    """The policy's hashes are those of the one style and the one script; nothing else may load or run."""
    policy = next(a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    hashes = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in (*page.styles, *page.scripts)]

    assert len(page.styles) == len(page.scripts) == 1
    assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy
    assert re.findall(r"'sha256-([^']+)'", policy) == hashes
    assert not [a for _, a in page.elements if "style" in a]


def test_nothing_is_fetched(html: str, page: Page) -> None:
    """No address stands in the page but the report's own, as a link that tells nothing of where it was read."""
    outside = [(tag, a) for tag, a in page.elements if re.match("[a-z]+:", a.get("href", a.get("src", "")))]

    assert {tag for tag, _ in outside} == {"a"}
    assert {(a["href"], a["rel"]) for _, a in outside} == {("https://example.org/1", "noreferrer noopener nofollow")}
    assert "url(" not in html and "@import" not in html


def test_several_reports_have_a_table_of_contents(page: Page) -> None:
    """One section a report, each in the table of contents, headings in order."""
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]

    assert {"r1", "r2"} <= set(page.ids())
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_the_page_says_what_the_coding_says() -> None:
    """Type, parties, day, place, status, source, harm, duty and stance can all be read."""
    text = " ".join(Page(write_brief([story()])).text.split())

    for words in (
        "COERCE arrest",
        "Ruritanian police → to two fishermen",
        "3 March 2031",
        "told as possible",
        "according to Ruritania",
        "2 detained",
        "due by 7 March 2031",
        "does not recognize",
        "denied by a source not named",
        "too wide for one: Northport",
    ):
        assert words in text


def test_a_report_with_nothing_in_it_has_a_page() -> None:
    """An empty coding gives a page that says so, without pictures."""
    page = Page(write_brief([(Report(id="x", text=""), Coding(id="x", version="0", digest=""))]))

    assert not page.errors and "No event was found" in page.text and "Timeline" not in page.text


def test_no_reports_give_a_page() -> None:
    """No report at all is no error."""
    assert "0 reports" in Page(write_brief([])).text


def test_the_same_coding_gives_the_same_page() -> None:
    """Nothing in the page depends on chance."""
    assert write_brief([story()]) == write_brief([story()])


def test_a_long_report_stays_small_and_fast() -> None:
    """Five thousand words with two hundred events take less than a second of work and 1.5 MB."""
    report, coding = story()
    text = report.text * 125
    step = len(report.text)
    events = tuple(_moved(event, n * step) for n in range(50) for event in coding.events)
    write_brief([story()])
    start = process_time()
    long = Coding(id="x", version="0", digest="", events=events, times=coding.times, actors=coding.actors)
    html = write_brief([(Report(id="x", text=text), long)])

    assert len(text.split()) > 5000 and len(events) == 200
    assert process_time() - start < 1 and len(html) < 1_500_000


def _moved(event: Event, by: int) -> Event:
    anchor = Span(event.anchor.start + by, event.anchor.end + by)
    return replace(event, anchor=anchor, where=None, same_as=None, statement=None)
