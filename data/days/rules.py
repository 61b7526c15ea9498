"""The rules in the order in which they are computed, and how they become tables."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

import duckdb

from data.days.rule_sets import judged_on, make_views, set_on
from data.sql.files import key_of, sql
from data.sql.parse import tables_named

# Each is queries/rules/<name>.sql and reads the tables of the build and the rules before it.
RULES = (
    "dates",
    "years",
    "comparison_dates",
    "membership",
    "known_leavings",
    "team_leads",
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
    "unmet_goals",
    "pace",
    "points_of_everybody",
    "points_of_events",
    "share_chance",
    "chances",
    "outlook",
    "certification_status",
    "exam_reason",
    "track_risk",
    "still_missing",
    "track_explanation",
    "certification_risk",
    "call_deadlines",
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
    con: duckdb.DuckDBPyConnection,
    as_of: date,
    schema: str,
    rules: tuple[str, ...] = RULES,
    enough: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Compute rules as of a date into tables of a new `schema`, from the attached database `build`.

    The schema also has views of the settings by which that date is judged. `rules` may be a part of
    RULES, together with all rules that this part reads. `enough` has a condition for some rules, of
    which only the rows that meet it are wanted.
    """
    judged = judged_on(con, as_of)
    make_schema(con, schema, judged)
    earlier = None  # the schema with the year before, where other settings judge it
    for rule in rules:
        text = sql(f"rules/{rule}")
        if earlier and rule in _yearly_rules():
            text = _WITH_EARLIER_YEAR.format(text=text, table=f"{earlier}.{rule}")
        if rule in enough:
            text = f"from ({text}) where {enough[rule]}"
        parameters = {"as_of": as_of} if "$as_of" in text else None
        con.execute(f"create table {schema}.{rule} as {text}", parameters)
        if rule == "years":
            earlier = _earlier_year(con, judged, schema, rules)
    if earlier:
        con.execute(f"drop schema {earlier} cascade")


_WITH_EARLIER_YEAR = """
    from ({text}) where year in (select year from dates)
    union all by name
    from {table} where year not in (select year from dates)"""


def _earlier_year(
    con: duckdb.DuckDBPyConnection, judged: date, schema: str, rules: tuple[str, ...]
) -> str | None:
    """Compute the rules about years by the settings in force at the end of the year before.

    Returns the new schema with their tables, which has the dates and years of `schema`; None when
    that year is not in play, or was judged by the same settings.
    """
    ended = con.execute("select final_checkpoint from years where not is_current").fetchone()
    if ended is None or set_on(con, ended[0]) == set_on(con, judged):
        return None
    earlier = f"{schema}_earlier_year"
    make_schema(con, earlier, ended[0])
    wanted = _yearly_rules().intersection(rules)
    wanted = wanted.union(rules_read_by(*(f"rules/{rule}" for rule in wanted)))
    for rule in (rule for rule in RULES if rule in wanted):
        is_given = rule in ("dates", "years")
        text = f"from {schema}.{rule}" if is_given else sql(f"rules/{rule}")
        con.execute(f"create table {earlier}.{rule} as {text}")
    con.execute(f"set search_path = '{schema},build.main'")
    return earlier


def create_rule(con: duckdb.DuckDBPyConnection, rule: str, as_of: date) -> None:
    """Compute a rule into a table of the schema that is searched first, from what is found then."""
    text = sql(f"rules/{rule}")
    con.execute(f"create table {rule} as {text}", {"as_of": as_of} if "$as_of" in text else None)


def make_schema(con: duckdb.DuckDBPyConnection, schema: str, judged: date) -> None:
    """Create a schema with the settings in force on a day, in which queries then find tables."""
    con.execute(f"create schema {schema}")
    make_views(con, schema, judged)
    con.execute(f"set search_path = '{schema},build.main'")


@cache
def _yearly_rules() -> frozenset[str]:
    """The rules with rows for each year in play."""
    keys = {rule: key_of(f"rules/{rule}") or [] for rule in RULES}
    return frozenset(rule for rule, key in keys.items() if "year" in key and rule != "years")


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
