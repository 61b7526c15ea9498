"""How far the exports of each track reach: a track is read up to the newest row of anybody."""

from collections.abc import Collection
from datetime import date

import duckdb

_FOUND = """
    create or replace temp table reach_of_exports as
    select track, min(day) as first_row_on, max(day) as newest_row_on,
    from (
        select track, day from checked where fault is null and file_number in $files
        union all
        select lower(track), day from stranger_rows
    )
    where day <= $as_of and track in (select track from rule_tracks)
    group by track"""
_STATED = """
    update sources set
        first_row_on = least(sources.first_row_on, found.first_row_on),
        newest_row_on = greatest(sources.newest_row_on, found.newest_row_on)
    from reach_of_exports as found
    where sources.track = found.track and sources.complete_until is null"""
_OTHERS = """
    insert into sources by name
    select track, first_row_on, newest_row_on,
    from reach_of_exports
    where track not in (select track from sources where complete_until is null)
    order by track"""


def create_reach(con: duckdb.DuckDBPyConnection) -> None:
    """Create the empty table `reach_of_exports`."""
    con.execute(
        "create or replace temp table reach_of_exports "
        "(track varchar, first_row_on date, newest_row_on date)"
    )


def find_reach(con: duckdb.DuckDBPyConnection, files: Collection[int], as_of: date) -> None:
    """Fill `reach_of_exports` from the contributions in `checked` that are of exports, `files`.

    Rows of strangers count too, and no day after `as_of`.
    """
    con.execute(_FOUND, {"files": sorted(files), "as_of": as_of})


def state_reach(con: duckdb.DuckDBPyConnection) -> None:
    """Add what was found to the table `sources`, once that is filled."""
    con.execute(_STATED)
    con.execute(_OTHERS)
