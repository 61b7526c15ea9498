"""How people stood on earlier days: the same rules as of then, kept for the days that ask again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import lru_cache, partial

import duckdb
import pyarrow as pa

from data.connect import THREADS, attach
from data.intake import FIRST_DAY
from data.places import Place, stamp_of
from data.queries import sql
from data.rules import compute

TABLES = ("members_then", "risk_then", "tracks_told", "members_told", "arrived_since")


def add_history(con: duckdb.DuckDBPyConnection, place: Place, schema: str) -> None:
    """Add the tables of queries/history to `schema`: a row an earlier moment and row then."""
    asked = f"select distinct moment from {schema}.moments order by moment"
    moments = [moment for (moment,) in con.execute(asked).fetchall()]
    with ThreadPoolExecutor(THREADS) as beside:
        found = list(beside.map(partial(_then, place, stamp_of(place)), moments))
    for table in TABLES:
        con.register("rows_then", pa.concat_tables([then[table] for then in found]))
        con.execute(f"create table {schema}.{table} as from rows_then")
        con.unregister("rows_then")


@lru_cache(maxsize=16)
def _then(place: Place, stamp: tuple[object, ...], moment: date) -> dict[str, pa.Table]:
    con = attach(place)
    compute(con, max(moment, FIRST_DAY), "memory.day")
    return {table: con.sql(sql(f"history/{table}")).to_arrow_table() for table in TABLES}
