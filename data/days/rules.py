"""The rules in the order in which they stand on one another, and how they become tables."""

from datetime import date

import duckdb

from data.sql.files import sql
from data.sql.parse import tables_named

# Each is queries/rules/<name>.sql; read from the top, this is the way of a number.
RULES = (
    "dates",
    "years",
    "comparison_dates",
    "membership",
    "roster",
    "committed",
    "horizons",
    "deadlines",
    "expected",
    "done",
    "progress_level",
    "goals",
    "pace",
    "chances",
    "certification_status",
    "reach",
    "track_risk",
    "risk",
    "mvp_risk",
    "renewal_stage",
    "blocker",
    "members",
    "progress",
    "way_back",
    "nominees",
    "benefit_state",
)


def compute(
    con: duckdb.DuckDBPyConnection, as_of: date, schema: str, rules: tuple[str, ...] = RULES
) -> None:
    """Make rules tables of a new `schema` as of a date, from the build attached as `build`.

    `rules` may be a part of RULES, with all that this part reads.
    """
    con.execute(f"create schema {schema}")
    con.execute(f"set search_path = '{schema},build.main'")
    for rule in rules:
        text = sql(f"rules/{rule}")
        parameters = {"as_of": as_of} if "$as_of" in text else None
        con.execute(f"create table {schema}.{rule} as {text}", parameters)


def rules_under(query: str) -> tuple[str, ...]:
    """The rules that queries/<query>.sql needs, in the order of RULES."""
    needed: set[str] = set()
    waiting = tables_named(sql(query)) & set(RULES)
    while waiting:
        needed |= waiting
        read = {table for rule in waiting for table in tables_named(sql(f"rules/{rule}"))}
        waiting = read & set(RULES) - needed
    return tuple(rule for rule in RULES if rule in needed)
