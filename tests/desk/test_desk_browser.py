"""The desk in a real browser: links, keyboard, filters, live updates; nothing is asked of another machine.

Skipped where playwright or a Chromium is not installed.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import uvicorn

from dragoman.pages.desk import desk
from tests.desk.made import clash, make_store, stories, usual

api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
HOSTILE = "<img src='https://evil.example/x.png' onerror=alert(1)><script src=https://evil.example/y.js></script>"
PAGES = {
    "today": "/",
    "crisis": "/crisis?actor=SRB&actor=XKX&until=2031-03-04",
    "outlook": "/outlook?actor=SRB&actor=XKX",
    "actor": "/actor/SRB?until=2031-03-04",
    "events": "/events?quad=4",
    "happening": "/happening/clash-100/event-1",
    "report": "/report/story",
    "deadlines": "/deadlines?on=2031-03-04",
    "search": "/search?q=struck",
    "api": "/api",
    "not there": "/report/none",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """A browser for all tests."""
    with api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


def served(path: Path) -> tuple[uvicorn.Server, str]:
    """A desk on a free port, and its address."""
    server = uvicorn.Server(uvicorn.Config(desk(path), port=0, log_level="error", lifespan="off"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    return server, f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk over the small store, with a hostile report in it."""
    path = usual(tmp_path_factory.mktemp("browser") / "a.duckdb")
    (hostile,) = stories([HOSTILE])[1:]
    known = tuple(replace(event, type="COERCE") for event in hostile.events)  # of the types at least the coder's own
    make_store(path, [replace(hostile, events=known)])
    server, address = served(path)
    yield address
    server.should_exit = True


@pytest.fixture
def page(browser) -> Iterator[object]:  # type: ignore[no-untyped-def]
    """A tab that remembers what it asks for and what goes wrong."""
    tab = browser.new_page(viewport={"width": 1200, "height": 800})
    tab.asked, tab.wrong = [], []
    tab.on("request", lambda request: tab.asked.append(request.url))
    tab.on("pageerror", lambda error: tab.wrong.append(str(error)))
    tab.on("console", lambda message: tab.wrong.append(message.text))
    tab.on("dialog", lambda dialog: tab.wrong.append(dialog.message))
    yield tab
    tab.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_fits_and_asks_no_other(page, base: str, name: str) -> None:  # type: ignore[no-untyped-def]
    """No request leaves for another machine, no script of a report runs, nothing has to be moved sideways, and axe-core
    has nothing serious to say."""
    page.goto(base + PAGES[name], wait_until="networkidle")
    said = [words for words in page.wrong if "404" not in words]
    axe = pytest.importorskip("axe_core_python.sync_playwright", reason="axe-core-python is not installed").Axe()
    serious = set[str]()
    for width in (390, 1400):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        serious |= {v["id"] for v in axe.run(page)["violations"] if v["impact"] in ("serious", "critical")}

    assert not said and not serious
    assert all(url.startswith((base, "data:")) for url in page.asked)


def test_a_hostile_report_runs_nothing(page, base: str) -> None:  # type: ignore[no-untyped-def]
    """Its page shows its text, and so do the lists."""
    page.goto(base + "/events?since=2031-03-03")
    page.locator("a.words", has_text="arrested").first.click()
    page.goto(base + "/search?q=evil")
    page.locator("main ol a").first.click()
    shown = page.locator(".story").inner_text()

    assert HOSTILE in shown
    assert not page.wrong and not [
        url for url in page.asked if "evil" in url.partition("?")[0].partition("/report/")[0]
    ]


def test_an_event_of_a_list_is_lit_in_its_report(page, base: str) -> None:  # type: ignore[no-untyped-def]
    """Following an event's words opens its report with those words lit, its actors and place too."""
    page.goto(base + "/events?type=COERCE&source=Example+Post")
    page.locator("a.words").first.click()

    assert page.url.endswith("#r1e1m")
    assert "arrested" in page.locator(".story .lit-event").all_inner_texts()
    assert page.locator(".story .lit-actor").all_inner_texts() == ["Ruritanian police"]


def test_the_keyboard_alone_is_enough(page, base: str) -> None:  # type: ignore[no-untyped-def]
    """The first stop skips to the page; from there the keyboard reaches a crisis, a bar and its events."""
    page.goto(base)
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.className")
    page.keyboard.press("Enter")
    page.locator(".alerts a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/crisis?**")
    page.locator("svg.series.wide a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/events?**")

    assert first == "skip" and page.locator("a.words").count() > 0


def test_filters_stand_in_the_address(page, base: str) -> None:  # type: ignore[no-untyped-def]
    """What the form asks is in the address, and the address alone shows the same."""
    page.goto(base + "/events")
    page.locator("summary", has_text="Filter").click()
    page.get_by_label("material conflict").check()
    page.get_by_label("Place").fill("Pristina")
    page.get_by_role("button", name="Show", exact=True).click()
    head = page.locator("h1").inner_text()
    page.goto(base + "/events?quad=4&place=Pristina")

    assert page.locator("h1").inner_text() == head == "6 events"


def test_without_scripts_all_can_be_read(browser, base: str) -> None:  # type: ignore[no-untyped-def]
    """Pictures and lists are there, parts that scripts would fetch are links, and an event is marked in its report."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1400, "height": 800})
    tab = context.new_page()
    tab.goto(base + PAGES["crisis"])
    seen = tab.locator("svg.series.wide").is_visible() and tab.locator("svg.map.wide").is_visible()
    tab.locator("#outlook ~ p a").click()
    outlook = tab.locator("h1").inner_text()
    tab.goto(base + "/report/story#r1e1m")
    lit = tab.evaluate("getComputedStyle(document.querySelector('#r1e1m')).boxShadow")
    context.close()

    assert seen and outlook == "Serbia and Kosovo" and lit != "none"


def test_a_page_follows_the_store(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """What is added appears on an open page; under a reader's hands only a note does."""
    path = make_store(tmp_path / "a.duckdb", [clash(1, 0)])
    server, address = served(path)
    tab = browser.new_page()
    tab.goto(address + "/events")
    make_store(path, [clash(2, 0)])
    tab.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    tab.locator("h1", has_text="2 events").wait_for()
    tab.locator("a.words").first.focus()
    make_store(path, [clash(3, 0)])
    tab.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    tab.get_by_role("button", name="Show it").click()
    tab.locator("h1", has_text="3 events").wait_for()
    tab.close()
    server.should_exit = True
