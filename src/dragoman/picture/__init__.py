"""What many reports say together: commitments with their history, deadlines, versions, positions over time."""

from dragoman.picture.accounts import latest_day
from dragoman.picture.calendar import calendar_text
from dragoman.picture.commitments import History, Step, commitment_histories
from dragoman.picture.deadlines import Deadline, find_deadlines
from dragoman.picture.positions import Period, Track, position_tracks
from dragoman.picture.rules import PictureRules, load_picture_rules
from dragoman.picture.versions import Happening, Version, find_versions

__all__ = [
    "Deadline",
    "Happening",
    "History",
    "Period",
    "PictureRules",
    "Step",
    "Track",
    "Version",
    "calendar_text",
    "commitment_histories",
    "find_deadlines",
    "find_versions",
    "latest_day",
    "load_picture_rules",
    "position_tracks",
]
