"""Reports are untrusted: nothing in them becomes an element, an attribute or an address of the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.pages import write_brief
from tests.pages.reading import Page
from tests.pages.stories import TEXT, story

LINES = (Path(__file__).parent / "injections.txt").read_text(encoding="utf-8").splitlines()
STRINGS = [line.encode().decode("unicode_escape").encode("latin-1").decode() for line in LINES if line.isascii()] + [
    line for line in LINES if not line.isascii()
]
KNOWN = Page(write_brief([story()])).shapes() | Page(write_brief([story("a\n\u202e b" * 9)])).shapes()


def test_there_are_enough_strings() -> None:
    """At least a hundred different ones."""
    assert len(set(STRINGS)) >= 100


@pytest.mark.parametrize("hostile", STRINGS)
def test_a_hostile_string_stays_text(hostile: str) -> None:
    """In every field at once it adds no element and no attribute, and the story shows it as it is."""
    page = Page(write_brief([story(hostile)]))

    assert page.shapes() <= KNOWN
    assert not page.errors and len(page.scripts) == len(page.styles) == 1
    assert page.story == TEXT + hostile
    assert all(a["href"].startswith(("#", "http://", "https://")) for _, a in page.elements if "href" in a)
