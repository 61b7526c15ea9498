"""A CSV file as a raw table."""

from pathlib import Path

import duckdb
import pyarrow as pa

from data.inputs.csv_records import CsvFile
from data.inputs.csv_tables import plain_table, record_tables
from data.inputs.plain_csv import plain_row_count
from data.inputs.progress import ReportProgress
from data.inputs.staging import csv_notices
from data.sources.formats.header import header_finder
from data.sources.formats.rows import (
    RawRows,
    ReadOptions,
    create_table,
    drop_blank_rows,
    has_text,
    named_columns,
)
from data.sql.files import quoted_name
from data.sql.one_row import one_row
from data.sql.pages import insert_pages

_SAMPLED = 1 << 20  # bytes that show the header


def header(path: Path, options: ReadOptions) -> list[str]:
    """The header as written; raises ProgramError when the file is not text."""
    file = CsvFile(path, header_finder(options.columns), most_bytes=_SAMPLED)
    return file.written_header


def read(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    place: str,
    options: ReadOptions,
    table: str,
    report_progress: ReportProgress,
) -> RawRows:
    """Fill `table` with the records of the file; raises ProgramError when it is not text."""
    file = CsvFile(path, header_finder(options.columns), report_progress)
    columns, names = named_columns(file.written_header)
    count = _read_plain(con, file, names, table, report_progress)
    if count is None:
        create_table(con, table, names)
        _read_records(con, file, names, table)
        count = drop_blank_rows(con, table, names)
    notices = [f"{place}: {notice}" for notice in csv_notices(file)]
    return RawRows(place, columns, names, count, notices, file.encoding)


def _read_plain(
    con: duckdb.DuckDBPyConnection,
    file: CsvFile,
    names: list[str],
    table: str,
    report_progress: ReportProgress,
) -> int | None:
    """Let DuckDB read a plain file, in one statement, since a folder may have thousands of them.

    Returns how many rows have any text; None, with nothing read, when the file is not plain.
    """
    if not names or plain_row_count(file, report_progress) is None:
        return None
    source, parameters = plain_table(file, names, has_nulls=True)
    try:
        answer = con.execute(
            f"""
            create or replace temp table {table} as
            with numbered as (
                select
                    row_number() over () as _row, _row + {file.header_line} as _line,
                    1 as _line_count, null::varchar as _hint, null::varchar as _text, *,
                from {source}
            )
            from numbered where {has_text(names)}""",
            parameters,
        )
    except duckdb.InvalidInputException:
        return None
    (count,) = one_row(answer)
    return int(count)


def _read_records(
    con: duckdb.DuckDBPyConnection, file: CsvFile, names: list[str], table: str
) -> None:
    """Read a file record by record; a record that is no row has its text and a hint."""
    cells = ", ".join(f"nullif({quoted_name(name)}, '') as {quoted_name(name)}" for name in names)
    for batch in record_tables(file, names):
        con.register("raw_batch", batch)
        con.execute(f"""
            insert into {table} by name
            select _line as _row, _line, _line_count, _hint, {cells} from raw_batch""")
        con.unregister("raw_batch")
    answer = con.execute(
        f"select _line, _line_count from {table} where _hint is not null order by _line"
    )
    if wanted := answer.fetchall():
        con.execute("create or replace temp table raw_texts (line bigint, text varchar)")
        texts = zip((line for line, _ in wanted), file.texts(wanted), strict=True)
        insert_pages(con, "raw_texts", {"line": pa.int64(), "text": pa.string()}, texts)
        con.execute(f"update {table} set _text = text from raw_texts where _line = raw_texts.line")
        con.execute("drop table raw_texts")
