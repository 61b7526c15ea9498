"""The program as of one date: one small table a rule, and what a viewer's scope sees of them."""

import hashlib
import threading
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import duckdb

from data import history, record
from data.connect import attach, hold_back, interrupt_later, lock_down
from data.errors import ProgramError
from data.intake import FIRST_DAY, last_day
from data.lineage import tables_named
from data.queries import sql
from data.rules import RULES, compute

# What everybody may see whole: no row of these is about a person.
_FOR_ALL = ("dates", "years", "moments", "reach")
_FROM_BUILD = (
    "build",
    "calendar",
    "rule_settings",
    "rule_tracks",
    "rule_kinds",
    "rule_checkpoints",
    "rule_levels",
    "rule_risks",
    "rule_stages",
    "rule_certificates",
    "rule_benefits",
    "rule_look_aheads",
)
# What only the program team may see; the rows are about people without an mvp_id.
_FOR_PROGRAM = ("nominees",)
_FOR_PROGRAM_IN_BUILD = ("build_files", "builds", "rejects")
# The tables of the build that are filtered like the day's.
_PEOPLE_IN_BUILD = ("contributions", "activity", "leave_days")
# For one MVP: what is expected by every day of the year, and what will be done by then.
_CLOSE_UP = {
    "horizons": "closeup/horizons",
    "deadlines": "rules/deadlines",
    "expected": "rules/expected",
    "fan": "closeup/fan",
}
_CLOSE_UP_NAMES = {"expected": "expected_by_day", "fan": "fan"}


@dataclass(frozen=True)
class Scope:
    """Whose rows are seen: everybody's, those of some teams, or one MVP's; `only_` narrows it."""

    everybody: bool = False
    teams: tuple[str, ...] = ()
    mvp_id: str | None = None
    only_team: str | None = None
    only_mvp: str | None = None

    @property
    def is_one_mvp(self) -> bool:
        """Whether the scope can hold one MVP at the most."""
        return self.only_mvp is not None or self == Scope(mvp_id=self.mvp_id)

    @property
    def schema(self) -> str:
        """The name of the schema that holds this scope's views."""
        return "memory.scope_" + hashlib.sha256(repr(self).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Identity:
    """Who an e-mail address is in a build; role None: nobody."""

    role: str | None
    teams: tuple[str, ...]
    mvp_id: str | None
    status: str | None
    max_session_hours: int


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
        path: Path,
        as_of: date,
        with_history: bool = False,
        with_record: bool = False,
        query_seconds: float | None = None,
    ) -> None:
        self.as_of = as_of
        self._query_seconds = query_seconds
        self._con = attach(path)
        self._lock = threading.Lock()
        self._views: dict[Scope, frozenset[str]] = {}  # those that were made
        self._refuse_unknown_day(path)
        compute(self._con, as_of, "memory.day")
        self._looking_back = history.TABLES * with_history + record.TABLES * with_record
        if with_history:
            history.add_history(self._con, path, "memory.day")
        if with_record:
            record.add_record(self._con, path, "memory.day")
        self.bytes = hold_back(self._con)
        lock_down(self._con)

    def _refuse_unknown_day(self, path: Path) -> None:
        (built_as_of,) = self._con.execute("select as_of from build.build").fetchone()
        first, last = FIRST_DAY, last_day(built_as_of)
        if not first <= self.as_of <= last:
            raise ProgramError(
                f"{path.name}: knows the days from {first} to {last}, not {self.as_of}"
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
        with self._lock:
            made = self._views.get(scope)
            if made is not None and names <= made:
                return
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
        of_people = set(RULES) - set(_FOR_ALL) - set(_FOR_PROGRAM) | set(self._looking_back)
        return [
            *((name, f"memory.day.{name}", "true") for name in _FOR_ALL),
            *((name, f"build.main.{name}", "true") for name in _FROM_BUILD),
            *((name, f"memory.day.{name}", str(scope.everybody)) for name in _FOR_PROGRAM),
            *((name, f"build.main.{name}", str(scope.everybody)) for name in _FOR_PROGRAM_IN_BUILD),
            *((name, f"memory.day.{name}", in_scope) for name in sorted(of_people)),
            *((name, f"build.main.{name}", in_scope) for name in _PEOPLE_IN_BUILD),
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
