"""Read the sentences of `corpus/events/` and the reports of `corpus/reports/`, in which events and who takes part in
them are marked (see GUIDE.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.record import load_plover

ROLES = {"a": "actor", "r": "recipient", "p": "place", "t": "time", "s": "sayer"}
MODALITIES = {"fut": "future", "hyp": "hypothetical", "neg": "negated"}
HARMS = ("killed", "injured", "displaced", "detained")

_ROLE = re.compile(r"([arpts])(\d+(?:,\d+)*)\Z")
_HARM = re.compile(r"(killed|injured|displaced|detained)=(\d+)(\.\.)?(\d+)?\Z")
_NUMBER = re.compile(r"(\d{1,2})(?:@([A-Za-z0-9-]+(?:/[A-Za-z0-9-]+)*))?")
_TYPE = re.compile(r"([A-Z]+)(?:-([a-z-]+))?\Z")


@dataclass(frozen=True, slots=True)
class MarkedEvent:
    """An anchor, characters ``[start, end)`` of the plain sentence, with phrase numbers by role."""

    start: int
    end: int
    type: str
    mode: str | None
    roles: dict[str, tuple[int, ...]]
    modality: str = "actual"
    historical: bool = False
    harm: dict[str, tuple[int, int | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """The plain sentence, its phrases by number as characters ``[start, end)``, its events in order, and the actor
    that a phrase stands for where the line says so (``[he]2@RUS/vladimir-putin``).
    """

    text: str
    phrases: dict[int, tuple[int, int]]
    events: tuple[MarkedEvent, ...]
    actors: dict[int, str] = field(default_factory=dict)


def read_sentence(line: str) -> MarkedSentence:
    """The sentence behind a marked line.

    Raises ValueError where marks are not balanced, a type, mode or flag is unknown, or a role names no phrase.

    >>> read = read_sentence("[Police]1 {arrested|COERCE-arrest a1 r2} [two men]2.")
    >>> read.text, read.phrases[2], read.events[0].roles
    ('Police arrested two men.', (16, 23), {'actor': (1,), 'recipient': (2,)})
    """
    text, at = "", 0
    phrases: dict[int, tuple[int, int]] = {}
    events: list[MarkedEvent] = []
    actors: dict[int, str] = {}
    opened: list[int] = []
    while at < len(line):
        mark = line[at]
        if mark == "[":
            opened.append(len(text))
        elif mark == "]":
            number = _NUMBER.match(line, at + 1)
            if not opened or number is None:
                raise ValueError(f'"]" without "[" or number at character {at}: {line!r}')
            start, key = opened.pop(), int(number[1])
            if key in phrases:
                raise ValueError(f"phrase {key} is there twice: {line!r}")
            phrases[key] = (start, len(text))
            if number[2]:
                actors[key] = number[2]
            at = number.end() - 1
        elif mark == "{":
            end = line.find("}", at)
            words, bar, code = line[at + 1 : end].partition("|")
            if end < 0 or not bar or set("[]{") & set(words + code):
                raise ValueError(f'expected "{{words|TYPE ...}}" at character {at}: {line!r}')
            events.append(_event(len(text), words, code, line))
            text += words
            at = end
        elif mark == "}":
            raise ValueError(f'"}}" without "{{" at character {at}: {line!r}')
        else:
            text += mark
        at += 1
    if opened:
        raise ValueError(f'"[" is never closed: {line!r}')
    sentence = MarkedSentence(text, phrases, tuple(events), actors)
    _check(sentence, line)
    return sentence


def _event(start: int, words: str, code: str, line: str) -> MarkedEvent:
    kind, *marks = code.split()
    named = _TYPE.match(kind)
    types = load_plover().types
    if named is None or named[1] not in types:
        raise ValueError(f"{kind!r} is no event type: {line!r}")
    if named[2] is not None and not types[named[1]].has_mode(named[2]):
        raise ValueError(f"{named[2]!r} is no mode of {named[1]}: {line!r}")
    roles: dict[str, tuple[int, ...]] = {}
    harm: dict[str, tuple[int, int | None]] = {}
    modality, historical = "actual", False
    for mark in marks:
        if role := _ROLE.match(mark):
            roles[ROLES[role[1]]] = tuple(int(n) for n in role[2].split(","))
        elif counted := _HARM.match(mark):
            least = int(counted[2])
            harm[counted[1]] = (least, int(counted[4]) if counted[4] else None if counted[3] else least)
        elif mark in MODALITIES:
            modality = MODALITIES[mark]
        elif mark == "hist":
            historical = True
        else:
            raise ValueError(f"{mark!r} is no role, flag or harm: {line!r}")
    return MarkedEvent(start, start + len(words), named[1], named[2], roles, modality, historical, harm)


def _check(sentence: MarkedSentence, line: str) -> None:
    for event in sentence.events:
        for numbers in event.roles.values():
            if missing := [n for n in numbers if n not in sentence.phrases]:
                raise ValueError(f"no phrase {missing[0]} in {line!r}")
    used = {n for event in sentence.events for numbers in event.roles.values() for n in numbers}
    if unused := set(sentence.phrases) - used:
        raise ValueError(f"phrase {min(unused)} has no role in {line!r}")
    for start, end in [*sentence.phrases.values(), *((e.start, e.end) for e in sentence.events)]:
        if not sentence.text[start:end].strip() or sentence.text[start:end] != sentence.text[start:end].strip():
            raise ValueError(f"empty mark or a space at the edge of {sentence.text[start:end]!r} in {line!r}")


def read_events(path: Path) -> Iterator[MarkedSentence]:
    """The sentences of a file, or of every .txt file of a folder in the order of their names.

    Raises ValueError naming file and line of the first malformed one.
    """
    for file in sorted(path.glob("*.txt")) if path.is_dir() else [path]:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip() or line.startswith("# "):
                continue
            try:
                yield read_sentence(line.strip())
            except ValueError as error:
                raise ValueError(f"{file}:{number}: {error}") from error


@dataclass(frozen=True, slots=True)
class MarkedReport:
    """A whole report: its id, day (ISO) and paragraphs in order; ``text`` is the paragraphs, a blank line between."""

    id: str
    published: str
    paragraphs: tuple[MarkedSentence, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)


def read_reports(folder: Path) -> Iterator[MarkedReport]:
    """The reports of a folder, in the order of their files: each begins with a line ``## ID DAY``.

    Raises ValueError naming file and line of what is malformed.
    """
    for file in sorted(folder.glob("*.txt")):
        head: tuple[str, str] | None = None
        paragraphs: list[MarkedSentence] = []
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            if line.startswith("## "):
                if head is not None:
                    yield MarkedReport(*head, tuple(paragraphs))
                head, paragraphs = _head(line, f"{file}:{number}"), []
            elif line.strip() and not line.startswith("# "):
                if head is None:
                    raise ValueError(f'{file}:{number}: expected "## ID DAY" before the first paragraph')
                try:
                    paragraphs.append(read_sentence(line.strip()))
                except ValueError as error:
                    raise ValueError(f"{file}:{number}: {error}") from error
        if head is not None:
            yield MarkedReport(*head, tuple(paragraphs))


def _head(line: str, where: str) -> tuple[str, str]:
    parts = line.split()
    if len(parts) != 3 or not re.fullmatch(r"\d{4}-\d\d-\d\d", parts[2]):
        raise ValueError(f'{where}: expected "## ID YYYY-MM-DD", found {line!r}')
    return parts[1], parts[2]


def main() -> None:
    """Check every line; print how many sentences, events, types and modes there are."""
    import sys
    from collections import Counter

    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "events"
    sentences = bad = empty = 0
    types: Counter[str] = Counter()
    modes: Counter[str] = Counter()
    for file in sorted(folder.glob("*.txt")) if folder.is_dir() else [folder]:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip() or line.startswith("# "):
                continue
            try:
                found = read_sentence(line.strip())
            except ValueError as error:
                bad += 1
                print(f"{file.name}:{number}: {error}")
                continue
            sentences += 1
            empty += not found.events
            types.update(e.type for e in found.events)
            modes.update(f"{e.type}-{e.mode}" for e in found.events if e.mode)
    print(f"{sentences} sentences, {empty} without event, {bad} malformed")
    print(", ".join(f"{t} {n}" for t, n in types.most_common()))
    print(", ".join(f"{t} {n}" for t, n in modes.most_common()))
    raise SystemExit(1 if bad else 0)


if __name__ == "__main__":
    main()
