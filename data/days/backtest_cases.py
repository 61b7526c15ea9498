"""Backtest cases: the chance given on days before each past checkpoint, and the outcome."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import lru_cache, partial

import duckdb
import pyarrow as pa

from data.days.kept import OBSERVED, kept_days, rows_of_days
from data.days.rules import compute, rules_read_by
from data.days.span import FIRST_DAY
from data.sql.files import sql
from data.store.connect import THREADS, attach, lock_down
from data.store.locations import Build

TABLES = ("cases",)
TRACKS = "earlier_tracks"  # what a case needs of a day


def tables(cursor: duckdb.DuckDBPyConnection, build: Build) -> dict[str, pa.Table]:
    """The rows of TABLES, one per observation, MVP and track; `cursor` reads the tables of a day.

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
    return {"cases": cursor.sql(sql("backtest/cases")).to_arrow_table()}


def days_of(cursor: duckdb.DuckDBPyConnection) -> list[date]:
    """The days before checkpoints and the checkpoints themselves, in order."""
    observations = cursor.sql(sql("backtest/observations")).to_arrow_table()
    days = {day for name in ("observed_on", "checkpoint") for day in observations[name].to_pylist()}
    return sorted(days)


@lru_cache(maxsize=4)  # all days between two checkpoints have the same observations
def _tracks_as_of(build: Build, days: tuple[date, ...]) -> pa.Table:
    """The rows of backtest/earlier_tracks as of each of `days`."""
    share = -(-len(days) // THREADS)
    shares = [days[first : first + share] for first in range(0, len(days), share)]
    with ThreadPoolExecutor(THREADS) as pool:
        return pa.concat_tables(pool.map(partial(_tracks_of_share, build), shares))


def _tracks_of_share(build: Build, days: tuple[date, ...]) -> pa.Table:
    con, tracks = attach(build.location), []
    lock_down(con)
    for day in days:
        compute(con, day, "memory.day", rules())
        tracks.append(rows_of_day(con)[TRACKS])
        con.execute("drop schema memory.day cascade")
    return pa.concat_tables(tracks)


def rules() -> tuple[str, ...]:
    """The rules that a case needs of a day."""
    return rules_read_by(f"backtest/{TRACKS}")


def rows_of_day(con: duckdb.DuckDBPyConnection) -> dict[str, pa.Table]:
    """The rows of backtest/earlier_tracks as of the one day whose rules `con` finds by name."""
    return {TRACKS: con.sql(sql(f"backtest/{TRACKS}")).to_arrow_table()}
