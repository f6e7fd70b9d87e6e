"""The store: reports, codings and every record of them in one DuckDB file."""

from dragoman.store.adding import Added, KnownReport
from dragoman.store.deriving import DERIVED
from dragoman.store.errors import StoreBusy, StoreError
from dragoman.store.search import Found, Hit
from dragoman.store.store import Store, open_store

__all__ = ["DERIVED", "Added", "Found", "Hit", "KnownReport", "Store", "StoreBusy", "StoreError", "open_store"]
