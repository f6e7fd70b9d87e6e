"""Files out: codings as JSONL, flat tables, and the formats of PLOVER, POLECAT and ICEWS."""

from dragoman.writers.files import (
    ENDINGS,
    LineOutput,
    Output,
    WriteError,
    check_ending,
    open_output,
    write_codings,
)

__all__ = ["ENDINGS", "LineOutput", "Output", "WriteError", "check_ending", "open_output", "write_codings"]
