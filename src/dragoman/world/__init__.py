"""Facts two rooms need: states, seats of power, organisations, peoples, offices and their holders."""

from dragoman.world.records import Known, OfficeHolder, Organization, People, Seat, State
from dragoman.world.world import World, load_world, surname_of

__all__ = [
    "Known",
    "OfficeHolder",
    "Organization",
    "People",
    "Seat",
    "State",
    "World",
    "load_world",
    "surname_of",
]
