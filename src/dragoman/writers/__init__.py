"""Files out: codings as JSONL, flat tables, and the formats of PLOVER, POLECAT and ICEWS."""

from dragoman.writers.files import ENDINGS, Output, WriteError, check_ending, open_output, write_codings

__all__ = ["ENDINGS", "Output", "WriteError", "check_ending", "open_output", "write_codings"]
