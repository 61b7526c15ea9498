"""How MVPs stood at each checkpoint up to D, of all years: the same rules, as of that day."""

from datetime import date
from functools import lru_cache

import duckdb
import pyarrow as pa

from data.days.kept import CHECKPOINT, kept_days, rows_of_days
from data.days.many_days import Asked, rows_as_of_each, rows_of_build
from data.days.span import FIRST_DAY
from data.sql.files import sql
from data.store.locations import Build

TABLES = ("checkpoint_progress",)
PAST = "checkpoint_progress/past_checkpoints"
_QUERY = "checkpoint_progress/checkpoint_progress"
_ASKED = Asked((_QUERY,))


def tables(cursor: duckdb.DuckDBPyConnection, build: Build) -> dict[str, pa.Table]:
    """The rows of TABLES for each checkpoint before D and for D; `cursor` reads the tables of D."""
    past, kept = days_of(cursor), kept_days(cursor, CHECKPOINT)
    others = tuple(day for day in past if day not in kept)
    parts = [_checkpoints(build, others)] if others else []
    if found := [day for day in past if day in kept]:
        parts.append({table: rows_of_days(cursor, table, found) for table in TABLES})
    parts.append({"checkpoint_progress": cursor.sql(sql(_QUERY)).to_arrow_table()})
    return {table: pa.concat_tables(part[table] for part in parts) for table in TABLES}


def days_of(cursor: duckdb.DuckDBPyConnection) -> list[date]:
    """The checkpoints before a day, in order; `cursor` reads the tables of that day."""
    found = cursor.sql(sql(PAST)).fetchall()
    return [day for (day,) in found if day >= FIRST_DAY]


@lru_cache(maxsize=4)  # all days between two checkpoints look back on the same ones
def _checkpoints(build: Build, days: tuple[date, ...]) -> dict[str, pa.Table]:
    return rows_of_build(build, rows_as_of, days)


def rows_as_of(con: duckdb.DuckDBPyConnection, days: list[date]) -> dict[str, pa.Table]:
    """The rows of TABLES as of each of `days`, which are in order."""
    return rows_as_of_each(con, _ASKED, days)
