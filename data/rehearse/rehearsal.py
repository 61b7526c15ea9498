"""Who would stand otherwise by other settings, on a day and at the checkpoints before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import duckdb
import pyarrow as pa

from data.days import checkpoint_progress
from data.days.kept import of_day, use_day
from data.days.many_days import Asked, rows_as_of_each
from data.days.rules import compute, rules_read_by
from data.days.span import refuse_unknown_day
from data.rehearse.changeable import attach_with
from data.rehearse.overlay import Differences, Overlay, tried_settings
from data.sql.files import sql
from data.sql.one_row import one_row
from data.store.connect import attach, lock_down
from data.store.locations import Build

_STANDING = "rehearse/standing"
_COUNTED = ("changes", "teams", "turns")  # of the folder `rehearse`, each from those before it
# Whoever stands somewhere does so by judged tracks alone.
_ASKED = Asked((_STANDING,), enough=(("committed", "is_judged"),))
_YEARS_BACK = 2
_SCHEMA = "memory.rehearsal"
Row = dict[str, Any]


@dataclass(frozen=True)
class Rehearsal:
    """What other settings would change: which settings they are, by their keys, and the rows of
    `changes`, `teams` and `turns` of queries/rehearse, for the `days` that were compared."""

    days: tuple[date, ...]
    differences: Differences
    changes: list[Row]
    teams: list[Row]
    turns: list[Row]

    def and_before(self, earlier: "Rehearsal") -> "Rehearsal":
        """This rehearsal together with that of the same settings on earlier days."""
        return Rehearsal(
            earlier.days + self.days,
            self.differences,
            self.changes + earlier.changes,
            self.teams + earlier.teams,
            self.turns + earlier.turns,
        )


def rehearse(build: Build, overlay: Overlay, as_of: date | None = None) -> Rehearsal:
    """Try the settings of `overlay` on a build, as of a day and the checkpoints before it.

    The day is by default that of the build. Raises NoDatabaseError when the build cannot be read,
    and ProgramError when it does not reach the day, or the settings cannot be tried on it.
    """
    day, past = days_of(build, as_of)
    return rehearse_on((*past, day), build, overlay)


def rehearse_on(days: tuple[date, ...], build: Build, overlay: Overlay) -> Rehearsal:
    """The same on these days, which are in order."""
    tried = tried_settings(held_settings(build), overlay)
    in_force = _standing_in_force(build, days)
    con = attach_with(build.location, tried.in_force, tried.tried)
    rehearsed = _standing(con, days)
    con.execute("set search_path = 'memory.main'")
    con.register("in_force", in_force)
    con.register("rehearsed", rehearsed)
    found: dict[str, list[Row]] = {}
    for name in _COUNTED:
        con.execute(f"create table {name} as {sql(f'rehearse/{name}')}")
        found[name] = con.sql(f"from {name}").to_arrow_table().to_pylist()
    return Rehearsal(days, tried.differences, **found)


@lru_cache(maxsize=4)
def days_of(build: Build, as_of: date | None = None) -> tuple[date, tuple[date, ...]]:
    """The day of a rehearsal, and the checkpoints of the two years before it, in order.

    Raises like `rehearse`.
    """
    con = attach(build.location)
    (built_as_of,) = one_row(con.execute("select as_of from build.build"))
    day = as_of or built_as_of
    refuse_unknown_day(day, built_as_of, build.location)
    lock_down(con)
    compute(con, day, _SCHEMA, rules_read_by(checkpoint_progress.PAST))
    first = (day.year - _YEARS_BACK, day.month, day.day)
    past = checkpoint_progress.days_of(con)
    return day, tuple(each for each in past if (each.year, each.month, each.day) >= first)


@lru_cache(maxsize=4)
def held_settings(build: Build) -> dict[date, dict[str, str]]:
    """The value of each setting of a build as TOML, by the day from which its set is in force."""
    held: dict[date, dict[str, str]] = {}
    asked = "select in_force_from, key, value from build.rule_values order by all"
    for day, key, value in attach(build.location).execute(asked).fetchall():
        held.setdefault(day, {})[key] = value
    return held


@lru_cache(maxsize=4)  # half of the time of a rehearsal, and the same for whatever is tried
def _standing_in_force(build: Build, days: tuple[date, ...]) -> pa.Table:
    """How everybody stands on these days; one that the build keeps is read and not computed."""
    con = attach(build.location)
    lock_down(con)
    if len(days) == 1 and use_day(con, days[0], _SCHEMA) is not None:
        return of_day(con.sql(sql(_STANDING)).to_arrow_table(), days[0])
    return _standing(con, days)


def _standing(con: duckdb.DuckDBPyConnection, days: Sequence[date]) -> pa.Table:
    return rows_as_of_each(con, _ASKED, [*days])["standing"]
