"""The brief: a page that opens with no network."""

from dragoman.pages.brief import write_brief

__all__ = ["write_brief"]
