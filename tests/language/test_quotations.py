"""Quotation marks of every family are paired, and no text whatever breaks the pairing."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.quotations import find_quotations

MARKS = "\"'“”„‟«»‹›‘’‚‛`＂"


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('The envoy said "yes" and then "no".', ['"yes"', '"no"']),
        ("“Go,” she said. “Now.”", ["“Go,”", "“Now.”"]),
        ("„Wir gehen“, sagte er. „Jetzt.“", ["„Wir gehen“", "„Jetzt.“"]),
        ("„Wir gehen”, sagte er.", ["„Wir gehen”"]),
        ("»Los«, rief er. »Schnell!«", ["»Los«", "»Schnell!«"]),
        ("« Oui », dit-il. « Non », dit-elle.", ["« Oui »", "« Non »"]),
        ("``We won,'' he said.", ["``We won,''"]),
        ("''We won,'' he said.", ["''We won,''"]),
        ("'We will go,' he said. 'It's late.'", ["'We will go,'", "'It's late.'"]),
        ("‘We will go,’ he said. ‘It’s late.’", ["‘We will go,’", "‘It’s late.’"]),
        ('She called it „Plan" and left.', ['„Plan"']),
    ],
)
def test_marks_of_each_family_are_paired(text: str, expected: list[str]) -> None:
    """Straight, curly, German, French, doubled and single marks are told apart by form and place."""
    assert expected == quoted(text)


@pytest.mark.parametrize(
    "text",
    [
        "The officers' mess wasn't full in the '90s.",
        "Rock 'n' roll isn't dead, 'tis said.",
        "It’s the ministers’ last day.",
        'Its gun had a 6" shell.',
        'He called the plan "great and left the room.',
    ],
)
def test_apostrophes_and_lone_marks_quote_nothing(text: str) -> None:
    """Apostrophes, inches, and a straight mark that nothing closes open no quotation."""
    assert quoted(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "“He told me ‘go home’ and I went,” she said.",
        '"He said "go" to me," she said.',
        "“He said “go” to me,” she said.",
        "„Er sagte ‚geh‘ zu mir,“ she said.",
        "«Il a dit “pars” hier», she said.",
    ],
)
def test_only_the_outermost_of_nested_quotations_counts(text: str) -> None:
    """A quotation inside a quotation is part of it."""
    assert [text[: text.index(" she said")].rstrip(",")] == [q.rstrip(",") for q in quoted(text)]


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    """Each paragraph of a long quotation opens again and only the last is closed."""
    text = "“The road is open.\n\n“It will stay open,” the mayor said."

    assert quoted(text) == ["“The road is open.", "“It will stay open,”"]
    assert [q.closed for q in find_quotations(text)] == [False, True]


def test_a_wrapped_line_does_not_end_a_quotation() -> None:
    """A quotation runs on over a line that breaks in the middle of a sentence."""
    text = "“The road is open and it\nwill stay open,” the mayor said."

    assert quoted(text) == ["“The road is open and it\nwill stay open,”"]


@given(st.text(alphabet=MARKS + "ab. ,\n\t-(s", max_size=120))
def test_no_arrangement_of_marks_breaks_the_pairing(text: str) -> None:
    """Quotations lie inside the text, left to right, without overlap."""
    found = find_quotations(text)

    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize("part", ['"', "'", "“", '" a', "a 'b ", '„a "b ', '"\n', "«‹", "‘a “b "])
def test_time_is_linear(part: str) -> None:
    """A text of nothing but marks takes time in proportion to its length."""
    text = part * (100_000 // len(part))
    began = time.process_time()
    find_quotations(text)
    once = time.process_time() - began
    find_quotations(text * 4)

    assert time.process_time() - began < 20 * once + 1
