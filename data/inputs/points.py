"""The points of a contribution: read only where the track of its row counts points."""

import duckdb

from data.sql.files import quoted

MOST_POINTS = 10_000  # of a contribution
COUNTS_POINTS = "counts_points(lower(cell.track))"  # SQL about a row whose cells are read
_POINTS = r"-?\d{1,9}(\.0+)?"


def create_counts_points(con: duckdb.DuckDBPyConnection) -> None:
    """Create the macro `counts_points(track)`; it follows the settings in `rule_tracks`."""
    answer = con.execute("select track from rule_tracks where measure = 'points' order by track")
    tracks = ", ".join(quoted(track) for (track,) in answer.fetchall())
    con.execute(f"""
        create or replace temp macro counts_points(track) as
        list_position([{tracks}]::varchar[], track) > 0""")


def points_of(cell: str) -> str:
    """SQL for the points in `cell`; null when it is empty, not valid, or not to be read."""
    number = f"try_cast({cell} as decimal(18, 1))::integer"
    return f"if({COUNTS_POINTS} and regexp_full_match({cell}, '{_POINTS}'), {number}, null)"
