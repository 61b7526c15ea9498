"""What a build has of some MVPs, as seen on a day: all that the rules of a state read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa

from data.days.rule_sets import IN_FORCE, judged_on, set_on, tables_of_sets
from data.days.rules import compute
from data.days.span import refuse_unknown_day
from data.explain.causes import OF_PEOPLE
from data.sql.files import names, quoted, sql
from data.sql.one_row import one_row
from data.store.connect import attach
from data.store.locations import Location

_ABOUT_SETS = ("rule_sets", "rule_changes")
_OF_ALL_SETS = {  # what a build knows by all of its sets together, and the key of a row
    "rule_leave_words": "said_in, word",
    "rule_no_addresses": "word",
    "rule_tracking_parameters": "parameter",
}
_YEARS = ("program_years", "cycle_months", "calendar", "checkpoints")
SETTINGS = tuple(
    name for name in names("schema") if name.startswith("rule_") and name not in _ABOUT_SETS
)
OF_SETTINGS = (*SETTINGS, *_YEARS)
OF_REACH = ("supplied", "data_spans", "points_of_everybody")
ROWS = "rows"
_OF_CAUSES = ("known", "claimed", "accounts")  # what tells causes apart
_ID = "contribution_id"
_NOTHING = pa.table({_ID: pa.array([], pa.string())})
_EVERYBODY = "points_of_everybody"
_SCHEMA = "memory.everybody"


@dataclass(frozen=True)
class Moment:
    """A build, and the day as of which it is seen."""

    build: Location
    day: date


@dataclass(frozen=True)
class Seen:
    """The tables of a moment, by name.

    `known` says whose the contributions were that were asked about, `claimed` has the ids of
    accepted claims, and `accounts` the accounts of the MVPs.
    """

    day: date
    built_as_of: date
    tables: dict[str, pa.Table]
    known: pa.Table
    claimed: pa.Table
    accounts: pa.Table


def seen_of_both(a: Moment, b: Moment, mvp_ids: Sequence[str]) -> tuple[Seen, Seen]:
    """What is seen of these MVPs in A and in B.

    Raises NoDatabaseError when a build cannot be read, and ProgramError when it does not reach its
    day.
    """
    of_b = seen_of(b, mvp_ids)
    return seen_of(a, mvp_ids, of_b.tables[ROWS].select([_ID])), of_b


def seen_of(moment: Moment, mvp_ids: Sequence[str], asked: pa.Table = _NOTHING) -> Seen:
    """What is seen of these MVPs, with whose the contributions are that are `asked` about.

    Raises as `seen_of_both` does.
    """
    con = attach(moment.build)
    con.execute("use build.main")
    con.register("explained", pa.table({"mvp_id": pa.array(mvp_ids, pa.string())}))
    con.register("asked", asked)
    (built_as_of,) = one_row(con.execute("select as_of from build"))
    refuse_unknown_day(moment.day, built_as_of, moment.build)
    return Seen(
        moment.day,
        built_as_of,
        dict(_tables(con, moment.day, built_as_of)),
        *(con.sql(sql(f"explain/{name}")).to_arrow_table() for name in _OF_CAUSES),
    )


def mvp_ids_of(moment: Moment) -> list[str]:
    """The ids of all MVPs of a build, in order."""
    found = attach(moment.build).execute("select mvp_id from build.main.mvps order by mvp_id")
    return [mvp_id for (mvp_id,) in found.fetchall()]


def _tables(
    con: duckdb.DuckDBPyConnection, day: date, built_as_of: date
) -> Iterator[tuple[str, pa.Table]]:
    in_force = set_on(con, judged_on(con, day))
    for table in (*OF_SETTINGS, "supplied", "data_spans"):
        yield table, con.sql(_text(con, table, in_force, built_as_of)).to_arrow_table()
    yield _EVERYBODY, _points_of_everybody(con, day)
    for table in (*OF_PEOPLE, ROWS):
        asked = sql(f"explain/{table}")
        given = {"day": day} if "$day" in asked else None
        yield table, con.sql(asked, params=given).to_arrow_table()


def _text(
    con: duckdb.DuckDBPyConnection, table: str, in_force: dict[str, date], built_as_of: date
) -> str:
    """The query for a table by the settings in force, or by all sets together."""
    column = tables_of_sets().get(table)
    if column is None:
        return f"from {table}"
    if key := _OF_ALL_SETS.get(table):
        current = quoted(set_on(con, built_as_of)[IN_FORCE])
        return f"""
            select * exclude ({column}) from {table}
            qualify row_number() over (
                partition by {key} order by {column} = {current} desc, {column} desc
            ) = 1
            order by {key}"""
    return f"""
        select * exclude ({column}) from {table}
        where {column} = date {quoted(in_force[column])} order by all"""


def _points_of_everybody(con: duckdb.DuckDBPyConnection, day: date) -> pa.Table:
    compute(con, day, _SCHEMA, ("dates", _EVERYBODY))
    rows = con.sql(f"from {_SCHEMA}.{_EVERYBODY} order by all").to_arrow_table()
    con.execute(f"drop schema {_SCHEMA} cascade")
    con.execute("use build.main")
    return rows
