"""A people under its names: what one report calls Kosovo Serbs another calls Serbs."""

from __future__ import annotations

from functools import cache

from dragoman.world import load_world

_ETHNIC = "ethnic-"


def one_id(actor: str) -> str:
    """The actor's id, of a people without the word ethnic.

    >>> one_id("MKD/ethnic-albanians"), one_id("MKD/police")
    ('MKD/albanians', 'MKD/police')
    """
    land, _, name = actor.partition("/")
    return f"{land}/{name.removeprefix(_ETHNIC)}" if name.startswith(_ETHNIC) else actor


@cache
def plain_names(actor: str) -> tuple[str, ...]:
    """The ids that a people has where a report does not say whose land it lives in: by itself, and under the state that
    is called after it. Empty for who is no people. Serbs of two lands are two peoples, and share these names alone.

    >>> plain_names("XKX/serbs"), plain_names("SRB/serbs"), plain_names("XKX/police")
    (('group/serbs', 'SRB/serbs'), ('group/serbs',), ())
    """
    name = actor.partition("/")[2]
    if name not in _peoples():
        return ()
    own = load_world().demonym(name)
    ids = (f"group/{name}", f"{own.code}/{name}" if own else actor)
    return tuple(each for each in ids if each != actor)


@cache
def _peoples() -> frozenset[str]:
    return frozenset(one_id(f"/{people.rpartition('/')[2]}")[1:] for people in load_world().peoples)
