"""Which of the first rows of a file or sheet is its header, below titles and notes."""

import re
from collections import Counter
from collections.abc import Sequence

from data.inputs.csv_header import FindHeader, Samples
from data.inputs.headers import column_name

Rows = Sequence[Sequence[str] | None]
_VALUE = re.compile(r"[\d\s.,:/%+TZ-]*\d[\d\s.,:/%+TZ-]*|true|false|[^@\s]+@[^@\s]+", re.IGNORECASE)
_FILLED = 0.75  # how many of the cells of a full row a header fills


def header_with(columns: Sequence[str], rows: Rows) -> int | None:
    """The first of `rows` that holds all `columns`; None when there is none."""
    wanted = {column_name(column) for column in columns}
    for position, cells in enumerate(rows):
        if wanted <= {column_name(cell) for cell in cells or []}:
            return position
    return None


def likely_header(rows: Rows) -> int:
    """The first row that is nearly as full as the full ones, and has words more than values.

    A tenth of the rows, and one more, may be fuller: a comma without quotes splits a cell in two.
    """
    filled = [sum(bool(cell.strip()) for cell in cells or []) for cells in rows]
    most = sorted(filled, reverse=True)[min(1 + len(rows) // 10, len(rows) - 1)] if rows else 0
    full = [position for position, count in enumerate(filled) if count >= most * _FILLED]
    for position in full:
        texts = [cell.strip() for cell in rows[position] or [] if cell.strip()]
        if 2 * sum(bool(_VALUE.fullmatch(text)) for text in texts) < len(texts):
            return position
    return full[0] if full else 0


def header_finder(columns: Sequence[str]) -> FindHeader:
    """What finds the header of a raw CSV file, which should have `columns`."""

    def find(samples: Samples) -> tuple[str, int]:
        if columns:
            for delimiter, rows in samples.items():
                if (position := header_with(columns, rows)) is not None:
                    return delimiter, position
        delimiter = max(samples, key=lambda delimiter: _cells_of_table(samples[delimiter]))
        return delimiter, likely_header(samples[delimiter])

    return find


def _cells_of_table(rows: Rows) -> int:
    """How many cells beyond the first the rows of the usual width have together."""
    widths = Counter(len(cells) for cells in rows if cells)
    return max(((width - 1) * count for width, count in widths.items()), default=0)
