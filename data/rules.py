"""The rules in the order in which they stand on one another, and how they become tables."""

from datetime import date

import duckdb

from data.queries import sql

# Each is queries/rules/<name>.sql; read from the top, this is the way of a number.
RULES = (
    "dates",
    "years",
    "moments",
    "membership",
    "roster",
    "committed",
    "horizons",
    "deadlines",
    "expected",
    "done",
    "standing",
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
