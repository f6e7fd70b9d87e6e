"""How two codings of one report differ: what the new one has more, what it lacks, which fields changed.

Records are matched by the words they stand on, so that one more place does not make every later index look
changed: an index is compared by what it points to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import Any, Literal

from dragoman.record import Coding, Span, When

Change = Literal["added", "gone", "changed"]
_Key = tuple[Any, ...]
_NAMES = {
    "actors": "actor",
    "places": "place",
    "times": "time",
    "statements": "statement",
    "events": "event",
    "commitments": "commitment",
    "positions": "position",
}
_INDEXES = {"where": "places", "place": "places", "time": "times", "statement": "statements"}
_INDEXES |= {"same_as": "events", "event": "events"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field of one record that differs; of a whole record that came or went ``field`` is empty.

    ``start`` and ``end`` are where the record stands in the text, ``words`` what stands there; ``before`` and
    ``after`` are the values in the contract's own shape, indices replaced by the words that they point to.
    """

    report: str
    kind: str  # actor, place, time, statement, event, commitment, position, wire, sentences
    change: Change
    start: int | None = None
    end: int | None = None
    words: str | None = None
    field: str = ""
    before: Any = None
    after: Any = None


def find_differences(before: Coding, after: Coding) -> list[Difference]:
    """What changed from one coding of a report to another of the same text, in the order of the contract.

    Versions, digests and ids say nothing of the text and are not compared.
    """
    found = list(_wire_differences(before, after))
    for group in _NAMES:
        found += _group_differences(group, _Side(before), _Side(after))
    return found


def count_differences(found: Iterable[Difference]) -> dict[str, int]:
    """How many records of each kind came, went and changed: ``{"event added": 3, ...}``."""
    records = {(d.report, d.kind, d.change, d.start, d.end, d.field if d.change != "changed" else "") for d in found}
    return dict(sorted(Counter(f"{kind} {change}" for _, kind, change, *_ in records).items()))


class _Side:
    """One of the two codings."""

    def __init__(self, coding: Coding) -> None:
        self.coding = coding
        self.text = coding.report.text if coding.report is not None else ""

    def records(self, group: str) -> dict[_Key, Any]:
        """The records of a group by where they stand; several on the same words are told apart by their order."""
        found: dict[_Key, Any] = {}
        for record in getattr(self.coding, group):
            key, copy = _KEYS[group](record), 0
            while (*key, copy) in found:
                copy += 1
            found[(*key, copy)] = record
        return found

    def shape(self, record: Any) -> dict[str, Any]:
        """The record's fields without its id, its indices as the words that they point to."""
        names = [field.name for field in fields(record) if field.name != "id"]
        return {name: self._plain(name, getattr(record, name)) for name in names}

    def _plain(self, name: str, value: Any) -> Any:
        if name in _INDEXES and isinstance(value, int):
            start, end = _where(getattr(self.coding, _INDEXES[name])[value])
            return self.words(start, end)
        if isinstance(value, When):
            return self.shape(value)
        if isinstance(value, tuple):
            return [self._plain("", item) for item in value]
        return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value

    def words(self, start: int | None, end: int | None) -> str | None:
        return self.text[start:end] if start is not None else None


def _group_differences(group: str, old: _Side, new: _Side) -> Iterator[Difference]:
    olds, news = old.records(group), new.records(group)
    for key, record in olds.items():
        if key not in news:
            yield _whole(group, old, record, "gone")
    for key, record in news.items():
        if key not in olds:
            yield _whole(group, new, record, "added")
        else:
            yield from _field_differences(group, old, new, olds[key], record)


def _whole(group: str, side: _Side, record: Any, change: Change) -> Difference:
    value = side.shape(record)
    before, after = (value, None) if change == "gone" else (None, value)
    return _difference(side, group, record, change, "", before, after)


def _field_differences(group: str, old: _Side, new: _Side, was: Any, now: Any) -> Iterator[Difference]:
    before, after = old.shape(was), new.shape(now)
    for name in before:
        if before[name] != after[name]:
            yield _difference(new, group, now, "changed", name, before[name], after[name])


def _difference(side: _Side, group: str, record: Any, change: Change, name: str, before: Any, after: Any) -> Difference:
    start, end = _where(record)
    return Difference(
        report=side.coding.id,
        kind=_NAMES[group],
        change=change,
        start=start,
        end=end,
        words=side.words(start, end),
        field=name,
        before=before,
        after=after,
    )


def _wire_differences(before: Coding, after: Coding) -> Iterator[Difference]:
    old, new = asdict(before.wire), asdict(after.wire)
    for side in (old, new):
        if side["dateline"]:
            side["dateline"].pop("place")  # an index; the place itself is compared among the places
    for name in old:
        if old[name] != new[name]:
            yield Difference(
                report=after.id, kind="wire", change="changed", field=name, before=old[name], after=new[name]
            )
    if before.sentences != after.sentences:
        counts = len(before.sentences), len(after.sentences)
        yield Difference(
            report=after.id, kind="sentences", change="changed", field="count", before=counts[0], after=counts[1]
        )


def _where(record: Any) -> tuple[int | None, int | None]:
    """Where a record stands: its own words, or those that best say what it is."""
    if hasattr(record, "start"):
        return record.start, record.end
    for span in _spans(record):
        return span.start, span.end
    return None, None


def _spans(record: Any) -> Sequence[Any]:
    for name in ("anchor", "mentions", "cue", "content", "source", "holder"):
        value = getattr(record, name, None)
        if value:
            return value if isinstance(value, tuple) else (value,)
    return ()


def _span_key(span: Span | None) -> _Key:
    return (span.start, span.end) if span is not None else (None, None)


_KEYS: dict[str, Callable[[Any], _Key]] = {
    "actors": lambda a: (a.id,),
    "places": lambda p: (p.start, p.end),
    "times": lambda t: (t.start, t.end),
    "statements": lambda s: _span_key(s.cue) if s.cue else ("content", *_span_key(s.content[0] if s.content else None)),
    "events": lambda e: _span_key(e.anchor),
    "commitments": lambda c: (*_span_key(c.content),),
    "positions": lambda p: (p.holder.start, p.holder.end, p.object.start, p.object.end),
}
