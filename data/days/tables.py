"""The tables of one day: the rules at once, others on demand (earlier days, past years …).

What the build keeps of them is read instead of computed.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from types import ModuleType

import duckdb

from data.days import backtest_cases, checkpoint_progress, earlier_days, past_years, patterns
from data.days.kept import use_day
from data.days.rules import compute
from data.days.span import refuse_unknown_day
from data.sql.one_row import one_row
from data.sql.rows import create_table
from data.store.connect import attach, limit_memory, lock_down
from data.store.locations import Location, build_at, refuse_changed

SCHEMA = "memory.day"
ALL_ROWS = f"{SCHEMA},build.main"  # the search path of a query that reads all rows
_ON_DEMAND = (earlier_days, backtest_cases, past_years, checkpoint_progress, patterns)


class DayTables:
    """A locked database in memory with the tables of a day, and the build attached as `build`.

    `bytes` is the memory that is set aside for the tables, with those that are made on demand.

    Raises NoDatabaseError when the build cannot be read, and ProgramError when it does not reach
    the date.
    """

    def __init__(self, location: Location, as_of: date) -> None:
        self._con = attach(location)
        self._build = build_at(location)
        (built_as_of,) = one_row(self._con.execute("select as_of from build.build"))
        refuse_unknown_day(as_of, built_as_of, self._build.location)
        if (kept := use_day(self._con, as_of, SCHEMA)) is None:
            compute(self._con, as_of, SCHEMA)
        self.bytes = limit_memory(self._con, kept or 0)
        lock_down(self._con)
        self._locks = {group: threading.Lock() for group in _ON_DEMAND}
        self._made: set[ModuleType] = set()

    def cursor(self, search_path: str) -> duckdb.DuckDBPyConnection:
        """A cursor that finds tables by name in the schemas of `search_path`."""
        cursor = self._con.cursor()
        cursor.execute(f"set search_path = '{search_path}'")
        return cursor

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor whose changes take effect together or, after an error, not at all."""
        cursor = self._con.cursor()
        cursor.execute("begin transaction")
        try:
            yield cursor
        except Exception:
            cursor.execute("rollback")
            raise
        cursor.execute("commit")

    def has(self, names: frozenset[str]) -> bool:
        """Whether none of the tables `names` has to be made first."""
        return all(group in self._made for group in _groups_named(names))

    def make(self, names: frozenset[str]) -> None:
        """Make those of the tables `names` that are made on demand; each is made once."""
        for group in _groups_named(names):
            if group not in self._made:
                with self._locks[group]:
                    if group not in self._made:  # another thread may have made them meanwhile
                        self._make(group)
                        self._made.add(group)

    def _make(self, group: ModuleType) -> None:
        tables = group.tables(self.cursor(ALL_ROWS), self._build)
        refuse_changed(self._build)
        with self.transaction() as cursor:
            for name, rows in tables.items():
                create_table(cursor, f"{SCHEMA}.{name}", rows)


def _groups_named(names: frozenset[str]) -> list[ModuleType]:
    return [group for group in _ON_DEMAND if not names.isdisjoint(group.TABLES)]
