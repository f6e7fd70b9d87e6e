"""Questions in SQL, from the files beside this one, to one state of the store."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.pages.desk.filters import Filters
from dragoman.picture.by_day import by_day_sql
from dragoman.record import Coding
from dragoman.store import open_store
from dragoman.store.reading import coding_of, coding_rows_of

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from dragoman.store import Store

Row = dict[str, Any]
Condition = tuple[str, dict[str, Any]]
_NAME = re.compile(r"^-- name: (\w+)\s*$", re.MULTILINE)
_LISTS = ("type", "quad", "sector")  # any of their values may hold; of the others each must
# Whose tables by day have rows of the reports that came since.
_OF = ("events", "sides", "pairs", "reports", "dues", "stances")
_TO_COME = "SELECT report FROM unpictured"
_WHOLE = {"{events}": "events_by_day", "{sides}": "sides_by_day"}
_KEPT = {"{events}": "kept_events", "{sides}": "kept_sides"}


class Asker:
    """Asks one open store; every answer is of the same state."""

    def __init__(
        self, store: Store, connection: duckdb.DuckDBPyConnection, *, behind: bool = False, kept: Filters | None = None
    ) -> None:
        self.store, self._connection, self._kept = store, connection, kept
        self.behind = behind
        """Whether reports have come that the tables by day do not have yet."""

    def rows(
        self, question: str, filters: Filters | None = None, *, fill: Condition | None = None, **parameters: Any
    ) -> list[Row]:
        """The rows that answer a question, named by its file and its name there ("events.count").

        ``fill`` is a further condition of the question's own, as ``every`` makes it.
        """
        answer = self._connection.execute(*self._filled(question, filters, fill, parameters))
        names = [column[0] for column in answer.description or ()]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def table(self, question: str, filters: Filters | None = None, **parameters: Any) -> pa.Table:
        """The same as an Arrow table."""
        sql, asked = self._filled(question, filters, None, parameters)
        return self._connection.sql(sql, params=asked).to_arrow_table()

    def one(self, question: str, filters: Filters | None = None, **parameters: Any) -> Row:
        """The only row of an answer."""
        return self.rows(question, filters, **parameters)[0]

    @contextmanager
    def within(self, filters: Filters) -> Iterator[Asker]:
        """An asker that knows only the events that the filters let through, and of these what charts and counts need:
        many questions about them cost one look at the whole store. One at a time.
        """
        for table in _KEPT.values():
            self._connection.execute(*self._filled(f"within.{table}", filters, None, {}))
        yield Asker(self.store, self._connection, behind=self.behind, kept=filters)
        for table in _KEPT.values():
            self._connection.execute(f"DROP TABLE {table}")

    def codings(self, reports: Sequence[str], pared: Callable[[Row], Row] | None = None) -> list[Coding]:
        """The codings of these reports, in their order, or what ``pared`` leaves of their JSON; a report that the store
        has not is left out.
        """
        if not reports:
            return []
        found = {row.report.id: coding_of(row, pared) for row in coding_rows_of(self._connection, reports)}
        return [found[i] for i in reports if i in found]

    def _filled(
        self, question: str, filters: Filters | None, fill: Condition | None, parameters: dict[str, Any]
    ) -> tuple[str, dict[str, Any] | None]:
        """A question's SQL with its conditions and tables, and all its parameters."""
        sql, names = _sql(question), _WHOLE if self._kept is None else _KEPT
        asked = condition(filters, self._kept) if filters is not None else None
        for slot, held in (("{where}", asked), ("{fill}", fill)):
            if held is not None:
                sql, parameters = sql.replace(slot, held[0]), parameters | held[1]
        for slot, text in (*names.items(), ("{days}", days_of(filters or Filters()))):
            sql = sql.replace(slot, text)
        parameters |= _days(filters) if filters is not None else {}
        return sql, {name: value for name, value in parameters.items() if f"${name}" in sql} or None


@contextmanager
def asking(path: Path, *, wait: float = 10.0) -> Iterator[Asker]:
    """The store, opened for as long as one page asks; its schema must be the latest, as ``open_store`` makes it.

    Raises StoreError, StoreBusy.
    """
    store = open_store(path, wait=wait)
    with store.reading() as connection:
        yield Asker(store, connection, behind=stand_in(connection))


