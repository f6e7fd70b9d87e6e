"""Coding in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dragoman.scale.batches import Batch
from dragoman.scale.journal import NoJournal
from dragoman.scale.outcomes import Codes, Outcome, code_reports


def code_here(
    batches: Iterable[Batch], make_coder: Callable[[], Codes], *, journal: NoJournal
) -> Iterator[list[Outcome]]:
    """The outcomes of each batch in turn; batches that the journal has are not coded again.

    ``make_coder`` is called for each batch that must be coded, and should load once.
    """
    for batch in batches:
        outcomes = journal.find(batch)
        if outcomes is None:
            outcomes = code_reports(make_coder(), batch.reports)
            journal.keep(batch, outcomes)
        yield outcomes
