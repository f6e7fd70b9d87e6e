"""Questions of the room in SQL, and rows of its derived tables."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import pyarrow as pa

from dragoman.picture.filed import Joined


@cache
def asked_sql(*names: str) -> str:
    """The texts of the files of these names, one after the other."""
    folder = files("dragoman.picture") / "sql"
    return "\n".join((folder / f"{name}.sql").read_text(encoding="utf-8") for name in names)


def reprint_rows(prints: Mapping[str, tuple[str, float]]) -> pa.Table:
    """Rows of ``reprints``: by report, what it prints again and how much alike they are."""
    originals, likeness = [each[0] for each in prints.values()], [each[1] for each in prints.values()]
    columns = pa.array(list(prints), pa.string()), pa.array(originals, pa.string()), pa.array(likeness, pa.float64())
    return pa.table(columns, names=["report", "original", "likeness"])


def happening_rows(joined: Mapping[str, Joined]) -> pa.Table:
    """Rows of ``happenings``: by event, its report and happening; a happening has the id of its first telling."""
    reports, of = [each[0] for each in joined.values()], [each[1] for each in joined.values()]
    first = [event == happening for event, happening in zip(joined, of, strict=True)]
    texts = {"happening": of, "event": list(joined), "report": reports}
    return pa.table(
        {name: pa.array(cells, pa.string()) for name, cells in texts.items()} | {"first": pa.array(first, pa.bool_())}
    )
