"""A thousand reports with their quotation marks broken: every one is read, and most statements survive."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from dragoman.attribution import find_statements, load_attribution_rules
from dragoman.language import Reader, load_reader
from dragoman.record import Statement

RULES = load_attribution_rules()
MARKS = "\"'“”„‟«»‹›‘’"
FAMILIES = {"straight": '""', "german": "„“", "french": "«»", "doubled": ("''", "''"), "backticks": ("``", "''")}
REPORTS = (
    "“We will not leave,” the minister said. “Not today.”",
    "The army said it was “ready for all.” The rebels denied that.",
    "“The road is open.\n\n“It will stay open,” the mayor said.",
    "The envoy called the plan “a dead letter” and left the room.",
    "“Why now?” asked Ana Berg. “Nobody told us,” her brother said.",
    "Police said the so-called “safe house” was empty. “We saw nobody,” an officer said.",
    "“He told me ‘go home’ and I went,” the witness said.",
    "The bishop said: “Pray.” The king said that it’s the soldiers’ war.",
    "According to the report, the dam “may break” by May.",
    "“Stop,” she said, “before it is too late,” and the guns fell silent.",
)
VARIANTS = 100


def mutated(text: str, chance: random.Random) -> str:
    """The text with one to three of its marks dropped, doubled, exchanged or put elsewhere."""
    letters = list(text)
    for _ in range(chance.randint(1, 3)):
        places = [i for i, c in enumerate(letters) if c in MARKS] or [0]
        at = chance.choice(places)
        change = chance.randrange(4)
        if change == 0:
            letters[at] = ""
        elif change == 1:
            letters[at] *= 2
        elif change == 2:
            letters[at] = chance.choice(MARKS)
        else:
            letters.insert(chance.randrange(len(letters) + 1), chance.choice(MARKS))
    return "".join(letters)


def thousand() -> Iterator[tuple[int, str]]:
    """(number of the report, mutated text), the same on every run."""
    chance = random.Random(1389)
    for number, text in enumerate(REPORTS):
        for _ in range(VARIANTS):
            yield number, mutated(text, chance)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def statements_of(reader: Reader, texts: list[str]) -> list[tuple[Statement, ...]]:
    return [find_statements(parsed, rules=RULES) for parsed in reader.read_all([(text, ()) for text in texts])]


def cues(text: str, statements: tuple[Statement, ...]) -> set[str]:
    """The letters of the cues, marks left out."""
    return {"".join(c for c in text[s.cue.start : s.cue.end] if c.isalpha()) for s in statements if s.cue}


def test_a_thousand_broken_reports_are_read(reader: Reader) -> None:
    """No mutation raises, every span lies in its text, and nine in ten cues of the whole reports are kept."""
    texts = [text for _, text in thousand()]
    whole = [cues(text, found) for text, found in zip(REPORTS, statements_of(reader, list(REPORTS)), strict=True)]
    kept = wanted = 0

    for (number, text), found in zip(thousand(), statements_of(reader, texts), strict=True):
        assert all(0 <= c.start < c.end <= len(text) for s in found for c in s.content)
        wanted += len(whole[number])
        kept += len(whole[number] & cues(text, found))

    assert len(texts) == 1000
    assert kept >= 0.9 * wanted


@pytest.mark.parametrize("family", FAMILIES)
def test_the_family_of_the_marks_does_not_matter(reader: Reader, family: str) -> None:
    """Curly marks changed for those of another family give the same sources, kinds and words of content."""
    opening, closing = FAMILIES[family]
    others = [text.replace("“", opening).replace("”", closing) for text in REPORTS]

    curly, changed = statements_of(reader, list(REPORTS)), statements_of(reader, others)

    same = [shape(a, x) == shape(b, y) for a, b, x, y in zip(REPORTS, others, curly, changed, strict=True)]
    assert sum(same) >= len(same) - 1


def shape(text: str, statements: tuple[Statement, ...]) -> list[tuple[str, str, str]]:
    """Source, words of the content and kind of each statement."""
    rows = []
    for s in statements:
        source = text[s.source.start : s.source.end] if s.source else "-"
        content = "".join(c for part in s.content for c in text[part.start : part.end] if c.isalnum())
        rows.append((source, content, s.kind))
    return rows
