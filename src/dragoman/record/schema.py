"""The contract as a JSON Schema, made from the types themselves."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from dragoman.record.types import Coding

_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one coding as ``json_line`` writes it.

    >>> json_schema()["$defs"]["Span"]["required"]
    ['start', 'end']
    """
    definitions: dict[str, Any] = {}
    _described(Coding, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "dragoman coding",
        "$ref": "#/$defs/Coding",
        "$defs": dict(sorted(definitions.items())),
    }


def _described(wanted: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, args = get_origin(wanted), get_args(wanted)
    if origin in (Union, types.UnionType):
        inner = [_described(a, definitions) for a in args if a is not type(None)]
        return {"anyOf": [*inner, {"type": "null"}]}
    if origin is Literal:
        return {"enum": list(args)}
    if origin is tuple:
        return {"type": "array", "items": _described(args[0], definitions)}
    if is_dataclass(wanted) and isinstance(wanted, type):
        return _referred(wanted, definitions)
    return {"type": _PLAIN[wanted]}


def _referred(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}  # so that a type that holds itself ends
        hints = get_type_hints(kind)
        names = [f.name for f in fields(kind)]
        definitions[kind.__name__] = {
            "type": "object",
            "description": (kind.__doc__ or "").strip().split("\n")[0],
            "properties": {name: _described(hints[name], definitions) for name in names},
            "required": names,
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{kind.__name__}"}
