"""Rows from memory as a table of a database."""

import duckdb
import pyarrow as pa


def create_table(con: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    """Create the table `name` with the columns and the rows of `rows`."""
    con.register("rows_of_table", rows)
    con.execute(f"create table {name} as from rows_of_table")
    con.unregister("rows_of_table")


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, object]]) -> None:
    """Insert rows, each a mapping of column to value, into a table."""
    if not rows:
        return
    con.register("rows_to_insert", pa.Table.from_pylist(rows))
    con.execute(f"insert into {table} by name from rows_to_insert")
    con.unregister("rows_to_insert")
