"""Reports are untrusted on the desk too: nothing in them becomes an element, an attribute or an address of a page."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from dragoman.pages.desk import desk
from tests.desk.made import make_store, stories, usual
from tests.pages.reading import Page
from tests.pages.test_injection import STRINGS

LISTS = ("/", "/events", "/deadlines?on=2031-03-04", "/crisis?actor=SRB&actor=XKX&until=2031-03-04", "/search?q=alert")
LISTS += ("/actor/SRB?until=2031-03-04", "/actor/SRB/fishermen", "/search?q=script")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A desk over a report for each hostile string, which is its id and every name and free value in it."""
    path = make_store(tmp_path_factory.mktemp("hostile") / "a.duckdb", stories(STRINGS))
    return TestClient(desk(path), base_url="http://localhost")


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """Every element and attribute of the same pages over plain reports."""
    path = usual(tmp_path_factory.mktemp("plain") / "a.duckdb")
    plain = TestClient(desk(path), base_url="http://localhost")
    shapes = set[tuple[str, str]]()
    for address in (*LISTS, "/report/story", "/happening/story/event-1", "/events?q=1"):
        shapes |= Page(plain.get(address).text).shapes()
    return shapes | {("span", "title"), ("a", "rel"), ("input", "checked"), ("a", "data-event"), ("svg", "role")}


def is_safe(page: Page, known: set[tuple[str, str]]) -> bool:
    """Whether nothing stands on the page but what stands on a plain one, and links stay within or go to the web."""
    links = [a["href"] for _, a in page.elements if "href" in a]
    own = all(
        link.startswith(("/", "#", "data:,", "http://", "https://")) and not link.startswith("//") for link in links
    )
    return page.shapes() <= known and not page.errors and not "".join(page.scripts).strip() and own


@pytest.mark.parametrize("address", LISTS)
def test_hostile_reports_are_only_text_in_lists(hostile: TestClient, known: set[tuple[str, str]], address: str) -> None:
    """Lists, pictures and filters over all hostile reports at once."""
    answer = hostile.get(address)
    page = Page(answer.text)

    assert answer.status_code == 200
    assert is_safe(page, known), sorted(page.shapes() - known)[:5] or page.errors[:3]


def test_every_hostile_report_has_its_page(hostile: TestClient, known: set[tuple[str, str]]) -> None:
    """Under an address with the string in it, which shows it as it is."""
    for string in (s for s in STRINGS[::4] if "%" not in s):  # the test's own client would unquote twice
        answer = hostile.get(f"/report/{quote(string, safe='/')}")
        page = Page(answer.text)

        assert answer.status_code == 200, string
        assert is_safe(page, known), (string, sorted(page.shapes() - known)[:5])
        assert page.story.endswith(string)


@pytest.mark.parametrize("string", STRINGS[::11])
def test_what_an_address_brings_is_only_text(hostile: TestClient, known: set[tuple[str, str]], string: str) -> None:
    """Filters and searches are shown as they came, or refused in words."""
    for address in (f"/search?q={quote(string)}", f"/events?place={quote(string)}&actor={quote(string)}"):
        answer = hostile.get(address)

        assert answer.status_code in (200, 400)
        assert is_safe(Page(answer.text), known), address


def test_links_of_hostile_reports_lead_to_them(hostile: TestClient) -> None:
    """Whatever characters an id has, its link opens."""
    html = hostile.get("/events").text
    links = {unescape(h) for h in re.findall(r'<a class="words" href="([^"#]+)', html)}

    assert links
    assert {hostile.get(link).status_code for link in list(links)[:12]} == {200}
