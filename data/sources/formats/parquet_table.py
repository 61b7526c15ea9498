"""A Parquet file as a raw table."""

import re
from collections.abc import Iterable
from pathlib import Path

import duckdb

from data.errors import ProgramError
from data.inputs.parquet import ParquetColumn, columns_of
from data.sources.formats.rows import (
    RawRows,
    create_table,
    drop_blank_rows,
    named_columns,
)
from data.sql.files import literal_path, quoted, quoted_name
from data.store.confined import scratch

# The columns that folders named name=value add, with their values.
FolderColumns = Iterable[tuple[str, str | None]]


def header(path: Path, of_folders: FolderColumns) -> list[str]:
    """The names of its columns; raises ProgramError when it cannot be read."""
    with scratch(path) as con:
        return [name for name, _ in _cells(con, path, of_folders)[0]]


def read(
    con: duckdb.DuckDBPyConnection, path: Path, place: str, of_folders: FolderColumns, table: str
) -> RawRows:
    """Fill `table` with the rows of the file; its first row is line 2.

    The columns that its folders add come last.
    """
    cells, notices = _cells(con, path, of_folders)
    columns, names = named_columns([name for name, _ in cells])
    create_table(con, table, names)
    texts = [
        f"nullif({cell}, '') as {quoted_name(name)}"
        for name, (_, cell) in zip(names, cells, strict=True)
    ]
    try:
        con.execute(
            f"""
            insert into {table} by name
            select
                file_row_number + 1 as _row, file_row_number + 2 as _line, 1 as _line_count,
                {", ".join(texts)}
            from read_parquet($path, file_row_number = true, hive_partitioning = false)""",
            {"path": literal_path(path)},
        )
    except duckdb.Error as error:
        raise _unreadable(error) from None
    count = drop_blank_rows(con, table, names)
    return RawRows(place, columns, names, count, [f"{place}: {notice}" for notice in notices])


def _cells(
    con: duckdb.DuckDBPyConnection, path: Path, of_folders: FolderColumns
) -> tuple[list[tuple[str, str]], list[str]]:
    """The columns with the SQL of a cell as text, and notices about those that are left out."""
    try:
        columns = list(columns_of(con, path))
    except duckdb.Error as error:
        raise _unreadable(error) from None
    left_out = [c.written_name for c in columns if c.is_nested and not _is_plain_list(c)]
    cells = [(c.written_name, _text(c)) for c in columns if c.written_name not in left_out]
    for name, value in of_folders:
        cells.append((name, "null::varchar" if value is None else quoted(value)))
    return cells, [
        f"column {name} is left out: its cells are records; write one value in each cell"
        for name in left_out
    ]


def _is_plain_list(column: ParquetColumn) -> bool:
    """Whether its cells are lists of values, not of lists or records."""
    return bool(re.fullmatch(r"[A-Z0-9_ (),]+\[\d*\]", column.sql_type)) and not re.match(
        "STRUCT|MAP|UNION", column.sql_type
    )


def _text(column: ParquetColumn) -> str:
    if column.is_nested:
        return f"array_to_string({quoted_name(column.name)}, '; ')"
    return column.text()


def _unreadable(error: duckdb.Error) -> ProgramError:
    reason = str(error).splitlines()[0].removeprefix("Invalid Input Error: ")
    return ProgramError(f"cannot be read as Parquet: {reason}")
