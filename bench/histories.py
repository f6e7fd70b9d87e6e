"""Commitments and positions joined over reports: small bundles of ours with the histories expected (`tests/picture`).

Each report is read by the whole coder, so that what a room misses counts here too. ``python -m bench.histories``
lists what goes wrong
in the bundles that rules were mended on; of the others it gives the totals only.

links      pairs of tellings of one commitment that stand in one history: precision, recall
steps      steps expected in the history that holds most of the tellings
state, due as they stand on the bundle's day
stances    tellings of a holder's stance that stand in one track; changes: tracks that turned where they should
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import dragoman
from dragoman.picture import History, Track, commitment_histories, position_tracks
from dragoman.record import Coding, Report

UNSEEN = "unseen-"  # how the ids of bundles begin that no rule was mended on
BUNDLES = Path(__file__).parents[1] / "tests" / "picture" / "bundles.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A history that must come out: tellings as (report, words), steps as (report, step)."""

    tellings: tuple[tuple[str, str], ...]
    steps: tuple[tuple[str, str], ...]
    on: str
    state: str
    due: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedTrack:
    """A track that must come out: tellings as (report, stance), and the reports with which it changed."""

    holder: str
    object: str
    tellings: tuple[tuple[str, str], ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A few reports and what must come of them."""

    id: str
    reports: tuple[Report, ...]
    histories: tuple[Wanted, ...]
    tracks: tuple[WantedTrack, ...]


@dataclass(slots=True)
class Tally:
    """What is right and how many there are, by figure, with a line for each miss."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def count(self, name: str, good: bool, miss: str) -> None:
        """One more of a figure."""
        self.right[name] += good
        self.total[name] += 1
        if not good:
            self.misses.append(f"{name:16} {miss}")


def scores(shared: Path) -> dict[str, float]:
    """Every figure in per cent, of all bundles and of those never mended on; ``shared`` is not needed."""
    found = {f"histories {name}": share for name, share in _shares(run())}
    return found | {f"histories unseen {name}": share for name, share in _shares(run(unseen=True))}


def _shares(tally: Tally) -> Iterator[tuple[str, float]]:
    yield from ((name, 100 * tally.right[name] / tally.total[name]) for name in tally.total)


def run(*, unseen: bool = False) -> Tally:
    """The tally over all bundles, or over those that no rule was mended on."""
    coder, tally = dragoman.load(), Tally()
    for bundle in read_bundles():
        if unseen and not bundle.id.startswith(UNSEEN):
            continue
        codings = list(coder.pipe(bundle.reports))
        _score_histories(bundle, codings, tally)
        _score_tracks(bundle, codings, tally)
    return tally


def read_bundles(path: Path = BUNDLES) -> tuple[Bundle, ...]:
    """The bundles of the file."""
    return tuple(_bundle(each) for each in tomllib.loads(path.read_text(encoding="utf-8"))["bundle"])


def _bundle(told: dict[str, list[dict[str, object]]]) -> Bundle:
    name = str(told["id"])
    return Bundle(
        id=name,
        reports=tuple(
            Report(id=str(each["id"]), text=str(each["text"]), published=str(each["day"])) for each in told["report"]
        ),
        histories=tuple(_wanted(each) for each in told.get("history", ())),
        tracks=tuple(_wanted_track(each) for each in told.get("track", ())),
    )


def _wanted(told: dict[str, object]) -> Wanted:
    return Wanted(
        tellings=tuple(_pairs(told["tellings"], ": ")),
        steps=tuple(_pairs(told["steps"], " ")),
        on=str(told["on"]),
        state=str(told["state"]),
        due=str(told["due"]) if "due" in told else None,
    )


def _wanted_track(told: dict[str, object]) -> WantedTrack:
    changed = told["changed"]
    return WantedTrack(
        holder=str(told["holder"]),
        object=str(told["object"]),
        tellings=tuple(_pairs(told["tellings"], " ")),
        changed=tuple(str(each) for each in changed) if isinstance(changed, list) else (),
    )


def _pairs(items: object, by: str) -> Iterator[tuple[str, str]]:
    for item in items if isinstance(items, list) else ():
        first, second = str(item).split(by, 1)
        yield first, second


# -- commitments -----------------------------------------------------------------------------------


def _score_histories(bundle: Bundle, codings: Iterable[Coding], tally: Tally) -> None:
    codings = list(codings)
    histories = commitment_histories(codings)
    homes = _homes(codings, histories)
    texts = {report.id: report.text for report in bundle.reports}
    tellings = [(number, *telling) for number, each in enumerate(bundle.histories) for telling in each.tellings]
    found = [_home(homes, texts, report, words) for _, report, words in tellings]
    for (_, report, words), home in zip(tellings, found, strict=True):
        tally.count("tellings found", home is not None, f"{bundle.id} {report}: {words}")
    for (one, home), (other, other_home) in combinations(zip(tellings, found, strict=True), 2):
        what = f"{bundle.id}: {one[1]} “{one[2]}” and {other[1]} “{other[2]}”"
        joined = home is not None and home == other_home
        if one[0] == other[0]:
            tally.count("links recall", joined, what)
        if joined:
            tally.count("links precision", one[0] == other[0], what)
    for number, wanted in enumerate(bundle.histories):
        homes_of = [
            home for telling, home in zip(tellings, found, strict=True) if telling[0] == number and home is not None
        ]
        _score_one(bundle, wanted, histories[Counter(homes_of).most_common(1)[0][0]] if homes_of else None, tally)


def _homes(codings: Iterable[Coding], histories: Iterable[History]) -> dict[tuple[str, int, int], int]:
    """The number of the history of each telling, by report and characters of its content."""
    contents = {c.id: (coding.id, c.content.start, c.content.end) for coding in codings for c in coding.commitments}
    return {
        contents[step.commitment]: number
        for number, history in enumerate(histories)
        for step in history.steps
        if step.commitment is not None
    }


def _home(homes: dict[tuple[str, int, int], int], texts: dict[str, str], report: str, words: str) -> int | None:
    """The history of the commitment whose content has most of the words."""
    start = texts[report].index(words)
    shared = {
        key: min(key[2], start + len(words)) - max(key[1], start)
        for key in homes
        if key[0] == report and key[1] < start + len(words) and start < key[2]
    }
    return homes[max(shared, key=lambda key: shared[key])] if shared else None


def _score_one(bundle: Bundle, wanted: Wanted, history: History | None, tally: Tally) -> None:
    known = history.on(wanted.on) if history is not None else None
    steps = {(step.origin.report, step.step) for step in known.steps if step.origin} if known else set()
    for step in wanted.steps:
        tally.count("steps", step in steps, f"{bundle.id}: {' '.join(step)}, found {sorted(steps)}")
    state = known.state if known else None
    tally.count("state", state == wanted.state, f"{bundle.id} on {wanted.on}: {wanted.state}, found {state}")
    due = known.due if known else None
    if wanted.due is not None:
        tally.count("due", due == wanted.due, f"{bundle.id} on {wanted.on}: {wanted.due}, found {due}")


# -- positions -------------------------------------------------------------------------------------


def _score_tracks(bundle: Bundle, codings: Iterable[Coding], tally: Tally) -> None:
    tracks = position_tracks(codings)
    for wanted in bundle.tracks:
        alike = [track for track in tracks if _is_wanted(track, wanted)]
        track = max(alike, key=lambda each: len(set(_told(each)) & set(wanted.tellings)), default=None)
        told = set(_told(track)) if track is not None else set()
        who = f"{bundle.id}: {wanted.holder} towards {wanted.object or 'it'}"
        for telling in wanted.tellings:
            tally.count("stances recall", telling in told, f"{who}, {' '.join(telling)}")
        for telling in sorted(told):
            tally.count("stances precision", telling in wanted.tellings, f"{who}, {' '.join(telling)}")
        changed = tuple(period.told[0].origin.report for period in track.changes) if track is not None else ()
        tally.count("changes", track is not None and changed == wanted.changed, f"{who}: {changed}")


def _is_wanted(track: Track, wanted: WantedTrack) -> bool:
    about = track.object.id if track.object is not None else ""
    return track.holder.id == wanted.holder and about == wanted.object


def _told(track: Track) -> Iterator[tuple[str, str]]:
    for period in track.periods:
        yield from ((word.origin.report, word.stance) for word in period.told)


if __name__ == "__main__":
    for title, outcome in (("all", run()), ("unseen", run(unseen=True))):
        print(title)
        if title == "all":
            print("\n".join(miss for miss in outcome.misses if UNSEEN not in miss))
        for name in outcome.total:
            print(f"{name:20} {outcome.right[name]:3} of {outcome.total[name]:3}")
