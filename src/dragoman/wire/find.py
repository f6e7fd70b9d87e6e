"""All that the wire says about one report."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.record import Dateline, Noise, Report, Span, Wire
from dragoman.record.types import PublishedFrom
from dragoman.wire.credits import CreditBlock, find_credits
from dragoman.wire.datelines import Heading, find_heading
from dragoman.wire.dates import read_day
from dragoman.wire.lines import lines_of
from dragoman.wire.noise import find_noise
from dragoman.wire.rules import WireRules

_STAMPS = ("published", "updated")


def find_wire(report: Report, *, rules: WireRules) -> Wire:
    """What the wire says about the report; ``dateline.place`` stays None until ``place_dateline``.

    ``noise`` holds, beside buttons and advertisements, the whole dateline (kind "dateline") and the
    words around credited names (kind "credit"). ``published`` is the report's own where it has one,
    else a dateline's or a stamp's complete day.

    >>> from dragoman.wire import load_wire_rules
    >>> wire = find_wire(Report(id="1", text="ROME (AP) — Ministers met."), rules=load_wire_rules())
    >>> wire.agency, wire.dateline.start, wire.dateline.end
    ('AP', 0, 4)
    """
    text = report.text
    lines = lines_of(text)
    noise = find_noise(text, lines, rules=rules)
    bare = _without(lines, noise)
    heading = find_heading(text, bare, rules=rules)
    blocks = find_credits(text, bare, rules=rules)
    published, published_from = _published(report, heading, [*noise, *_bylines(blocks)], rules)
    return Wire(
        agency=_agency(report, heading, blocks, noise, rules),
        dateline=_dateline(heading, published, rules),
        credits=tuple(credit for block in blocks for credit in block.credits),
        noise=_all_noise(noise, heading, blocks),
        published=published,
        published_from=published_from,
    )


def _without(lines: Sequence[Span], noise: Sequence[Noise]) -> list[Span]:
    taken = {(n.start, n.end) for n in noise}
    return [line for line in lines if (line.start, line.end) not in taken]


def _dateline(heading: Heading | None, published: str | None, rules: WireRules) -> Dateline | None:
    if heading is None or heading.place is None:
        return None
    day = read_day(heading.day, near=published, rules=rules) if heading.day else None
    return Dateline(start=heading.place.start, end=heading.place.end, date=day)


def _published(
    report: Report, heading: Heading | None, noise: Sequence[Noise], rules: WireRules
) -> tuple[str | None, PublishedFrom | None]:
    if report.published:
        return report.published, "given"
    stamp = _stamp(report.text, noise, rules)
    if heading is not None and heading.day is not None:
        day = read_day(heading.day, near=stamp, rules=rules)
        if day is not None:
            return day, "dateline"
    return (stamp, "text") if stamp is not None else (None, None)


def _bylines(blocks: Sequence[CreditBlock]) -> list[Noise]:
    """Credits of bylines, which may hold a day too ("By Jane Roe, March 26, 2018")."""
    return [Noise(start=b.start, end=b.end, kind="published") for b in blocks if b.credits[:1] and b.head]


def _stamp(text: str, noise: Sequence[Noise], rules: WireRules) -> str | None:
    """The day of the first line that says when the report was published, else of the first update."""
    for kind in _STAMPS:
        for item in noise:
            found = rules.full_day.search(text, item.start, item.end) if item.kind == kind else None
            if found is not None and (day := read_day(found[0], near=None, rules=rules)) is not None:
                return day
    return None


def _agency(
    report: Report, heading: Heading | None, blocks: Sequence[CreditBlock], noise: Sequence[Noise], rules: WireRules
) -> str | None:
    """The agency of the dateline, else of a credit, of a line of its own, or the publisher if it is one."""
    if heading is not None and heading.agency is not None:
        return _agency_named(heading.agency, rules) or heading.agency
    for block in blocks:
        if block.agency is not None:
            return _agency_named(block.agency, rules)
    for item in noise:
        if item.kind == "agency" and (name := _agency_inside(report.text[item.start : item.end], rules)):
            return name
    return _agency_named(report.publisher or "", rules)


def _agency_named(words: str, rules: WireRules) -> str | None:
    """The agency that ``words`` name, the first where they name several; capitals as in the table or all."""
    first = words.split("/")[0].split(",")[0].strip()
    for form in (words, first, first.title()):
        if form in rules.agencies:
            return rules.agencies[form]
    return None


def _agency_inside(words: str, rules: WireRules) -> str | None:
    found = rules.agency.search(words)
    return rules.agencies.get(found[0]) if found else None


def _all_noise(noise: Sequence[Noise], heading: Heading | None, blocks: Sequence[CreditBlock]) -> tuple[Noise, ...]:
    found = list(noise)
    if heading is not None:
        found.append(Noise(start=heading.start, end=heading.end, kind="dateline"))
    found += [Noise(start=block.start, end=block.end, kind="credit") for block in blocks]
    return tuple(sorted(found, key=lambda n: (n.start, n.end)))
