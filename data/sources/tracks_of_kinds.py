"""The track of a contribution whose mapping says only its kind."""

import duckdb

from data.sql.one_row import one_row


def fill_tracks(con: duckdb.DuckDBPyConnection, table: str) -> None:
    """Fill the empty tracks of the mapped rows in `table` with the track of their kind.

    A row whose kind belongs to no track of the settings, or to several, gets the outcome unmapped.
    """
    con.execute(f"""
        update {table} set track = known.track
        from (
            select kind, min(track) as track
            from rule_kinds
            group by kind
            having count(distinct track) = 1
        ) as known
        where {table}.track is null and fold_value({table}.kind) = known.kind""")
    con.execute(f"""
        update {table}
        set outcome = 'unmapped', unmapped = {{
            'name': 'kind',
            'key': if(fold_value(kind) in (select kind from rule_kinds), 'track', 'kind'),
            'value': kind,
        }}
        where outcome is null and hint is null and track is null and kind is not null""")


def kinds_to_do(con: duckdb.DuckDBPyConnection, section: str) -> dict[str, str]:
    """What to do about a kind of no track, and of several; `section` says where in the mapping."""
    (kinds,) = one_row(
        con.execute("select string_agg(distinct kind, ', ' order by kind) from rule_kinds")
    )
    leave_out = "leave such rows out with `only`"
    return {
        "of_no_track": (
            f"no track of the program has this kind: say with `kind.values` under {section} which "
            f"kind it is ({kinds}), or add it to `counts` or `shown` of a track in the settings, "
            f"or {leave_out}"
        ),
        "of_several_tracks": (
            f"several tracks of the program have this kind: say at `track` under {section} which "
            f"one it is, or {leave_out}"
        ),
    }
