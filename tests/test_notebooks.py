"""Where people work: notebooks and spaCy pipelines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import unescape

import pytest
import spacy
from spacy.tokens import Doc

import dragoman
from dragoman.record import Coding, Report
from dragoman.spacy_pipe import coding_of
from tests.writers.codings import TEXT, drawn


class FakeCoder:
    """Codes everything as the drawn coding."""

    def pipe(self, reports: Iterable[Report]) -> Iterator[Coding]:
        for report in reports:
            yield replace(drawn(), id=report.id, report=report)


@pytest.fixture
def nlp(monkeypatch: pytest.MonkeyPatch) -> spacy.Language:
    """A pipeline whose coder reads no model."""
    monkeypatch.setattr("dragoman.coder.load", FakeCoder)
    nlp = spacy.blank("en")
    nlp.add_pipe("dragoman")
    return nlp


def test_coding_shows_itself_as_its_brief() -> None:
    """In a notebook a coding is its page, in a frame that reaches nothing of the notebook."""
    shown = drawn()._repr_html_()  # type: ignore[attr-defined]
    page = unescape(re.search(r'srcdoc="([^"]*)"', shown).group(1))  # type: ignore[union-attr]

    assert shown.startswith('<iframe sandbox="allow-scripts" ') and "allow-same-origin" not in shown
    assert "<mark " in page and page.lower().startswith("<!doctype html>")


def test_frame_holds_whatever_the_report_says() -> None:
    """No words of a report end the frame or its attribute."""
    text = TEXT + '"></iframe><script>alert(1)</script>'
    coding = replace(drawn(), report=Report(id="x", text=text, title='"><b>'))
    shown = coding._repr_html_()  # type: ignore[attr-defined]

    assert shown.count("<") == 2 and shown.endswith("</iframe>")


def test_coding_without_its_report_shows_its_fields() -> None:
    """Without the text there is no page, and a notebook falls back to the record."""
    assert replace(drawn(), report=None)._repr_html_() is None  # type: ignore[attr-defined]


def test_frame_is_a_name_of_the_package() -> None:
    """``dragoman.to_frame`` takes one coding or many."""
    assert len(dragoman.to_frame(drawn())) == 3
    assert len(dragoman.to_frame([drawn(), drawn()], "actors")) == 8
    with pytest.raises(AttributeError, match="no attribute"):
        _ = dragoman.to_frames  # type: ignore[attr-defined]


def test_spacy_component_writes_the_coding(nlp: spacy.Language) -> None:
    """A document has its coding, whose offsets are those of its text."""
    doc = nlp(TEXT)
    anchor = doc._.coding.events[0].anchor

    assert doc.text[anchor.start : anchor.end] == "arrested"
    assert coding_of(spacy.blank("en")(TEXT)) is None


def test_spacy_component_knows_the_report(nlp: spacy.Language) -> None:
    """Day and id of a report can be given with its document."""
    doc = nlp.make_doc(TEXT)
    doc._.report = {"id": "r1", "published": "2018-03-27"}

    assert nlp(doc)._.coding.report == Report(id="r1", text=TEXT, published="2018-03-27")


def test_spacy_documents_keep_their_coding(nlp: spacy.Language) -> None:
    """In a stream each document has its own coding, also when it has been through bytes."""
    docs = list(nlp.pipe([TEXT, TEXT + " More."]))
    back = Doc(nlp.vocab).from_bytes(docs[1].to_bytes())

    assert [doc._.coding.report.text for doc in docs] == [TEXT, TEXT + " More."]
    assert back._.coding == docs[1]._.coding
