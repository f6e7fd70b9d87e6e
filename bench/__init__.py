"""Scores on the benchmarks and the acceptance story, with pinned floors, and the speed of the whole."""
