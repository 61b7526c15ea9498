"""How MVPs stood on earlier days: the same rules, computed as of these days."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import lru_cache, partial

import duckdb
import pyarrow as pa

from data.days.kept import EARLIER, kept_days, rows_of_days
from data.days.many_days import Asked, rows_as_of_each, rows_of_build
from data.days.span import FIRST_DAY
from data.store.connect import THREADS
from data.store.locations import Build

TABLES = (
    "earlier_members",
    "earlier_risk",
    "progress_comparison",
    "member_comparison",
    "arrived_since",
)
_ASKED = Asked(tuple(f"earlier_days/{table}" for table in TABLES))


def tables(cursor: duckdb.DuckDBPyConnection, build: Build) -> dict[str, pa.Table]:
    """The rows of TABLES for all days that a day is compared with; `cursor` reads its tables."""
    days, kept = days_of(cursor), kept_days(cursor, EARLIER)
    with ThreadPoolExecutor(THREADS) as pool:
        parts = list(pool.map(partial(_tables_as_of, build), [d for d in days if d not in kept]))
    if found := [day for day in days if day in kept]:
        parts.append({table: rows_of_days(cursor, table, found) for table in TABLES})
    return {table: pa.concat_tables(part[table] for part in parts) for table in TABLES}


def days_of(cursor: duckdb.DuckDBPyConnection) -> list[date]:
    """The days that a day is compared with, in order; `cursor` reads the tables of that day."""
    asked = "select distinct compared_on from comparison_dates order by compared_on"
    return [day for (day,) in cursor.execute(asked).fetchall()]


@lru_cache(maxsize=16)  # many days are compared with the same checkpoints
def _tables_as_of(build: Build, day: date) -> dict[str, pa.Table]:
    return rows_of_build(build, rows_as_of, (max(day, FIRST_DAY),))


def rows_as_of(con: duckdb.DuckDBPyConnection, days: list[date]) -> dict[str, pa.Table]:
    """The rows of TABLES as of each of `days`, which are in order."""
    return rows_as_of_each(con, _ASKED, days)
