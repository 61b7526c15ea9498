"""The track of a contribution whose mapping says only its kind."""

import duckdb


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
