"""robots.txt as RFC 9309 has it: which addresses of a host a program may ask for, and how slowly."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_MOST_LINES = 10_000
_LONGEST_DELAY = 60.0


@dataclass(frozen=True, slots=True)
class Robots:
    """What a host lets a program do: patterns of paths with whether they are allowed, and seconds between requests."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allows(self, url: str) -> bool:
        """Whether the address may be asked for: the longest pattern that matches decides, and allowing wins a tie.

        >>> robots = read_robots("User-agent: *\\nDisallow: /private\\nAllow: /private/press$", "dragoman")
        >>> robots.allows("https://example.org/private/a"), robots.allows("https://example.org/private/press")
        (False, True)
        """
        parts = urlsplit(url)
        path = unquote(parts.path or "/") + (f"?{unquote(parts.query)}" if parts.query else "")
        decisive = max(
            ((len(pattern), allowed) for pattern, allowed in self.rules if matches(pattern, path)), default=(0, True)
        )
        return decisive[1]


ALL_ALLOWED, NONE_ALLOWED = Robots(), Robots((("/", False),))


def read_robots(text: str, agent: str) -> Robots:
    """The rules for ``agent``: those of the groups that name it, else those for "*"."""
    groups: dict[str, Robots] = {}
    names: list[str] = []
    in_names = False
    for line in text.splitlines()[:_MOST_LINES]:
        key, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        key = key.lower()
        if key == "user-agent":
            names = [*names, value.lower()] if in_names else [value.lower()]
            groups.setdefault(names[-1], ALL_ALLOWED)
        elif key in ("allow", "disallow", "crawl-delay"):
            for name in names:
                groups[name] = _with(groups[name], key, value)
        in_names = key == "user-agent" or (in_names and not key)
    return groups.get(agent.lower(), groups.get("*", ALL_ALLOWED))


def _with(robots: Robots, key: str, value: str) -> Robots:
    if key == "crawl-delay":
        try:
            return Robots(robots.rules, min(max(float(value), 0.0), _LONGEST_DELAY))
        except ValueError:
            return robots
    return Robots((*robots.rules, (unquote(value), key == "allow")), robots.delay) if value else robots


def matches(pattern: str, path: str) -> bool:
    """Whether the path begins as the pattern says; "*" stands for anything, "$" for the end. Linear in the path.

    >>> matches("/*.php$", "/a/b.php"), matches("/*.php$", "/b.php?x"), matches("/a", "/abc")
    (True, False, True)
    """
    to_end = pattern.endswith("$")
    first, *rest = (pattern[:-1] if to_end else pattern).split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, part in enumerate(rest, start=1):
        if to_end and number == len(rest):
            return path.endswith(part) and len(path) - len(part) >= at
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return not to_end or at == len(path)
