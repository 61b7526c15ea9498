"""The rules in the order in which they are computed, and how they become tables."""

from datetime import date
from functools import cache

import duckdb

from data.days.rule_sets import make_views
from data.sql.files import sql
from data.sql.parse import tables_named

# Each is queries/rules/<name>.sql and reads the tables of the build and the rules before it.
RULES = (
    "dates",
    "years",
    "comparison_dates",
    "membership",
    "roster",
    "committed",
    "track_accounts",
    "seen_leave",
    "horizons",
    "deadlines",
    "reach",
    "done",
    "expected",
    "progress_level",
    "goals",
    "pace",
    "share_chance",
    "chances",
    "outlook",
    "certification_status",
    "exam_reason",
    "track_risk",
    "certification_risk",
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
    """Compute rules as of a date into tables of a new `schema`, from the attached database `build`.

    The schema also has views of the settings that are in force on that date.

    `rules` may be a part of RULES, together with all rules that this part reads.
    """
    con.execute(f"create schema {schema}")
    make_views(con, schema, as_of)
    con.execute(f"set search_path = '{schema},build.main'")
    for rule in rules:
        text = sql(f"rules/{rule}")
        parameters = {"as_of": as_of} if "$as_of" in text else None
        con.execute(f"create table {schema}.{rule} as {text}", parameters)


@cache
def rules_read_by(*queries: str) -> tuple[str, ...]:
    """The rules that these files of queries/ need, directly or through other rules, in order."""
    needed: set[str] = set()
    new = _rules_in(*queries)
    while new:
        needed |= new
        new = _rules_in(*(f"rules/{rule}" for rule in new)) - needed
    return tuple(rule for rule in RULES if rule in needed)


def _rules_in(*queries: str) -> set[str]:
    """The rules that these files of queries/ name."""
    return {table for query in queries for table in tables_named(sql(query))} & set(RULES)
