"""A forecaster that learns from a record of events alone, in seconds on a processor: whom somebody will act upon
next, and what the pair rules say will follow between two."""

from dragoman.picture.forecast.facts import Facts
from dragoman.picture.forecast.forecaster import Forecaster, Settings, learn_forecaster
from dragoman.picture.forecast.memory import Memory
from dragoman.picture.forecast.pair_rules import PairRules, learn_pair_rules

__all__ = ["Facts", "Forecaster", "Memory", "PairRules", "Settings", "learn_forecaster", "learn_pair_rules"]
