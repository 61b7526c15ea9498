"""The program as of one date: one small table a rule, and what a viewer's scope sees of them."""

import hashlib
import threading
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import duckdb

from data.connect import attach, lock_down
from data.errors import ProgramError
from data.intake import FIRST_DAY, last_day
from data.queries import sql

# The rules in the order in which they stand on one another: queries/rules/<name>.sql.
RULES = (
    "dates",
    "years",
    "membership",
    "roster",
    "committed",
    "deadlines",
    "expected",
    "done",
    "standing",
    "goals",
    "pace",
    "chances",
    "certification_status",
    "reach",
    "track_risk",
    "risk",
    "mvp_risk",
    "renewal_stage",
    "members",
    "progress",
    "nominees",
    "benefit_state",
)
# What everybody may see whole; every other table is filtered by its mvp_id.
FOR_ALL = ("dates", "years", "reach")
RULE_TABLES = (
    "rule_settings",
    "rule_tracks",
    "rule_levels",
    "rule_risks",
    "rule_benefits",
    "build",
)
FOR_PROGRAM = ("nominees",)
FROM_FILE = ("contributions", "activity")


@dataclass(frozen=True)
class Scope:
    """Whose rows are seen: everybody's, those of some teams, or one MVP's; `only_` narrows it."""

    everybody: bool = False
    teams: tuple[str, ...] = ()
    mvp_id: str | None = None
    only_team: str | None = None
    only_mvp: str | None = None

    @property
    def schema(self) -> str:
        """The name of the schema that holds this scope's views."""
        return "scope_" + hashlib.sha256(repr(self).encode()).hexdigest()[:16]


class Day:
    """The tables of one build as of one date, computed once and read often.

    Raises ProgramError when the build cannot be read, or does not reach the date.
    """

    def __init__(self, path: Path, as_of: date) -> None:
        self.as_of = as_of
        self._con = attach(path)
        self._lock = threading.Lock()
        self._scopes: set[Scope] = set()
        self._refuse_out_of_reach(path)
        self._con.execute("create schema memory.day")
        self._con.execute("set search_path = 'memory.day,build.main'")
        for rule in RULES:
            self._compute(rule)
        lock_down(self._con)

    def _refuse_out_of_reach(self, path: Path) -> None:
        (built_as_of,) = self._con.execute("select as_of from build.build").fetchone()
        if not FIRST_DAY <= self.as_of <= last_day(built_as_of):
            raise ProgramError(
                f"{path.name}: knows the days from {FIRST_DAY} to {last_day(built_as_of)}, "
                f"not {self.as_of}"
            )

    def _compute(self, rule: str) -> None:
        text = sql(f"rules/{rule}")
        parameters = {"as_of": self.as_of} if "$as_of" in text else None
        self._con.execute(f"create table memory.day.{rule} as {text}", parameters)

    def query(
        self, scope: Scope, text: str, parameters: dict[str, object] | None = None
    ) -> duckdb.DuckDBPyConnection:
        """Run `text` on what `scope` sees; returns a cursor of its own, to be fetched from once."""
        with self._lock:
            if scope not in self._scopes:
                self._open(scope)
                self._scopes.add(scope)
        cursor = self._con.cursor()
        cursor.execute(f"use memory.{scope.schema}")
        return cursor.execute(text, parameters)

    def _open(self, scope: Scope) -> None:
        schema = f"memory.{scope.schema}"
        cursor = self._con.cursor()
        cursor.execute(f"create schema {schema}")
        cursor.execute(
            f"""
            create table {schema}.in_scope as
            select mvp_id
            from memory.day.membership
            where
                ($everybody or list_contains($teams::varchar[], team) or mvp_id = $mvp_id)
                and ($only_team is null or team = $only_team)
                and ($only_mvp is null or mvp_id = $only_mvp)""",
            {**asdict(scope), "teams": list(scope.teams)},
        )
        for table in FOR_ALL:
            cursor.execute(f"create view {schema}.{table} as from memory.day.{table}")
        for table in RULE_TABLES:
            cursor.execute(f"create view {schema}.{table} as from build.main.{table}")
        for table in FOR_PROGRAM:
            seen = "" if scope.everybody else "where false"
            cursor.execute(f"create view {schema}.{table} as from memory.day.{table} {seen}")
        sources = {name: f"memory.day.{name}" for name in RULES}
        sources |= {name: f"build.main.{name}" for name in FROM_FILE}
        for table, source in sources.items():
            if table in FOR_ALL or table in FOR_PROGRAM:
                continue
            cursor.execute(f"""
                create view {schema}.{table} as
                from {source} where mvp_id in (select mvp_id from {schema}.in_scope)""")
