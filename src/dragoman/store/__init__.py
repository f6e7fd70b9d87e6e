"""The store: reports, codings and every record of them in one DuckDB file."""

from dragoman.store.adding import Added, KnownReport
from dragoman.store.errors import StoreBusy, StoreError
from dragoman.store.store import DERIVED, Store, open_store

__all__ = ["DERIVED", "Added", "KnownReport", "Store", "StoreBusy", "StoreError", "open_store"]
