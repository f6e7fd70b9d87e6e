"""The page in a real browser: hovering and the keyboard join what belongs together, and nothing is asked of a network.

Skipped where playwright or a Chromium is not installed.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.pages import write_brief
from tests.pages.stories import story

api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
HOSTILE = "<img src='https://evil.example/x.png' onerror=alert(1)><script src=https://evil.example/y.js></script>"


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """A browser for all tests."""
    with api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


@pytest.fixture
def file(tmp_path: Path) -> str:
    """The address of a page of one plain and one hostile report."""
    path = tmp_path / "brief.html"
    path.write_text(write_brief([story(), story(HOSTILE)]), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser, file: str) -> Iterator[object]:  # type: ignore[no-untyped-def]
    """The page, opened in a small window, with what it asks for and what goes wrong."""
    tab = browser.new_page(viewport={"width": 1000, "height": 500})
    tab.asked, tab.wrong = [], []
    tab.on("request", lambda request: tab.asked.append(request.url))
    tab.on("pageerror", lambda error: tab.wrong.append(str(error)))
    tab.on("console", lambda message: tab.wrong.append(message.text))
    tab.on("dialog", lambda dialog: tab.wrong.append(dialog.message))
    tab.goto(file)
    yield tab
    tab.close()


def lit(page, style: str) -> set[str]:  # type: ignore[no-untyped-def]
    """The words in the first story that are lit in a style."""
    return set(page.locator(f"#r1 .story .lit-{style}").all_inner_texts())


def test_no_request_leaves_the_page(page, file: str) -> None:  # type: ignore[no-untyped-def]
    """Opening the page asks for nothing but the file, and no foreign code runs."""
    assert page.asked == [file]
    assert not page.wrong


def test_hovering_an_event_lights_its_parts(page) -> None:  # type: ignore[no-untyped-def]
    """Words, actor, recipient, day and place light up, in the table too; the card tells it in words."""
    page.locator("#r1 mark", has_text="arrested").hover()

    assert lit(page, "event") >= {"arrested"} and lit(page, "actor") == {"Ruritanian police"}
    assert lit(page, "recipient") == {"two fishermen"} and lit(page, "time") == {"Monday"}
    assert lit(page, "place") == {"Skopje"}
    assert page.locator("#r1e1.lit-event").count() == 1
    assert "Ruritanian police → two fishermen" in page.locator("#card").inner_text()


def test_hovering_a_part_lights_its_events(page) -> None:  # type: ignore[no-untyped-def]
    """From an actor's words one finds the events."""
    page.locator("#r1 .story [data-recipient]", has_text="two fishermen").hover()

    assert "arrested" in lit(page, "event") and not lit(page, "actor")


def test_a_row_lights_the_story(page) -> None:  # type: ignore[no-untyped-def]
    """The reverse: from the table to the words."""
    page.locator("#r1e1 .type").hover()

    assert "arrested" in lit(page, "event") and lit(page, "actor") == {"Ruritanian police"}


def test_the_keyboard_does_the_same(page) -> None:  # type: ignore[no-untyped-def]
    """Focus lights, Enter goes to the row, Escape puts out."""
    page.locator("#r1e1m").focus()
    by_focus = lit(page, "actor")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)  # an address that names an event lights it when the browser tells of the change
    page.keyboard.press("Escape")

    assert by_focus == {"Ruritanian police"}
    assert page.url.endswith("#r1e1") and not lit(page, "actor")


@pytest.mark.parametrize("width", [390, 820, 1400])
def test_the_page_fits_its_window(browser, file: str, width: int) -> None:  # type: ignore[no-untyped-def]
    """Nothing has to be moved sideways, from a phone to a wide screen."""
    tab = browser.new_page(viewport={"width": width, "height": 800})
    tab.goto(file)
    wide = tab.evaluate("document.documentElement.scrollWidth")
    tab.close()

    assert wide <= width


def test_without_scripts_all_can_be_read(browser, file: str) -> None:  # type: ignore[no-untyped-def]
    """Story, table and pictures are there, and numbers lead to their rows."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1400, "height": 800})
    tab = context.new_page()
    tab.goto(file)
    tab.locator("#r1e1m").click()

    assert tab.url.endswith("#r1e1")
    assert tab.locator("#r1 svg.timeline").is_visible() and tab.locator("#r1 svg.map.wide").is_visible()
    context.close()


def test_axe_finds_nothing_serious(page) -> None:  # type: ignore[no-untyped-def]
    """The accessibility engine axe-core reports no serious or critical violation, on a phone and on a wide screen."""
    axe = pytest.importorskip("axe_core_python.sync_playwright", reason="axe-core-python is not installed").Axe()
    for width in (390, 1400):
        page.set_viewport_size({"width": width, "height": 900})

        found = axe.run(page)["violations"]

        assert not [v["id"] for v in found if v["impact"] in ("serious", "critical")]
