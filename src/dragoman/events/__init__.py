"""Events: who did what to whom, when and where, according to whom."""

from dragoman.events.find import find_events
from dragoman.events.rules import EventRules, load_event_rules

__all__ = ["EventRules", "find_events", "load_event_rules"]
