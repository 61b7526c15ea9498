"""The program as of one date, for queries of viewers who see different rows."""

from datetime import date
from functools import cached_property

import duckdb

from data.days.identity import Identity, identity_of, leads_of, people_of
from data.days.parts import parts_in
from data.days.scope import Scope
from data.days.tables import ALL_ROWS, DayTables
from data.days.views import Views, readable_names
from data.days.words import words_of
from data.sql.parse import tables_named
from data.store.connect import interrupt_later
from data.store.locations import Location


class Day:
    """The rules of one build as of one date. They are computed once, and many queries read them.

    Tables of earlier days, past checkpoints, past years and the backtest are computed when a query
    first names one of them. A query that is not fetched within `query_seconds` ends in
    duckdb.InterruptException. `bytes` is the memory that is set aside for the tables, `words` what
    the program calls things.

    Raises NoDatabaseError when the build cannot be read, and ProgramError when it does not reach
    the date.
    """

    def __init__(self, location: Location, as_of: date, query_seconds: float | None = None) -> None:
        self.location = location
        self.as_of = as_of
        self._query_seconds = query_seconds
        self._tables = DayTables(location, as_of)
        self._views = Views(self._tables.transaction)
        self.bytes = self._tables.bytes
        self.words = words_of(location)

    def query(
        self, scope: Scope, text: str, parameters: dict[str, object] | None = None
    ) -> duckdb.DuckDBPyConnection:
        """Run the query `text` on the rows that `scope` sees.

        Returns a cursor for this query alone. Raises NoDatabaseError when a table has to be
        computed and the build cannot be read any more.
        """
        names = tables_named(text)
        self._tables.make(names)
        self._views.make(scope, names)
        return self._cursor(scope.schema).execute(text, parameters)

    def has_tables_of(self, text: str) -> bool:
        """Whether the query `text` can run without computing tables first."""
        return self._tables.has(tables_named(text))

    @cached_property
    def parts(self) -> frozenset[str]:
        """The parts that the program has, of data/settings/parts.py."""
        return parts_in(self._cursor(ALL_ROWS))

    @cached_property
    def tracks_of_all_days(self) -> frozenset[str]:
        """The tracks of the program on this or any other day."""
        tracks = self._cursor("build.main").execute("select track from rule_tracks").fetchall()
        return frozenset(track for (track,) in tracks)

    def names(self, scope: Scope) -> frozenset[str]:
        """The names of all tables that a query of `scope` can read."""
        return readable_names(scope)

    def identity(self, email: str) -> Identity:
        """What the person with that e-mail address may see in this build, as of this day."""
        return identity_of(self._cursor(ALL_ROWS), email)

    def leads(self) -> dict[str, tuple[str, ...]]:
        """The leads of the build who have a team, by their e-mail address: their teams."""
        return leads_of(self._cursor(ALL_ROWS))

    def people(self) -> dict[str, str]:
        """The leads and MVPs of the build, in order: e-mail address -> label."""
        return people_of(self._cursor(ALL_ROWS))

    def _cursor(self, search_path: str) -> duckdb.DuckDBPyConnection:
        """A cursor for one query."""
        cursor = self._tables.cursor(search_path)
        if self._query_seconds is not None:
            interrupt_later(cursor, self._query_seconds)
        return cursor
