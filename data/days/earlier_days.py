"""How people stood on earlier days: the same rules as of then, kept for the days that ask again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import lru_cache, partial

import duckdb
import pyarrow as pa

from data.days.rules import compute
from data.days.span import FIRST_DAY
from data.sql.files import sql
from data.store.connect import THREADS, attach
from data.store.locations import Location, stamp_of

TABLES = (
    "earlier_members",
    "earlier_risk",
    "progress_comparison",
    "member_comparison",
    "arrived_since",
)


def add_earlier_days(con: duckdb.DuckDBPyConnection, place: Location, schema: str) -> None:
    """Add the tables of queries/earlier_days to `schema`: a row an earlier moment and row then."""
    asked = f"select distinct compared_on from {schema}.comparison_dates order by compared_on"
    moments = [moment for (moment,) in con.execute(asked).fetchall()]
    with ThreadPoolExecutor(THREADS) as beside:
        found = list(beside.map(partial(_then, place, stamp_of(place)), moments))
    for table in TABLES:
        con.register("rows_then", pa.concat_tables([then[table] for then in found]))
        con.execute(f"create table {schema}.{table} as from rows_then")
        con.unregister("rows_then")


@lru_cache(maxsize=16)
def _then(place: Location, stamp: tuple[object, ...], moment: date) -> dict[str, pa.Table]:
    con = attach(place)
    compute(con, max(moment, FIRST_DAY), "memory.day")
    return {table: con.sql(sql(f"earlier_days/{table}")).to_arrow_table() for table in TABLES}
