"""The SQL of the table `checked`: the values of each row of `raw`, and its first fault."""

from collections.abc import Callable, Iterable
from datetime import date

from data.days.span import FIRST_DAY, last_day
from data.inputs import checks
from data.inputs.contract import Column, Input, Kind
from data.inputs.dates import DATE_KINDS, day, iso
from data.inputs.staging import LINE


def checked_rows(spec: Input, as_of: date) -> str:
    """SQL for the rows of `checked` from those of `raw`; its parameter is the file's $number.

    Rows whose cells are all empty are skipped.
    """
    zone, dates = "'UTC'", [c for c in spec.columns if c.kind in DATE_KINDS]
    refers_to_mvps = spec.name != "mvps" and "mvp_id" in spec.column_names
    if refers_to_mvps:
        zone = "coalesce(mvps.timezone, 'UTC')"
    elif spec.name == "mvps":
        (own,) = (checks.value(c) for c in spec.columns if c.kind == Kind.TIMEZONE)
        zone = f"coalesce({own}, 'UTC')"
    values = [_value(column) for column in spec.columns]
    values += [f"day := {day(column)}" for column in dates if column.kind == Kind.MOMENT]
    fault = checks.fault(spec, FIRST_DAY, last_day(as_of))
    known = ", ".join(f'cell."{name}"' for name in spec.column_names)
    # True of nearly every row, and fast; only where it is not are all cells looked at.
    begins_with_text = f"raw.\"{spec.column_names[0]}\" between '!' and '\u007f'"
    return f"""
        with cells as (
            select raw, {LINE} as line, {_struct(spec.columns, checks.cell)} as cell, from raw
        ),
        dated as (
            select *, {_struct(dates, iso)} as iso, from cells
        ),
        typed as (
            select dated.*, struct_pack({", ".join(values)}) as value,
            from dated
            {"left join mvps on cell.mvp_id = mvps.mvp_id" if refers_to_mvps else ""}
            {f"left join zone_shifts on zone_shifts.timezone = {zone}" if dates else ""}
        )
        select
            $number as file_number, line, raw.line_count, raw.hint, value.*, {fault} as fault,
        from typed
        where raw.fault is not null or {begins_with_text} or coalesce({known}) is not null"""


def _struct(columns: Iterable[Column], expression: Callable[[Column], str]) -> str:
    """SQL for a struct with a field for each column; null when there is none."""
    fields = [f'"{column.name}" := {expression(column)}' for column in columns]
    return f"struct_pack({', '.join(fields)})" if fields else "null"


def _value(column: Column) -> str:
    is_day = column.kind in DATE_KINDS - {Kind.MOMENT}
    return f'"{column.name}" := {day(column) if is_day else checks.value(column)}'
