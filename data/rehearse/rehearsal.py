"""Who would stand otherwise by other settings, on a day and at the checkpoints before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import duckdb
import pyarrow as pa

from data.days import checkpoint_progress
from data.days.many_days import Asked, rows_as_of_each
from data.days.rules import compute, rules_read_by
from data.days.span import refuse_unknown_day
from data.rehearse.changeable import attach_with
from data.rehearse.overlay import Differences, Overlay, tried_settings
from data.sql.files import sql
from data.sql.one_row import one_row
from data.sql.rows import create_table
from data.store.connect import attach, lock_down
from data.store.locations import Build

_STANDING = "rehearse/standing"
_COUNTED = ("changes", "teams", "turns")  # of the folder `rehearse`, each from those before it
_ASKED = Asked((_STANDING,))
_YEARS_BACK = 2
_SCHEMA = "memory.rehearsal"
Row = dict[str, Any]


@dataclass(frozen=True)
class InForce:
    """How everybody stands in a build as it is, on the days that are compared, in their order."""

    days: tuple[date, ...]
    standing: pa.Table


@dataclass(frozen=True)
class Rehearsal:
    """What other settings would change: which settings they are, by their keys, and the rows of
    `changes`, `teams` and `turns` of queries/rehearse, for the `days` that were compared."""

    days: tuple[date, ...]
    differences: Differences
    changes: list[Row]
    teams: list[Row]
    turns: list[Row]


def rehearse(build: Build, overlay: Overlay, as_of: date | None = None) -> Rehearsal:
    """Try the settings of `overlay` on a build as of a day, by default that of the build.

    Raises NoDatabaseError when the build cannot be read, and ProgramError when it does not reach
    the day, or the settings cannot be tried on it.
    """
    tried = tried_settings(held_settings(build), overlay)
    in_force = standing_in_force(build, as_of)
    con = attach_with(build.location, tried.in_force, tried.tried)
    rehearsed = _standing(con, in_force.days)
    con.execute("set search_path = 'memory.main'")
    create_table(con, "in_force", in_force.standing)
    create_table(con, "rehearsed", rehearsed)
    found: dict[str, list[Row]] = {}
    for name in _COUNTED:
        con.execute(f"create table {name} as {sql(f'rehearse/{name}')}")
        found[name] = con.sql(f"from {name}").to_arrow_table().to_pylist()
    return Rehearsal(in_force.days, tried.differences, **found)


@lru_cache(maxsize=4)
def held_settings(build: Build) -> dict[date, dict[str, str]]:
    """The value of each setting of a build as TOML, by the day from which its set is in force."""
    held: dict[date, dict[str, str]] = {}
    asked = "select in_force_from, key, value from build.rule_values order by all"
    for day, key, value in attach(build.location).execute(asked).fetchall():
        held.setdefault(day, {})[key] = value
    return held


@lru_cache(maxsize=4)  # most of the time of a rehearsal, and the same for whatever is tried
def standing_in_force(build: Build, as_of: date | None = None) -> InForce:
    """How everybody stands in a build; raises like `rehearse`."""
    con = attach(build.location)
    (built_as_of,) = one_row(con.execute("select as_of from build.build"))
    day = as_of or built_as_of
    refuse_unknown_day(day, built_as_of, build.location)
    lock_down(con)
    days = (*_checkpoints_before(con, day), day)
    return InForce(days, _standing(con, days))


def _checkpoints_before(con: duckdb.DuckDBPyConnection, as_of: date) -> list[date]:
    """The checkpoints of the two years before a day, by the settings in force."""
    compute(con, as_of, _SCHEMA, rules_read_by(checkpoint_progress.PAST))
    found = checkpoint_progress.days_of(con)
    con.execute(f"drop schema {_SCHEMA} cascade")
    first = (as_of.year - _YEARS_BACK, as_of.month, as_of.day)
    return [day for day in found if (day.year, day.month, day.day) >= first]


def _standing(con: duckdb.DuckDBPyConnection, days: Sequence[date]) -> pa.Table:
    return rows_as_of_each(con, _ASKED, [*days])["standing"]
