"""Feeds and folders watched: what is new is coded into a store, and alerts are told."""

from dragoman.watch.commands import add_watch_commands

__all__ = ["add_watch_commands"]
