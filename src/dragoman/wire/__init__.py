"""What the wire says about the report itself: agency, dateline, credits, noise, date."""

from dragoman.wire.find import find_wire
from dragoman.wire.regions import filed_in, place_dateline, regions_outside_story
from dragoman.wire.rules import WireRules, load_wire_rules

__all__ = ["WireRules", "filed_in", "find_wire", "load_wire_rules", "place_dateline", "regions_outside_story"]
