"""The coder as a component of spaCy: ``nlp.add_pipe("dragoman")`` writes ``doc._.coding``. Needs spaCy.

The text of the document is coded as it is; its words and any other component are left alone. What is known of
the report is given before, as ``doc._.report = {"published": "2018-03-14", "id": "r1"}``. The coding travels with
the document as text, so that it survives ``to_bytes`` and ``nlp.pipe(texts, n_process=2)``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from dragoman.record import Coding, Report, coding_from_json, json_line, report_from_json

NAME = "dragoman"
_KEY = "dragoman.coding"


def coding_of(doc: Doc) -> Coding | None:
    """The coding of a document; None where the component has not seen it."""
    line = doc.user_data.get(_KEY)
    return _read(line) if line is not None else None


@lru_cache(maxsize=64)
def _read(line: str) -> Coding:
    return coding_from_json(line)


class Component:
    """Codes documents with the bundled coder, loaded at the first one."""

    def __call__(self, doc: Doc) -> Doc:
        """The document, coded."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """The documents, coded, in their order."""
        from dragoman.coder import load

        rest = iter(docs)
        while batch := list(islice(rest, batch_size)):
            codings = load().pipe(report_of(doc) for doc in batch)
            for doc, coding in zip(batch, codings, strict=True):
                doc.user_data[_KEY] = json_line(coding)
                yield doc


def report_of(doc: Doc) -> Report:
    """The report that a document is: its text, and what ``doc._.report`` gives of id, day, title and the rest.

    Raises ReportError where a field is not what the contract says.
    """
    return report_from_json({**(doc._.report or {}), "text": doc.text})


def make_component(nlp: Language, name: str) -> Any:
    """The component for a pipeline."""
    if not Doc.has_extension("coding"):
        Doc.set_extension("coding", getter=coding_of)
    if not Doc.has_extension("report"):
        Doc.set_extension("report", default=None)
    return Component()


Language.factory(NAME, func=make_component, assigns=["doc._.coding"])
