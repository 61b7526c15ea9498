"""Rows from memory as a table of a database."""

import duckdb
import pyarrow as pa


def create_table(con: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    """Create the table `name` with the columns and the rows of `rows`."""
    con.register("rows_of_table", rows)
    con.execute(f"create table {name} as from rows_of_table")
    con.unregister("rows_of_table")
