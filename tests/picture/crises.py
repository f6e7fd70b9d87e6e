"""Stores with a small crisis of invented reports."""

from __future__ import annotations

from pathlib import Path

from dragoman.picture.refresh import refresh
from dragoman.picture.series import later
from dragoman.record import Coding, Place
from dragoman.store import open_store
from tests.picture.drafts import Draft

BEGIN = "2024-01-01"
WORDS = {"ASSAULT": "shelled", "THREATEN": "threatened", "CONSULT": "met", "SANCTION": "fined"}


def told(number: int, day: str, type_: str, by: str = "RUS", to: str = "UKR") -> Coding:
    """A report that tells one event of its day, at a place of its own, so that no two reports tell the same."""
    text = f"Post {number}: Russia {WORDS[type_]} with Ukraine there."  # too short to be taken for a reprint
    post = Place(start=0, end=4, name=f"Post {number}", geonames_id=number, country="UKR", feature="PPL")
    return Draft(f"r{number:04}", day, text).did(WORDS[type_], type_, by=by, to=to, day=day, place=post).coding()


def crisis(*, quiet: int = 70, loud: int = 4) -> list[Coding]:
    """A meeting every other day and a threat every tenth; then days of five shellings each."""
    codings = [told(n, later(BEGIN, n), "CONSULT" if n % 10 else "THREATEN") for n in range(0, quiet, 2)]
    for day in range(quiet, quiet + loud):
        codings += [told(1000 + 5 * day + n, later(BEGIN, day), "ASSAULT") for n in range(5)]
    return codings


def store_of(path: Path, codings: list[Coding]) -> Path:
    """A store that holds the codings, with its derived tables."""
    with open_store(path, write=True) as store:
        store.add(codings)
        refresh(store)
    return path
