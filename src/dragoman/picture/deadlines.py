"""What is owed by when, as known on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dragoman.picture.accounts import Party
from dragoman.picture.commitments import History, Standing, commitment_histories
from dragoman.picture.rules import PictureRules
from dragoman.record import Coding, CommitmentKind

_RUNNING: tuple[Standing, ...] = ("open", "accepted", "rejected")  # refused or not, its day still comes
_LATE = "9999-99-99"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A commitment with its last day and its state as known on a day; ``days_left`` is below 0 once it has passed."""

    id: str
    due: str | None
    days_left: int | None
    state: Standing
    kind: CommitmentKind
    debtors: tuple[Party, ...]
    creditors: tuple[Party, ...]
    words: str
    condition: str | None
    history: History

    @property
    def is_running(self) -> bool:
        """Whether its day is still to come and neither done nor broken: open, accepted, or refused for now."""
        return self.state in _RUNNING and self.days_left is not None and self.days_left >= 0


def find_deadlines(
    codings: Iterable[Coding], *, on: str | None, rules: PictureRules | None = None
) -> tuple[Deadline, ...]:
    """Every commitment of the reports as known on ``on``, by due day; those without a day come last.

    ``on`` is an ISO date, inclusive: what later reports tell is left out. None takes all that is told, and then
    nothing counts as running or expired.
    """
    known = (history.on(on) for history in commitment_histories(codings, rules=rules))
    found = (_deadline(history, on) for history in known if history is not None)
    return tuple(sorted(found, key=lambda deadline: (deadline.due or _LATE, deadline.id)))


def _deadline(history: History, on: str | None) -> Deadline:
    due = history.due
    left = (date.fromisoformat(due) - date.fromisoformat(on)).days if due and on else None
    return Deadline(
        id=history.id,
        due=due,
        days_left=left,
        state=history.state,
        kind=history.kind,
        debtors=history.debtors,
        creditors=history.creditors,
        words=history.words,
        condition=history.condition,
        history=history,
    )
