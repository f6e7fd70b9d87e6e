"""Rules written by hand: a TOML file of ``[[rule]]`` tables, each read into a frozen dataclass."""

from __future__ import annotations

import tomllib
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar, cast

from dragoman.errors import RuleFileError
from dragoman.rulefile.schema import built, file_name, required_fields

R = TypeVar("R")

_EXAMPLES = ("yes", "no")


def read_rules(source: Traversable | Path, kind: type[R]) -> tuple[R, ...]:
    """The rules of a TOML file, in its order, each a ``kind``.

    ``kind`` is a dataclass whose fields are the schema: those without a default must be there, others may.
    Types: ``str``, ``int``, ``float``, ``bool``, ``Literal``, ``X | None``, ``tuple`` and ``frozenset``
    (from lists), ``dict[str, X]`` and dataclasses (from tables). Where ``kind`` demands examples (``yes``
    and ``no`` without a default) a rule without them is refused.

    Raises RuleFileError, naming file, rule and key, for a file that is missing, empty or no TOML, for an
    unknown key, a wrong type, and an ``id`` that occurs twice.
    """
    name = file_name(source)
    rules = tuple(
        cast(R, _read_rule(table, kind, name, number))
        for number, table in enumerate(_rule_tables(source, name), start=1)
    )
    _check_ids(rules, name)
    return rules


def _rule_tables(source: Traversable | Path, name: str) -> list[Any]:
    try:
        content = tomllib.loads(source.read_text(encoding="utf-8"))
    except OSError as error:
        raise RuleFileError(f"{name}: cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise RuleFileError(f"{name}: is not UTF-8 at byte {error.start}") from error
    except tomllib.TOMLDecodeError as error:
        raise RuleFileError(f"{name}: is not TOML: {error}") from error
    for key in content:
        if key != "rule":
            raise RuleFileError(f'{name}: unknown key "{key}"; expected only [[rule]] tables')
    tables = content.get("rule")
    if not isinstance(tables, list) or not tables:
        raise RuleFileError(f"{name}: holds no rules; expected at least one [[rule]] table")
    return tables


def _read_rule(table: Any, kind: type, name: str, number: int) -> Any:
    if not isinstance(table, dict):
        raise RuleFileError(f"{name}, rule {number}: is {table!r}; expected a [[rule]] table")
    rule_id = table.get("id")
    where = f'{name}, rule "{rule_id}"' if rule_id else f"{name}, rule {number}"
    rule = built(table, kind, where)
    for key in _EXAMPLES:
        if key in required_fields(kind) and not table[key]:
            raise RuleFileError(f'{where}: "{key}" is empty; expected at least one phrase')
    return rule


def _check_ids(rules: tuple[Any, ...], name: str) -> None:
    seen: dict[str, int] = {}
    for number, rule in enumerate(rules, start=1):
        rule_id = getattr(rule, "id", None)
        if rule_id is None:
            continue
        if rule_id in seen:
            raise RuleFileError(
                f'{name}, rule "{rule_id}": "id" is that of rule {seen[rule_id]} too; expected a new one'
            )
        seen[rule_id] = number
