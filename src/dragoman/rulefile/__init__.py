"""The one reader of rule files (TOML) and table files (CSV), and its error."""

from dragoman.errors import RuleFileError
from dragoman.rulefile.rules import read_rules
from dragoman.rulefile.tables import read_table

__all__ = ["RuleFileError", "read_rules", "read_table"]
