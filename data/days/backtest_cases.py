"""Backtest cases: the chance given on days before each past checkpoint, and the outcome.

And the flags among them: whether somebody was called before the checkpoint.
"""

from datetime import date
from functools import lru_cache

import duckdb
import pyarrow as pa

from data.days.kept import OBSERVED, kept_days, rows_of_days
from data.days.many_days import Asked, rows_as_of_each, rows_of_build
from data.days.span import FIRST_DAY
from data.sql.files import sql
from data.store.locations import Build

CASES, FLAGS = TABLES = ("cases", "first_flags")
TRACKS = "earlier_tracks"  # what a case needs of a day
_ASKED = Asked((f"backtest/{TRACKS}",), enough=(("committed", "is_committed"),))


def tables(cursor: duckdb.DuckDBPyConnection, build: Build) -> dict[str, pa.Table]:
    """The rows of TABLES; `cursor` reads the tables of a day.

    An observation is a day before a checkpoint that has passed.
    """
    # Without an observation, a day that nobody was in the program gives the columns.
    days, kept = days_of(cursor) or [FIRST_DAY], kept_days(cursor, OBSERVED)
    others = tuple(day for day in days if day not in kept)
    parts = [_tracks_as_of(build, others)] if others else []
    if found := [day for day in days if day in kept]:
        parts.append(rows_of_days(cursor, TRACKS, found))
    earlier_tracks = pa.concat_tables(parts)
    cursor.register("observations", cursor.sql(sql("backtest/observations")).to_arrow_table())
    cursor.register("earlier_tracks", earlier_tracks)
    cases = cursor.sql(sql(f"backtest/{CASES}")).to_arrow_table()
    cursor.register(CASES, cases)
    return {CASES: cases, FLAGS: cursor.sql(sql(f"backtest/{FLAGS}")).to_arrow_table()}


def days_of(cursor: duckdb.DuckDBPyConnection) -> list[date]:
    """The days before checkpoints and the checkpoints themselves, in order."""
    observations = cursor.sql(sql("backtest/observations")).to_arrow_table()
    days = {day for name in ("observed_on", "checkpoint") for day in observations[name].to_pylist()}
    return sorted(days)


@lru_cache(maxsize=4)  # all days between two checkpoints have the same observations
def _tracks_as_of(build: Build, days: tuple[date, ...]) -> pa.Table:
    """The rows of backtest/earlier_tracks as of each of `days`."""
    return rows_of_build(build, rows_as_of, days)[TRACKS]


def rows_as_of(con: duckdb.DuckDBPyConnection, days: list[date]) -> dict[str, pa.Table]:
    """The rows of backtest/earlier_tracks as of each of `days`, which are in order."""
    return rows_as_of_each(con, _ASKED, days)
