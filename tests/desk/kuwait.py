"""Three hundred reports of one well-known crisis, told day by day by five invented papers in the project's own words.

The facts stand in ``kuwait-1990.tsv``: Iraq and Kuwait from 17 July to 14 September 1990, a few of the time from
elsewhere, and of the quiet weeks before, from which two of the papers report now and then.
``python -m tests.desk.kuwait kuwait.jsonl`` writes the reports for ``dragoman add``.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from dragoman.record import Report, report_to_json

FACTS = Path(__file__).parent / "kuwait-1990.tsv"
FIRST, DAYS = date(1990, 7, 17), 60
PAPERS = ("Example Wire", "Northport Post", "Harbour Gazette", "Meridian Times", "Example Wire reprinted")
_MONTHS = ("", "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_BACK = ((1, 1), (2, 1), (4, 2), (7, 2))  # how many days back each paper looks, and how many facts it tells again
_OTHER_WORDS = (  # in which two of the papers tell what the other two have told alike
    ("President Saddam Hussein", "Iraqi leader Saddam Hussein"),
    ("President George Bush", "U.S. President George Bush"),
    ("The United Nations Security Council", "The U.N. Security Council"),
    ("The United States", "Washington"),
    ("The Soviet Union", "Moscow"),
    ("Iraqi troops", "Iraqi soldiers"),
    ("U.S. troops", "American soldiers"),
    ("talks", "negotiations"),
    ("promised", "pledged"),
    ("condemned", "denounced"),
    ("criticized", "attacked"),
    ("began", "started"),
    ("withdraw from", "pull out of"),
    ("withdraw its", "pull out its"),
    ("banned", "outlawed"),
    ("arrived in", "reached"),
    ("agreed", "decided"),
    ("called on", "urged"),
    ("released", "freed"),
    ("foreign women", "women from abroad"),
)


@dataclass(frozen=True, slots=True)
class Fact:
    """What happened on a day, in the words of several papers."""

    day: date
    city: str
    headline: str
    tellings: tuple[str, ...]


def facts() -> list[Fact]:
    """The facts by day."""
    with FACTS.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        found = [
            Fact(date.fromisoformat(r["day"]), r["city"], r["headline"], tuple(r["tellings"].split("|"))) for r in rows
        ]
    return sorted(found, key=lambda fact: fact.day)


def reports(days: int = DAYS) -> Iterator[Report]:
    """Those of the quiet weeks, then of the first ``days`` days of the crisis: five papers a day."""
    known = facts()
    for day in sorted({fact.day for fact in known if fact.day < FIRST}):
        yield from (_report(known, day, paper) for paper in (0, 1))
    for number in range(days):
        day = FIRST + timedelta(days=number)
        for paper in range(len(PAPERS)):
            yield _report(known, day, paper)


def _report(known: list[Fact], day: date, paper: int) -> Report:
    """One paper's report of a day: what is new, in its words, then what was before."""
    voice = 0 if paper == len(PAPERS) - 1 else paper  # the last prints what the first wrote
    today = [fact for fact in known if fact.day == day]
    today = today[voice % len(today) :] + today[: voice % len(today)] if today else []
    ago, often = _BACK[voice]
    before = [f for f in known if f.day < day and (day - f.day).days >= ago and not _has_passed(f, day)][-often:]
    lead = today[0] if today else before[-1] if before else known[0]
    told = [_told(fact, day, voice) for fact in [*today, *before]] or [_told(known[0], day, voice)]
    city = f"{lead.city.upper()}, {_MONTHS[day.month]} {day.day} ({PAPERS[voice]}) — "
    body = "\n\n".join(" ".join(told[n : n + 2]) for n in range(0, len(told), 2))
    tail = "\n\nThis report first stood in Example Wire." if voice != paper else ""
    return Report(
        id=f"kuwait-{day.isoformat()}-{paper + 1}",
        text=city + body + tail + "\n",
        published=day.isoformat(),
        title=lead.headline,
        publisher=PAPERS[paper].removesuffix(" reprinted") if paper < 4 else "Coast Reader",
        language="en",
    )


def _has_passed(fact: Fact, day: date) -> bool:
    """Whether the fact names a day to come that is over by now."""
    named = [date(FIRST.year, 8, int(number)) for number in re.findall(r"August (\d+)", fact.tellings[0])]
    return any(each < day for each in named)


def _told(fact: Fact, day: date, voice: int) -> str:
    """A fact in a paper's words, its day as the paper would name it."""
    ago = (day - fact.day).days
    named = f"on {fact.day:%A}" if ago < 7 else f"on {_MONTHS[fact.day.month]} {fact.day.day}"
    told = fact.tellings[voice % len(fact.tellings)]
    if voice < len(fact.tellings):
        return told.replace("{on}", named)
    for words, others in _OTHER_WORDS:
        told = told.replace(words, others)
    return _day_first(told, named)


def _day_first(told: str, named: str) -> str:
    """The sentence with its day in front."""
    bare = told.replace(" {on}", "")
    for word in ("The ", "Oil ", "Officials ", "Foreign ministers ", "Relief ", "Rebels ", "Western women "):
        if bare.startswith(word):
            bare = bare[0].lower() + bare[1:]
    return f"{named[0].upper()}{named[1:]}, {bare}"


def main() -> None:
    """Write the reports as JSON lines to the file named."""
    with Path(sys.argv[1]).open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(report_to_json(report), ensure_ascii=False) + "\n" for report in reports())


if __name__ == "__main__":
    main()
