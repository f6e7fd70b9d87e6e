"""The sentences with marked names: every one is well formed, unique, and reads back as it was written."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


def _load_reader() -> ModuleType:
    """The corpus reader, which lies outside the package."""
    spec = importlib.util.spec_from_file_location("corpus_read_names", CORPUS / "read_names.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


reader = _load_reader()
SENTENCES = list(reader.read_names(CORPUS / "names"))
TITLES = ("Mr", "Mrs", "Ms", "Dr", "President", "Minister", "Prime", "Sir", "Saint", "Pope", "General", "Judge", "Rev")


def test_every_file_is_well_formed_and_the_collection_is_large() -> None:
    """Reading raises at a malformed line; the collection holds at least 590 sentences."""
    assert len(SENTENCES) >= 590


def test_no_sentence_is_written_twice() -> None:
    """Two equal sentences would weigh twice in training."""
    texts = [text for text, _ in SENTENCES]
    assert len(set(texts)) == len(texts)


def test_offsets_cut_names_out_in_order_without_overlap() -> None:
    """Names stand in text order, do not touch each other and have no space at their edges."""
    for text, names in SENTENCES:
        after = 0
        for start, end, kind in names:
            assert after <= start < end <= len(text), text
            assert text[start:end] == text[start:end].strip(), text
            assert kind in reader.NAME_TYPES, text
            after = end


def test_names_are_whole_words() -> None:
    """A mark never begins or ends inside a word."""
    for text, names in SENTENCES:
        for start, end, _ in names:
            assert start == 0 or not text[start - 1].isalnum(), text
            assert end == len(text) or not text[end].isalnum(), text


def test_titles_and_possessives_stay_outside_names_of_people() -> None:
    """A title before a name and the 's after it are no part of it."""
    for text, names in SENTENCES:
        for start, end, kind in names:
            name = text[start:end]
            if kind == "PER":
                assert name.split()[0].rstrip(".") not in TITLES, text
                assert not name.endswith(("'s", "’s")), text


def test_a_tenth_of_the_sentences_holds_no_name() -> None:
    """Sentences without names teach the finder what capitals do not make a name."""
    bare = sum(not names for _, names in SENTENCES)
    assert 0.08 <= bare / len(SENTENCES) <= 0.25


def test_every_type_is_well_represented() -> None:
    """No type makes up less than a fifth of the names."""
    kinds = [kind for _, names in SENTENCES for _, _, kind in names]
    for kind in reader.NAME_TYPES:
        assert kinds.count(kind) >= len(kinds) / 5


@pytest.mark.parametrize(
    "line",
    ["[PER Ana", "Ana]", "[GPE Niš]", "[PER Ana [LOC Niš]]", "[PER  Ana] left", "[PER Ana ] left", "[PER ] left"],
)
def test_a_malformed_mark_is_refused(line: str) -> None:
    """Unbalanced, nested, empty and unknown marks raise ValueError."""
    with pytest.raises(ValueError):
        reader.read_sentence(line)


def test_a_malformed_line_is_named_by_file_and_line(tmp_path: Path) -> None:
    """The error says where the bad sentence stands."""
    path = tmp_path / "bad.txt"
    path.write_text("[LOC Niš] was quiet.\n\n[LOC Niš was quiet.\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.txt:3"):
        list(reader.read_names(path))
