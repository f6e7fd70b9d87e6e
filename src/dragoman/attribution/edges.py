"""What stands at the edge between two neighbouring words: where a source, cue or content may begin or end.

Their names are those of ``weights.py``, whose numbers ``training/attribution.py`` fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.attribution.phrases import DASHES, QUOTES
from dragoman.attribution.reading import Reading
from dragoman.attribution.weights import EDGE_FEATURES
from dragoman.language import Parsed, Word

_TIGHT = frozenset(
    (
        "det", "amod", "compound", "case", "aux", "aux:pass", "flat", "nummod", "nmod:poss", "cop", "mark", "fixed",
        "compound:prt", "goeswith",
    )
)  # fmt: skip
_OPENER_OF = {
    "that": "that", "to": "to", "and": "and", "or": "and", "but": "but",
    **dict.fromkeys(("who", "which", "whose", "where", "what", "whether", "how", "why"), "which"),
    **dict.fromkeys(
        ("while", "although", "though", "because", "after", "before", "since", "as", "if", "when", "until", "whereas"),
        "while",
    ),
}  # fmt: skip
_NUMBER = {name: number for number, name in enumerate(EDGE_FEATURES)}
_STOPS = frozenset(".!?;")


def edges_of(reading: Reading, sentence: int) -> list[list[int]]:
    """For each word of the sentence, the numbers of the features of the edge before it.

    The features that depend on a cue are left to the caller; the first word has no edge.
    """
    parsed = reading.parsed
    first, last = parsed.sentences[sentence].first, parsed.sentences[sentence].last
    begins, ends = _branches(parsed, first, last)
    found: list[list[int]] = [[]]
    for index in range(first + 1, last):
        names = ["always", *_beside(parsed.words[index - 1], parsed.words[index])]
        names += _around_quotations(reading, index)
        if _is_tight(parsed, index):
            names.append("tight")
        if index in begins:
            names.append(f"begins {begins[index]}")
        if index - 1 in ends:
            names.append(f"ends {ends[index - 1]}")
        found.append([_NUMBER[name] for name in names])
    return found


def _beside(before: Word, after: Word) -> Iterable[str]:
    """Features of the two words' own forms."""
    left, right = before.text, after.text.lower()
    checks = (
        ("after comma", left == ","),
        ("before comma", right == ","),
        ("before stop", right in _STOPS),
        ("after colon", left == ":"),
        ("after dash", left in DASHES),
        ("before dash", right in DASHES),
        ("bracket", left in "()" or right in "()"),
        ("after mark", left in QUOTES),
        ("before mark", right in QUOTES),
    )
    yield from (name for name, holds in checks if holds)
    if right in _OPENER_OF:
        yield f"before {_OPENER_OF[right]}"


def _around_quotations(reading: Reading, index: int) -> Iterable[str]:
    left, right = reading.quotation_at(index - 1), reading.quotation_at(index)
    if left is not None and left is right:
        yield "in quotation"
        return
    if left is not None:
        yield "leaves quotation"
    if right is not None:
        yield "enters quotation"


def _is_tight(parsed: Parsed, index: int) -> bool:
    before, after = parsed.words[index - 1], parsed.words[index]
    return (before.head == index and before.deprel in _TIGHT) or (after.head == index - 1 and after.deprel in _TIGHT)


def _branches(parsed: Parsed, first: int, last: int) -> tuple[dict[int, str], dict[int, str]]:
    """The relation of the largest branch that begins, and that ends, at each word."""
    lows, highs = _extents(parsed, first, last)
    begins: dict[int, tuple[int, str]] = {}
    ends: dict[int, tuple[int, str]] = {}
    for index in range(first, last):
        word = parsed.words[index]
        if word.head < 0:
            continue
        low, high = lows[index - first], highs[index - first]
        branch = (high - low, _branch(word.deprel))
        if not low <= word.head <= high:
            begins[low] = max(begins.get(low, branch), branch)
        ends[high] = max(ends.get(high, branch), branch)
    return {i: name for i, (_, name) in begins.items()}, {i: name for i, (_, name) in ends.items()}


def _branch(deprel: str) -> str:
    for name in (deprel, deprel.split(":")[0]):
        if f"begins {name}" in _NUMBER:
            return name
    return "other"


def _extents(parsed: Parsed, first: int, last: int) -> tuple[list[int], list[int]]:
    """The first and the last word below each word of the sentence, itself included."""
    lows, highs = list(range(first, last)), list(range(first, last))
    for index in reversed(_top_down(parsed, first, last)):
        head = parsed.words[index].head
        if head >= 0:
            lows[head - first] = min(lows[head - first], lows[index - first])
            highs[head - first] = max(highs[head - first], highs[index - first])
    return lows, highs


def _top_down(parsed: Parsed, first: int, last: int) -> list[int]:
    """The words of the sentence, heads before their dependents."""
    order = [i for i in range(first, last) if parsed.words[i].head < 0]
    for index in order:
        order.extend(parsed.children(index))
    return order


def cue_edges(parsed: Parsed, cue: int) -> Iterator[tuple[int, int]]:
    """The edges (the word after it, the number of its feature) that this cue makes: around the cue word, and where a
    branch of its own begins and ends."""
    yield cue, _BEFORE_CUE
    yield cue + 1, _AFTER_CUE
    for child in parsed.children(cue):
        name = parsed.words[child].deprel
        if name == "compound:prt":
            yield child, _NUMBER["own particle"]
            continue
        below = parsed.subtree(child)
        branch = _branch(name)
        yield below[0], _NUMBER[f"begins own {branch}"]
        yield below[-1] + 1, _NUMBER[f"ends own {branch}"]


def cue_branch(parsed: Parsed, cue: int) -> tuple[frozenset[int], frozenset[int]]:
    """The words below a cue word and those above it."""
    return frozenset(parsed.subtree(cue)), frozenset(parsed.ancestors(cue))


def word_features(reading: Reading, index: int, cue: int, branch: tuple[frozenset[int], frozenset[int]]) -> list[int]:
    """The numbers of the features of one word beside a cue word; ``branch`` is the cue's ``cue_branch``."""
    word = reading.parsed.words[index]
    text = word.text
    checks = (
        text == ",",
        text in ".!?;:",
        text in QUOTES,
        reading.parsed.words[index].upos == "PUNCT",
        reading.quotation_at(index) is not None,
        index < cue,
        index >= cue,
        index in branch[0],
        index in branch[1],
        word.head == cue,
        word.upos in ("VERB", "AUX"),
        word.upos == "PROPN",
    )
    return [number for number, holds in enumerate(checks) if holds]


_BEFORE_CUE, _AFTER_CUE = _NUMBER["before cue"], _NUMBER["after cue"]
