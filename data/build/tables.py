"""The rows of a build's tables: those given by Python, and those that a query computes."""

import hashlib
from datetime import date

import duckdb
import pyarrow as pa

from data.inputs.contract import INPUTS
from data.sql.files import columns_of, sql
from data.sql.one_row import one_row

_FRIDAY = 5  # the ISO number of the last weekday


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, object]]) -> None:
    """Insert rows, each a mapping of column to value, into a table."""
    if not rows:
        return
    con.register("rows_to_insert", pa.Table.from_pylist(rows))
    con.execute(f"insert into {table} by name from rows_to_insert")
    con.unregister("rows_to_insert")


def fill(con: duckdb.DuckDBPyConnection, name: str, **parameters: object) -> None:
    """Fill a table that does not depend on the as-of date by its query."""
    text = f"insert into {name} by name {sql(f'as_of_independent/{name}')}"
    con.execute(text, parameters or None)


def fill_as_of_independent(con: duckdb.DuckDBPyConnection, as_of: date) -> None:
    """Fill the tables that do not depend on the as-of date."""
    fill(con, "calendar", last_weekday=_FRIDAY)
    for name in ("checkpoints", "spells", "leave_days", "contributions", "activity"):
        fill(con, name)
    for name in ("source_rows", "track_sources"):
        fill(con, name)
    for name in ("data_spans", "gaps"):
        fill(con, name, built_as_of=as_of)


def content_digest(con: duckdb.DuckDBPyConnection) -> str:
    """SHA-256 of all input rows, what was supplied, how far the data reaches and the settings.

    The order of rows and files does not matter.
    """
    digest = hashlib.sha256()
    columns = {spec.name: spec.column_names for spec in INPUTS}
    columns["rule_settings"] = ["rules_digest"]
    columns |= {table: list(columns_of(table)) for table in ("supplied", "data_spans")}
    for table, columns_of_table in sorted(columns.items()):
        cells = ", ".join(f"""coalesce("{name}"::varchar, chr(0))""" for name in columns_of_table)
        answer = con.execute(
            f"select count(*), bit_xor(md5_number(concat_ws(chr(1), {cells}))) from {table}"
        )
        count, mixed = one_row(answer)
        digest.update(f"{table} {count} {mixed}\n".encode())
    return digest.hexdigest()
