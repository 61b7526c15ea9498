"""Works out the days that pages will ask a build for, and keeps them in its file.

These are the as-of date of the build and the day after it, because a build is looked at until the
next one is made; the days that those two are compared with; the days of the track record; the ends
of past years; and all past checkpoints.
"""

import os
from contextlib import suppress
from datetime import date, timedelta

import duckdb
import pyarrow as pa

from data.days import backtest_cases, checkpoint_progress, earlier_days, past_years
from data.days.kept import (
    CHECKPOINT,
    EARLIER,
    OBSERVED,
    SCHEMA,
    WHOLE,
    YEAR_END,
    create_kept,
    create_rows,
    note_kept,
    schema_of,
)
from data.days.rules import RULES, compute
from data.days.span import FIRST_DAY
from data.errors import ProgramError
from data.store.connect import memory_of_tables

# What is kept of earlier days -> the module that knows which days, and their rows.
_GROUPS = {
    EARLIER: earlier_days,
    OBSERVED: backtest_cases,
    YEAR_END: past_years,
    CHECKPOINT: checkpoint_progress,
}
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
    asked: dict[str, set[date]] = {kind: set() for kind in _GROUPS}
    for day, schema in ((as_of, DAY), (next_day, _NEXT_DAY)):
        _keep_whole(con, day, schema, size)
        con.execute(f"set search_path = '{schema},build.main'")
        for kind, group in _GROUPS.items():
            asked[kind].update(past for past in group.days_of(con) if past >= FIRST_DAY)
        con.execute(f"drop schema {schema} cascade")
    _keep_earlier(con, asked)


def _keep_whole(con: duckdb.DuckDBPyConnection, day: date, schema: str, size: int) -> None:
    """Keep all rules as of a day, which are in `schema`; they take `size` bytes of memory."""
    con.execute("begin transaction")  # each commit of its own would wait for the disk
    con.execute(f"create schema {schema_of(day)}")
    for rule in RULES:
        con.execute(f"create table {schema_of(day)}.{rule} as from {schema}.{rule}")
    note_kept(con, WHOLE, day, size)
    con.execute("commit")


def _keep_earlier(con: duckdb.DuckDBPyConnection, asked: dict[str, set[date]]) -> None:
    """Keep the rows of earlier days; `asked` has the days of each kind."""
    rows: dict[str, pa.Table] = {}
    for kind, group in _GROUPS.items():
        if asked[kind]:
            rows |= group.rows_as_of(con, sorted(asked[kind]))
    con.execute("begin transaction")
    for table in rows:
        create_rows(con, table, rows[table])
    for kind in asked:
        for day in sorted(asked[kind]):
            note_kept(con, kind, day)
    con.execute("commit")
