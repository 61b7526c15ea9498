"""Works out the days that pages will ask a build for, and keeps them in its file.

These are the as-of date of the build and the day after it, because a build is looked at until the
next one is made; the days that those two are compared with; and the days of the track record.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, timedelta
from functools import partial

import duckdb
import pyarrow as pa

from data.days import backtest_cases, earlier_days
from data.days.kept import (
    EARLIER,
    OBSERVED,
    SCHEMA,
    WHOLE,
    create_kept,
    note_kept,
    schema_of,
)
from data.days.rules import RULES, compute
from data.days.span import FIRST_DAY
from data.errors import ProgramError
from data.store.connect import THREADS, memory_of_tables

KEEP = "MVP_KEEP_DAYS"  # an environment variable: yes or no
DAY = "memory.day"  # the schema with the rules as of the date of the build
_NEXT_DAY = "memory.next_day"
_YES, _NO = "yes", "no"


def is_wanted() -> bool:
    """Whether a build keeps days; raises ProgramError when the environment says neither."""
    said = os.environ.get(KEEP) or _YES
    if said not in (_YES, _NO):
        raise ProgramError(f"{KEEP}: {said!r} is neither {_YES} nor {_NO}")
    return said == _YES


def keep_days(con: duckdb.DuckDBPyConnection, as_of: date) -> None:
    """Keep days in the `build` that `con` makes.

    The rules as of `as_of` are in the schema DAY. A build that lacks the memory keeps no days.
    """
    try:
        _keep(con, as_of)
    except duckdb.OutOfMemoryException:  # pages compute the days when they ask for them
        with suppress(duckdb.TransactionException):
            con.execute("rollback")
        con.execute(f"drop schema if exists {SCHEMA} cascade")


def _keep(con: duckdb.DuckDBPyConnection, as_of: date) -> None:
    next_day, before = as_of + timedelta(days=1), memory_of_tables(con)
    compute(con, next_day, _NEXT_DAY)
    size = memory_of_tables(con) - before  # that of another day is about the same
    create_kept(con)
    compared, observed = set[date](), set[date]()
    for day, schema in ((as_of, DAY), (next_day, _NEXT_DAY)):
        _keep_whole(con, day, schema, size)
        con.execute(f"set search_path = '{schema},build.main'")
        compared.update(earlier_days.days_of(con))
        observed.update(backtest_cases.days_of(con))
        con.execute(f"drop schema {schema} cascade")
    _keep_earlier(con, {day for day in compared if day >= FIRST_DAY}, observed)


def _keep_whole(con: duckdb.DuckDBPyConnection, day: date, schema: str, size: int) -> None:
    """Keep all rules as of a day, which are in `schema`; they take `size` bytes of memory."""
    con.execute("begin transaction")  # each commit of its own would wait for the disk
    con.execute(f"create schema {schema_of(day)}")
    for rule in RULES:
        con.execute(f"create table {schema_of(day)}.{rule} as from {schema}.{rule}")
    note_kept(con, WHOLE, day, size)
    con.execute("commit")


def _keep_earlier(con: duckdb.DuckDBPyConnection, compared: set[date], observed: set[date]) -> None:
    """Keep the rows of these days that pages compare with, and those that a case needs."""
    days = sorted(compared | observed)
    with ThreadPoolExecutor(THREADS) as pool:
        rows = list(pool.map(partial(_rows_as_of, con, compared), days))
    con.execute("begin transaction")
    for table in {table: None for tables in rows for table in tables}:
        _create(con, table, pa.concat_tables(tables[table] for tables in rows if table in tables))
    for day in days:
        note_kept(con, OBSERVED, day)
        if day in compared:
            note_kept(con, EARLIER, day)
    con.execute("commit")


def _rows_as_of(
    con: duckdb.DuckDBPyConnection, compared: set[date], day: date
) -> dict[str, pa.Table]:
    """The rows of a day by table. All rules are needed only for a day that others compare with."""
    cursor, schema = con.cursor(), f"memory.kept_{day:%Y%m%d}"
    is_compared = day in compared
    compute(cursor, day, schema, RULES if is_compared else backtest_cases.rules())
    rows = {backtest_cases.TRACKS: backtest_cases.tracks_of_day(cursor)}
    if is_compared:
        rows |= earlier_days.rows_of_day(cursor)
    cursor.execute(f"drop schema {schema} cascade")
    return rows


def _create(con: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    con.register("rows_of_days", rows)
    con.execute(f"create table {SCHEMA}.{table} as from rows_of_days")
    con.unregister("rows_of_days")
