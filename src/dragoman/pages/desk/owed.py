"""What is owed by when, as the store knows it on a day, with the history of each; and who stands where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.pages.days import day_text
from dragoman.pages.desk.asking import Asker, Row, every
from dragoman.pages.desk.events import Somebody, actor_names
from dragoman.pages.desk.filters import path_of
from dragoman.pages.shown import one_line
from dragoman.picture import Deadline, find_deadlines
from dragoman.picture.accounts import Party

_READ = 120  # reports whose commitments are joined, the latest
_BACK, _AHEAD = 45, 500  # days
_PARTS = ("debtors", "creditors")
_RESTS_ON = ("id", "version", "digest", "wire", "sentences", "times", "statements", "commitments")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One report's word on a commitment, or that it lapsed."""

    step: str
    day: str
    words: str
    said_by: str
    report: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A commitment with its last day and its history."""

    id: str
    kind: str
    debtors: tuple[Somebody, ...]
    creditors: tuple[Somebody, ...]
    words: str
    condition: str
    due: str
    due_text: str
    days_left: int
    state: str
    running: bool
    steps: tuple[Step, ...]
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """Who takes which stance towards what, by the latest report that tells it."""

    holder: Somebody
    stance: str
    object: Somebody | None
    words: str
    since: str
    last: str
    reports: int
    address: str


def deadlines(asker: Asker, *, on: str, parties: Sequence[str] = ()) -> list[Deadline]:
    """The commitments with a day near ``on`` as known then, by due day; each of ``parties`` takes part in them."""
    day = date.fromisoformat(on)
    rows = asker.rows(
        "owed.reports",
        fill=every("owed.party", parties),
        since=(day - timedelta(days=_BACK)).isoformat(),
        until=(day + timedelta(days=_AHEAD)).isoformat(),
        on=on,
        limit=_READ,
    )
    found = find_deadlines(asker.codings([row["report"] for row in rows], _pared), on=on)
    return [each for each in found if each.due and _is_near(each.due, day) and _take_part(each, parties)]


def _pared(coding: Row) -> Row:
    """Of a coding's JSON what commitments rest on; of an actor's mentions one by name tells as much as all."""
    kept = {name: coding[name] for name in _RESTS_ON if name in coding}
    owing = [one for each in kept.get("commitments", ()) for part in _PARTS for one in each.get(part, ())]
    meant = {one.get("actor") for one in owing}
    meant |= {(each.get("source") or {}).get("actor") for each in kept.get("statements", ())}
    return kept | {"actors": [_by_name(actor) for actor in coding.get("actors", ()) if actor.get("id") in meant]}


def _by_name(actor: Row) -> Row:
    return actor | {"mentions": [each for each in actor.get("mentions", ()) if each.get("kind") == "name"][:1]}


def _is_near(due: str, day: date) -> bool:
    away = (date.fromisoformat(due) - day).days
    return -_BACK <= away <= _AHEAD


def _take_part(deadline: Deadline, parties: Sequence[str]) -> bool:
    """Whether each of ``parties``, or somebody below it, owes or is owed."""
    ids = [party.id for party in (*deadline.debtors, *deadline.creditors)]
    return all(any(i == one or i.startswith(f"{one}/") for i in ids) for one in parties)


def owed(found: Sequence[Deadline]) -> list[Owed]:
    """The commitments as the page shows them: what runs by its day, then what has passed, the latest first."""
    shown = [_owed(each) for each in found]
    running = [each for each in shown if each.running]
    past = sorted((each for each in shown if not each.running), key=lambda each: each.due, reverse=True)
    return [*running, *past]


def _owed(deadline: Deadline) -> Owed:
    steps = tuple(_steps(deadline))
    return Owed(
        id=deadline.id,
        kind=deadline.kind,
        debtors=_people(deadline.debtors),
        creditors=_people(deadline.creditors),
        words=one_line(deadline.words),
        condition=one_line(deadline.condition or ""),
        due=deadline.due or "",
        due_text=day_text(deadline.due) if deadline.due else "",
        days_left=deadline.days_left or 0,
        state=deadline.state,
        running=deadline.is_running,
        steps=steps,
        address=next((step.address for step in reversed(steps) if step.address), ""),
    )


def _people(parties: Sequence[Party]) -> tuple[Somebody, ...]:
    return tuple(Somebody(id=party.id, name=one_line(party.name)) for party in parties)


def _steps(deadline: Deadline) -> list[Step]:
    return [
        Step(
            step=step.step,
            day=day_text(step.day) if step.day else "",
            words=one_line(step.words),
            said_by=one_line(step.said_by.name) if step.said_by else "",
            report=one_line(step.origin.name) if step.origin else "",
            address=record_address(step.commitment) if step.commitment else "",
        )
        for step in deadline.history.steps
    ]


def record_address(id: str) -> str:
    """Where a commitment or a position stands in its report's page, by its id.

    >>> record_address("a/b/commitment-3"), record_address("a/position-1")
    ('/report/a/b#r1d3', '/report/a#r1p1')
    """
    report, _, last = id.rpartition("/")
    kind, _, ordinal = last.partition("-")
    return f"{path_of('report', report)}#r1{kind[0].replace('c', 'd')}{ordinal}"


def stances(asker: Asker, *, on: str, holder: str = "", towards: str = "", limit: int = 30) -> list[Stance]:
    """Who takes which stance, by the latest word on each; ``holder`` and ``towards`` are actors, those below too."""
    parts = [("actors.holder", holder), ("actors.object", towards)]
    texts, asked = [], dict[str, str]()
    for number, (name, value) in enumerate((n, v) for n, v in parts if v):
        text, _ = every(name, [value])
        texts.append(text.replace("each_0", f"side_{number}"))
        asked[f"side_{number}"] = value
    rows = asker.rows("actors.positions", fill=(" AND ".join(texts) or "true", asked), on=on, limit=limit)
    ids = {i for row in rows for i in (row["holder"], row["object_actor"]) if i}
    names = actor_names(asker, sorted(ids)) if ids else {}
    return [_stance(row, names) for row in rows]


def _stance(row: Row, names: dict[str, str]) -> Stance:
    about = row["object_actor"]
    return Stance(
        holder=Somebody(id=row["holder"], name=names[row["holder"]]),
        stance=row["stance"].replace("-", " "),
        object=Somebody(id=about, name=names[about]) if about else None,
        words=one_line(row["words"] or ""),
        since=day_text(row["since"]) if row["since"] else "",
        last=day_text(row["last_day"]) if row["last_day"] else "",
        reports=row["reports"],
        address=f"{path_of('report', row['report'])}#r1p{row['ordinal'] + 1}" if row["report"] else "",
    )
