"""The rules `deadlines` and `expected`, computed for other dates than those of a day.

A day has them for three horizons: its own date, the next checkpoint and the final one
(queries/rules/horizons.sql). The page of an MVP asks about each day of the year, and about a whole
year without leave; a letter asks about the checkpoint after its own. Each has a folder with a file
`horizons.sql` of its dates. When a query first names one of their tables, the rules run again on
these horizons, on the rows of the query's scope.
"""

import duckdb

from data.days.scope import Scope
from data.sql.files import sql
from data.sql.parse import tables_named

SINGLE_MVP, WHOLE_YEAR, LETTERS = "single_mvp", "whole_year", "letters"
# The folder of queries/ with the horizons -> each table that is computed for them, and its query.
TABLES = {
    SINGLE_MVP: {
        "expected_by_day": "rules/expected",
        "forecast_band": "single_mvp/forecast_band",
        "enough": "single_mvp/enough",
        "next_steps": "single_mvp/next_steps",
    },
    WHOLE_YEAR: {"expected_in_whole_year": "rules/expected"},
    LETTERS: {"expected_by_next_checkpoint": "rules/expected"},
}

# What the rules read there in place of a table of the day; each has a file in the folder.
IN_PLACE_OF = {
    SINGLE_MVP: ("horizons",),
    WHOLE_YEAR: ("horizons", "seen_leave"),
    LETTERS: ("horizons",),
}


def names(scope: Scope) -> frozenset[str]:
    """All tables of other dates that queries of `scope` can read."""
    return frozenset(table for folder in _folders(scope) for table in TABLES[folder])


def folders_named(scope: Scope, names: frozenset[str]) -> list[str]:
    """The folders of which `names` has a table, as far as queries of `scope` can read it."""
    return [folder for folder in _folders(scope) if not names.isdisjoint(TABLES[folder])]


def tables_read(folder: str) -> frozenset[str]:
    """The tables of a scope that the queries of a folder read."""
    queries = (*hiding(folder), "rules/deadlines", *TABLES[folder].values())
    return frozenset().union(*(tables_named(sql(query)) for query in queries))


def hiding(folder: str) -> list[str]:
    """The queries of a folder whose tables hide those of the day."""
    return [f"{folder}/{table}" for table in IN_PLACE_OF[folder]]


def make_tables(cursor: duckdb.DuckDBPyConnection, scope: Scope, folder: str) -> None:
    """Make the tables of a folder in the schema of `scope`, which has what their queries read."""
    schema = f"{scope.schema}_{folder}"  # its tables hide those of the day
    cursor.execute(f"create schema {schema}")
    cursor.execute(f"set search_path = '{schema},{scope.schema}'")
    for table, query in zip(IN_PLACE_OF[folder], hiding(folder), strict=True):
        cursor.execute(f"create table {schema}.{table} as {sql(query)}")
    cursor.execute(f"create table {schema}.deadlines as {sql('rules/deadlines')}")
    for table, query in TABLES[folder].items():
        cursor.execute(f"create table {scope.schema}.{table} as {sql(query)}")


def _folders(scope: Scope) -> tuple[str, ...]:
    """Each day of the year is asked about for one MVP only: for all of them it is too much."""
    return (SINGLE_MVP, WHOLE_YEAR, LETTERS) if scope.is_one_mvp else (LETTERS,)
