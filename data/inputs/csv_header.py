"""Where the header of a CSV file is, and how many cells each of its rows has."""

import re
from collections import Counter
from collections.abc import Callable

from data.inputs.contract import Input
from data.inputs.headers import column_name

# The first rows of a file that are not blank, by delimiter, the likeliest first; an unreadable row
# is None.
Samples = dict[str, list[list[str] | None]]
# Finds the delimiter of a file, and the position of its header among these rows.
FindHeader = Callable[[Samples], tuple[str, int]]

_SEPARATOR = re.compile(r'"?sep=(?P<delimiter>[^\w\s"]|\t)"?\s*', re.IGNORECASE)


def stated_delimiter(line: str) -> str | None:
    """The delimiter that a line such as `sep=;` states for spreadsheets; None for other lines."""
    match = _SEPARATOR.fullmatch(line.rstrip("\r\n"))
    return match["delimiter"] if match else None


def first_row(samples: Samples) -> tuple[str, int]:
    """The likeliest delimiter, and the first row as the header."""
    return next(iter(samples)), 0


def header_of(spec: Input) -> FindHeader:
    """What finds the header of a file of the input `spec`."""

    def find(samples: Samples) -> tuple[str, int]:
        for delimiter, rows in samples.items():
            if (position := header_position(rows, spec)) is not None:
                return delimiter, position
        delimiter, rows = next(iter(samples.items()))
        return delimiter, likeliest_header(rows, spec)

    return find


def header_position(rows: list[list[str] | None], spec: Input) -> int | None:
    """The first of `rows` that holds the required columns of `spec`; None when none does.

    It is also the first row with two columns of `spec` and half of the required ones: it is a
    header that lacks a column, and no title, so the rows below it must not be passed over.
    """
    required = {column.name for column in spec.columns if column.is_required}
    for position, cells in enumerate(rows):
        names = {column_name(cell) for cell in cells or []}
        held = len(names & required)
        if held == len(required) or (
            2 * held >= len(required) and len(names.intersection(spec.column_names)) > 1
        ):
            return position
    return None


def likeliest_header(rows: list[list[str] | None], spec: Input) -> int:
    """The row with most names of columns of `spec`; the first row when none has one."""
    known = set(spec.column_names)
    counts = [len(known.intersection(map(column_name, cells or []))) for cells in rows]
    return counts.index(max(counts, default=0)) if counts else 0


def row_width(header: list[str], rows: list[list[str]]) -> int:
    """How many cells each row of the file must have (docs/decisions/022).

    This is the width of the header, unless at least two rows, and most of them, agree on another:
    more cells when all cells beyond the header are empty, or fewer when the header does not name
    the last columns. A single such row does not count: an unquoted comma in a cell looks the same,
    and would shift the cells after it.
    """
    most, count = next(iter(Counter(map(len, rows)).most_common(1)), (len(header), 0))
    last_named = max((number for number, name in enumerate(header, start=1) if name), default=0)
    extra = [cell for row in rows if len(row) == most for cell in row[len(header) :]]
    if count < 2 or most < last_named or any(cell.strip() for cell in extra):
        return len(header)
    return most
