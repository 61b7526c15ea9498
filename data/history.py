"""How people stood on earlier days: the same rules as of then, kept for the days that ask again."""

from datetime import date
from functools import lru_cache
from pathlib import Path

import duckdb
import pyarrow as pa

from data.connect import attach
from data.intake import FIRST_DAY
from data.queries import sql
from data.rules import compute

TABLES = ("members_then", "risk_then", "tracks_told", "members_told", "arrived_since")


def add_history(con: duckdb.DuckDBPyConnection, path: Path, schema: str) -> None:
    """Add the tables of queries/history to `schema`: a row an earlier moment and row then."""
    moments = [
        row[0] for row in con.execute(f"select distinct moment from {schema}.moments").fetchall()
    ]
    changed_at = path.stat().st_mtime_ns
    for table in TABLES:
        rows = pa.concat_tables(
            [_then(path, changed_at, moment)[table] for moment in sorted(moments)]
        )
        con.register("rows_then", rows)
        con.execute(f"create table {schema}.{table} as from rows_then")
        con.unregister("rows_then")


@lru_cache(maxsize=16)
def _then(path: Path, changed_at: int, moment: date) -> dict[str, pa.Table]:
    con = attach(path)
    compute(con, max(moment, FIRST_DAY), "memory.day")
    return {table: con.sql(sql(f"history/{table}")).to_arrow_table() for table in TABLES}
