"""The desk's pages: each opens, nests, and leads on; every number is that of the events that it leads to."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin

import pytest
from starlette.testclient import TestClient

from tests.pages.reading import Page

PAGES = (
    "/",
    "/?on=2031-02-20",
    "/crisis?actor=SRB&actor=XKX",
    "/crisis?actor=SRB/army&actor=XKX/police&since=2031-02-01&quad=4",
    "/outlook?actor=SRB&actor=XKX",
    "/actor/SRB",
    "/actor/SRB/army",
    "/events",
    "/events?type=ASSAULT&sector=MIL&place=Pristina&source=Paper+1",
    "/events?says=SRB&since=2031-03-01&counted=1",
    "/happening/clash-100/event-1",
    "/report/story",
    "/deadlines",
    "/search?q=struck",
    "/search",
    "/api",
)


def count_of(html: str) -> int:
    """The number that heads a page of events."""
    found = re.search(r"<h1>([\d,]+) events?</h1>", html)
    assert found, html[:500]
    return int(found[1].replace(",", ""))


@pytest.mark.parametrize("address", PAGES)
def test_a_page_opens_and_nests(client: TestClient, address: str) -> None:
    """Elements nest, ids are unique, nothing stands inline, and the policy forbids what is foreign."""
    answer = client.get(address)
    page = Page(answer.text)

    assert answer.status_code == 200
    assert not page.errors and not page.styles and not "".join(page.scripts).strip()
    assert max(page.ids().values(), default=1) == 1
    assert not [a for _, a in page.elements if "style" in a or any(name.startswith("on") for name in a)]
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_every_link_leads_somewhere(client: TestClient) -> None:
    """From the first page on all links within the desk are followed, as far as seventy pages go."""
    waiting, seen, wrong = ["/", "/crisis?actor=SRB&actor=XKX", "/deadlines"], set[str](), []
    while waiting and len(seen) < 70:
        address = waiting.pop(0)
        seen.add(address)
        answer = client.get(address)
        if answer.status_code != 200:
            wrong.append((answer.status_code, address))
        if "text/html" not in answer.headers["content-type"]:
            continue
        for href in re.findall(r'<a [^>]*href="([^"#]+)', answer.text):
            link = urljoin(address, unescape(href))
            if link.startswith("/") and link not in seen and link not in waiting:
                waiting.append(link)

    assert not wrong
    assert len(seen) == 70


@pytest.mark.parametrize("address", ["/crisis?actor=SRB&actor=XKX", "/actor/SRB", "/?on=2031-03-03"])
def test_every_number_is_that_of_its_events(client: TestClient, address: str) -> None:
    """A link whose words begin with a number leads to as many events."""
    html = client.get(address).text
    links = re.findall(r'<a href="(/events\?[^"]+)">\s*([\d,]+)(?: [a-z<][^/]*)?', html)

    assert links
    for href, number in links:
        assert count_of(client.get(unescape(href)).text) == int(number.replace(",", "")), (href, number)


def test_a_bar_leads_to_its_events(client: TestClient) -> None:
    """The bars of the series name how many events they lead to."""
    html = client.get("/crisis?actor=SRB&actor=XKX").text
    bars = re.findall(r'<a href="([^"]+)" class="bar-link q\d" aria-label="[^"]*: (\d+) of', html)

    assert len(bars) > 5
    for href, number in bars[:12]:
        assert count_of(client.get(unescape(href)).text) == int(number)


def test_an_event_leads_to_its_words(client: TestClient) -> None:
    """From a list to the report's page, where an element of that id stands at the words."""
    html = client.get("/events?type=COERCE").text
    path, _, key = re.findall(r'<a class="words" href="([^"]+)"', html)[0].partition("#")

    assert Page(client.get(path).text).ids()[key] == 1


def test_a_week_of_blows_rings(client: TestClient) -> None:
    """The first page says which pair is out of its ordinary, and shows the events that made it."""
    html = client.get("/").text

    assert "events of conflict in the 7 days to" in html and re.search("the first [^;]*ASSAULT in 60 days", html)
    assert "No alert" in client.get("/?on=2031-02-10").text


def test_a_filter_can_be_taken_away(client: TestClient) -> None:
    """Each filter that is set stands on the page with a link to the view without it."""
    html = client.get("/events?type=ASSAULT&type=THREATEN&actor=SRB").text

    assert 'href="/events?type=THREATEN&amp;actor=SRB"' in html
    assert 'href="/events?type=ASSAULT&amp;type=THREATEN"' in html


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/events?type=WAR", "expected one of"),
        ("/events?since=yesterday", "expected a day such as"),
        ("/?on=2031-02-31", "expected a day such as"),
        ("/crisis?actor=SRB", "between two actors"),
    ],
)
def test_what_cannot_be_asked_is_told(client: TestClient, address: str, words: str) -> None:
    """A wrong address says what was found and what was expected, and asks the store nothing."""
    answer = client.get(address)

    assert answer.status_code == 400 and words in answer.text


@pytest.mark.parametrize("address", ["/report/none", "/actor/none", "/happening/none", "/nowhere"])
def test_what_is_not_there_is_not_found(client: TestClient, address: str) -> None:
    """A page says so."""
    assert client.get(address).status_code == 404


def test_commitments_and_stances_lead_to_their_words(client: TestClient) -> None:
    """What is owed and who stands where stand on the pages, each with a link to its place in the report."""
    html = client.get("/actor/SRB?until=2031-03-04").text
    report = Page(client.get("/report/story").text).ids()

    assert 'href="/report/story#r1d1"' in html and 'href="/report/story#r1p1"' in html
    assert report["r1d1"] == 1 and report["r1p1"] == 1


def test_deadlines_are_a_calendar_too(client: TestClient) -> None:
    """Calendar programs read what runs."""
    answer = client.get("/deadlines.ics?on=2031-03-04")

    assert answer.headers["content-type"].startswith("text/calendar") and "DTSTART;VALUE=DATE:20310307" in answer.text
