"""A run over many reports: what cannot be read or coded is told and counted, and the rest goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from dragoman.errors import OtherLanguage, ReportError
from dragoman.terminal import ALL_FINE, NOTHING_DONE, SOME_FAILED, say, shown

if TYPE_CHECKING:
    from dragoman.coder import Coder
    from dragoman.readers import Reading
    from dragoman.record import Coding, Report
    from dragoman.scale import Journal, NoJournal, Outcome

_CLASHES_TOLD = 5
_ASIDE_NAMED = 5
_IDS_KNOWN = 1_000_000  # ids that are remembered to tell of those that come again: memory stays bounded


@dataclass(slots=True)
class Tally:
    """What a run has done so far."""

    coded: int = 0
    failed: int = 0
    clashes: int = 0
    ids: set[str] = field(default_factory=set)
    aside: Counter[str] = field(default_factory=Counter)  # reports in other languages, by language
    aside_named: list[str] = field(default_factory=list)  # the first of them

    @property
    def exit_code(self) -> int:
        """0 where all went well, 1 where some reports failed, 2 where none could be coded."""
        if not self.failed and (self.coded or not self.aside):
            return ALL_FINE
        return SOME_FAILED if self.coded else NOTHING_DONE

    def fail(self, message: str) -> None:
        """Tell of a report that failed, and count it."""
        self.failed += 1
        say(f"failed: {message}")

    def set_aside(self, error: OtherLanguage) -> None:
        """Count a report in another language."""
        self.aside[error.language] += 1
        if len(self.aside_named) < _ASIDE_NAMED:
            where = f"{error.file} line {error.line}" if error.line else error.file
            self.aside_named.append(where or f'report "{error.report}"')

    def say_aside(self) -> None:
        """Tell what was set aside, if anything was: how many, in which languages, and the names of the first."""
        if count := self.aside.total():
            languages = ", ".join(f"{language} {n:,}" for language, n in self.aside.most_common())
            more = f" and {count - len(self.aside_named):,} more" if count > len(self.aside_named) else ""
            say(
                f"set aside, not in English: {count:,} ({languages}); {', '.join(self.aside_named)}{more}; "
                "--language any codes them as they are"
            )


def code_inputs(
    inputs: list[str], reading: Reading, tally: Tally, *, actors: Path | None = None
) -> Iterator[tuple[Report, Coding]]:
    """The reports of the inputs with their codings, in their order; failures go to the tally."""
    for outcome in run_outcomes(inputs, reading, tally, actors=actors):
        coding = outcome.coding
        if coding.report is not None:
            yield coding.report, coding


def run_outcomes(
    inputs: list[str],
    reading: Reading,
    tally: Tally,
    *,
    actors: Path | None = None,
    workers: int | None = None,
    journal: NoJournal | None = None,
) -> Iterator[Outcome]:
    """What has a coding of all that the inputs hold, in its order; failures go to the tally.

    Coded in this process, or by so many ``workers``; what the journal has is not coded again.
    """
    from dragoman.readers import read_reports
    from dragoman.scale import NoJournal, code_by_workers, code_here, in_batches

    batches = in_batches(readable(read_reports(inputs, reading=reading), tally))
    journal, make_coder = journal or NoJournal(), partial(load_coder, actors)
    if workers is None:
        lists = code_here(batches, make_coder, journal=journal)
    else:
        lists = code_by_workers(batches, make_coder, count=workers, journal=journal)
    for outcomes in lists:
        yield from _counted(outcomes, tally)


def journal_beside(output: Path, *, resume: bool, actors: Path | None = None) -> Journal:
    """Where a run that writes ``output`` keeps what is done till it ends: a hidden folder beside it. What an
    earlier run left there is gone on with where ``resume``, else removed."""
    from dragoman.scale import Journal

    target = output.resolve()
    journal = Journal(target.with_name(f".{target.name}.pieces"), stamp=coder_stamp(actors))
    if not resume:
        journal.clear()
    return journal


def coder_stamp(actors: Path | None = None) -> str:
    """What decides the codings of this installation: version, and digest of model, rules, gazetteer and own actors."""
    from dragoman.version import __version__, digest
    from dragoman.world import actors_stamp
    from dragoman.world.gazetteer import load_gazetteer

    return f"{__version__} {digest(load_gazetteer().stamp, actors_stamp(actors) if actors else '')}"


def load_coder(actors: Path | None = None) -> Coder:
    """The coder, imported only when it is wanted: in a worker, or where there is something to code."""
    from dragoman import load

    return load() if actors is None else load(actors)


def load_coder_with(name: str, content: bytes) -> Coder:
    """The coder with own actors of a file that another machine has, by its name and bytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return load_coder(path)


def _counted(outcomes: Iterable[Outcome], tally: Tally) -> Iterator[Outcome]:
    for outcome in outcomes:
        if outcome.error is not None:
            tally.fail(outcome.error)
            continue
        tally.coded += 1
        yield outcome


def readable(items: Iterable[Report | ReportError], tally: Tally) -> Iterator[Report]:
    """The reports among what was read; errors are told and counted, ids that come again are noted, and at the end it
    is said what was set aside."""
    for item in items:
        if isinstance(item, OtherLanguage):
            tally.set_aside(item)
            continue
        if isinstance(item, ReportError):
            tally.fail(str(item))
            continue
        if item.id in tally.ids:
            tally.clashes += 1
            if tally.clashes <= _CLASHES_TOLD:
                say(f'note: the id "{shown(item.id)}" occurs again; both reports are kept')
        elif len(tally.ids) < _IDS_KNOWN:
            tally.ids.add(item.id)
        yield item
    tally.say_aside()
