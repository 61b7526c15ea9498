"""The states between two moments, and what the rules give for each of them."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import duckdb
import pyarrow as pa

from data.days.addresses import create_address_of
from data.days.rules import create_rule, rules_read_by
from data.explain.causes import DATE, NUMBERS, OF_PEOPLE, REACH, SETTINGS, START
from data.explain.seen import OF_REACH, OF_SETTINGS, ROWS, Seen
from data.explain.seen import SETTINGS as SETTINGS_TABLES
from data.sql.files import sql
from data.sql.rows import create_table

FIGURES, COUNTED = "explain/figures", "explain/counted"
_DIGEST = "rules_digest"  # differs with any word of the settings
_COUNTING = ("leave_days", "contributions", "activity")  # as a build computes them, in this order
_SHARED = (SETTINGS, DATE, REACH)  # the causes that are the same for all MVPs
State = tuple[str, int]  # whose, and the number of the newest cause in it


class States:
    """The states of some MVPs between what is seen of them in A and in B.

    `con` is an empty database in memory, for these states alone.
    """

    def __init__(
        self, con: duckdb.DuckDBPyConnection, a: Seen, b: Seen, mvp_ids: Sequence[str]
    ) -> None:
        self._con, self._a, self._b = con, a, b
        for name, side in (("a", a), ("b", b)):
            self._con.execute(f"create schema memory.{name}")
            for table, rows in side.tables.items():
                create_table(con, f"memory.{name}.{table}", rows)
        self._note_changes()
        shared = (cause for cause in _SHARED if self._differs(cause))
        self._shared = [NUMBERS[cause] for cause in (START, *shared)]
        self.states = self._states(mvp_ids)

    def changes(self) -> dict[tuple[str, str], str]:
        """The contributions that differ: whose, and which one -> the cause."""
        found = self._con.execute(
            "select mvp_id, contribution_id, cause from memory.main.changes order by all"
        ).fetchall()
        return {(mvp_id, contribution_id): cause for mvp_id, contribution_id, cause in found}

    def rows(self, *queries: str) -> Iterator[dict[str, pa.Table]]:
        """The rows of queries of the folder `explain`, for all states with the same settings, day
        and reach at a time."""
        for shared, states in groupby(sorted(self.states, key=self._shared_by), self._shared_by):
            schema = f"memory.state_{shared}"
            self._con.execute(f"create schema {schema}")
            self._con.execute(f"set search_path = '{schema}'")
            self._make_tables(shared, list(states))
            day = self._b.day if shared >= NUMBERS[DATE] else self._a.day
            for rule in rules_read_by(*queries):
                if rule not in OF_REACH:
                    create_rule(self._con, rule, day)
            yield {query: self._con.sql(sql(query)).to_arrow_table() for query in queries}
            self._con.execute(f"drop schema {schema} cascade")

    def _shared_by(self, state: State) -> int:
        """The newest cause in a state that is the same for all MVPs."""
        return max(number for number in self._shared if number <= state[1])

    def _states(self, mvp_ids: Sequence[str]) -> list[State]:
        """For each MVP the first state, and one for each cause that differs; in order."""
        found = {(mvp_id, number) for mvp_id in mvp_ids for number in self._shared}
        for table, cause in OF_PEOPLE.items():
            rows = [*self._differing(table, newer=True), *self._differing(table, newer=False)]
            place = self._a.tables[table].column_names.index("mvp_id")
            found |= {(str(row[place]), NUMBERS[cause]) for row in rows}
        found |= {(mvp_id, NUMBERS[cause]) for (mvp_id, _), cause in self.changes().items()}
        return sorted(found)

    def _differing(self, table: str, *, newer: bool) -> list[tuple[object, ...]]:
        """The rows of a table that only one of the sides has: B if `newer`, otherwise A."""
        one, other = ("b", "a") if newer else ("a", "b")
        return self._con.execute(
            f"from memory.{one}.{table} except from memory.{other}.{table} order by all"
        ).fetchall()

    def _differs(self, cause: str) -> bool:
        if cause == DATE:
            return self._a.day != self._b.day
        tables = SETTINGS_TABLES if cause == SETTINGS else OF_REACH
        return any(
            _without_digest(self._a.tables[table]) != _without_digest(self._b.tables[table])
            for table in tables
        )

    def _note_changes(self) -> None:
        """Make the table of contributions that differ, with their causes."""
        con, a, b = self._con, self._a, self._b
        con.execute("create schema memory.compared")
        con.execute("set search_path = 'memory.compared'")
        for name, rows in {
            "rows_a": a.tables[ROWS],
            "rows_b": b.tables[ROWS],
            "known_a": a.known,
            "claimed": b.claimed,
            "accounts_a": a.accounts,
            "accounts_b": b.accounts,
        }.items():
            create_table(con, name, rows)
        con.execute("""
            create table new_sources as
            select distinct mvp_id, source
            from (from accounts_b except from accounts_a)""")
        text = sql("explain/changes")
        con.register("causes", pa.table({"cause": [*NUMBERS], "number": [*NUMBERS.values()]}))
        con.execute(
            f"create table memory.main.changes as from ({text}) join causes using (cause)",
            {"from_day": a.day},
        )
        con.unregister("causes")
        con.execute("drop schema memory.compared cascade")

    def _make_tables(self, shared: int, states: list[State]) -> None:
        """Make the tables that the rules read, with the rows of `states`."""
        con = self._con
        for tables, cause in ((OF_SETTINGS, SETTINGS), (OF_REACH, REACH)):
            side = "b" if shared >= NUMBERS[cause] else "a"
            for table in tables:
                con.execute(f"create view {table} as from memory.{side}.{table}")
        create_table(con, "states", pa.Table.from_pylist([_state_row(*each) for each in states]))
        for table, cause in OF_PEOPLE.items():
            con.execute(_of_people(table, NUMBERS[cause]))
        create_address_of(con)
        con.execute(_CONTRIBUTIONS)
        for table in _COUNTING:
            con.execute(f"create table {table} as {sql(f'as_of_independent/{table}')}")


def _state_row(person: str, number: int) -> dict[str, object]:
    """A state; the rules take each state of a person for an MVP of its own."""
    return {"mvp_id": f"{number} {person}", "person": person, "number": number}


def _of_people(table: str, cause: int) -> str:
    """SQL for a table of MVPs with that of A before a cause, and that of B from it on."""
    return f"""
        create table {table} as
        with sides as (
            select *, false as is_newer from memory.a.{table}
            union all by name
            select *, true as is_newer from memory.b.{table}
        )
        select sides.* exclude (is_newer) replace (states.mvp_id as mvp_id)
        from sides
        join states on states.person = sides.mvp_id and is_newer = (states.number >= {cause})"""


_CONTRIBUTIONS = """
    create table typed_contributions as
    with sides as (
        select *, false as is_newer from memory.a.rows
        union all by name
        select *, true as is_newer from memory.b.rows
    )
    select
        sides.* exclude (is_newer) replace (
            states.mvp_id as mvp_id,
            states.mvp_id || ' ' || sides.contribution_id as contribution_id
        ),
        sides.contribution_id as of_contribution_id,
        address_of(sides.url) as address,
    from sides
    join states on states.person = sides.mvp_id
    left join memory.main.changes as changes
        on changes.mvp_id = sides.mvp_id and changes.contribution_id = sides.contribution_id
    where is_newer = (states.number >= coalesce(changes.number, 0))"""


def _without_digest(rows: pa.Table) -> pa.Table:
    return rows.drop_columns([_DIGEST]) if _DIGEST in rows.column_names else rows
