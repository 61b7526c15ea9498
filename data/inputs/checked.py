"""The table `checked`: the values of each row of `raw`, and its first fault."""

from collections.abc import Callable, Iterable
from datetime import date

import duckdb

from data.days.span import FIRST_DAY, last_day
from data.inputs import checks
from data.inputs.contract import Column, Input, Kind
from data.inputs.dates import DATE_KINDS, day, iso, moment, plain_day
from data.inputs.forms import Forms
from data.inputs.points import create_counts_points
from data.inputs.staging import LINE
from data.inputs.time_zones import FIRST_YEAR, SHIFTS_BY_YEAR
from data.sql.one_row import one_row

_TYPES = {
    Kind.DATE: "date",
    Kind.END_DATE: "date",
    Kind.YEAR: "integer",
    Kind.SHARE: "decimal(18, 4)",
    Kind.POINTS: "integer",
    Kind.FLAG: "boolean",
}


def create_checked(con: duckdb.DuckDBPyConnection, spec: Input) -> None:
    """Create the empty table `checked` for the files of `spec`, and the macro of its checks."""
    create_counts_points(con)
    columns = [f'"{column.name}" {_TYPES.get(column.kind, "varchar")}' for column in spec.columns]
    columns += ["day date" for column in spec.columns if column.kind == Kind.MOMENT]
    con.execute(f"""
        create or replace temp table checked (
            file_number integer, line bigint, line_count integer, hint varchar,
            {", ".join(columns)},
            fault struct("column" varchar, "value" varchar, reason varchar)
        )""")


def insert_checked(
    con: duckdb.DuckDBPyConnection, spec: Input, number: int, as_of: date, forms: Forms
) -> int:
    """Insert the rows of `raw` into `checked`; returns how many they are.

    `number` is that of the file, unless `raw` has the numbers of several exports. Rows whose cells
    are all empty are skipped. `forms` are those of the cells in `raw`.
    """
    rows = _rows(spec, as_of, forms)
    answer = con.execute(f"insert into checked by name {rows}", {"number": number})
    (inserted,) = one_row(answer)
    return int(inserted)


def _rows(spec: Input, as_of: date, forms: Forms) -> str:
    """SQL for the rows of `checked` from those of `raw`; its parameter is the file's $number."""
    dates = [c for c in spec.columns if c.kind in DATE_KINDS]
    times = [c for c in dates if c.name in forms.with_times]
    refers_to_mvps = spec.name != "mvps" and "mvp_id" in spec.column_names
    values = [_value(column, forms) for column in spec.columns]
    values += [f"day := {_day(c, forms)}" for c in dates if c.kind == Kind.MOMENT]
    fault = checks.fault(spec, FIRST_DAY, last_day(as_of))
    known = ", ".join(f'cell."{name}"' for name in spec.column_names)
    # True of nearly every row, and fast; only where it is not are all cells looked at.
    begins_with_text = f"raw.\"{spec.column_names[0]}\" between '!' and '\u007f'"
    return f"""
        with cells as (
            select raw, {LINE} as line, {_struct(spec.columns, _cell(forms))} as cell, from raw
        ),
        dated as (
            select *, {_struct(dates, _iso(forms))} as iso, from cells
        ),
        timed as (
            select *, {_struct(times, moment)} as moment, from dated
        ),
        typed as (
            select timed.*, struct_pack({", ".join(values)}) as value,
            from timed
            {"left join mvps on cell.mvp_id = mvps.mvp_id" if refers_to_mvps else ""}
            {joined_shifts(times, _zone(spec, refers_to_mvps), last_day(as_of).year + 1)}
        )
        select
            coalesce(raw.file_number, $number) as file_number, line, raw.line_count, raw.hint,
            value.*, {fault} as fault,
        from typed
        where raw.fault is not null or {begins_with_text} or coalesce({known}) is not null"""


def _zone(spec: Input, refers_to_mvps: bool) -> str:
    """SQL for the time zone of a row: that of its MVP, or UTC."""
    if refers_to_mvps:
        return "coalesce(mvps.timezone, 'UTC')"
    own = [checks.value(c) for c in spec.columns if c.kind == Kind.TIMEZONE]
    return f"coalesce({own[0]}, 'UTC')" if own else "'UTC'"


def joined_shifts(times: list[Column], zone: str, last_year: int) -> str:
    """SQL that joins, for each column with times, the shifts of the zone in the moment's year.

    `zone` is SQL for the time zone of a row, and `last_year` the last one in `zone_shifts`.
    """
    return " ".join(
        f"left join {SHIFTS_BY_YEAR} as shifts_of_{c.name} on shifts_of_{c.name}.timezone = {zone} "
        f"and shifts_of_{c.name}.year = "
        f'greatest({FIRST_YEAR}, least({last_year}, year(moment."{c.name}")))'
        for c in times
    )


def _struct(columns: Iterable[Column], expression: Callable[[Column], str]) -> str:
    """SQL for a struct with a field for each column; null when there is none."""
    fields = [f'"{column.name}" := {expression(column)}' for column in columns]
    return f"struct_pack({', '.join(fields)})" if fields else "null"


def _cell(forms: Forms) -> Callable[[Column], str]:
    return lambda c: checks.cell(c) if c.name in forms.untidy else checks.tidy_cell(c)


def _iso(forms: Forms) -> Callable[[Column], str]:
    return lambda c: iso(c) if c.name in forms.other_dates else f'cell."{c.name}"'


def _day(column: Column, forms: Forms) -> str:
    return day(column) if column.name in forms.with_times else plain_day(column)


def _value(column: Column, forms: Forms) -> str:
    is_day = column.kind in DATE_KINDS - {Kind.MOMENT}
    return f'"{column.name}" := {_day(column, forms) if is_day else checks.value(column)}'
