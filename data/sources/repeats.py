"""Contributions that exports of several sources have: one person, one link, one contribution."""

from collections.abc import Collection

import duckdb

from data.sql.one_row import one_row

_REPEATED = """
    create or replace temp table repeated as
    with addressed as (
        select
            file_number,
            line,
            mvp_id,
            checked.track,
            if(is_counted, null, checked.kind) as other_kind,
            address_of(url) as address,
            if(is_repeat_by_day, day, null) as repeat_day,
            day,
        from checked
        left join outcomes using (file_number, line)
        join rule_kinds using (track, kind)
        join rule_tracks using (track)
        where fault is null and coalesce(is_used, true) and has_repeats
            and url is not null and not coalesce(is_own_question, false)
            and file_number in $files
    )
    select file_number, line,
    from addressed
    where address is not null
    qualify row_number() over (
        partition by mvp_id, track, other_kind, address, repeat_day
        order by day, file_number, line
    ) > 1"""


def settle_repeats(con: duckdb.DuckDBPyConnection, files: Collection[int]) -> None:
    """Give the outcome `repeat` to rows of the exports `files` in `checked` that repeat another.

    Repeats are those of docs/rules.md, section 2, so no figure changes: the earliest day is used,
    then the first file. Where contributions count by several sets of settings, they decide later.
    """
    answer = con.execute("select count(distinct counted_from) > 1 from rule_sets")
    if one_row(answer)[0]:
        return
    con.execute(_REPEATED, {"files": sorted(files)})
    is_repeated = "(file_number, line) in (select (file_number, line) from repeated)"
    con.execute(f"delete from outcomes where {is_repeated}")
    con.execute("""
        insert into outcomes by name
        select file_number, line, 'repeat' as outcome, false as replaces, false as is_used
        from repeated""")
