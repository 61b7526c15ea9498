"""Several rows of one MVP in a file of mvps: the spells of somebody who left and came back.

The rows are spells when their days in the program do not meet (docs/contract.md, memberships).
Without this step, all but the first of them would be rejected as duplicates.
"""

import duckdb

_SPELLS = """
    create or replace temp table spells_of_mvps as
    with candidates as (
        select
            file_number, line, mvp_id, entered_on, left_on, left_reason, nda_signed_on,
            file_number = max(file_number) over (partition by mvp_id) as is_in_last_file,
        from checked
        where fault is null and mvp_id in (
            select mvp_id from checked join outcomes using (file_number, line)
            where outcome = 'duplicate'
        )
        qualify row_number() over (
            partition by mvp_id, file_number, entered_on, left_on order by line
        ) = 1
    ),
    compared as (
        select
            candidates.*,
            lead(entered_on) over spells as next_entered_on,
            lead(entered_on) over spells is null as is_latest,
        from candidates
        window spells as (partition by mvp_id, file_number order by entered_on, line)
    )
    select *
    from compared
    window file as (partition by mvp_id, file_number)
    qualify count(*) over file > 1 and bool_and(
        is_latest or coalesce(entered_on < left_on and left_on <= next_entered_on, false)
    ) over file"""
# The rows are good; the latest one of the last file is the row of mvps that is used.
_OUTCOMES = (
    """
    update outcomes set outcome = 'good'
    from spells_of_mvps as spells
    where outcome = 'duplicate' and outcomes.file_number = spells.file_number
        and outcomes.line = spells.line""",
    """
    update outcomes set is_used = false
    where (file_number, line) in (
        select (file_number, line) from checked where mvp_id in (
            select mvp_id from spells_of_mvps where is_in_last_file
        )
    )""",
    """
    update outcomes set is_used = true
    where (file_number, line) in (
        select (file_number, line) from spells_of_mvps where is_latest and is_in_last_file
    )""",
)
_MEMBERSHIPS = """
    insert or ignore into memberships by name
    select
        mvp_id,
        entered_on as from_on,
        arg_max(left_on, file_number) as to_on,
        arg_max(left_reason, file_number) as reason,
    from spells_of_mvps
    where not is_latest
    group by mvp_id, entered_on"""
_SIGNED = """
    update mvps set nda_signed_on = signed.first_on
    from (
        select mvp_id, min(nda_signed_on) as first_on from spells_of_mvps group by mvp_id
    ) as signed
    where signed.mvp_id = mvps.mvp_id
        and signed.first_on < coalesce(mvps.nda_signed_on, 'infinity'::date)"""


def accept_spells(con: duckdb.DuckDBPyConnection) -> None:
    """Change `outcomes` of the rows in `checked` so that rows that are spells are good."""
    con.execute(_SPELLS)
    for statement in _OUTCOMES:
        con.execute(statement)


def keep_spells(con: duckdb.DuckDBPyConnection) -> None:
    """Add the earlier spells of mvps to `memberships`, where no row there has the same key.

    An MVP who signed the NDA in an earlier spell has signed it.
    """
    con.execute(_MEMBERSHIPS)
    con.execute(_SIGNED)
