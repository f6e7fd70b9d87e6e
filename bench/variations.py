"""Variations: 77 frames of ``tests/events/variations.toml`` in every form, with states, days and sources exchanged,
and 40 others of ``variations_held_out.toml``, with persons exchanged too, that no rule is mended on.

The coding may change only where the sentence does: type and mode stay, the countries follow the names, voice does
not swap the roles, the modality follows the tense, the days follow the date. As a script,
``python -m bench.variations [SIZE]`` lists the frames and forms that are violated most, with an example of each;
with ``--held-out`` it gives the figures of the others and shows none of them.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import dragoman
from dragoman.coder import Coder
from dragoman.record import Coding, Event, Participant, Report
from dragoman.world import load_world
from dragoman.world.records import State

FRAMES = Path(__file__).resolve().parents[1] / "tests" / "events" / "variations.toml"
HELD_OUT = FRAMES.with_name("variations_held_out.toml")  # other sentences: whether mending on the first generalises
DAY = "2024-05-14"
PER_FORM = {FRAMES: 9, HELD_OUT: 4}  # variations of a frame in one form; over 10,000 and over 2,000 in all
KINDS = ("missing", "extra", "type", "mode", "actor", "recipient", "modality", "when", "said")
STEPS = (17, 29, 43)  # strides through the states, so that pairs differ from one variation to the next
Table = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variation:
    """A sentence and what its coding must say; ``days`` is None where the form names none."""

    id: str
    frame: str
    form: str
    text: str
    anchors: tuple[tuple[int, int], ...]
    types: tuple[tuple[str, str], ...]  # type with modality
    mode: str | None
    actors: frozenset[str]
    recipients: frozenset[str] | None  # None: not checked
    mutual: bool
    days: tuple[str, str] | None
    said: bool


@dataclass(frozen=True, slots=True)
class Violation:
    """What the coding of a variation has wrong."""

    variation: Variation
    kind: str
    found: str


def scores(shared: Path) -> dict[str, float]:
    """The share of variations with a violation, over all and by kind, in per cent, and of those held out; less is
    better, nought is right."""
    made, others = variations(), variations(frames=HELD_OUT)
    found = shares(made, violations(dragoman.load(), made))
    held_out = shares(others, violations(dragoman.load(), others))
    return found | {"variations violated, held out": held_out["variations violated"]}


def shares(made: Sequence[Variation], wrong: Sequence[Violation]) -> dict[str, float]:
    """Violated variations in per cent of all, over all and by kind."""
    by_kind = Counter(v.kind for v in wrong)
    found = {"variations violated": 100 * len({v.variation.id for v in wrong}) / len(made)}
    return found | {f"variations violated {kind}": 100 * by_kind[kind] / len(made) for kind in KINDS}


# -- making ------------------------------------------------------------------------


def variations(size: int | None = None, *, frames: Path = FRAMES) -> list[Variation]:
    """All variations, or about ``size`` of them spread over the frames and forms; the same on every run."""
    table = tomllib.loads(frames.read_text(encoding="utf-8"))
    made = list(_all(table, PER_FORM[frames]))
    return made if size is None else made[:: max(1, len(made) // size)]


def _all(table: Table, turns: int) -> Iterator[Variation]:
    numbers = count()
    for frame in table["frame"]:
        for form in table["form"]:
            if _fits(frame, form):
                yield from (_variation(table, frame, form, turn, next(numbers)) for turn in range(turns))


def _fits(frame: Table, form: Table) -> bool:
    """Whether the form can be made of the frame."""
    name = form["id"]
    if name.startswith("passive") and not frame.get("passive"):
        return False
    if name == "nominal-day" and "late" in frame:
        return False  # the day could be that of what is asked or threatened
    return name not in frame.get("without", ()) and (not name.startswith("nominal") or "nominal" in frame)


def _variation(table: Table, frame: Table, form: Table, turn: int, number: int) -> Variation:
    actor, recipient, third = _three_states(number)
    days = {slot: _pick(list(table["days"][slot]), number + turn) for slot in ("past", "future")}
    slots = _slots(table, frame, turn, (actor, recipient, third), person=_pick(table.get("persons", [""]), number))
    filled = form["text"].format_map(slots | {"D": days["past"], "F": days["future"]})
    text, anchors = _without_marks(filled)
    named = "past" if "{D}" in form["text"] else "future" if "{F}" in form["text"] else None
    acting = {actor.code} | ({third.code} if "{X}" in form["text"] else set())
    checked = frame.get("recipient", "object")
    return Variation(
        id=f"{frame['id']}/{form['id']}/{turn}",
        frame=frame["id"],
        form=form["id"],
        text=text,
        anchors=anchors,
        types=_types(table, frame, form),
        mode=frame.get("mode"),
        actors=frozenset() if form["id"] == "passive-bare" else frozenset(acting),
        recipients=None if checked == "any" else frozenset({recipient.code} if checked == "object" else ()),
        mutual=frame.get("mutual", False),
        days=tuple(table["days"][named][days[named]]) if named else None,
        said=form.get("said", False),
    )


def _types(table: Table, frame: Table, form: Table) -> tuple[tuple[str, str], ...]:
    """The type with the form's modality; an act still to come, or withheld, may be of the type that means so."""
    modality = form.get("modality", "actual")
    types = [(frame["type"], modality)]
    if modality == "future" and (becomes := table["future"].get(frame["type"])):
        types.append((becomes, "actual"))
    if form["id"].startswith("negated") and "negated" in frame:
        types.append((frame["negated"], "actual"))
    return tuple(types)


