"""A dataclass as the schema of a rule or a row: values checked against its fields' types."""

from __future__ import annotations

import types
from dataclasses import MISSING, fields, is_dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from dragoman.errors import RuleFileError


@cache
def field_types(kind: type) -> dict[str, Any]:
    """The type of each field of the dataclass ``kind`` that a file may set, in order."""
    hints = get_type_hints(kind)
    return {f.name: hints[f.name] for f in fields(kind) if f.init}


@cache
def required_fields(kind: type) -> tuple[str, ...]:
    """The fields of the dataclass ``kind`` that have no default, in order."""
    return tuple(f.name for f in fields(kind) if f.init and f.default is MISSING and f.default_factory is MISSING)


def check_keys(keys: Any, kind: type, where: str) -> None:
    """Raise RuleFileError where ``keys`` holds a key that ``kind`` lacks, or lacks one that it needs."""
    known = field_types(kind)
    for key in keys:
        if key not in known:
            raise RuleFileError(f'{where}: unknown key "{key}"; {_suggestion(key, list(known))}')
    for name in required_fields(kind):
        if name not in keys:
            raise RuleFileError(f'{where}: "{name}" is missing; expected {type_name(known[name])}')


def checked(value: Any, wanted: Any, where: str, key: str) -> Any:
    """``value`` as the type ``wanted``: lists become tuples, tables dataclasses or dicts.

    Raises RuleFileError naming ``where``, ``key``, what was found and what was expected.
    """
    origin, args = get_origin(wanted), get_args(wanted)
    if origin in (Union, types.UnionType):
        return _checked_union(value, wanted, where, key)
    if origin is Literal:
        return _checked_literal(value, args, where, key)
    if origin is tuple and isinstance(value, list):
        return _checked_list(value, args, where, key)
    if origin is frozenset and isinstance(value, list):
        return frozenset(checked(item, args[0], where, key) for item in value)
    if origin is dict and isinstance(value, dict):
        return {k: checked(v, args[1], where, f"{key}.{k}") for k, v in value.items()}
    if is_dataclass(wanted) and isinstance(wanted, type) and isinstance(value, dict):
        return built(value, wanted, f'{where}, "{key}"')
    if wanted is float and type(value) is int:
        return float(value)
    if isinstance(wanted, type) and type(value) is wanted:
        return value
    raise _wrong(value, wanted, where, key)


def built(table: dict[str, Any], kind: type, where: str) -> Any:
    """An instance of the dataclass ``kind`` from a table of a file; raises RuleFileError."""
    check_keys(table, kind, where)
    known = field_types(kind)
    values = {key: checked(value, known[key], where, key) for key, value in table.items()}
    try:
        return kind(**values)
    except ValueError as error:  # a check in the dataclass's own __post_init__
        raise RuleFileError(f"{where}: {error}") from error


def type_name(wanted: Any) -> str:
    """A type in the words of somebody who writes rule files ("a list of texts")."""
    origin, args = get_origin(wanted), get_args(wanted)
    if origin in (Union, types.UnionType):
        return " or ".join(type_name(a) for a in args if a is not type(None))
    if origin is Literal:
        return "one of " + ", ".join(f'"{a}"' for a in args)
    if origin in (tuple, frozenset):
        return f"a list, each {type_name(args[0])}"
    if origin is dict or is_dataclass(wanted):
        return "a table"
    return _NAMES.get(wanted, str(wanted))


def file_name(source: Traversable) -> str:
    """How messages name a file: from the room on inside the package, else as given."""
    path = str(source).replace("\\", "/")
    return path.rpartition("/dragoman/")[2] if "/rules/" in path else path


_NAMES = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}


def _checked_union(value: Any, wanted: Any, where: str, key: str) -> Any:
    members = [a for a in get_args(wanted) if a is not type(None)]
    if value is None and len(members) < len(get_args(wanted)):
        return None
    if len(members) == 1:
        return checked(value, members[0], where, key)
    for member in members:
        try:
            return checked(value, member, where, key)
        except RuleFileError:
            continue
    raise _wrong(value, wanted, where, key)


def _checked_literal(value: Any, allowed: tuple[Any, ...], where: str, key: str) -> Any:
    if value in allowed:
        return value
    names = [str(a) for a in allowed]
    hint = get_close_matches(str(value), names, n=1)
    tail = f'; did you mean "{hint[0]}"?' if hint else f"; expected one of {', '.join(names)}"
    raise RuleFileError(f'{where}: "{key}" is {_shown(value)}{tail}')


def _checked_list(value: list[Any], args: tuple[Any, ...], where: str, key: str) -> tuple[Any, ...]:
    if len(args) == 2 and args[1] is Ellipsis:
        return tuple(checked(item, args[0], where, f"{key}[{i}]") for i, item in enumerate(value))
    if len(args) != len(value):
        raise RuleFileError(f'{where}: "{key}" has {len(value)} items; expected {len(args)}')
    pairs = zip(value, args, strict=True)
    return tuple(checked(item, arg, where, f"{key}[{i}]") for i, (item, arg) in enumerate(pairs))


def _wrong(value: Any, wanted: Any, where: str, key: str) -> RuleFileError:
    return RuleFileError(f'{where}: "{key}" is {_shown(value)}; expected {type_name(wanted)}')


def _shown(value: Any) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _suggestion(key: str, known: list[str]) -> str:
    close = get_close_matches(key, known, n=1)
    return f'did you mean "{close[0]}"?' if close else f"known keys are {', '.join(known)}"
