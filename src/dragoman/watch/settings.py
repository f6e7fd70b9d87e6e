"""What is watched and how: the user's feeds.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from dragoman.errors import RuleFileError
from dragoman.rulefile.schema import built
from dragoman.watch.addresses import Network, networks
from dragoman.watch.errors import WatchError

_SHORTEST = 1.0  # seconds between two polls of one source


def _check_every(every: float | None) -> None:
    if every is not None and every < _SHORTEST:
        raise ValueError(f'"every" is {every:g}; expected at least {_SHORTEST:g} seconds')


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: its address, a name for messages, seconds between polls, whether articles are fetched where the feed has
    only a summary, and the networks that it may be at beside the open internet."""

    url: str
    name: str | None = None
    every: float | None = None
    full_pages: bool | None = None
    allow: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if urlsplit(self.url).scheme not in ("http", "https") or not urlsplit(self.url).hostname:
            raise ValueError(f'"url" is "{self.url}"; expected an address such as "https://example.org/feed.xml"')
        _check_every(self.every)
        networks(self.allow)

    @property
    def key(self) -> str:
        """What the feed is known by from one run to the next."""
        return self.url

    @property
    def shown(self) -> str:
        """What messages call it."""
        return self.name or self.url

    @property
    def allowed(self) -> tuple[Network, ...]:
        """The networks that the file allows for it."""
        return networks(self.allow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder whose files are read as they appear; ``every`` in seconds."""

    path: str
    every: float | None = None

    def __post_init__(self) -> None:
        _check_every(self.every)

    @property
    def key(self) -> str:
        """What the folder is known by from one run to the next."""
        return f"folder:{self.path}"

    @property
    def shown(self) -> str:
        """What messages call it."""
        return self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Sinks:
    """Where alerts go: standard output, a file of JSON lines, a webhook (with the networks that it may be at)."""

    stdout: bool = True
    file: str | None = None
    webhook: str | None = None
    allow: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.webhook is not None and urlsplit(self.webhook).scheme not in ("http", "https"):
            raise ValueError(f'"webhook" is "{self.webhook}"; expected an address such as "https://example.org/hook"')
        networks(self.allow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How it is watched: seconds between polls of a source and between two requests to a host, limits of an answer,
    whether articles are fetched, how many hosts are asked at once, whom a site's owner may turn to, and which
    languages are kept ("any", or "en")."""

    every: float = 900.0
    pause: float = 1.0
    seconds: float = 20.0
    most_bytes: int = 5_000_000
    full_pages: bool = False
    together: int = 4
    contact: str | None = None
    language: str = "en"

    def __post_init__(self) -> None:
        _check_every(self.every)
        if self.language not in ("en", "any"):
            raise ValueError(f'"language" is "{self.language}"; expected "en" or "any"')
        for name, value in (("together", self.together), ("seconds", self.seconds), ("most_bytes", self.most_bytes)):
            if value <= 0:
                raise ValueError(f'"{name}" is {value}; expected more than 0')


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """The file: ``[watch]``, ``[[feed]]``, ``[[folder]]``, ``[alerts]``."""

    watch: Options = Options()
    feed: tuple[Feed, ...] = ()
    folder: tuple[Folder, ...] = ()
    alerts: Sinks = Sinks()

    def __post_init__(self) -> None:
        keys = [feed.key for feed in self.feed] + [folder.key for folder in self.folder]
        if not keys:
            raise ValueError("names nothing to watch; expected at least one [[feed]] or [[folder]]")
        if twice := next((key for key in keys if keys.count(key) > 1), None):
            raise ValueError(f'"{twice}" is named twice')


def read_watching(path: Path) -> Watching:
    """What the file says; paths in it are taken from the file's own folder.

    Raises WatchError naming file and key, what was found and what was expected.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise WatchError(f"{path}: cannot be read: {error.strerror or error}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WatchError(f"{path}: is not TOML: {error}") from None
    for folder in table.get("folder", ()):
        _from_beside(folder, "path", path)
    _from_beside(table.get("alerts"), "file", path)
    try:
        watching: Watching = built(table, Watching, str(path))
    except RuleFileError as error:
        raise WatchError(str(error)) from None
    return watching


def _from_beside(table: object, key: str, path: Path) -> None:
    if isinstance(table, dict) and isinstance(table.get(key), str):
        table[key] = str(path.parent / table[key])
