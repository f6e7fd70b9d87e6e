"""The corpus was annotated twice in part, and its whole reports name the actors behind the words."""

from __future__ import annotations

import pytest

from corpus.agreement import HERE, alpha, pairs_by_field
from corpus.read_events import read_reports, read_sentence


def test_alpha_is_that_of_a_worked_example() -> None:
    """Ten units of two values: four disagreements give 0.095 (Krippendorff 2011, section B)."""
    one, other = "0100000000", "1110010010"

    assert alpha(zip(one, other, strict=True)) == pytest.approx(0.095, abs=0.001)


def test_at_least_300_sentences_were_annotated_twice_and_agree() -> None:
    """Each field's agreement is printed by corpus/agreement.py; those that a row rests on are high."""
    fields = pairs_by_field()

    assert len(fields["sentence has an event"]) >= 300
    assert alpha(fields["type (events of both)"]) > 0.85
    assert alpha(fields["actor (every word)"]) > 0.85


def test_whole_reports_say_which_actor_each_phrase_means() -> None:
    """Sixty reports, each with a day; whoever acts or is acted on has an id or is nobody's."""
    reports = list(read_reports(HERE / "reports"))

    assert len(reports) >= 60
    assert len({report.id for report in reports}) == len(reports)
    for report in reports:
        for paragraph in report.paragraphs:
            for event in paragraph.events:
                parts = (*event.roles.get("actor", ()), *event.roles.get("recipient", ()))
                assert set(parts) <= paragraph.actors.keys(), f"{report.id}: {paragraph.text}"


def test_a_phrase_may_name_its_actor() -> None:
    """The id stands behind the number."""
    read = read_sentence("[He]1@RUS/vladimir-putin {called|CONSULT-phone a1 r2} [Paris]2@FRA .")

    assert read.text == "He called Paris ."
    assert read.actors == {1: "RUS/vladimir-putin", 2: "FRA"}