def stand_in(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether reports have come since the tables by day were made: then these are seen with what came in its place."""
    if not connection.execute("SELECT 1 FROM unpictured LIMIT 1").fetchall():
        return False
    (stored,) = connection.execute("SELECT current_database()").fetchone() or ("",)
    texts = {"{stored}": f'"{stored}".main.'}
    connection.execute(_with(_sql("standing_in.gone"), texts))
    for table in _OF:
        made = by_day_sql(f"{table}_by_day", reports=_TO_COME)
        made = made.replace("events_by_day", "new_events").replace("sides_by_day", "new_sides")
        connection.execute(_with(_sql(f"standing_in.new_{table}"), {**texts, "{made}": made}))
    for table in _OF:
        column = {"reports": "id", "dues": "report", "stances": "report"}.get(table)
        kept = f"{column} NOT IN ({_TO_COME})" if column else "n NOT IN (SELECT n FROM gone)"
        connection.execute(_with(_sql("standing_in.both"), {**texts, "{of}": table, "{kept}": kept}))
    return True


def _with(sql: str, texts: dict[str, str]) -> str:
    for slot, text in texts.items():
        sql = sql.replace(slot, text)
    return sql


def condition(filters: Filters, kept: Filters | None = None) -> Condition:
    """The filters as a condition on an event ``e``, with its parameters; without what ``kept`` holds already.

    >>> condition(Filters(until="1990-08-02"))
    ('(e.day <= $until_0::DATE)', {'until_0': '1990-08-02'})
    >>> condition(Filters(until="1990-08-02"), Filters(until="1990-08-02"))
    ('true', {})
    """
    parts, parameters = [], dict[str, Any]()
    for name, values in _left(filters, kept).items():
        for number, value in enumerate([values] if name in _LISTS else values):
            parts.append(f"({_sql(f'conditions.{name}').replace('{0}', f'${name}_{number}')})")
            parameters[f"{name}_{number}"] = value
    if filters.between and (kept is None or kept.between != filters.between):
        parts.append(f"({_between(filters)})")
        parameters |= {f"between_{number}": value for number, value in enumerate(filters.between)}
    text = " AND ".join(parts) or "true"
    return text, {name: value for name, value in parameters.items() if f"${name}" in text}


def _left(filters: Filters, kept: Filters | None) -> dict[str, list[str]]:
    """The values of each filter but ``between`` that ``kept`` does not hold."""
    known, found = set(kept.pairs) if kept is not None else set(), dict[str, list[str]]()
    for name, value in filters.pairs:
        if name != "between" and (name in _LISTS or (name, value) not in known):
            found.setdefault(name, []).append(value)
    return found


def _between(filters: Filters) -> str:
    """The condition that two act on each other: that of two states is looked up where only what counts is asked for."""
    states = [is_state(one) for one in filters.between]
    if all(states) and filters.counted:
        sql = _sql("conditions.between_states")
    else:
        one, other = (
            _sql("conditions.state" if state else "conditions.somebody").replace("{0}", f"{{{number}}}")
            for number, state in enumerate(states)
        )
        sql = _with(_sql("conditions.between"), {"{one}": one, "{other}": other})
    return _with(sql, {f"{{{number}}}": f"$between_{number}" for number in range(2)})


def is_state(name: str) -> bool:
    """Whether the name is a country's code.

    >>> is_state("IRQ"), is_state("IGO/nato")
    (True, False)
    """
    return len(name) == 3


def days_of(filters: Filters) -> str:
    """The filters' days as a condition on the ``day`` of a table by day; none where there is no bound.

    >>> days_of(Filters(until="1990-08-02"))
    'day <= $until_0::DATE'
    """
    bounds = (("since", ">="), ("until", "<="))
    return " AND ".join(f"day {sign} ${name}_0::DATE" for name, sign in bounds if getattr(filters, name)) or "true"


def every(question: str, values: Sequence[str]) -> Condition:
    """The named condition for each of the values, all of which must hold; none asks nothing.

    >>> every("owed.party", [])
    ('true', {})
    """
    text = _sql(question)
    parts = [text.replace("{0}", f"$each_{number}") for number in range(len(values))]
    return " AND ".join(parts) or "true", {f"each_{number}": value for number, value in enumerate(values)}


def any_of(column: str, values: Sequence[str]) -> Condition:
    """The column is one of the values, each of which stands by itself: so an index finds them, where a join would read
    the whole column and what stands beside it.

    >>> any_of("id", ["a", "b"])
    ('id IN ($any_0, $any_1)', {'any_0': 'a', 'any_1': 'b'})
    """
    named = {f"any_{number}": value for number, value in enumerate(values)}
    return f"{column} IN ({', '.join(f'${name}' for name in named)})", named


def _days(filters: Filters) -> dict[str, str]:
    """The parameters of ``days_of``."""
    return {f"{name}_0": getattr(filters, name) for name in ("since", "until") if getattr(filters, name)}


def _sql(question: str) -> str:
    file, _, name = question.partition(".")
    return _statements(file)[name]


@cache
def _statements(file: str) -> dict[str, str]:
    """The named statements of a file."""
    text = (files("dragoman.pages.desk") / "sql" / f"{file}.sql").read_text(encoding="utf-8")
    parts = _NAME.split(text)
    return {name: sql.strip() for name, sql in zip(parts[1::2], parts[2::2], strict=True)}
