"""The only row of an answer."""

from typing import Any

import duckdb


def one_row(answer: duckdb.DuckDBPyConnection) -> tuple[Any, ...]:
    """The first row that a query returned; raises LookupError when it returned none."""
    row: tuple[Any, ...] | None = answer.fetchone()
    if row is None:
        raise LookupError("the query returned no row")
    return row
