"""Events of many reports, each with its sentence, and how many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.pages.days import when_text
from dragoman.pages.desk.asking import Asker, Row, any_of
from dragoman.pages.desk.filters import Filters, path_of
from dragoman.pages.rows import country_name, harm_text, place_level
from dragoman.pages.shown import one_line
from dragoman.pages.view import QUADS, STATUS
from dragoman.record import Count, Harm, Place, When

PAGE = 50  # events on a page
_HARMS = ("killed", "injured", "displaced", "detained")
_AROUND = 160  # characters shown on either side of an event's words


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """An actor with the address of his page."""

    id: str
    name: str

    @property
    def address(self) -> str:
        """His page."""
        return path_of("actor", self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An event of a list, with its words and their sentence."""

    id: str
    address: str
    """The page of its report, with the event lit."""
    type: str
    mode: str
    quad: int
    quad_name: str
    firm: bool
    told: str
    background: bool
    before: str
    words: str
    after: str
    actors: tuple[Somebody, ...]
    recipients: tuple[Somebody, ...]
    day: str
    when: str
    where: str
    level: str
    harm: tuple[str, ...]
    source: str
    source_id: str
    denied: bool
    sure: int
    report: str
    title: str
    publisher: str
    report_day: str
    happening: str

    @property
    def who(self) -> str:
        """Who acts on whom, in one line."""
        ours = ", ".join(each.name for each in self.actors) or "somebody not named"
        theirs = ", ".join(each.name for each in self.recipients)
        return f"{ours} → {theirs}" if theirs else ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many events, by quad class, and from which to which day."""

    events: int
    quads: tuple[int, int, int, int]
    first: str
    last: str

    @property
    def shares(self) -> tuple[tuple[int, str, int, float, float], ...]:
        """Quad, name, count, and begin and width in hundredths of a bar."""
        total, begin, found = sum(self.quads) or 1, 0.0, []
        for (quad, name), count in zip(QUADS.items(), self.quads, strict=True):
            width = 100 * count / total
            found.append((quad, name, count, round(begin, 2), round(width, 2)))
            begin += width
        return tuple(found)


def tally(asker: Asker, filters: Filters) -> Tally:
    """How many events the filters let through."""
    row = asker.one("events.count", filters)
    return Tally(
        events=row["events"],
        quads=(row["quad1"], row["quad2"], row["quad3"], row["quad4"]),
        first=row["first_day"] or "",
        last=row["last_day"] or "",
    )


def lines(asker: Asker, filters: Filters, *, limit: int = PAGE, offset: int = 0) -> list[Line]:
    """The events that the filters let through, the latest day first."""
    numbers = found(asker, filters, limit=limit, offset=offset)
    known = lines_of(asker, numbers)
    return [known[n] for n in numbers]


def found(asker: Asker, filters: Filters, *, limit: int, offset: int = 0) -> list[int]:
    """The numbers of these events, as ``lines_of`` takes them."""
    return [row["n"] for row in asker.rows("events.found", filters, limit=limit, offset=offset)]


def lines_of_ids(asker: Asker, ids: Sequence[str]) -> list[Line]:
    """The events of these ids, in their order; an id that the store has not is left out."""
    numbers = {row["id"]: row["n"] for row in asker.rows("events.of_ids", ids=list(ids))}
    known = lines_of(asker, list(numbers.values()))
    return [known[numbers[i]] for i in ids if i in numbers]


def lines_of(asker: Asker, numbers: Iterable[int]) -> dict[int, Line]:
    """The events of these numbers. One look at the store costs much the same for one event and for a hundred."""
    wanted = sorted(set(numbers))
    if not wanted:
        return {}
    parts = defaultdict[tuple[int, str], list[Somebody]](list)
    for row in asker.rows("events.participants", ns=wanted):
        parts[row["n"], row["part"]].append(_somebody(row))
    rows = asker.rows("events.lines", ns=wanted)
    home = texts_of(asker, {row["report"] for row in rows})
    return {row["n"]: _line(row | _words(row, home[row["report"]]), parts) for row in rows}


def texts_of(asker: Asker, reports: Iterable[str]) -> dict[str, Row]:
    """Id, text and title of these reports, by id."""
    wanted = sorted(set(reports))
    return {row["id"]: row for row in asker.rows("reports.texts", fill=any_of("id", wanted))} if wanted else {}


def _words(row: Row, report: Row) -> Row:
    """The report's title and words: those of the event, what stands before and after in their sentence, and those that
    name the source."""
    text, start, end = report["text"], row["anchor_start"] or 0, row["anchor_end"] or 0
    first, last = row["sentence_start"], row["sentence_end"]
    return {
        "title": report["title"],
        "words": text[start:end],
        "before": text[start if first is None else first : start],
        "after": text[end : end if last is None else last],
        "source_words": text[row["source_start"] or 0 : row["source_end"] or 0],
    }


def _somebody(row: Row) -> Somebody:
    return Somebody(id=row["actor"] or "", name=one_line(row["name"] or row["actor"] or ""))


def _line(row: Row, parts: dict[tuple[int, str], list[Somebody]]) -> Line:
    place = _place(row)
    return Line(
        id=row["id"],
        address=event_address(row["report"], row["ordinal"]),
        type=row["type"],
        mode=row["mode"] or "",
        quad=row["quad"] if row["quad"] in QUADS else 0,
        quad_name=QUADS.get(row["quad"], "class not known"),
        firm=row["modality"] == "actual",
        told=STATUS.get(row["modality"], row["modality"] or ""),
        background=bool(row["historical"]),
        before=one_line(_end_of(row["before"] or "")) + _gap(row["before"], last=True),
        words=one_line(row["words"] or ""),
        after=_gap(row["after"], last=False) + one_line(_head_of(row["after"] or "")),
        actors=tuple(dict.fromkeys(parts.get((row["n"], "actor"), ()))),
        recipients=tuple(dict.fromkeys(parts.get((row["n"], "recipient"), ()))),
        day=row["day"] or "",
        when=when_text(When(begin=row["begin_day"], until=row["until_day"])),
        where=one_line(place.name) if place else "",
        level=place_level(place) if place else "",
        harm=_harms(row),
        source=_source(row),
        source_id=row["source_actor"] or "",
        denied=bool(row["denies"]),
        sure=round(100 * (row["confidence"] or 0)),
        report=row["report"],
        title=one_line(row["title"] or row["report"]),
        publisher=one_line(row["publisher"] or ""),
        report_day=row["report_day"] or "",
        happening=row["happening"] or "",
    )


def event_address(report: str, ordinal: int) -> str:
    """The page of a report with one of its events lit; ``ordinal`` counts from 0.

    >>> event_address("a", 2)
    '/report/a#r1e3m'
    """
    return f"{path_of('report', report)}#r1e{ordinal + 1}m"


def _end_of(text: str) -> str:
    return text if len(text) <= _AROUND else "… " + text[-_AROUND:].split(" ", 1)[-1]


def _head_of(text: str) -> str:
    return text if len(text) <= _AROUND else text[:_AROUND].rsplit(" ", 1)[0] + " …"


def _gap(text: str | None, *, last: bool) -> str:
    edge = (text or "")[-1 if last else 0 :][:1]
    return " " if edge.isspace() else ""


def _source(row: Row) -> str:
    if not row["sourced"]:
        return ""
    return one_line(row["source_words"] or "") or "a source not named"


def _place(row: Row) -> Place | None:
    name = row["place_name"]
    return Place(start=0, end=0, name=name, feature=row["place_feature"]) if name else None


def _harms(row: Row) -> tuple[str, ...]:
    counts = {kind: _counted(row[f"{kind}_min"], row[f"{kind}_max"]) for kind in _HARMS}
    return harm_text(Harm(**counts))


def _counted(low: int | None, high: int | None) -> Count | None:
    return Count(min=low, max=high) if low is not None else None


def actor_names(asker: Asker, ids: Sequence[str]) -> dict[str, str]:
    """What actors are called: states by their name in English, others as most reports have it."""
    known = {i: _state_name(i) for i in ids}
    for question in ("events.names", *(("actors.new_names",) if asker.behind else ())):
        rest = [i for i, name in known.items() if not name]
        for row in asker.rows(question, ids=rest) if rest else ():
            known[row["actor"]] = one_line(row["name"] or "")
    return {i: name or i for i, name in known.items()}


def _state_name(id: str) -> str:
    name = country_name(id) if len(id) == 3 else ""
    return name if name != id else ""
