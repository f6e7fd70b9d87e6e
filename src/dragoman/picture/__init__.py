"""What many reports say together: commitments with their history, deadlines, versions, positions over time."""

from dragoman.picture.accounts import latest_day
from dragoman.picture.calendar import calendar_text
from dragoman.picture.commitments import History, Step, commitment_histories
from dragoman.picture.deadlines import Deadline, find_deadlines
from dragoman.picture.linking import Carried, Linked, link_events
from dragoman.picture.positions import Period, Track, position_tracks
from dragoman.picture.reprints import Reprint, carriers, find_reprints
from dragoman.picture.rules import PictureRules, load_picture_rules
from dragoman.picture.versions import Happening, Version, find_versions

__all__ = [
    "Carried",
    "Deadline",
    "Happening",
    "History",
    "Linked",
    "Period",
    "PictureRules",
    "Reprint",
    "Step",
    "Track",
    "Version",
    "calendar_text",
    "carriers",
    "commitment_histories",
    "find_deadlines",
    "find_reprints",
    "find_versions",
    "latest_day",
    "link_events",
    "load_picture_rules",
    "position_tracks",
]
