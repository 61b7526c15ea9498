"""What reading a raw file gives: a table of text, and what people should know about it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import duckdb
import pyarrow as pa

from data.errors import ProgramError
from data.inputs.headers import column_name
from data.sql.files import quoted_name

MOST_COLUMNS = 2_000
_BATCH = 20_000
_MARKS = "\ufeff\u200b"
# The columns of a raw table beside those of the file, in order, with their types.
PLACE_COLUMNS = {
    "_row": "bigint",
    "_line": "bigint",
    "_line_count": "integer",
    "_hint": "varchar",
    "_text": "varchar",
}


@dataclass(frozen=True)
class ReadOptions:
    """How a raw file is read.

    `format` is one of read.FORMATS, or None: told from the content. `sheet` is the sheet of a
    workbook, and `items` the key of the rows in JSON, such as `data.posts`. `columns` are names
    that the header must have, so that it is found below any titles; () when they are not known.
    `until` is the last day on which repeats of an event are listed; None: the first time only.
    """

    format: str | None = None
    sheet: str | None = None
    items: str | None = None
    columns: tuple[str, ...] = ()
    until: date | None = None


@dataclass(frozen=True)
class RawRows:
    """The rows of a raw file, which are in a table.

    `columns` are as written in the file, each once: a second "Name" is "Name 2", and a column
    without a name is "column 3". `names` are their names in the table, in the same order. `count`
    is the number of rows; rows without any text are left out. `encoding` is that of a text file.
    Each of `notices` begins with `place`. `has_more`: the file says that it is one page of several
    and that more rows follow on the next.
    """

    place: str
    columns: list[str]
    names: list[str]
    count: int
    notices: list[str] = field(default_factory=list)
    encoding: str | None = None
    has_more: bool = False


def named_columns(header: Sequence[str]) -> tuple[list[str], list[str]]:
    """The columns of a header as written, and their names in a table; see RawRows."""
    columns: list[str] = []
    names: list[str] = []
    for number, text in enumerate(header, start=1):
        written = re.sub(r"\s+", " ", text.strip().strip(_MARKS).strip()) or f"column {number}"
        copy = 1
        candidate = written
        while column_name(candidate) in {*names, *PLACE_COLUMNS}:
            candidate = f"{written} {(copy := copy + 1)}"
        columns.append(candidate)
        names.append(column_name(candidate))
    return columns, names


def create_table(con: duckdb.DuckDBPyConnection, table: str, names: Sequence[str]) -> None:
    """Create the empty temporary `table` with the columns of a place and with `names`."""
    cells = [f"{quoted_name(name)} varchar" for name in names]
    places = [f"{name} {kind}" for name, kind in PLACE_COLUMNS.items()]
    con.execute(f"create or replace temp table {table} ({', '.join([*places, *cells])})")


def has_text(names: Sequence[str]) -> str:
    """SQL for whether a row has any text in the columns `names`, of which there is at least one."""
    first = quoted_name(names[0])
    filled = " or ".join(f"trim({quoted_name(name)}, ' \t\r\n\u00a0') <> ''" for name in names)
    return f"coalesce({first} between '!' and '\u007f' or {filled}, false)"


def drop_blank_rows(con: duckdb.DuckDBPyConnection, table: str, names: Sequence[str]) -> int:
    """Delete the rows of `table` without any text, and return how many rows are left."""
    if names:
        con.execute(f"delete from {table} where _hint is null and not {has_text(names)}")
    [(count,)] = con.execute(f"select count(*) from {table}").fetchall()
    return int(count)


class RowCollector:
    """Rows that are collected one by one, with columns that turn up on the way."""

    def __init__(self, columns: Sequence[str] = ()) -> None:
        self.columns: list[str] = []
        self.count = 0
        self._positions: dict[str, int] = {}
        self._batches: list[pa.Table] = []
        self._places: list[tuple[int, int, str | None, str | None]] = []
        self._cells: list[list[str | None]] = []
        for name in columns:
            self._add_column(name)

    def add(self, line: int, row: Mapping[str, str | None]) -> None:
        """Add a row; raises ProgramError when there are too many columns."""
        if [*row] == self.columns:
            self._add(line, [text or None for text in row.values()])
            return
        for name in row:
            if name not in self._positions:
                self._add_column(name)
        cells: list[str | None] = [None] * len(self.columns)
        for name, text in row.items():
            cells[self._positions[name]] = text or None
        self._add(line, cells)

    def add_unreadable(self, line: int, hint: str, text: str) -> None:
        """Add what cannot be read as a row; see read_raw."""
        self._add(line, [None] * len(self.columns), hint, text)

    def _add(
        self, line: int, cells: list[str | None], hint: str | None = None, text: str | None = None
    ) -> None:
        self.count += 1
        self._places.append((self.count, line, hint, text))
        self._cells.append(cells)
        if len(self._cells) >= _BATCH:
            self._close_batch()

    def _add_column(self, name: str) -> None:
        if len(self.columns) >= MOST_COLUMNS:
            raise ProgramError(f"has more than {MOST_COLUMNS:,} columns, such as {name[:100]}")
        self._positions[name] = len(self.columns)
        self.columns.append(name)

    def _close_batch(self) -> None:
        width = len(self.columns)
        if self._cells:
            padded = [cells + [None] * (width - len(cells)) for cells in self._cells]
            cells = [_text_array(column) for column in zip(*padded, strict=True)]
            rows, lines, hints, texts = zip(*self._places, strict=True)
            places = [pa.array(rows), pa.array(lines), _text_array(hints), _text_array(texts)]
            names = ["_row", "_line", "_hint", "_text", *map(str, range(width))]
            self._batches.append(pa.table([*places, *cells], names))
        self._places, self._cells = [], []

    def with_names(self, names: Sequence[str]) -> "RowCollector":
        """The same rows, whose first columns have `names`."""
        self.columns = [*names, *self.columns[len(names) :]]
        return self

    def fill(self, con: duckdb.DuckDBPyConnection, table: str) -> tuple[list[str], list[str], int]:
        """Fill `table`; returns the columns as written, their names, and the number of rows."""
        self._close_batch()
        columns, names = named_columns(self.columns)
        create_table(con, table, names)
        for batch in self._batches:
            places, numbers = batch.column_names[:4], batch.column_names[4:]
            con.register(
                "raw_batch", batch.rename_columns([*places, *(names[int(n)] for n in numbers)])
            )
            con.execute(f"insert into {table} by name select *, 1 as _line_count from raw_batch")
            con.unregister("raw_batch")
        return columns, names, drop_blank_rows(con, table, names)


def _text_array(texts: Sequence[str | None]) -> pa.Array:
    """Text for a table; half a character becomes a question mark."""
    try:
        return pa.array(texts, pa.string())
    except UnicodeEncodeError:
        clean = [text and text.encode("utf-8", "replace").decode() for text in texts]
        return pa.array(clean, pa.string())
