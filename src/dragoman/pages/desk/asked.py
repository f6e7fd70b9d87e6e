"""The parameters of an address, as the API's description has them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.requests import Request

from dragoman.pages.desk.filters import Filters, read_filters


def asked_filters(
    request: Request,
    since: Annotated[str, Query(description="first day (ISO)")] = "",
    until: Annotated[str, Query(description="last day (ISO)")] = "",
    type: Annotated[list[str] | None, Query(description="PLOVER types, any of which")] = None,
    quad: Annotated[list[str] | None, Query(description="quad classes 1 to 4, any of which")] = None,
    actor: Annotated[list[str] | None, Query(description="actor ids or countries, each of which takes part")] = None,
    between: Annotated[list[str] | None, Query(description="two of which one acts on the other, either way")] = None,
    by: Annotated[str, Query(description="who acts: an actor's id or a country")] = "",
    to: Annotated[str, Query(description="who is acted on")] = "",
    place: Annotated[str, Query(description="a place's name or a country's code")] = "",
    sector: Annotated[list[str] | None, Query(description="PLOVER sectors of who takes part")] = None,
    source: Annotated[str, Query(description="publisher of the report")] = "",
    says: Annotated[str, Query(description="who says so: an actor's id")] = "",
    report: Annotated[str, Query(description="a report's id")] = "",
    happening: Annotated[str, Query(description="a happening's id")] = "",
    counted: Annotated[str, Query(description="1: each happening once, told as fact, no background")] = "",
) -> Filters:
    """The filters of a request; raises FilterError where one cannot be."""
    asked: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        asked.setdefault(name, []).append(value)
    return read_filters(asked)
