"""Rows that Python works on, some thousands at a time, so that any number fits in memory."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

import duckdb
import pyarrow as pa

ROWS_AT_ONCE = 20_000
T = TypeVar("T")


def pages(rows: Iterable[T]) -> Iterator[list[T]]:
    """The rows in lists of ROWS_AT_ONCE; the last one may be shorter."""
    rest = iter(rows)
    while page := list(islice(rest, ROWS_AT_ONCE)):
        yield page


def insert_pages(
    con: duckdb.DuckDBPyConnection,
    table: str,
    columns: dict[str, pa.DataType],
    rows: Iterable[Sequence[object]],
) -> None:
    """Insert rows with these `columns` into `table`, in their order."""
    for page in pages(rows):
        with as_page(con, columns, page):
            con.execute(f"insert into {table} by name from page")


@contextmanager
def as_page(
    con: duckdb.DuckDBPyConnection,
    columns: dict[str, pa.DataType],
    rows: Sequence[Sequence[object]],
) -> Iterator[None]:
    """Let queries read `rows`, at least one, as the table `page` with these `columns`."""
    cells = zip(*rows, strict=True)
    arrays = [pa.array(c, kind) for c, kind in zip(cells, columns.values(), strict=True)]
    con.register("page", pa.table(arrays, names=[*columns]))
    try:
        yield
    finally:
        con.unregister("page")
