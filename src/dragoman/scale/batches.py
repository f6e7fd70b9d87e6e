"""Reports in batches of bounded length: what is coded, kept and, after a crash, done again at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.record import Report, json_line

MOST_REPORTS = 32
MOST_CHARACTERS = 100_000


@dataclass(frozen=True, slots=True)
class Batch:
    """Reports that stand beside each other in the input; ``number`` counts the batches from 0."""

    number: int
    reports: tuple[Report, ...]

    def key(self, stamp: str) -> str:
        """A name for the batch and what decides its coding (``stamp``): the same reports, the same name.

        >>> Batch(3, ()).key("digest")
        '00000003-0bf474896363505e'
        """
        total = hashlib.sha256(stamp.encode())
        for report in self.reports:
            total.update(json_line(report).encode() + b"\n")
        return f"{self.number:08}-{total.hexdigest()[:16]}"


def in_batches(
    reports: Iterable[Report], *, most_reports: int = MOST_REPORTS, most_characters: int = MOST_CHARACTERS
) -> Iterator[Batch]:
    """The reports in their order; a batch holds one report at least, and no more than the limits beyond that.

    >>> reports = (Report(id=str(n), text="x" * n) for n in (5, 5, 20, 1))
    >>> [[r.id for r in batch.reports] for batch in in_batches(reports, most_characters=10)]
    [['5', '5'], ['20'], ['1']]
    """
    held: list[Report] = []
    number = characters = 0
    for report in reports:
        size = len(report.text)
        if held and (len(held) == most_reports or characters + size > most_characters):
            yield Batch(number, tuple(held))
            number, held, characters = number + 1, [], 0
        held.append(report)
        characters += size
    if held:
        yield Batch(number, tuple(held))
