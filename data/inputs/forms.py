"""How the cells of a file are written, so that only what a file has is looked for in each row.

Most columns of most files have tidy cells and days such as 2026-01-31. DuckDB reads those without
the expressions for blanks, for other forms of dates and for time zones, which take most of the time
of a build.
"""

from dataclasses import dataclass

import duckdb

from data.inputs.checks import is_untidy
from data.inputs.contract import Column, Input
from data.inputs.dates import DATE_KINDS, LONGEST_DAY, is_castable
from data.inputs.limits import LONGEST_CELL
from data.sql.one_row import one_row


@dataclass(frozen=True)
class Forms:
    """The columns of a file with cells in forms that take more work to read.

    `untidy` have cells with blanks at their ends, formulas or ids with `.0`; `with_times` have
    dates with a time; `other_dates` have dates that DuckDB does not cast as they are; `too_long`
    may have cells with more characters than a cell may have.
    """

    untidy: frozenset[str]
    with_times: frozenset[str]
    other_dates: frozenset[str]
    too_long: tuple[str, ...]


def forms_in_raw(con: duckdb.DuckDBPyConnection, spec: Input) -> Forms:
    """The forms of the cells in `raw`; a column of dates in other forms is untidy too."""
    dates = {column.name for column in spec.columns if column.kind in DATE_KINDS}
    untidy = {
        column.name: f"not {is_castable(column)}" if column.name in dates else is_untidy(column)
        for column in spec.columns
    }
    # `if` tests its condition one part after another, and stops early; `bool_or` does not.
    found = [f"max(if({condition}, 1, 0))" for condition in untidy.values()]
    found += [f'coalesce(max(strlen(raw."{name}")), 0)' for name in spec.column_names]
    row = one_row(con.execute(f"select {', '.join(found)} from raw"))
    has_untidy = frozenset(name for name, has in zip(untidy, row, strict=False) if has)
    longest = dict(zip(spec.column_names, row[len(untidy) :], strict=True))
    with_times = frozenset(name for name in dates if longest[name] > LONGEST_DAY)
    too_long = tuple(c.name for c in spec.columns if _may_be_too_long(c, longest[c.name]))
    return Forms(has_untidy, with_times | (has_untidy & dates), has_untidy & dates, too_long)


def _may_be_too_long(column: Column, size: int) -> bool:
    return size > LONGEST_CELL and not column.is_ignored
