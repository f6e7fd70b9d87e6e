"""Positions: who supports, opposes, recognizes, mediates, seeks or claims what."""

from dragoman.positions.find import find_positions
from dragoman.positions.rules import PositionRules, load_position_rules

__all__ = ["PositionRules", "find_positions", "load_position_rules"]
