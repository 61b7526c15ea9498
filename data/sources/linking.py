"""Whose row it is: accounts.csv and verified e-mail addresses link accounts to MVPs.

Nothing else does: no name, however alike. Rows of an account that is linked to nobody are those of
a stranger: they are counted, and neither rejected nor used.
"""

import duckdb

from data.inputs.accounts import ACCOUNT_KEY
from data.inputs.checked import joined_shifts
from data.inputs.contract import Column, Input, Kind
from data.inputs.dates import day, iso, moment
from data.sql.one_row import one_row

_EMAILS = """
    create or replace temp table verified_emails as
    with addresses as (
        select mvp_id, lower(email) as email from mvps
        union
        select mvp_id, lower(trim(unnest(string_split(other_emails, ';')))) from mvps
    )
    select email, any_value(mvp_id) as mvp_id,
    from addresses
    group by email
    having count(distinct mvp_id) = 1"""
# The accounts of the source that its rows have, with whose they are and when.
_ACCOUNTS = """
    create or replace temp table accounts_of_rows as
    select
        seen.account,
        accounts.mvp_id,
        coalesce(accounts.from_on, '-infinity'::date) as from_on,
        coalesce(accounts.to_on, 'infinity'::date) as to_on,
        count(distinct accounts.mvp_id) over of_account > 1
            or bool_or(accounts.from_on is not null or accounts.to_on is not null) over of_account
            as is_dated,
    from (
        select distinct link_account as account from {table} where link_account is not null
    ) as seen
    join accounts
        on account_key(accounts.source) = account_key($source)
        and account_key(accounts.account) = account_key(seen.account)
    window of_account as (partition by seen.account)"""
_LINK_DATED = """
    update {table} set mvp_id = linked.mvp_id
    from (
        with {steps},
        judged as (
            select file_number, row, accounts_of_rows.mvp_id, from_on, to_on, {day} as day,
            from timed
            join accounts_of_rows on timed.link_account = accounts_of_rows.account
            join mvps on accounts_of_rows.mvp_id = mvps.mvp_id
            {shifts}
        )
        select file_number, row, any_value(mvp_id) as mvp_id,
        from judged
        where day is null or day between from_on and to_on
        group by all
        having count(distinct mvp_id) = 1
    ) as linked
    where {table}.file_number = linked.file_number and {table}.row = linked.row"""

# What is kept of a stranger's row beside the account; longer titles say too little.
_LONGEST_TITLE = 300
_OF_CONTRIBUTION = f"""
            track,
            if(length(title) between 1 and {_LONGEST_TITLE}, title, null) as title,
            address_of(url) as address"""
_OF_OTHERS = "null as track, null as title, null as address"


def link(
    con: duckdb.DuckDBPyConnection, table: str, spec: Input, source: str, last_year: int
) -> None:
    """Fill `mvp_id` of the mapped rows in `table`, and set the outcome `stranger` of the others.

    A row with neither an account nor an e-mail address stays as it is, without `mvp_id`.
    `last_year` is the last one in `zone_shifts`.
    """
    con.execute(ACCOUNT_KEY)
    con.execute(_EMAILS)
    con.execute(_ACCOUNTS.format(table=table), {"source": source})
    con.execute(f"""
        update {table} set mvp_id = linked.mvp_id
        from (select distinct account, mvp_id from accounts_of_rows where not is_dated) as linked
        where {table}.outcome is null and {table}.link_account = linked.account""")
    _link_by_day(con, table, spec, last_year)
    con.execute(f"""
        update {table} set mvp_id = linked.mvp_id
        from verified_emails as linked
        where {table}.outcome is null and {table}.mvp_id is null
            and lower({table}.link_email) = linked.email""")
    con.execute(f"""
        update {table} set outcome = 'stranger'
        where outcome is null and hint is null and mvp_id is null
            and coalesce(link_account, link_email) is not null""")


def _link_by_day(con: duckdb.DuckDBPyConnection, table: str, spec: Input, last_year: int) -> None:
    """Link the accounts that are those of an MVP on some days only, by the row's own day."""
    (dated,) = one_row(con.execute("select count(*) from accounts_of_rows where is_dated"))
    if dated:
        is_dated = "link_account in (select account from accounts_of_rows where is_dated)"
        steps, local_day = _dated_rows(table, spec, f"outcome is null and {is_dated}")
        shifts = _shifts(spec, "coalesce(mvps.timezone, 'UTC')", last_year)
        con.execute(_LINK_DATED.format(table=table, steps=steps, day=local_day, shifts=shifts))


def _dated_rows(table: str, spec: Input, condition: str) -> tuple[str, str]:
    """SQL for steps that end in `timed`, the mapped rows with `condition`, and for their day.

    The day needs `_shifts`; it is null for an input without dates.
    """
    column = date_column(spec)
    if column is None:
        return f"timed as (select * from {table} where {condition})", "null::date"
    name = f'"{column.name}"'
    return (
        f"""
        cells as (
            select *, struct_pack({name} := {name}) as cell from {table} where {condition}
        ),
        dated as (
            select *, struct_pack({name} := {iso(column)}) as iso from cells
        ),
        timed as (
            select *, struct_pack({name} := {moment(column)}) as moment from dated
        )""",
        day(column),
    )


def _shifts(spec: Input, zone: str, last_year: int) -> str:
    column = date_column(spec)
    return joined_shifts([column] if column else [], zone, last_year)


def date_column(spec: Input) -> Column | None:
    """The column of the input that says on which day something was."""
    kinds = (Kind.MOMENT, Kind.DATE)
    return next((c for c in spec.columns if c.is_required and c.kind in kinds), None)


def create_stranger_rows(con: duckdb.DuckDBPyConnection) -> None:
    """Create the empty table `stranger_rows`: the rows of accounts that are linked to nobody."""
    con.execute(
        "create or replace temp table stranger_rows (source varchar, account varchar, key varchar, "
        "track varchar, title varchar, address varchar, day date, file varchar, line bigint)"
    )


def count_strangers(
    con: duckdb.DuckDBPyConnection,
    table: str,
    spec: Input,
    source: str,
    files: list[str],
    last_year: int,
) -> None:
    """Add the strangers among the mapped rows to `stranger_rows`.

    `files` are the places of all files, in the order of their numbers. The day is that in UTC.
    `last_year` is the last one in `zone_shifts`.
    """
    cells = _OF_CONTRIBUTION if spec.name == "contributions" else _OF_OTHERS
    steps, utc_day = _dated_rows(table, spec, "outcome = 'stranger'")
    con.execute(
        f"""
        insert into stranger_rows by name
        with {steps}
        select
            $source as source,
            coalesce(link_account, link_email) as account,
            account_key(coalesce(link_account, link_email)) as key,
            {cells},
            {utc_day} as day,
            $files[file_number + 1] as file,
            line,
        from timed {_shifts(spec, "'UTC'", last_year)}""",
        {"source": source, "files": files},
    )
