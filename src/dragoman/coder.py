"""The corridor: a report in, a coding out. The only file that knows the order of the steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TypeVar

from dragoman.actors import (
    ActorRules,
    find_dwellers,
    find_mentions,
    load_actor_rules,
    resolve_actors,
    with_dwellers,
)
from dragoman.attribution import AttributionRules, attach_sources, find_statements, load_attribution_rules
from dragoman.commitments import CommitmentRules, find_commitments, load_commitment_rules
from dragoman.events import EventRules, find_events, load_event_rules
from dragoman.language import ActorLookup, Parsed, Reader, load_reader
from dragoman.places import PlaceRules, find_places, load_place_rules
from dragoman.positions import PositionRules, find_positions, load_position_rules
from dragoman.record import Coding, Report, Span, Wire, check_coding
from dragoman.times import TimeRules, date_from_text, find_times, load_time_rules
from dragoman.version import __version__, digest
from dragoman.wire import WireRules, filed_in, find_wire, load_wire_rules, place_dateline, regions_outside_story
from dragoman.world import World, load_world

BATCH = 32  # reports that are held at once

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of every coding room, loaded once."""

    wire: WireRules
    times: TimeRules
    places: PlaceRules
    actors: ActorRules
    attribution: AttributionRules
    events: EventRules
    commitments: CommitmentRules
    positions: PositionRules


@cache
def load_rules() -> Rules:
    """The bundled rules. Raises RuleFileError where a file is wrong."""
    return Rules(
        wire=load_wire_rules(),
        times=load_time_rules(),
        places=load_place_rules(),
        actors=load_actor_rules(),
        attribution=load_attribution_rules(),
        events=load_event_rules(),
        commitments=load_commitment_rules(),
        positions=load_position_rules(),
    )


class Coder:
    """Codes reports with one model, one world and one set of rules. Same report, same coding."""

    def __init__(self, *, reader: Reader, world: World, rules: Rules) -> None:
        self.reader, self.world, self.rules = reader, world, rules

    def __call__(self, report: Report) -> Coding:
        """The coding of one report."""
        return next(iter(self.pipe([report])))

    def pipe(self, reports: Iterable[Report]) -> Iterator[Coding]:
        """The codings of many reports, in their order; each as if it stood alone."""
        for batch in _batched(reports, BATCH):
            wires = [find_wire(report, rules=self.rules.wire) for report in batch]
            texts = [(r.text, regions_outside_story(w)) for r, w in zip(batch, wires, strict=True)]
            for report, wire, parsed in zip(batch, wires, self.reader.read_all(texts), strict=True):
                yield self.code(report, wire, parsed)

    def code(self, report: Report, wire: Wire, parsed: Parsed) -> Coding:
        """The coding of a report that has been read."""
        rules, world = self.rules, self.world
        if wire.published is None and (told := date_from_text(parsed, rules=rules.times)) is not None:
            wire = replace(wire, published=told, published_from="text")
        day = wire.published[:10] if wire.published else None
        # find
        mentions = find_mentions(parsed, world=world, rules=rules.actors)
        statements = find_statements(parsed, rules=rules.attribution)
        times = find_times(parsed, statements, published=wire.published, rules=rules.times)
        # resolve
        places = find_places(parsed, dateline=wire.dateline, world=world, rules=rules.places)
        wire = place_dateline(wire, places)
        actors = resolve_actors(
            parsed, mentions, statements, day=day, filed_in=filed_in(wire, places), world=world, rules=rules.actors
        )
        lookup = ActorLookup.of(parsed, actors)
        statements = attach_sources(parsed, statements, lookup)
        # assemble
        dwellers = find_dwellers(parsed, places, actors)
        events = find_events(
            parsed, lookup, times, places, statements, dwellers=dwellers, wire=wire, day=day, rules=rules.events
        )
        commitments = find_commitments(parsed, lookup, times, statements, events, day=day, rules=rules.commitments)
        positions = find_positions(parsed, lookup, times, statements, events, rules=rules.positions)
        coding = Coding(
            id=report.id,
            version=__version__,
            digest=digest(rules.places.gazetteer.stamp, world.stamp),
            wire=wire,
            sentences=tuple(Span(s.start, s.end) for s in parsed.sentences),
            actors=with_dwellers(actors, dwellers, events),
            places=places,
            times=times,
            statements=_numbered(report.id, "statement", statements),
            events=_numbered(report.id, "event", events),
            commitments=_numbered(report.id, "commitment", commitments),
            positions=_numbered(report.id, "position", positions),
            report=report,
        )
        check_coding(coding, report.text)
        return coding


@cache
def load(actors: Path | None = None) -> Coder:
    """The coder with the bundled model and rules, loaded once; with ``actors``, a file of the user's own actors goes
    before the bundled ones (see ``World.with_actors``). Raises RuleFileError where that file cannot be read.

    >>> load() is load()
    True
    """
    world = load_world() if actors is None else load_world().with_actors(actors)
    return Coder(reader=load_reader(), world=world, rules=load_rules())


def _numbered(report_id: str, kind: str, items: Sequence[Item]) -> tuple[Item, ...]:
    """The items with ids that are unique over all reports: report, kind, ordinal."""
    return tuple(replace(item, id=f"{report_id}/{kind}-{n}") for n, item in enumerate(items, start=1))  # type: ignore[type-var]


def _batched(reports: Iterable[Report], size: int) -> Iterator[list[Report]]:
    rest = iter(reports)
    while batch := list(islice(rest, size)):
        yield batch
