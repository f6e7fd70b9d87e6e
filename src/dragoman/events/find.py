"""The events of a report: candidates, and for each who, whether, when, where, how many and according to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.events.asides import without_asides
from dragoman.events.candidates import Candidate, Matcher, unconsumed
from dragoman.events.contexts import Contexts
from dragoman.events.gates import passes
from dragoman.events.grammar import Grammar
from dragoman.events.harm import Harms
from dragoman.events.modality import Modalities
from dragoman.events.outcomes import with_outcomes
from dragoman.events.participants import Actors, Casting, Parties
from dragoman.events.rules import EventRules
from dragoman.events.sameness import Told, same_as
from dragoman.events.sequence import in_sequence
from dragoman.events.slots import Slots
from dragoman.events.speech import Attitudes, Sayings, obligations, threats, with_future
from dragoman.events.standing import is_public_affair
from dragoman.events.weighing import weigh
from dragoman.events.when import Calendar, is_news
from dragoman.events.where import Map
from dragoman.language import ActorLookup, Parsed
from dragoman.record import Actor, Event, Place, Span, Statement, Time, When, Wire, load_plover
from dragoman.record.types import Modality

_PUBLIC_EVENTS = 2  # in a report of so many public events, what befalls unknown people is news too
_NEAR = 4  # words between a light verb and its noun that still make one anchor


def find_events(
    parsed: Parsed,
    lookup: ActorLookup,
    times: Sequence[Time],
    places: Sequence[Place],
    statements: Sequence[Statement],
    *,
    dwellers: Sequence[Actor] = (),
    wire: Wire,
    day: str | None,
    rules: EventRules,
) -> tuple[Event, ...]:
    """The events of the report in text order; ``day`` is the report's ISO day.

    ``statement`` is the innermost statement around the anchor, ``same_as`` an earlier event of this report that is
    the same happening. Participants that no actor of ``lookup`` answers are left out; ``dwellers`` are the people of
    places, who take part only where an act is done to them there.
    """
    people = ActorLookup.of(parsed, dwellers)
    return _Finder(parsed, lookup, people, times, places, statements, wire, day, rules).events()


class _Finder:
    """One report on its way to events."""

    def __init__(
        self,
        parsed: Parsed,
        lookup: ActorLookup,
        dwellers: ActorLookup,
        times: Sequence[Time],
        places: Sequence[Place],
        statements: Sequence[Statement],
        wire: Wire,
        day: str | None,
        rules: EventRules,
    ) -> None:
        self.parsed, self.rules, self.day, self.statements = parsed, rules, day, statements
        self.lookup = lookup
        self.slots = Slots(Grammar(parsed), rules)
        self.actors = Actors(self.slots, lookup, dwellers)
        self.sayings = Sayings(parsed, statements)
        self.attitudes = Attitudes(parsed)
        found = Matcher(self.slots, rules, self.actors.is_actor, self.actors.noun_of).candidates()
        found += obligations(self.slots, found, self.actors, rules)
        found += threats(self.slots, found, self.actors, rules)
        found = list({c.anchor: c for c in found}.values())  # a demand or threat goes before the act demanded
        self.candidates = with_outcomes(weigh(unconsumed(found), parsed.events, rules), self.slots)
        by_word = {c.anchor: c for c in self.candidates}
        self.map = Map(self.slots, places, wire, by_word)
        self.casting = Casting(self.slots, self.actors, rules, {c.anchor: c for c in found} | by_word, self.map)
        self.modalities = Modalities(self.slots, rules)
        self.calendar = Calendar(self.slots, times, day, by_word)
        self.harms, self.contexts = Harms(self.slots, self.candidates), Contexts(parsed, rules)

    def events(self) -> tuple[Event, ...]:
        """The events in text order, those told again pointing back."""
        cast = [(c, self._expanded(self.casting.of(c))) for c in self.candidates]
        passed = [(c, p) for c, p in cast if self._passes(c, p, public=False)]
        if sum(is_public_affair(p, self.actors) for _, p in passed) >= _PUBLIC_EVENTS:
            passed = [(c, p) for c, p in cast if self._passes(c, p, public=True)]
        kept = without_asides(passed, self.slots, self.actors)
        told = [self._told(c, p) for c, p in kept]
        placed = in_sequence([t.event for t in told], [c.anchor for c, _ in kept], self.slots)
        told = [replace(t, event=event) for t, event in zip(told, placed, strict=True)]
        links = same_as(told)
        events = [replace(t.event, same_as=link) for t, link in zip(told, links, strict=True)]
        return tuple(_with_known_days(events, t, link) for t, link in zip(events, links, strict=True))

    def _passes(self, candidate: Candidate, parties: Parties, *, public: bool) -> bool:
        return passes(candidate, parties, self.slots, self.actors, self.rules, public=public)

    def _told(self, candidate: Candidate, parties: Parties) -> Told:
        event = self._event(candidate, self.casting.without_forces(candidate, parties))
        word = self.parsed.words[candidate.anchor]
        definite = any(
            self.parsed.words[k].lemma in ("the", "this", "that") for k in self.parsed.children(candidate.anchor, "det")
        )
        rule = candidate.rule.id if candidate.rule is not None else None
        return Told(event, word.lemma.lower(), rule, word.sentence, definite and word.upos == "NOUN")

    def _expanded(self, parties: Parties) -> Parties:
        """Each of "both sides" in place of both."""
        return Parties(self.lookup.expanded(parties.actors), self.lookup.expanded(parties.recipients))

    def _event(self, candidate: Candidate, parties: Parties) -> Event:
        statement = self._teller(candidate)
        modality = self._modality(candidate, statement)
        speaker = None if statement is None else self.statements[statement]
        kind, mode, modality = with_future(candidate, modality, parties, speaker, self.slots, self.actors, self.rules)
        if kind == "REJECT" and candidate.type != kind and parties.actors and not parties.recipients:
            parties = self._expanded(
                self.casting.sides(candidate)
            )  # "will not meet the rebels": one side refuses the other
        number = self.calendar.time_of(candidate.anchor)
        if number is None and candidate.outcome is not None:
            number = self.calendar.time_of(candidate.outcome)
        when = self.calendar.when(number)
        historical = self.calendar.is_past(when)
        if when is None and not historical:
            when = self._report_day(candidate, statement, modality)
        plover = load_plover()
        return Event(
            type=kind,
            mode=mode,
            contexts=self.contexts.of(candidate.anchor),
            quad=plover.quad_of(kind),
            score=plover.score_of(kind, mode),
            anchor=self._anchor(candidate),
            actors=parties.actors,
            recipients=parties.recipients,
            when=when,
            where=self._where(candidate, parties, statement),
            harm=self.harms.of(candidate),
            modality=modality,
            historical=historical,
            statement=statement,
            confidence=round(candidate.confidence, 3),
        )

    def _teller(self, candidate: Candidate) -> int | None:
        """The innermost statement around the anchor whose cue is no part of the act itself: who "held talks" tells
        of none."""
        carried = self.parsed.words[candidate.light].start if candidate.light is not None else -1
        own = {n for n, s in enumerate(self.statements) if s.cue is not None and s.cue.start <= carried < s.cue.end}
        return self.sayings.innermost(self.parsed.words[candidate.anchor].start, but=own)

    def _modality(self, candidate: Candidate, statement: int | None) -> Modality:
        if candidate.asker is not None:
            modality: Modality = "actual"
        else:
            modality = self.modalities.of(candidate)
        if statement is None or modality != "actual":
            return modality
        return self.attitudes.modality(candidate.anchor, self.statements[statement])

    def _report_day(self, candidate: Candidate, statement: int | None, modality: Modality) -> When | None:
        """The report's own day for news in its own voice."""
        if self.day is None or statement is not None or modality != "actual" or not is_news(self.slots, candidate):
            return None
        return When(begin=self.day, until=self.day)

    def _happening(self, index: int) -> int | None:
        """The verb beside a noun that tells only that it happened ("fighting erupted")."""
        word = self.parsed.words[index]
        if word.upos == "VERB" or word.deprel != "nsubj" or not 0 < word.head - index <= _NEAR:
            return None
        return word.head if self.rules.has("happen", self.slots.lemma(word.head)) else None

    def _where(self, candidate: Candidate, parties: Parties, statement: int | None) -> int | None:
        """The place that the clause tells, else the dateline's for what sits there."""
        found = self.map.place_of(candidate)
        if found is not None or statement is not None:
            return found
        return self.map.of_dateline([self.actors.kinds[p.actor] for p in parties.actors])

    def _anchor(self, candidate: Candidate) -> Span:
        """The word, with its particle; with the verb that carries it, or the object that makes it what it is."""
        ends = [candidate.anchor]
        if candidate.particle == candidate.anchor + 1:
            ends.append(candidate.particle)
        elif candidate.light is not None and abs(candidate.anchor - candidate.light) <= _NEAR:
            ends.append(candidate.light)
        elif (verb := self._happening(candidate.anchor)) is not None:
            ends.append(verb)
        elif candidate.rule is not None and candidate.rule.spans and candidate.consumed:
            ends += [k for k in candidate.consumed[:1] if 0 < k - candidate.anchor <= _NEAR]
        return Span(self.parsed.words[min(ends)].start, self.parsed.words[max(ends)].end)


def _with_known_days(events: Sequence[Event], event: Event, link: int | None) -> Event:
    """An event told again has the days that its first telling gives."""
    if link is None or (event.when is not None and event.when.time is not None):
        return event
    first = events[link]
    if first.when is None:
        return event
    return replace(event, when=first.when, historical=first.historical)
