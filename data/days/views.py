"""The views of each scope: the tables of a day under their own names, with the rows of the scope.

A view is made when a query first names it, because most scopes read only a few tables.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict

import duckdb

from data.days import other_dates
from data.days.rule_sets import tables_of_sets
from data.days.scope import (
    ALL_ROWS,
    ROWS_FOR_LEADS,
    ROWS_FOR_PROGRAM_TEAM,
    ROWS_IN_SCOPE,
    ROWS_OF_ONESELF,
    Scope,
)
from data.days.tables import SCHEMA
from data.sql.files import quoted

_IN_SCOPE = """
    select mvp_id
    from memory.day.membership
    where
        ($everybody or list_contains($teams::varchar[], team) or mvp_id = $mvp_id)
        and ($only_team is null or team = $only_team)
        and ($only_mvp is null or mvp_id = $only_mvp)"""


class Views:
    """The views that were made so far, by scope; `transaction` gives the cursor that makes them."""

    def __init__(
        self, transaction: Callable[[], AbstractContextManager[duckdb.DuckDBPyConnection]]
    ) -> None:
        self._transaction = transaction
        self._locks: dict[Scope, threading.Lock] = {}
        self._made: dict[Scope, frozenset[str]] = {}

    def make(self, scope: Scope, names: frozenset[str]) -> None:
        """Make the views `names` of `scope` that are missing: all or, after an error, none."""
        if self._has(scope, names):
            return
        with self._locks.setdefault(scope, threading.Lock()):
            if self._has(scope, names):  # another thread may have made them meanwhile
                return
            made = self._made.get(scope, frozenset())
            folders = other_dates.folders_named(scope, names - made)
            names = names.union(*map(other_dates.tables_read, folders))
            with self._transaction() as cursor:
                if scope not in self._made:
                    _make_schema(cursor, scope)
                _make_views(cursor, scope, names - made)
                for folder in folders:
                    other_dates.make_tables(cursor, scope, folder)
            self._made[scope] = made.union(names, *(other_dates.TABLES[f] for f in folders))

    def _has(self, scope: Scope, names: frozenset[str]) -> bool:
        return scope in self._made and names <= self._made[scope]


def readable_names(scope: Scope) -> frozenset[str]:
    """The names of all tables that a query of `scope` can read."""
    return other_dates.names(scope).union(view for view, _, _ in _views(scope))


def _make_schema(cursor: duckdb.DuckDBPyConnection, scope: Scope) -> None:
    """The schema of `scope`, with a table of the MVPs that it sees."""
    cursor.execute(f"create schema {scope.schema}")
    cursor.execute(
        f"create table {scope.schema}.in_scope as {_IN_SCOPE}",
        {**asdict(scope), "teams": list(scope.teams)},
    )


def _make_views(cursor: duckdb.DuckDBPyConnection, scope: Scope, names: frozenset[str]) -> None:
    for view, table, condition in _views(scope):
        if view in names:
            cursor.execute(f"create view {scope.schema}.{view} as from {table} where {condition}")


def _views(scope: Scope) -> Iterator[tuple[str, str, str]]:
    """The name of each view of `scope`, its table, and the condition for its rows."""
    for tables, condition in (
        (ALL_ROWS, "true"),
        (ROWS_FOR_PROGRAM_TEAM, str(scope.everybody)),
        (ROWS_IN_SCOPE, in_scope := f"mvp_id in (select mvp_id from {scope.schema}.in_scope)"),
        (ROWS_FOR_LEADS, f"{in_scope} and {_leads(scope)}"),
        (ROWS_OF_ONESELF, f"{in_scope} and {_is_own(scope)}"),
    ):
        yield from ((name, f"{SCHEMA}.{name}", condition) for name in tables.of_day)
        yield from ((name, _table_of_build(name), condition) for name in tables.of_build)


def _leads(scope: Scope) -> str:
    """SQL for whether the viewer leads or runs the program for the MVP of a row."""
    if scope.everybody or scope.mvp_id is None:
        return str(scope.everybody or bool(scope.teams))
    return f"{bool(scope.teams)} and mvp_id <> {quoted(scope.mvp_id)}"


def _is_own(scope: Scope) -> str:
    """SQL for whether the row is about the viewer, or the viewer runs the program."""
    if scope.everybody or scope.mvp_id is None:
        return str(scope.everybody)
    return f"mvp_id = {quoted(scope.mvp_id)}"


def _table_of_build(name: str) -> str:
    """A table of the build, or the view of it with the settings that are in force."""
    return f"{SCHEMA}.{name}" if name in tables_of_sets() else f"build.main.{name}"
