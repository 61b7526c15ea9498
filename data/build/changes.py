"""What a build changes against the previous one: rows, MVPs and flags; and the list of builds."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

import duckdb

from data.days.day import Day
from data.days.scope import Scope
from data.errors import ProgramError
from data.settings.saying import in_own_words, own_word
from data.sql.files import sql
from data.store.connect import attach, lock_down
from data.store.publishing import current_file, is_named

_LISTED_BUILDS = 20  # rows of `builds` in a database, its own included
_MOST_LINES = 10
_MOST_IDS = 5
_ANOTHER_PROGRAM = (
    "First build of this program: the one before it is of another, with none of these MVPs"
)
_NO_CHANGE = "  no change in rows, MVPs or flags"

Query = Callable[[str], duckdb.DuckDBPyConnection]


@dataclass(frozen=True)
class Summary:
    """What is compared of a build: rows by input, MVPs, and flags (mvp_id, about) -> reason.

    Two summaries can be compared when they are as of the same date.
    """

    rows: dict[str, int]
    mvps: set[str]
    flags: dict[tuple[str, str], str]


@dataclass(frozen=True)
class Previous:
    """The build that is being replaced: the rows of its `builds`, and its summary.

    Without a summary, `why_not` says why there is nothing to compare with. `builds` is empty when
    there is no such build or it cannot be read.
    """

    builds: list[dict[str, object]] = field(default_factory=list)
    summary: Summary | None = None
    why_not: str = "First build: there is none before it to compare with"


def summarize(query: Query) -> Summary:
    """The summary of the build whose tables and rules `query` can read by name."""
    flags = query(sql("build/flags")).fetchall()
    return Summary(
        dict(query(sql("build/rows")).fetchall()),
        {mvp_id for (mvp_id,) in query("select mvp_id from membership").fetchall()},
        {(mvp_id, about): reason for mvp_id, about, reason in flags},
    )


def previous_build(database: Path, as_of: date) -> Previous:
    """The build that `database` points to now, with its summary as of a date."""
    if not is_named(database):
        return Previous()
    builds = []
    try:
        path = current_file(database)
        builds = _builds(path)[1 - _LISTED_BUILDS :]
        query = partial(Day(path, as_of).query, Scope(everybody=True))
        return Previous(builds, summarize(query))
    except (ProgramError, duckdb.Error) as error:
        reason = str(error).splitlines()[0]
        return Previous(builds, why_not=f"Not compared with the previous build: {reason}")


def _builds(path: Path) -> list[dict[str, object]]:
    con = attach(path)
    lock_down(con)
    con.execute("use build")
    con.execute(sql("build/builds"))
    columns = [column[0] for column in con.description]
    return [dict(zip(columns, row, strict=True)) for row in con.fetchall()]


def change_lines(previous: Previous, now: Summary) -> list[str]:
    """What changed since the previous build, as lines of text; long lists are cut."""
    if (before := previous.summary) is None:
        return [previous.why_not]
    if before.mvps and now.mvps and before.mvps.isdisjoint(now.mvps):
        return [in_own_words(_ANOTHER_PROGRAM)]
    last = previous.builds[-1]
    new = {flag: now.flags[flag] for flag in now.flags.keys() - before.flags.keys()}
    gone = {flag: before.flags[flag] for flag in before.flags.keys() - now.flags.keys()}
    changes = [
        *_row_lines(before.rows, now.rows),
        *_mvp_lines(now.mvps - before.mvps, in_own_words("new MVPs")),
        *_mvp_lines(before.mvps - now.mvps, f"{own_word('people')} gone"),
        *_flag_lines(new, "new flags"),
        *_flag_lines(gone, "flags gone"),
    ]
    title = f"Since the build of {last['built_at']} UTC, as of {last['as_of']}:"
    return [title, *(changes or [in_own_words(_NO_CHANGE)])]


def _row_lines(before: dict[str, int], now: dict[str, int]) -> list[str]:
    counts = {name: (before.get(name, 0), now.get(name, 0)) for name in sorted({*before, *now})}
    return [
        f"  {name}: {new:,} rows ({new - old:+,})"
        for name, (old, new) in counts.items()
        if new != old
    ]


def _mvp_lines(mvps: set[str], title: str) -> list[str]:
    if not mvps:
        return []
    ids = sorted(mvps)
    more = f" and {len(ids) - _MOST_IDS:,} more" if len(ids) > _MOST_IDS else ""
    return [f"  {title} ({len(ids):,}): {', '.join(ids[:_MOST_IDS])}{more}"]


def _flag_lines(flags: dict[tuple[str, str], str], title: str) -> list[str]:
    if not flags:
        return []
    lines = [f"    {mvp_id}, {about}: {flags[mvp_id, about]}" for mvp_id, about in sorted(flags)]
    more = [f"    … and {len(lines) - _MOST_LINES:,} more"] if len(lines) > _MOST_LINES else []
    return [f"  {title} ({len(lines):,}):", *lines[:_MOST_LINES], *more]
