"""The record of our own flags: what was said before each past checkpoint, and what came of it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import lru_cache, partial

import duckdb
import pyarrow as pa

from data.connect import THREADS, attach
from data.intake import FIRST_DAY
from data.lineage import lineage
from data.places import Place, stamp_of
from data.queries import sql
from data.rules import compute

TABLES = ("cases",)


def add_record(con: duckdb.DuckDBPyConnection, place: Place, schema: str) -> None:
    """Add the table `cases` to `schema`: a row a look before a past checkpoint, MVP and track."""
    con.execute(f"set search_path = '{schema},build.main'")
    con.execute(f"create table {schema}.looks as {sql('record/looks')}")
    asked = f"select looked_on from {schema}.looks union select checkpoint from {schema}.looks"
    days = sorted(day for (day,) in con.execute(asked).fetchall())
    # Without a look, a day that nobody was there on gives the columns.
    tracks_then = _tracks_then(place, stamp_of(place), tuple(days or [FIRST_DAY]))
    con.register("tracks_then", tracks_then)
    con.execute(f"create table {schema}.cases as {sql('record/cases')}")
    con.unregister("tracks_then")


@lru_cache(maxsize=4)
def _tracks_then(place: Place, stamp: tuple[object, ...], days: tuple[date, ...]) -> pa.Table:
    rules = tuple(
        query.removeprefix("rules/")
        for query in lineage("record/tracks_then").rests_on
        if query.startswith("rules/")
    )
    share = -(-len(days) // THREADS)
    shares = [days[first : first + share] for first in range(0, len(days), share)]
    with ThreadPoolExecutor(THREADS) as beside:
        return pa.concat_tables(beside.map(partial(_tracks_of, place, rules), shares))


def _tracks_of(place: Place, rules: tuple[str, ...], days: tuple[date, ...]) -> pa.Table:
    con, found = attach(place), []
    for day in days:
        compute(con, day, "memory.day", rules)
        found.append(con.sql(sql("record/tracks_then")).to_arrow_table())
        con.execute("drop schema memory.day cascade")
    return pa.concat_tables(found)
