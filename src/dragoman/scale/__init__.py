"""The coder over many reports: in one process, in several, or on a cluster; no report lost, none done twice."""

from dragoman.scale.batches import Batch, in_batches
from dragoman.scale.here import code_here
from dragoman.scale.journal import Journal, NoJournal
from dragoman.scale.outcomes import Outcome, code_reports
from dragoman.scale.workers import WorkersError, code_by_workers

__all__ = [
    "Batch",
    "Journal",
    "NoJournal",
    "Outcome",
    "WorkersError",
    "code_by_workers",
    "code_here",
    "code_reports",
    "in_batches",
]
