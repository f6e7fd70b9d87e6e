"""Who says what: statements with source, cue and content."""

from dragoman.attribution.joining import attach_sources
from dragoman.attribution.rules import AttributionRules, CueRule, load_attribution_rules
from dragoman.attribution.statements import find_statements

__all__ = ["AttributionRules", "CueRule", "attach_sources", "find_statements", "load_attribution_rules"]
