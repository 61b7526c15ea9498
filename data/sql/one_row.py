"""The only row of an answer."""

from typing import Any

import duckdb


def one_row(answer: duckdb.DuckDBPyConnection) -> tuple[Any, ...]:
    """The only row that a query returned; raises LookupError when it did not return one row.

    All rows are fetched: a connection takes no other work while an answer has rows left.
    """
    rows: list[tuple[Any, ...]] = answer.fetchall()
    if len(rows) != 1:
        raise LookupError(f"the query returned {len(rows)} rows and not one")
    return rows[0]
