"""The program as of one date: one small table a rule, and what a viewer's scope sees of them."""

import threading
from dataclasses import asdict
from datetime import date

import duckdb

from data.days import backtest_cases, earlier_days
from data.days.rules import RULES, compute
from data.days.scope import (
    FOR_ALL,
    FOR_PROGRAM,
    FOR_PROGRAM_IN_BUILD,
    FROM_BUILD,
    PEOPLE_IN_BUILD,
    Identity,
    Scope,
)
from data.days.span import FIRST_DAY, last_day
from data.errors import ProgramError
from data.sql.files import sql
from data.sql.parse import tables_named
from data.store.connect import attach, hold_back, interrupt_later, lock_down
from data.store.locations import Location

# For one MVP: what is expected by every day of the year, and what will be done by then.
_CLOSE_UP = {
    "horizons": "single_mvp/horizons",
    "deadlines": "rules/deadlines",
    "expected": "rules/expected",
    "forecast_band": "single_mvp/forecast_band",
}
_CLOSE_UP_NAMES = {"expected": "expected_by_day", "forecast_band": "forecast_band"}


class Day:
    """The tables of one build as of one date, computed once and read often.

    With `with_history` it also holds how people stood at earlier checkpoints and a week ago, with
    `with_record` what was said before every past checkpoint and what came of it. What
    takes longer than `query_seconds` to answer and fetch ends in duckdb.InterruptException. `bytes`
    is what its own tables take in memory.

    Raises NoDatabaseError when the build cannot be read, and ProgramError when it does not reach
    the date.
    """

    def __init__(
        self,
        place: Location,
        as_of: date,
        with_history: bool = False,
        with_record: bool = False,
        query_seconds: float | None = None,
    ) -> None:
        self.as_of = as_of
        self._query_seconds = query_seconds
        self._con = attach(place)
        self._opening: dict[Scope, threading.Lock] = {}
        self._views: dict[Scope, frozenset[str]] = {}  # those that were made
        self._refuse_unknown_day(place)
        compute(self._con, as_of, "memory.day")
        self._looking_back = (
            earlier_days.TABLES * with_history + backtest_cases.TABLES * with_record
        )
        if with_history:
            earlier_days.add_earlier_days(self._con, place, "memory.day")
        if with_record:
            backtest_cases.add_cases(self._con, place, "memory.day")
        self.bytes = hold_back(self._con)
        lock_down(self._con)

    def _refuse_unknown_day(self, place: Location) -> None:
        (built_as_of,) = self._con.execute("select as_of from build.build").fetchone()
        first, last = FIRST_DAY, last_day(built_as_of)
        if not first <= self.as_of <= last:
            raise ProgramError(
                f"{place.name}: knows the days from {first} to {last}, not {self.as_of}"
            )

    def query(
        self, scope: Scope, text: str, parameters: dict[str, object] | None = None
    ) -> duckdb.DuckDBPyConnection:
        """Run `text` on what `scope` sees; returns a cursor of its own, to be fetched from once."""
        self._open(scope, tables_named(text))
        cursor = self._cursor()
        cursor.execute(f"set search_path = '{scope.schema}'")
        return cursor.execute(text, parameters)

    def names(self, scope: Scope) -> frozenset[str]:
        """What a query of `scope` can read: the tables of the day and of the build."""
        close_up = _CLOSE_UP_NAMES.values() if scope.is_one_mvp else ()
        return frozenset(name for name, *_ in self._sources(scope)).union(close_up)

    def identity(self, email: str) -> Identity:
        """What the person with that e-mail address may see in this build, as of this day."""
        row = self._unscoped("access/identity", {"email": email})[0]
        role, teams, mvp_id, status, hours = row
        return Identity(role, tuple(teams or ()), mvp_id, status, hours)

    def people(self) -> dict[str, str]:
        """The leads and MVPs of the build: e-mail address -> what to call them, in order."""
        return dict(self._unscoped("access/people"))

    def _unscoped(self, name: str, parameters: dict[str, object] | None = None) -> list[tuple]:
        cursor = self._cursor()
        cursor.execute("set search_path = 'memory.day,build.main'")
        return cursor.execute(sql(name), parameters).fetchall()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor for one question."""
        cursor = self._con.cursor()
        if self._query_seconds is not None:
            interrupt_later(cursor, self._query_seconds)
        return cursor

    def _open(self, scope: Scope, names: frozenset[str]) -> None:
        """Make the views `names` of `scope` that are missing: all or, after an error, none."""
        if self._is_open(scope, names):
            return
        with self._opening.setdefault(scope, threading.Lock()):
            if self._is_open(scope, names):  # by another thread, meanwhile
                return
            made = self._views.get(scope)
            if _closes_up(scope, names):
                under = map(tables_named, map(sql, _CLOSE_UP.values()))
                names = names.union(_CLOSE_UP_NAMES.values(), *under)
            cursor = self._con.cursor()
            cursor.execute("begin transaction")
            try:
                if made is None:
                    self._make_scope(cursor, scope)
                self._make_views(cursor, scope, names - (made or set()))
            except Exception:
                cursor.execute("rollback")
                raise
            cursor.execute("commit")
            self._views[scope] = names.union(made or ())

    def _is_open(self, scope: Scope, names: frozenset[str]) -> bool:
        made = self._views.get(scope)
        return made is not None and names <= made

    def _make_scope(self, cursor: duckdb.DuckDBPyConnection, scope: Scope) -> None:
        """The schema of `scope`, with those whom it sees."""
        cursor.execute(f"create schema {scope.schema}")
        cursor.execute(
            f"""
            create table {scope.schema}.in_scope as
            select mvp_id
            from memory.day.membership
            where
                ($everybody or list_contains($teams::varchar[], team) or mvp_id = $mvp_id)
                and ($only_team is null or team = $only_team)
                and ($only_mvp is null or mvp_id = $only_mvp)""",
            {**asdict(scope), "teams": list(scope.teams)},
        )

    def _make_views(
        self, cursor: duckdb.DuckDBPyConnection, scope: Scope, names: frozenset[str]
    ) -> None:
        """The same names as the day's tables, with the rows of `scope` only."""
        for view, source, condition in self._sources(scope):
            if view in names:
                cursor.execute(
                    f"create view {scope.schema}.{view} as from {source} where {condition}"
                )
        if _closes_up(scope, names):
            self._close_up(cursor, scope)

    def _sources(self, scope: Scope) -> list[tuple[str, str, str]]:
        in_scope = f"mvp_id in (select mvp_id from {scope.schema}.in_scope)"
        of_people = set(RULES) - set(FOR_ALL) - set(FOR_PROGRAM) | set(self._looking_back)
        return [
            *((name, f"memory.day.{name}", "true") for name in FOR_ALL),
            *((name, f"build.main.{name}", "true") for name in FROM_BUILD),
            *((name, f"memory.day.{name}", str(scope.everybody)) for name in FOR_PROGRAM),
            *((name, f"build.main.{name}", str(scope.everybody)) for name in FOR_PROGRAM_IN_BUILD),
            *((name, f"memory.day.{name}", in_scope) for name in sorted(of_people)),
            *((name, f"build.main.{name}", in_scope) for name in PEOPLE_IN_BUILD),
        ]

    def _close_up(self, cursor: duckdb.DuckDBPyConnection, scope: Scope) -> None:
        """Ask the rules about every day of the year, for the one MVP of `scope`."""
        schema = f"{scope.schema}_closeup"
        cursor.execute(f"create schema {schema}")
        cursor.execute(f"set search_path = '{schema},{scope.schema}'")
        for name, text in _CLOSE_UP.items():
            cursor.execute(f"create table {schema}.{name} as {sql(text)}")
        for name, view in _CLOSE_UP_NAMES.items():
            cursor.execute(f"create view {scope.schema}.{view} as from {schema}.{name}")


def _closes_up(scope: Scope, names: frozenset[str]) -> bool:
    """Whether what is only asked about one MVP is among `names`, and `scope` is one MVP."""
    return scope.is_one_mvp and not names.isdisjoint(_CLOSE_UP_NAMES.values())
