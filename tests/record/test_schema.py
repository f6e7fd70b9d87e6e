"""The JSON Schema in the docs is the contract's, and codings keep to it."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from dragoman.record import Coding, Event, Span, coding_from_json, coding_to_json, json_schema

FILE = Path(__file__).resolve().parents[2] / "docs" / "coding.schema.json"


def test_the_schema_in_the_docs_is_the_generated_one() -> None:
    """A change of the types must change the file: `python -m tests.record.test_schema` writes it."""
    assert json.loads(FILE.read_text(encoding="utf-8")) == json_schema()


def test_a_coding_fits_the_schema_and_reads_back() -> None:
    """What is written validates, and reading gives the same value."""
    event = Event(id="r/event-1", type="COERCE", quad=4, score=-7.0, anchor=Span(0, 6))
    coding = Coding(id="r", version="0", digest="d", events=(event,), sentences=(Span(0, 6),))
    written = json.loads(json.dumps(coding_to_json(coding)))

    Draft202012Validator(json_schema()).validate(written)

    assert coding_from_json(written) == coding


def test_a_field_that_the_contract_lacks_is_refused() -> None:
    """The schema is closed: an unknown field does not pass."""
    written = coding_to_json(Coding(id="r", version="0", digest="d")) | {"mood": "grim"}

    errors = list(Draft202012Validator(json_schema()).iter_errors(written))

    assert "mood" in errors[0].message


if __name__ == "__main__":
    FILE.write_text(json.dumps(json_schema(), indent=1) + "\n", encoding="utf-8")
