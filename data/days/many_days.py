"""Queries as of many days, from the attached database `build`.

The engine plans them once for all days: the queries and the rules that they need become one text,
in which `$as_of` is the day of a lateral join. It carries the day through each join by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby

import duckdb
import pyarrow as pa

from data.days.kept import KEPT_ON, of_day
from data.days.rule_sets import judged_on, set_on
from data.days.rules import compute, make_schema, rules_read_by
from data.sql.files import sql
from data.sql.one_row import one_row
from data.store.connect import attach, lock_down
from data.store.locations import Build

_SCHEMA = "memory.many_days"
_ALL = "true"
# MVPs times tracks times days: more in one plan take more memory, and hardly less time.
_ROWS_AT_ONCE = 100_000
_ROWS_AT_ONCE_OF_A_PART = 200_000  # where `enough` leaves away about half of them
Rows = dict[str, pa.Table]  # by the name of a query, without its folder
RowsAsOf = Callable[[duckdb.DuckDBPyConnection, list[date]], Rows]  # with the column KEPT_ON


@dataclass(frozen=True)
class Asked:
    """Queries, as "folder/name".

    `enough` has (rule, condition): the rows of that rule from which these queries get all theirs.
    """

    queries: tuple[str, ...]
    enough: tuple[tuple[str, str], ...] = ()


def rows_as_of_each(con: duckdb.DuckDBPyConnection, asked: Asked, days: list[date]) -> Rows:
    """The rows of what is asked, as of each of `days`, which are in order and at least one.

    The column KEPT_ON says the day.
    """
    judged = {day: judged_on(con, day) for day in days}
    parts: list[Rows] = []
    for _, same in groupby(days, lambda day: set_on(con, judged[day])):
        group = list(same)
        make_schema(con, _SCHEMA, judged[group[0]])
        # One plan takes longer to make than those of one day, and has one set of settings.
        apart = group if len(group) == 1 else _judged_twice(con, group)
        parts += [_as_of_day(con, asked, day) for day in apart]
        together = [day for day in group if day not in apart]
        for share in _shares(con, asked, together):
            parts += _as_of_share(con, asked, share)
        con.execute(f"drop schema {_SCHEMA} cascade")
    return {name: pa.concat_tables(part[name] for part in parts) for name in parts[0]}


def rows_of_build(build: Build, rows_as_of: RowsAsOf, days: tuple[date, ...]) -> Rows:
    """What `rows_as_of` gives of `days`, without their day, by a connection of its own."""
    con = attach(build.location)
    lock_down(con)
    found = rows_as_of(con, list(days))
    return {name: rows.drop_columns([KEPT_ON]) for name, rows in found.items()}


def _judged_twice(con: duckdb.DuckDBPyConnection, days: list[date]) -> list[date]:
    """The days with another year in play, which other settings judge than the day itself."""
    years = _as_of_days(con, Asked(("rules/years",)), days)["years"].to_pylist()
    in_force = set_on(con, judged_on(con, days[0]))
    return [
        year[KEPT_ON]
        for year in years
        if not year["is_current"] and set_on(con, year["final_checkpoint"]) != in_force
    ]


def _shares(con: duckdb.DuckDBPyConnection, asked: Asked, days: list[date]) -> list[list[date]]:
    (rows,) = one_row(
        con.execute(f"select count(*) from build.main.mvps cross join {_SCHEMA}.rule_tracks")
    )
    most = _ROWS_AT_ONCE_OF_A_PART if asked.enough else _ROWS_AT_ONCE
    size = max(1, most // max(1, rows))
    return [days[first : first + size] for first in range(0, len(days), size)]


def _as_of_share(con: duckdb.DuckDBPyConnection, asked: Asked, days: list[date]) -> list[Rows]:
    try:
        return [_as_of_days(con, asked, days)]
    # DuckDB before 2.0 has no such plan with a full join, and others that take all memory.
    except (duckdb.NotImplementedException, duckdb.OutOfMemoryException):
        return [_as_of_day(con, asked, day) for day in days]


def _as_of_days(con: duckdb.DuckDBPyConnection, asked: Asked, days: list[date]) -> Rows:
    """The rows as of days that the settings in _SCHEMA judge."""
    cursor = con.cursor()
    cursor.execute(f"set search_path = '{_SCHEMA},build.main'")
    rows = cursor.sql(_text(asked), params={"days": days}).to_arrow_table()
    return {name: _rows_of(rows, name) for name in map(_name, asked.queries)}


@cache
def _text(asked: Asked) -> str:
    """A query whose rows are those of all queries: each is a struct in the column of its query."""
    conditions = dict(asked.enough)
    rules = ", ".join(
        f"{rule} as (from (\n{sql(f'rules/{rule}')}) where {conditions.get(rule, _ALL)})"
        for rule in rules_read_by(*asked.queries)
    )
    rows = " union all by name ".join(
        f"select {_name(query)} from (\n{sql(query)}) as {_name(query)}" for query in asked.queries
    )
    text = f"with {rules} from ({rows})".replace("$as_of", "asked.as_of")
    return f"""
        select found.*, asked.as_of as {KEPT_ON}
        from (select unnest($days) as as_of) as asked
        cross join lateral ({text}) as found"""


def _name(query: str) -> str:
    return query.rpartition("/")[-1]


def _rows_of(rows: pa.Table, name: str) -> pa.Table:
    found = rows.filter(rows[name].is_valid())
    return pa.Table.from_struct_array(found[name]).append_column(KEPT_ON, found[KEPT_ON])


def _as_of_day(con: duckdb.DuckDBPyConnection, asked: Asked, day: date) -> Rows:
    """The rows as of one day, whatever settings are in _SCHEMA."""
    cursor, schema = con.cursor(), f"memory.as_of_{day:%Y%m%d}"
    compute(cursor, day, schema, rules_read_by(*asked.queries), dict(asked.enough))
    rows = {_name(query): cursor.sql(sql(query)).to_arrow_table() for query in asked.queries}
    cursor.execute(f"drop schema {schema} cascade")
    return {name: of_day(table, day) for name, table in rows.items()}
