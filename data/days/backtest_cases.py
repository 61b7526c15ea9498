"""The record of our own flags: what was said before each past checkpoint, and what came of it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import lru_cache, partial

import duckdb
import pyarrow as pa

from data.days.rules import compute, rules_under
from data.days.span import FIRST_DAY
from data.sql.files import sql
from data.store.connect import THREADS, attach
from data.store.locations import Location, stamp_of

TABLES = ("cases",)


def add_cases(con: duckdb.DuckDBPyConnection, place: Location, schema: str) -> None:
    """Add the table `cases` to `schema`: a row a look before a past checkpoint, MVP and track."""
    con.execute(f"set search_path = '{schema},build.main'")
    con.execute(f"create table {schema}.observations as {sql('backtest/observations')}")
    asked = (
        f"select observed_on from {schema}.observations "
        f"union select checkpoint from {schema}.observations"
    )
    days = sorted(day for (day,) in con.execute(asked).fetchall())
    # Without a look, a day that nobody was there on gives the columns.
    earlier_tracks = _tracks_then(place, stamp_of(place), tuple(days or [FIRST_DAY]))
    con.register("earlier_tracks", earlier_tracks)
    con.execute(f"create table {schema}.cases as {sql('backtest/cases')}")
    con.unregister("earlier_tracks")


@lru_cache(maxsize=4)
def _tracks_then(place: Location, stamp: tuple[object, ...], days: tuple[date, ...]) -> pa.Table:
    rules = rules_under("backtest/earlier_tracks")
    share = -(-len(days) // THREADS)
    shares = [days[first : first + share] for first in range(0, len(days), share)]
    with ThreadPoolExecutor(THREADS) as beside:
        return pa.concat_tables(beside.map(partial(_tracks_of, place, rules), shares))


def _tracks_of(place: Location, rules: tuple[str, ...], days: tuple[date, ...]) -> pa.Table:
    con, found = attach(place), []
    for day in days:
        compute(con, day, "memory.day", rules)
        found.append(con.sql(sql("backtest/earlier_tracks")).to_arrow_table())
        con.execute("drop schema memory.day cascade")
    return pa.concat_tables(found)
