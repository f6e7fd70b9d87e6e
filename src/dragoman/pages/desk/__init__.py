"""The desk: pages and an API over a store."""

from dragoman.pages.desk.app import desk

__all__ = ["desk"]
