"""What a build brings that the one before it had not: rows, MVPs, flags; and the list of builds."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

import duckdb

from data.days.day import Day
from data.days.scope import Scope
from data.errors import ProgramError
from data.sql.files import sql
from data.store.connect import attach
from data.store.publishing import current, is_named

_KNOWN_BUILDS = 20  # that a database has in `builds`, itself included
_MOST_LINES = 10
_MOST_IDS = 5
_NO_CHANGE = "  no change in rows, MVPs or flags"

Ask = Callable[[str], duckdb.DuckDBPyConnection]


@dataclass(frozen=True)
class Standing:
    """How a build stands: its rows by input, its MVPs, and its flags: (mvp_id, about) -> reason.

    Two of them can be compared when their rules speak of the same day.
    """

    rows: dict[str, int]
    mvps: set[str]
    flags: dict[tuple[str, str], str]


@dataclass(frozen=True)
class Before:
    """The build that is being replaced: the rows of its `builds`, and how it stands.

    Without one, `builds` is empty and `why_not` says why there is nothing to compare with; it does
    so too when the build can be read and not be asked about that day.
    """

    builds: list[dict[str, object]] = field(default_factory=list)
    standing: Standing | None = None
    why_not: str = "First build: there is none before it to compare with"


def standing(ask: Ask) -> Standing:
    """How the build stands whose rules and tables `ask` knows by name."""
    flags = ask(sql("build/flags")).fetchall()
    return Standing(
        dict(ask(sql("build/rows")).fetchall()),
        {mvp_id for (mvp_id,) in ask("select mvp_id from membership").fetchall()},
        {(mvp_id, about): reason for mvp_id, about, reason in flags},
    )


def before(database: Path, as_of: date) -> Before:
    """The build that `database` stands for now, as of a date; one that cannot be read is none."""
    if not is_named(database):
        return Before()
    builds = []
    try:
        path = current(database)
        builds = _builds(path)[1 - _KNOWN_BUILDS :]
        ask = partial(Day(path, as_of).query, Scope(everybody=True))
        return Before(builds, standing(ask))
    except (ProgramError, duckdb.Error) as error:
        reason = str(error).splitlines()[0]
        return Before(builds, why_not=f"Not compared with the build before: {reason}")


def _builds(path: Path) -> list[dict[str, object]]:
    con = attach(path)
    con.execute("use build")
    con.execute(sql("build/builds"))
    columns = [column[0] for column in con.description]
    return [dict(zip(columns, row, strict=True)) for row in con.fetchall()]


def change_lines(then: Before, now: Standing) -> list[str]:
    """What changed since the build before, as lines of text, cut where they would be many."""
    if then.standing is None:
        return [then.why_not]
    last = then.builds[-1]
    flags, old_flags = now.flags, then.standing.flags
    new = {flag: flags[flag] for flag in flags.keys() - old_flags.keys()}
    cleared = {flag: old_flags[flag] for flag in old_flags.keys() - flags.keys()}
    changes = [
        *_rows(then.standing.rows, now.rows),
        *_mvps(now.mvps - then.standing.mvps, "new MVPs"),
        *_mvps(then.standing.mvps - now.mvps, "MVPs gone"),
        *_flags(new, "new flags"),
        *_flags(cleared, "cleared flags"),
    ]
    said = f"Since the build of {last['built_at']} UTC, as of {last['as_of']}:"
    return [said, *(changes or [_NO_CHANGE])]


def _rows(then: dict[str, int], now: dict[str, int]) -> list[str]:
    counts = {given: (then.get(given, 0), now.get(given, 0)) for given in sorted({*then, *now})}
    return [
        f"  {given}: {new:,} rows ({new - old:+,})"
        for given, (old, new) in counts.items()
        if new != old
    ]


def _mvps(mvps: set[str], said: str) -> list[str]:
    if not mvps:
        return []
    ids = sorted(mvps)
    more = f" and {len(ids) - _MOST_IDS:,} more" if len(ids) > _MOST_IDS else ""
    return [f"  {said} ({len(ids):,}): {', '.join(ids[:_MOST_IDS])}{more}"]


def _flags(flags: dict[tuple[str, str], str], said: str) -> list[str]:
    if not flags:
        return []
    lines = [f"    {mvp_id}, {about}: {flags[mvp_id, about]}" for mvp_id, about in sorted(flags)]
    more = [f"    … and {len(lines) - _MOST_LINES:,} more"] if len(lines) > _MOST_LINES else []
    return [f"  {said} ({len(lines):,}):", *lines[:_MOST_LINES], *more]
