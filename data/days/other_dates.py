"""The rules `deadlines` and `expected`, computed for other dates than those of a day.

A day has them for three horizons: its own date, the next checkpoint and the final one
(queries/rules/horizons.sql). The page of an MVP asks about each day of the year, and a letter about
the checkpoint after its own. Both have a file `horizons.sql` with their dates. When a query first
names one of their tables, the rules run again on these horizons, on the rows of the query's scope.
"""

import duckdb

from data.days.scope import Scope
from data.sql.files import sql
from data.sql.parse import tables_named

SINGLE_MVP, LETTERS = "single_mvp", "letters"
# The folder of queries/ with the horizons -> each table that is computed for them, and its query.
TABLES = {
    SINGLE_MVP: {
        "expected_by_day": "rules/expected",
        "forecast_band": "single_mvp/forecast_band",
        "enough": "single_mvp/enough",
        "next_steps": "single_mvp/next_steps",
    },
    LETTERS: {"expected_by_next_checkpoint": "rules/expected"},
}


def names(scope: Scope) -> frozenset[str]:
    """All tables of other dates that queries of `scope` can read."""
    return frozenset(table for folder in _folders(scope) for table in TABLES[folder])


def folders_named(scope: Scope, names: frozenset[str]) -> list[str]:
    """The folders of which `names` has a table, as far as queries of `scope` can read it."""
    return [folder for folder in _folders(scope) if not names.isdisjoint(TABLES[folder])]


def tables_read(folder: str) -> frozenset[str]:
    """The tables of a scope that the queries of a folder read."""
    queries = (f"{folder}/horizons", "rules/deadlines", *TABLES[folder].values())
    return frozenset().union(*(tables_named(sql(query)) for query in queries))


def make_tables(cursor: duckdb.DuckDBPyConnection, scope: Scope, folder: str) -> None:
    """Make the tables of a folder in the schema of `scope`, which has what their queries read."""
    schema = f"{scope.schema}_{folder}"  # `horizons` and `deadlines` here hide those of the day
    cursor.execute(f"create schema {schema}")
    cursor.execute(f"set search_path = '{schema},{scope.schema}'")
    cursor.execute(f"create table {schema}.horizons as {sql(f'{folder}/horizons')}")
    cursor.execute(f"create table {schema}.deadlines as {sql('rules/deadlines')}")
    for table, query in TABLES[folder].items():
        cursor.execute(f"create table {scope.schema}.{table} as {sql(query)}")


def _folders(scope: Scope) -> tuple[str, ...]:
    """Each day of the year is asked about for one MVP only: for all of them it is too much."""
    return (SINGLE_MVP, LETTERS) if scope.is_one_mvp else (LETTERS,)
