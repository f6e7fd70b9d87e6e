"""Commitments: what is demanded, promised or owed, on what condition and by when."""

from dragoman.commitments.find import find_commitments
from dragoman.commitments.rules import CommitmentRules, load_commitment_rules

__all__ = ["CommitmentRules", "find_commitments", "load_commitment_rules"]
