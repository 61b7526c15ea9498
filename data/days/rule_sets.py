"""The settings that are in force on a day: a build holds the `rule_*` tables of every set.

What queries read are tables without the column that says which set a row belongs to. While a build
is made, they are temporary tables with the rows of one set; of a day, they are views.
"""

from datetime import date
from functools import cache

import duckdb

from data.settings.tables import Row
from data.sql.files import columns_of, names, sql
from data.sql.one_row import one_row
from data.sql.rows import insert

IN_FORCE, COUNTED = "in_force_from", "counted_from"  # the columns of rule_sets
_RULES = "rule_"


@cache
def tables_of_sets() -> dict[str, str]:
    """The tables of a build with rows for each set: name -> the column that says which."""
    columns = {name: columns_of(name) for name in names("schema") if name != "rule_sets"}
    return {
        name: column
        for name, found in columns.items()
        for column in (IN_FORCE, COUNTED)
        if column in found
    }


def use_rules(con: duckdb.DuckDBPyConnection, tables: dict[str, list[Row]]) -> None:
    """Let queries on `con` find these rows in the `rule_*` tables, instead of those of a build."""
    for table, rows in tables.items():
        text = sql(f"schema/{table}").replace("create table", "create or replace temp table")
        con.execute(text)
        insert(con, f"temp.{table}", rows)


def use_rows(con: duckdb.DuckDBPyConnection, table: str, from_on: date) -> None:
    """Let queries on `con` find those rows of a table of the build that are of one set."""
    con.execute(f"""
        create or replace temp view {table} as
        from build.main.{table} where {tables_of_sets()[table]} = date '{from_on}'""")


def use_none(con: duckdb.DuckDBPyConnection) -> None:
    """End what the functions above began."""
    for table in tables_of_sets():
        kind = "table" if table.startswith(_RULES) else "view"
        con.execute(f"drop {kind} if exists temp.{table}")


def judged_on(con: duckdb.DuckDBPyConnection, as_of: date) -> date:
    """The day whose settings judge a day: itself; between two years, the end of the one before."""
    answer = con.execute(
        """
        select least($as_of, final_checkpoint)
        from build.main.program_years
        where $as_of >= first_day and $as_of < next_first_day""",
        {"as_of": as_of},
    )
    day: date
    (day,) = one_row(answer)
    return day


def set_on(con: duckdb.DuckDBPyConnection, day: date) -> dict[str, date]:
    """The row of rule_sets that is in force on a day."""
    answer = con.execute(
        """
        select max(in_force_from), arg_max(counted_from, in_force_from)
        from build.main.rule_sets
        where in_force_from <= $day""",
        {"day": day},
    )
    return dict(zip((IN_FORCE, COUNTED), one_row(answer), strict=True))


def make_views(con: duckdb.DuckDBPyConnection, schema: str, day: date) -> None:
    """Make views in `schema` of the tables of the attached `build` that has rows for each set.

    They have the rows of the set that is in force on `day`. In `judged_contributions`, each year
    has those of its own set.
    """
    in_force = set_on(con, day)
    con.execute(f"create view {schema}.judged_contributions as {_judged_contributions(day)}")
    for table, column in tables_of_sets().items():
        which = f"{column} = date '{in_force[column]}'"
        if table == "checkpoints":
            which = _checkpoints(day)
        con.execute(f"""
            create view {schema}.{table} as
            select * exclude ({column}) from build.main.{table} where {which}""")


def _judged_contributions(day: date) -> str:
    """Contributions by the settings that judge their year as of a day, with the label of then."""
    return f"""
        with judged as (
            select first_day, next_first_day, max(rule_sets.in_force_from) as in_force_from,
                max_by(rule_sets.counted_from, rule_sets.in_force_from) as counted_from
            from build.main.program_years
            join build.main.rule_sets
                on rule_sets.in_force_from <= least(final_checkpoint, date '{day}')
            group by all
        )
        select contributions.* exclude (counted_from), track_label, measure,
            unit_one, unit_many
        from build.main.contributions
        join judged on judged.counted_from = contributions.counted_from
            and day >= first_day and day < next_first_day
        left join build.main.rule_tracks as tracks
            on tracks.in_force_from = judged.in_force_from and tracks.track = contributions.track"""


def _checkpoints(day: date) -> str:
    """Each checkpoint by the settings in force on it; those after a day by the settings of then."""
    return f"""in_force_from = (
        select max(rule_sets.in_force_from) from build.main.rule_sets
        where rule_sets.in_force_from <= least(checkpoint, date '{day}')
    )"""
