"""Which parts the program of a build has (docs/own-program.md)."""

import duckdb

_COLUMN = "uses_"  # what the columns of rule_settings about parts begin with


def parts_in(con: duckdb.DuckDBPyConnection, settings: str = "rule_settings") -> frozenset[str]:
    """The parts of the program, by the table `settings` that `con` reads."""
    answer = con.execute(f"from {settings}")
    row = answer.fetchone() or ()
    names = [column[0] for column in answer.description or ()]
    used = [name for name, is_used in zip(names, row, strict=False) if is_used is True]
    return frozenset(name.removeprefix(_COLUMN) for name in used if name.startswith(_COLUMN))
