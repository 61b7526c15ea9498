"""The tables on which the rules run for a plan: one MVP, without the plan and with it."""

from collections.abc import Iterator
from typing import Any

import duckdb
import pyarrow as pa

from data.days.addresses import create_address_of
from data.explain.causes import OF_PEOPLE
from data.explain.seen import OF_REACH, OF_SETTINGS, ROWS, Seen
from data.plan.plan import Plan
from data.sql.files import sql
from data.sql.rows import create_table

BASE = "memory.base"
WITHOUT, WITH = "without", "with"  # the two states; the rules take each for an MVP of its own
_COUNTING = ("leave_days", "contributions", "activity")  # as a build computes them, in this order
_INTENDED = pa.schema(
    [
        ("track", pa.string()),
        ("horizon", pa.string()),
        ("a_week", pa.decimal128(9, 4)),
        ("pieces", pa.int32()),
    ]
)


def make_tables(con: duckdb.DuckDBPyConnection, seen: Seen, plan: Plan) -> None:
    """Make what the rules read in the schema BASE: what is seen, in both states, and the leave."""
    con.execute(f"create schema {BASE}")
    con.execute(f"set search_path = '{BASE}'")
    for table in (*OF_SETTINGS, *OF_REACH):
        create_table(con, table, seen.tables[table])
    con.execute(
        "create table states as from (values (?, false), (?, true)) as states (mvp_id, has_plan)",
        [WITHOUT, WITH],
    )
    intended = pa.Table.from_pylist(list(_intended(plan)), _INTENDED)
    create_table(con, "intended", intended)
    for table in OF_PEOPLE:
        create_table(con, "of_one", seen.tables[table])
        con.execute(f"""
            create table {table} as
            select of_one.* replace (states.mvp_id as mvp_id) from of_one cross join states""")
        con.execute("drop table of_one")
    if plan.leave:
        con.execute(
            "insert into leaves by name select ? as mvp_id, false as of_everybody, "
            "? as from_on, ? as to_on, ? as agreed_on",
            [WITH, *plan.leave, seen.day],
        )
    create_address_of(con)
    create_table(con, "rows_seen", seen.tables[ROWS])
    con.execute("""
        create table typed_contributions as
        select
            rows_seen.* replace (
                states.mvp_id as mvp_id,
                states.mvp_id || ' ' || rows_seen.contribution_id as contribution_id
            ),
            address_of(rows_seen.url) as address,
        from rows_seen cross join states""")
    _count(con)


def add_rows(con: duckdb.DuckDBPyConnection, rows: pa.Table) -> None:
    """Add planned contributions to the tables of BASE."""
    con.execute(f"set search_path = '{BASE}'")
    con.register("planned", rows)
    con.execute("insert into typed_contributions by name from planned")
    con.unregister("planned")
    _count(con)


def _count(con: duckdb.DuckDBPyConnection) -> None:
    for table in _COUNTING:
        con.execute(f"create or replace table {table} as {sql(f'as_of_independent/{table}')}")


def _intended(plan: Plan) -> Iterator[dict[str, Any]]:
    for track, intent in plan.tracks:
        for horizon, pieces in (("checkpoint", intent.checkpoint), ("final", intent.final)):
            yield {
                "track": track,
                "horizon": horizon,
                "a_week": intent.a_week,
                "pieces": pieces,
            }
