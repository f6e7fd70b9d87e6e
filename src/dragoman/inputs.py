"""What every command that reads reports is told: which inputs, and how to read them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dragoman.readers import Reading

Inputs = Annotated[
    list[str],
    typer.Argument(help="Reports: files of any kind (text, HTML, JSONL, feeds, WARC ...), folders, s3://..., or -"),
]
Published = Annotated[str | None, typer.Option(help="Day (YYYY-MM-DD) of reports that bring none.")]
Columns = Annotated[list[str] | None, typer.Option("--column", help="Where a field stands: text=body. Repeatable.")]
Longest = Annotated[int, typer.Option(help="Characters of the longest report that is read.")]
Actors = Annotated[
    Path | None,
    typer.Option(
        "--actors", exists=True, dir_okay=False, help="Actors of your own: CSV, TOML or a PETRARCH dictionary."
    ),
]


class Language(StrEnum):
    """Which reports are coded: those in English, or all."""

    ENGLISH = "en"
    ANY = "any"


Languages = Annotated[Language, typer.Option("--language", help="Reports in other languages are set aside.")]


def reading_of(
    inputs: list[str],
    *,
    published: str | None = None,
    column: list[str] | None = None,
    longest: int | None = None,
    language: Language = Language.ENGLISH,
) -> Reading:
    """How to read, from the options of a command; raises typer.BadParameter where they or the inputs are wrong."""
    from dragoman.readers import FIELDS, LONGEST, Reading
    from dragoman.record import iso_published

    if not inputs:
        raise typer.BadParameter("expected at least one report (or --sample)")
    for name in inputs:
        if name != "-" and "://" not in name and not Path(name).exists():
            raise typer.BadParameter(f"there is no file or folder {name}")
    if published is not None and iso_published(published) is None:
        raise typer.BadParameter(f'--published is "{published}"; expected a day such as 2018-03-14')
    columns = dict(pair.partition("=")[::2] for pair in column or ())
    if unknown := [name for name, to in columns.items() if name not in FIELDS or not to]:
        raise typer.BadParameter(f'--column "{unknown[0]}": expected FIELD=NAME, FIELD one of {", ".join(FIELDS)}')
    return Reading(
        longest=LONGEST if longest is None else longest,
        columns=columns,
        published=published,
        language=None if language is Language.ANY else language.value,
    )
