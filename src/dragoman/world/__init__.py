"""Facts two rooms need: states, seats of power, organisations, peoples, offices and their holders."""

from dragoman.world.dictionaries import read_actor_dictionary
from dragoman.world.own import OWN_GROUP, OwnActor, actors_stamp, read_own_actors
from dragoman.world.records import Known, OfficeHolder, Organization, People, Seat, State
from dragoman.world.world import World, load_world, surname_of

__all__ = [
    "OWN_GROUP",
    "Known",
    "OfficeHolder",
    "Organization",
    "OwnActor",
    "People",
    "Seat",
    "State",
    "World",
    "actors_stamp",
    "load_world",
    "read_actor_dictionary",
    "read_own_actors",
    "surname_of",
]
