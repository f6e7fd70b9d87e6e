"""Full-text search finds whole words and phrases, whatever their case and accents."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dragoman.record import Coding, Report
from dragoman.store import Store, open_store

TEXTS = {
    "a": "Police fired tear\ngas at a crowd in Zürich on Monday.",
    "b": "The crowds left; gas prices and a tear in the flag.",
    "c": "Протест в городе. Ministers met.",
    "d": "Nothing here.",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Four reports, a day each, the last one with a telling title."""
    codings = [
        Coding(
            id=name,
            version="0",
            digest="0",
            report=Report(id=name, text=text, title="Überall tear gas" if name == "d" else None),
        )
        for name, text in TEXTS.items()
    ]
    with open_store(tmp_path_factory.mktemp("search") / "s.duckdb", write=True) as opened:
        opened.add(codings)
        yield opened


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("crowd", "a"),
        ("crowd*", "ab"),
        ('"tear gas"', "ad"),
        ("tear gas", "abd"),
        ("tear -police", "bd"),
        ("ZURICH", "a"),
        ("zürich", "a"),
        ("протест", "c"),
        ("про", ""),
        ("uberall", "d"),
        ("ministers.", "c"),
        ("(.*", ""),
        ("-crowd", ""),
        ("", ""),
        ('"', ""),
    ],
)
def test_words_find_reports(store: Store, wanted: str, found: str) -> None:
    """Every term must hold; nothing that a user types is a pattern."""
    result = store.search(wanted)

    assert sorted(hit.report for hit in result.hits) == list(found)
    assert result.count == len(found)


def test_a_hit_says_where_it_stands(store: Store) -> None:
    """In characters of the text as it came."""
    (hit,) = store.search("zurich").hits
    (phrase, titled) = store.search('"tear gas"').hits

    assert TEXTS["a"][hit.start : hit.end] == "Zürich"
    assert TEXTS["a"][phrase.start : phrase.end] == "tear\ngas"
    assert "fired tear gas at" in phrase.excerpt
    assert titled.start is None


def test_hits_come_in_pages(store: Store) -> None:
    """The count is that of all."""
    first, second, third = (store.search("tear", limit=2, offset=offset) for offset in (0, 2, 4))

    assert (first.count, len(first.hits), len(second.hits)) == (3, 2, 1)
    assert (third.count, third.hits) == (3, ())