def _slots(table: Table, frame: Table, turn: int, states: tuple[State, State, State], *, person: str) -> dict[str, str]:
    """What fills a form's slots."""
    articles = frozenset(table["articles"])
    actor, recipient, third = (_forms_of(state, articles) for state in states)
    around = recipient | {f"A{name}": value for name, value in actor.items()}
    around["A's"] = _possessive(actor["name"])
    subject = _pick(table["actors"][frame["actor"]], turn).format_map(actor | {"person": person})
    thing = _pick(frame["object"], turn // 2).format_map(around)
    base, third_person, past, participle = frame["verb"].split()
    plural = subject.startswith("+")
    return {
        "S": subject.removeprefix("+"),
        "O": thing.removeprefix("+"),
        "T": _tail(frame, "tail", turn).format_map(around),
        "L": _tail(frame, "late", turn).format_map(around),
        "N": frame.get("nominal", "").format_map(around),
        "X": third["name"],
        "source": _pick(table["sources"], turn).format_map(third),
        "verb": base if plural else third_person,
        "base": base,
        "past": past,
        "pp": participle,
        "has": "have" if plural else "has",
        "it": "they" if plural else "he" if _is_person(subject) else "it",
        "who": "who" if plural or _is_person(subject) else "which",
        "was": "were" if thing.startswith("+") else "was",
        "have": "have" if thing.startswith("+") else "has",
    }


def _is_person(subject: str) -> bool:
    """Whether the one who acts holds an office: the minister, not the ministry."""
    return any(office in subject.lower().split() for office in ("minister", "president", "judge"))


def _tail(frame: Table, name: str, turn: int) -> str:
    """What follows the object before ("tail") or after the day ("late")."""
    tail = frame.get(name, "")
    return tail if isinstance(tail, str) else _pick(tail, turn // 2)


def _forms_of(state: State, articles: frozenset[str]) -> dict[str, str]:
    name = f"the {state.name}" if state.name in articles else state.name
    return {"name": name, "adj": state.adjectives[0], "capital": state.capital or ""}


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _three_states(number: int) -> tuple[State, State, State]:
    """Three different states, in another combination for each number."""
    states = _states()
    places: list[int] = []
    for step in STEPS:
        at = (number * step + step) % len(states)
        while at in places:
            at = (at + 1) % len(states)
        places.append(at)
    first, second, third = (states[at] for at in places)
    return first, second, third


@cache
def _states() -> tuple[State, ...]:
    """The states that have an adjective and a capital of another name."""
    states = load_world().states.values()
    return tuple(s for s in states if s.adjectives and s.capital and s.name not in s.capital)


def _pick(items: Sequence[str], number: int) -> str:
    return items[number % len(items)]


def _without_marks(filled: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The sentence with a capital letter and single spaces, and where the marked words stand in it."""
    marked = re.sub(r" +(?=[ .,])", "", filled)
    marked = re.sub(r"\b([Aa]) (?=[AEIO])", r"\1n ", marked)
    marked = marked[0].upper() + marked[1:] if marked[0] != "*" else marked
    pieces, anchors, at = marked.split("*"), [], 0
    for number, piece in enumerate(pieces):
        if number % 2:
            anchors.append((at, at + len(piece)))
        at += len(piece)
    return "".join(pieces), tuple(anchors)


# -- checking ----------------------------------------------------------------------


def violations(coder: Coder, made: Sequence[Variation]) -> list[Violation]:
    """All that the codings of these variations have wrong."""
    reports = [Report(id=v.id, text=v.text, published=DAY) for v in made]
    return [wrong for v, c in zip(made, coder.pipe(reports), strict=True) for wrong in check(v, c)]


def check(variation: Variation, coding: Coding) -> list[Violation]:
    """What one coding has wrong."""
    at_anchor = [e for e in coding.events if _touches(e, variation)]
    others = [e for e in coding.events if not _touches(e, variation)]
    wrong = [Violation(variation, "extra", f"{e.type} [{_words(e, variation)}]") for e in others[:1]]
    if not at_anchor:
        return [*wrong, Violation(variation, "missing", "-")]
    types = {t for t, _ in variation.types}
    event = next((e for e in at_anchor if e.type in types), at_anchor[0])
    return [*wrong, *(Violation(variation, kind, found) for kind, found in _wrong(variation, event, coding))]


def _wrong(variation: Variation, event: Event, coding: Coding) -> Iterator[tuple[str, str]]:
    types = {t for t, _ in variation.types}
    if event.type not in types:
        yield "type", f"{event.type}-{event.mode}"
    elif variation.mode is not None and event.type == variation.types[0][0] and event.mode != variation.mode:
        yield "mode", f"{event.type}-{event.mode}"
    if event.type in types and (event.type, event.modality) not in variation.types:
        yield "modality", event.modality
    acting, suffering = (_countries(parties, coding) for parties in (event.actors, event.recipients))
    yield from _wrong_parties(variation, acting, suffering)
    days = (event.when.begin, event.when.until) if event.when else None
    if variation.days is not None and days != variation.days:
        yield "when", f"{days}"
    if variation.said != (event.statement is not None):
        yield "said", f"{event.statement}"


def _wrong_parties(
    variation: Variation, acting: frozenset[str], suffering: frozenset[str]
) -> Iterator[tuple[str, str]]:
    wanted = variation.recipients
    if variation.mutual and wanted is not None:
        if acting | suffering != variation.actors | wanted:
            yield "actor", _listed(acting | suffering)
        return
    if acting != variation.actors:
        yield "actor", _listed(acting)
    if wanted is not None and suffering != wanted:
        yield "recipient", _listed(suffering)


def _countries(parties: Sequence[Participant], coding: Coding) -> frozenset[str]:
    countries = {actor.id: actor.country for actor in coding.actors}
    return frozenset(countries[p.actor] or f"?{p.actor}" for p in parties)


def _listed(codes: frozenset[str]) -> str:
    return "+".join(sorted(codes)) or "nobody"


def _touches(event: Event, variation: Variation) -> bool:
    return any(event.anchor.start < end and start < event.anchor.end for start, end in variation.anchors)


def _words(event: Event, variation: Variation) -> str:
    return variation.text[event.anchor.start : event.anchor.end]


# -- listing -----------------------------------------------------------------------


@dataclass(slots=True)
class Group:
    """Violations of one kind in one frame (or form), and the first of them."""

    number: int = 0
    examples: list[Violation] = field(default_factory=list)


def listing(wrong: Sequence[Violation], by: str, shown: int) -> Iterator[str]:
    """The commonest violations by kind and frame or form, with an example."""
    groups: dict[tuple[str, str], Group] = {}
    for violation in wrong:
        group = groups.setdefault((violation.kind, getattr(violation.variation, by)), Group())
        group.number += 1
        group.examples.append(violation)
    for (kind, name), group in sorted(groups.items(), key=lambda item: -item[1].number)[:shown]:
        example = group.examples[len(group.examples) // 2]
        yield f"{group.number:5} {kind:10} {name:18} {example.found:24} {example.variation.text}"


def main() -> None:
    sizes = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    held_out = "--held-out" in sys.argv[1:]
    made = variations(sizes[0] if sizes else None, frames=HELD_OUT if held_out else FRAMES)
    wrong = violations(dragoman.load(), made)
    for by in () if held_out else ("frame", "form"):
        print(f"-- by {by}")
        print("\n".join(listing(wrong, by, 60)))
    for name, share in shares(made, wrong).items():
        print(f"{name:32} {share:6.2f}")
    print(f"{len(made)} variations")


if __name__ == "__main__":
    main()
