"""A build with other settings, for as long as it is looked at; the build itself stays as it is.

The attached `build` is a database in memory: views of the real one, which is attached as `base`,
and tables of its own for the settings and for what follows from them.
"""

from collections.abc import Collection
from datetime import date

import duckdb

from data.days.rule_sets import IN_FORCE, tables_of_sets, use_none, use_rules
from data.settings.model import Settings
from data.settings.sets import all_rule_tables, tables_of
from data.settings.tables import Row
from data.sql.files import names, sql
from data.sql.rows import insert
from data.store.connect import attach, lock_down
from data.store.locations import Location

_NOT_TRIED = ("rule_sets", "rule_changes", "rule_values", "rule_mail")  # no rule reads them
# What a build works out by its settings, and the settings that each of them reads.
_WORKED_OUT = {
    "checkpoints": ("rule_checkpoints",),
    "supplied": ("rule_settings", "rule_tracks"),
    "leave_days": ("rule_leave_words",),
    "cycle_months": ("rule_settings",),
}
_DIGEST = "rules_digest"
Rules = dict[str, list[Row]]


def attach_with(
    location: Location, in_force: Settings, tried: Settings
) -> duckdb.DuckDBPyConnection:
    """An in-memory database with the build at `location`, as `build`, by the settings to try.

    `in_force` are those of the build. Raises NoDatabaseError when the build cannot be read.
    """
    con = attach(location)
    con.execute("alter database build set alias to base")
    con.execute("attach ':memory:' as build")
    own = _others(all_rule_tables(in_force), all_rule_tables(tried))
    worked_out = [name for name, read in _WORKED_OUT.items() if not own.keys().isdisjoint(read)]
    for name in names("schema"):
        if name in own or name in worked_out:
            con.execute(sql(f"schema/{name}").replace("create table ", "create table build.main."))
        else:
            con.execute(f"create view build.main.{name} as from base.main.{name}")
    con.execute("use build.main")
    for name, rows in own.items():
        insert(con, f"build.main.{name}", rows)
    _work_out(con, tried, worked_out)
    lock_down(con)
    return con


def _others(in_force: Rules, tried: Rules) -> Rules:
    """The tables of settings that are other ones, with their rows."""
    return {
        name: rows
        for name, rows in tried.items()
        if name not in _NOT_TRIED and _compared(rows) != _compared(in_force[name])
    }


def _compared(rows: list[Row]) -> list[Row]:
    """The rows without the digest of all settings, which no rule reads."""
    return [{**row, _DIGEST: None} for row in rows]


def _work_out(con: duckdb.DuckDBPyConnection, tried: Settings, tables: Collection[str]) -> None:
    """Fill these tables of the build, as a build does."""
    con.execute("""
        create or replace temp view typed_contributions as
        select track, accepted from base.main.contributions""")
    last = [*tried.sets][-1]
    read = {name for table in tables for name in _WORKED_OUT[table]}
    for from_on in tried.sets if tables else ():
        of_set = tables_of(tried, from_on)
        use_rules(con, {name: of_set[name] for name in read})
        for table in tables:
            by_set = tables_of_sets().get(table)
            if by_set or from_on == last:
                _fill(con, table, from_on if by_set else None)
    use_none(con)


def _fill(con: duckdb.DuckDBPyConnection, table: str, from_on: date | None) -> None:
    """Add the rows of a table by the settings that queries see."""
    of_set = f"date '{from_on}' as {IN_FORCE}, " if from_on else ""
    con.execute(f"""
        insert into build.main.{table} by name
        select {of_set}* from ({sql(f"as_of_independent/{table}")})""")
