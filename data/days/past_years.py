"""The years up to that of D: who stayed, what became of renewals, and levels at the end of each."""

from datetime import date
from functools import lru_cache

import duckdb
import pyarrow as pa

from data.days.kept import YEAR_END, kept_days, rows_of_days
from data.days.many_days import Asked, rows_as_of_each, rows_of_build
from data.days.span import FIRST_DAY
from data.sql.files import sql
from data.store.locations import Build

# Those of one day, by the tables of that day.
_AT_YEAR_END = ("past_levels", "past_tracks")
_ASKED = Asked(tuple(f"past_years/{name}" for name in _AT_YEAR_END))
TABLES = ("membership_years", "renewal_outcomes", *_AT_YEAR_END)


def tables(cursor: duckdb.DuckDBPyConnection, build: Build) -> dict[str, pa.Table]:
    """The rows of TABLES for the year of D and all before it; `cursor` reads the tables of D."""
    past, kept = days_of(cursor), kept_days(cursor, YEAR_END)
    others = tuple(day for day in past if day not in kept)
    parts = [_year_ends_as_of(build, others)] if others else []
    if found := [day for day in past if day in kept]:
        parts.append({name: rows_of_days(cursor, name, found) for name in _AT_YEAR_END})
    today = _read(cursor, *_AT_YEAR_END)
    is_running = any(not is_over for *_, is_over in _year_ends(cursor))
    parts.append(today if is_running else {name: rows[:0] for name, rows in today.items()})
    membership_years = _read(cursor, "membership_years")
    cursor.register("membership_years", membership_years["membership_years"])
    return {
        **membership_years,
        **_read(cursor, "renewal_outcomes"),
        **{name: pa.concat_tables(part[name] for part in parts) for name in _AT_YEAR_END},
    }


def days_of(cursor: duckdb.DuckDBPyConnection) -> list[date]:
    """The last days of the years that are over, in order; `cursor` reads the tables of a day."""
    return [max(ended_on, FIRST_DAY) for _, ended_on, is_over in _year_ends(cursor) if is_over]


def _year_ends(cursor: duckdb.DuckDBPyConnection) -> list[tuple[int, date, bool]]:
    return cursor.sql(sql("past_years/year_ends")).fetchall()


@lru_cache(maxsize=16)  # all days after the end of a year look back on it in the same way
def _year_ends_as_of(build: Build, days: tuple[date, ...]) -> dict[str, pa.Table]:
    """The rows of years that are over, by the rules as of their last days."""
    return rows_of_build(build, rows_as_of, days)


def rows_as_of(con: duckdb.DuckDBPyConnection, days: list[date]) -> dict[str, pa.Table]:
    """The rows at the ends of years as of each of `days`, which are in order."""
    return rows_as_of_each(con, _ASKED, days)


def _read(con: duckdb.DuckDBPyConnection, *names: str) -> dict[str, pa.Table]:
    return {name: con.sql(sql(f"past_years/{name}")).to_arrow_table() for name in names}
