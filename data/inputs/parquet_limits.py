"""What a Parquet file may have (docs/contract.md, Limits), however small it is on disk."""

from pathlib import Path

import duckdb

from data.errors import ProgramError
from data.inputs.limits import (
    LONGEST_ROW,
    MOST_COLUMNS,
    MOST_FOOTER_BYTES,
    MOST_ROWS_OF_SMALL_FILE,
    MOST_TIMES_LARGER,
    TEXT_BYTES_OF_SMALL_FILE,
)
from data.sql.files import quoted_name
from data.sql.one_row import one_row

_END = 8  # bytes: the length of the footer, and the name of the format
_AGAIN = "write it again"


def refuse_bomb(con: duckdb.DuckDBPyConnection, path: Path, literal: str) -> None:
    """Raise ProgramError for a file with an absurd number of columns, row groups or rows.

    `literal` is the path as DuckDB takes it. Compression makes few bytes of a billion equal rows;
    rows that differ take a byte each.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - _END))
        footer = int.from_bytes(file.read(4), "little")
    if MOST_FOOTER_BYTES < footer < size:
        raise ProgramError(
            f"{path}: describes itself in more than {MOST_FOOTER_BYTES:,} bytes; "
            f"{_AGAIN} with fewer columns and row groups"
        )
    answer = con.execute(
        """
        select
            (select count(*) from parquet_schema($path)),
            (select sum(num_rows) from parquet_file_metadata($path))""",
        {"path": literal},
    )
    columns, rows = one_row(answer)
    if columns > MOST_COLUMNS:
        raise ProgramError(
            f"{path}: has more than {MOST_COLUMNS:,} columns; leave out those that are not needed"
        )
    if rows > max(MOST_ROWS_OF_SMALL_FILE, size):
        raise ProgramError(
            f"{path}: has {rows:,} rows in {size:,} bytes, so they cannot differ; {_AGAIN}"
        )


def refuse_long_text(
    con: duckdb.DuckDBPyConnection, path: Path, literal: str, columns: dict[str, str]
) -> None:
    """Raise ProgramError when the text in `columns` is far larger than the file, or a cell long.

    `columns` are the names of those that hold text or bytes, with their types in SQL. Equal cells
    are in the file once. DuckDB measures them once too, so this takes little time.
    """
    if not columns:
        return
    length_of = {"VARCHAR": "strlen", "BLOB": "octet_length"}
    lengths = [
        f"coalesce({length_of[kind]}({quoted_name(name)}), 0)" for name, kind in columns.items()
    ]
    answer = con.execute(
        f"""
        select coalesce(max(greatest({", ".join(lengths)})), 0),
            coalesce(sum({" + ".join(lengths)}), 0)
        from read_parquet($path, hive_partitioning = false)""",
        {"path": literal},
    )
    longest, total = one_row(answer)
    if longest > LONGEST_ROW:
        raise ProgramError(f"{path}: has a cell of {longest:,} bytes; shorten it")
    if total > max(TEXT_BYTES_OF_SMALL_FILE, MOST_TIMES_LARGER * path.stat().st_size):
        raise ProgramError(
            f"{path}: has {total:,} bytes of text, more than {MOST_TIMES_LARGER} times its size, "
            f"as no table has; {_AGAIN}"
        )
