"""The rows that a mapping makes of one raw file, checked as a build checks them."""

from dataclasses import dataclass
from datetime import date

import duckdb

from data.inputs import checks
from data.inputs.checked import create_checked
from data.inputs.contract import Input, Kind
from data.inputs.duplicates import find_duplicates
from data.inputs.places import create_places
from data.inputs.read import check_raw
from data.inputs.rejected_rows import keep_rejects
from data.inputs.row_reports import file_reports
from data.inputs.staging import create_raw, stage_exports
from data.sources.connect.preview import MappedRows, first_rows
from data.sources.exports import Group
from data.sources.mapped import count_set_aside, map_rows
from data.sources.staged import ExportFile

UNMAPPED = "unmapped"
_TABLE = "tried"
_MOST_TEXTS = 200  # without a meaning
_SET_ASIDE = ("unmapped", "left_out", "collapsed")
_REJECTED = """
    (
        select *
        from checked
        left join outcomes using (file_number, line)
        where fault is not null or outcome in ('duplicate', 'of_another')
    ) as rejected"""
_USED = f"""
    from {_TABLE}
    where outcome is null and hint is null and row not in (
        select line
        from checked
        left join outcomes using (file_number, line)
        where fault is not null or not coalesce(is_used, true)
    )"""


@dataclass(frozen=True)
class UnusedRow:
    """A row that is not used: its line, its text in the file, and why, with what to do.

    `reason` is one of docs/contract.md, or UNMAPPED: `value` in the raw `column` has no meaning.
    """

    input: str
    line: int
    column: str | None
    value: str | None
    reason: str
    to_do: str
    text: str


@dataclass(frozen=True)
class UsedRows(MappedRows):
    """The first of the `used` rows that pass the checks of the contract."""

    used: int


@dataclass(frozen=True)
class CheckedRows:
    """The rows of one input: the first that are used, how many are what, and the unused ones."""

    mapped: UsedRows
    counts: dict[str, int]
    unused: list[UnusedRow]


def checked_rows(
    con: duckdb.DuckDBPyConnection, group: Group, spec: Input, as_of: date, most: int
) -> CheckedRows:
    """Map and check the only export of `group` for `spec`; `most` bounds each list of rows.

    Everybody whom a row names is taken for known.
    """
    files, faults = map_rows(con, group, spec, _TABLE)
    if not files:
        return CheckedRows(UsedRows(spec.name, [], [], faults, 0), {}, [])
    (file,) = files
    count_set_aside(con, _TABLE, files)
    _check(con, file, spec, as_of)
    (counted,) = file_reports(con, spec, files)
    counts = {name: getattr(counted, name) for name in ("rejected", *_SET_ASIDE)}
    shown = first_rows(con, spec, _USED, files, faults, most)
    mapped = UsedRows(shown.input, shown.columns, shown.rows, shown.lacking, counted.good)
    _keep_first_rejects(con, most)
    unused = _unmapped(con, file, spec) + _rejects(con, file, spec, as_of)
    return CheckedRows(mapped, {"used": counted.good, **counts}, unused)


def _check(con: duckdb.DuckDBPyConnection, file: ExportFile, spec: Input, as_of: date) -> None:
    """Fill the tables `checked` and `outcomes` from the mapped rows of the file."""
    create_raw(con, spec)
    create_checked(con, spec)
    stage_exports(con, spec, {0: file})
    names = {column.name: column for column in spec.columns}
    if spec.name != "mvps" and "mvp_id" in names:
        con.execute(f"""
            update raw set mvp_id = coalesce(link_email, link_account)
            from {_TABLE}
            where {_TABLE}.row = raw.line and raw.mvp_id is null""")
        known = f"select distinct {checks.cell(names['mvp_id'])} as mvp_id"
        con.execute(f"create or replace temp table mvps as {known}, 'UTC' as timezone from raw")
    if named := next((c for c in spec.columns if c.kind == Kind.NOMINATION), None):
        known = f"select distinct {checks.cell(named)} as nomination_id from raw"
        con.execute(f"create or replace temp table nominations as {known}")
    check_raw(con, spec, as_of, 0)
    find_duplicates(con, spec, [file.columns])


def _unmapped(con: duckdb.DuckDBPyConnection, file: ExportFile, spec: Input) -> list[UnusedRow]:
    """The first row of each text without a meaning, that of the most frequent text first."""
    found = con.execute(f"""
        select min(row), arg_min(line, row), unmapped.key, arg_min(unmapped.value, row),
        from {_TABLE}
        where outcome = 'unmapped'
        group by unmapped.key, fold_value(unmapped.value)
        order by count(*) desc, 1
        limit {_MOST_TEXTS}""").fetchall()
    numbers = sorted(row for row, *_ in found)
    wanted = [(row, 1) for row in numbers]
    texts = dict(zip(numbers, file.texts(con, spec, wanted), strict=True))
    rows = []
    for row, line, column, value in found:
        text = texts[row]
        to_do = f"say what {value} means, or leave such rows out"
        rows.append(UnusedRow(spec.name, line, column, value, UNMAPPED, to_do, text))
    return rows


def _rejects(
    con: duckdb.DuckDBPyConnection, file: ExportFile, spec: Input, as_of: date
) -> list[UnusedRow]:
    """The rejected rows in `checked`."""
    create_places(con, {0: file})
    con.execute("delete from rejects")
    keep_rejects(con, spec, [file], as_of)
    rows = con.execute('select line, "column", value, reason, hint, "row" from rejects')
    return [UnusedRow(spec.name, *row) for row in rows.fetchall()]


def _keep_first_rejects(con: duckdb.DuckDBPyConnection, most: int) -> None:
    """Delete rejected rows from `checked`, except the first of each reason and column."""
    con.execute(f"""
        delete from checked where line in (
            select line from {_REJECTED}
            qualify row_number() over (
                partition by coalesce(fault.reason, outcome), fault['column'] order by line
            ) > {most}
        )""")
