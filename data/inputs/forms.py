"""How the cells of a file are written, so that only what a file has is looked for in each row.

Most columns of most files have tidy cells and days such as 2026-01-31. DuckDB reads those without
the expressions for blanks, for other forms of dates and for time zones, which take most of the time
of a build.
"""

from dataclasses import dataclass

import duckdb

from data.inputs.checks import is_untidy
from data.inputs.contract import Input
from data.inputs.dates import DATE_KINDS, LONGEST_DAY, is_castable
from data.sql.one_row import one_row


@dataclass(frozen=True)
class Forms:
    """The columns of a file with cells in forms that take more work to read.

    `untidy` have cells with blanks at their ends, formulas or ids with `.0`; `with_times` have
    dates with a time; `other_dates` have dates that DuckDB does not cast as they are.
    """

    untidy: frozenset[str]
    with_times: frozenset[str]
    other_dates: frozenset[str]


def forms_in_raw(con: duckdb.DuckDBPyConnection, spec: Input) -> Forms:
    """The forms of the cells in `raw`; a column of dates in other forms is untidy too."""
    dates = {column.name for column in spec.columns if column.kind in DATE_KINDS}
    untidy = {
        column.name: f"not {is_castable(column)}" if column.name in dates else is_untidy(column)
        for column in spec.columns
    }
    long = {name: f'strlen(raw."{name}") > {LONGEST_DAY}' for name in dates}
    # `if` tests its condition one part after another, and stops early; `bool_or` does not.
    found = (f"max(if({condition}, 1, 0))" for condition in [*untidy.values(), *long.values()])
    row = one_row(con.execute(f"select {', '.join(found)} from raw"))
    has_untidy = frozenset(name for name, has in zip(untidy, row, strict=False) if has)
    has_long = frozenset(name for name, has in zip(long, row[len(untidy) :], strict=True) if has)
    return Forms(has_untidy, has_long | (has_untidy & dates), has_untidy & dates)
