"""What follows from a plan: the rules run as of D and as of the horizons ahead."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from data.days.rules import create_rule, rules_read_by
from data.explain.seen import OF_REACH, Seen
from data.plan.plan import Ahead, Plan
from data.plan.tables import BASE, WITH, add_rows, make_tables
from data.sql.files import sql
from data.store.confined import scratch

_OUTLOOK, _WHOLE, _THEN = "plan/outlook", "plan/whole", "plan/then"
_CHANCES = "chances"
_OF_A_TRY = ("deadlines", "done", "pace", "points_of_events")  # what a chance rests on, as it is
_TODAY, _RAISED, _CERTAIN = "memory.today", "memory.raised", "memory.certain"


def look_ahead(seen: Seen, plan: Plan) -> Ahead:
    """What follows from `plan` for the one MVP of whom something is `seen`."""
    with scratch() as con:
        make_tables(con, seen, plan)
        rows = _work_out_today(con, seen.day)
        outlook = con.sql(sql(_OUTLOOK)).to_arrow_table().to_pylist()
        whole = con.sql(sql(_WHOLE)).to_arrow_table().to_pylist()
        add_rows(con, rows)
        then = {row["horizon"]: row["due_on"] for row in outlook}
        return Ahead(
            outlook,
            {row.pop("has_plan"): row for row in whole} if outlook else {},
            {horizon: _figures(con, horizon, day) for horizon, day in then.items()},
            rows.to_pylist(),
        )


def _figures(con: duckdb.DuckDBPyConnection, horizon: str, day: date) -> dict[str, Any]:
    """The figures as of a horizon, by track."""
    _open(con, f"memory.then_{horizon}")
    _run(con, rules_read_by(_THEN), day)
    found = con.sql(sql(_THEN)).to_arrow_table().to_pylist()
    return {row.pop("track"): row for row in found}


def _work_out_today(con: duckdb.DuckDBPyConnection, day: date) -> pa.Table:
    """Run the rules as of D, with the chances of the plan; returns the planned contributions."""
    _open(con, _TODAY)
    rules = rules_read_by(_OUTLOOK, _WHOLE)
    place = rules.index(_CHANCES) + 1
    _run(con, rules[:place], day)
    con.execute(f"alter table {_CHANCES} rename to forecast")
    for table in ("free_days", "pieces", "tries"):
        con.execute(f"create table {table} as {sql(f'plan/{table}')}")
    _try(con, day)
    for table in ("tried", _CHANCES):
        con.execute(f"create table {table} as {sql(f'plan/{table}')}")
    _run(con, rules[place:], day)
    return con.sql(sql("plan/rows")).to_arrow_table()


def _try(con: duckdb.DuckDBPyConnection, day: date) -> None:
    """Run the rules of a chance for each number that is tried, as if it was an MVP of its own.

    `raised` is about as many pieces as are tried, or as the count needs. `certain` has the chances
    where the count is certain, with the answers that they mean.
    """
    _open(con, _RAISED, _TODAY)
    for table in _OF_A_TRY:
        con.execute(f"""
            create table {table} as
            select one.* replace (numbers.mvp_id as mvp_id)
            from {_TODAY}.{table} as one
            cross join (select distinct number::varchar as mvp_id from tries) as numbers
            where one.mvp_id = '{WITH}'""")
    con.execute(f"""
        create table expected as
        select one.* replace (
            tries.number::varchar as mvp_id,
            greatest(one.needed, tries.number)::integer as needed
        )
        from {_TODAY}.expected as one
        join tries using (mvp_id, track, horizon)
        join dates using (year)""")
    _run(con, ["share_chance"], day)
    con.execute(f"create view {_TODAY}.raised as from {_RAISED}.share_chance")
    _open(con, _CERTAIN, _RAISED, _TODAY)
    con.execute(f"""
        create table expected as select * replace (0 as needed) from {_RAISED}.expected;
        create table share_chance as
            select * replace (0 as still_needed) from {_RAISED}.share_chance""")
    _run(con, [_CHANCES], day)
    con.execute(f"create view {_TODAY}.certain as from {_CERTAIN}.{_CHANCES}")
    con.execute(f"set search_path = '{_TODAY},{BASE}'")


def _open(con: duckdb.DuckDBPyConnection, schema: str, *behind: str) -> None:
    """Make a schema in which tables are made, and found before those behind it."""
    con.execute(f"create schema {schema}")
    con.execute(f"set search_path = '{','.join((schema, *behind, BASE))}'")


def _run(con: duckdb.DuckDBPyConnection, rules: Sequence[str], day: date) -> None:
    for rule in rules:
        if rule not in OF_REACH:
            create_rule(con, rule, day)
