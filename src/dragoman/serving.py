"""The command that opens the desk: pages and an API over a store, on this machine unless a token is given."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path
from typing import Annotated

import typer

from dragoman.terminal import clean_end, say

_TOKEN = "DRAGOMAN_TOKEN"
_USUAL = Path("crisis.duckdb")
_LEAST = 16  # characters of a token


def serve(
    db: Annotated[Path, typer.Option("--db", help="The store: one DuckDB file.")] = _USUAL,
    host: Annotated[str, typer.Option(help="The address to listen on; another than this machine's needs a token.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8000,
    token: Annotated[
        str | None, typer.Option(envvar=_TOKEN, help="What every reader must show; better by the variable.")
    ] = None,
    name: Annotated[list[str] | None, typer.Option(help="A host name that the desk goes by. Repeatable.")] = None,
) -> None:
    """Open the desk over a store in a browser: today, crises, actors, deadlines, search, and an API."""
    check_open(host, token)
    with clean_end():
        import uvicorn

        from dragoman.pages.desk import desk
        from dragoman.store import open_store

        with open_store(db):
            pass  # a store of an older dragoman is brought to the latest schema, and what is none is told at once
        app = desk(db, token=token, names=name or ())
        say(f"the desk is open at http://{_shown(host)}:{port}/ (Ctrl-C closes it)")
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, timeout_keep_alive=30)


def check_open(host: str, token: str | None) -> None:
    """Ends the program where the desk would be open to others without a token, or with one that is soon guessed."""
    if token is None and not is_loopback(host):
        raise typer.BadParameter(f"--host {host} opens the desk to other machines; give a token (--token or {_TOKEN})")
    if token is not None and len(token) < _LEAST:
        raise typer.BadParameter(f"the token has {len(token)} characters; expected at least {_LEAST}")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a desk that listens there.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def add_serving(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command(epilog="Example:  dragoman serve --db crisis.duckdb")(serve)
