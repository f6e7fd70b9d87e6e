"""The sources that the user's file names, ready to be asked."""

from __future__ import annotations

from pathlib import Path

from dragoman.readers import Reading
from dragoman.watch.feeds import FeedSource
from dragoman.watch.fetching import Limits
from dragoman.watch.finding import Source
from dragoman.watch.folders import FolderSource
from dragoman.watch.outside import Outside
from dragoman.watch.settings import Watching
from dragoman.watch.visiting import Visitor


def sources_of(watching: Watching, outside: Outside) -> list[Source]:
    """A source for each feed and folder; all feeds share one visitor, so that no host is asked too often."""
    options = watching.watch
    reading = Reading(language=None if options.language == "any" else options.language)
    visitor = Visitor(outside=outside, pause=options.pause, contact=options.contact)
    feeds = [
        FeedSource(
            url=feed.url,
            shown=feed.shown,
            every=feed.every or options.every,
            full_pages=options.full_pages if feed.full_pages is None else feed.full_pages,
            visitor=visitor,
            limits=Limits(most_bytes=options.most_bytes, seconds=options.seconds, allowed=feed.allowed),
            reading=reading,
        )
        for feed in watching.feed
    ]
    folders = [
        FolderSource(
            path=Path(folder.path),
            key=folder.key,
            shown=folder.shown,
            every=folder.every or options.every,
            reading=reading,
            now=outside.now,
        )
        for folder in watching.folder
    ]
    return [*feeds, *folders]
