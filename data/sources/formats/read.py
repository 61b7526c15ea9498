"""A raw file as a table of text: each row with its place in the file."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import duckdb

from data.errors import ProgramError
from data.inputs.parquet import folder_columns
from data.inputs.progress import ReportProgress, no_progress
from data.sources.formats import calendar, csv_text, feed, json_text, parquet_table, workbook
from data.sources.formats.files import RawFile
from data.sources.formats.one_look import remembered
from data.sources.formats.rows import RawRows, ReadOptions
from data.store.confined import temporary_folder

_AS_IT_IS = ReadOptions()
_Found = TypeVar("_Found")


def header_of(file: RawFile, options: ReadOptions = _AS_IT_IS) -> list[str]:
    """The columns of a raw file as written; [] for an empty sheet.

    Raises ProgramError, which begins with the place of the file, when it cannot be read.
    """

    def header(path: Path) -> list[str]:
        match options.format or file.format:
            case "parquet":
                return parquet_table.header(path, folder_columns(file.path, file.folder))
            case "xlsx":
                return workbook.header(path, file.sheet or "", options)
            case "json":
                return json_text.header(path, options)
            case "feed":
                return list(feed.COLUMNS)
            case "calendar":
                return list(calendar.COLUMNS)
        return csv_text.header(path, options)

    question = ("header", file.place, options)
    return [*remembered(file.path, question, lambda: _at_place(file, header))]


def read_raw(
    con: duckdb.DuckDBPyConnection,
    file: RawFile,
    options: ReadOptions,
    table: str,
    report_progress: ReportProgress = no_progress,
) -> RawRows:
    """Create the temporary `table` with the rows of a raw file, in their order.

    Its columns are those of rows.PLACE_COLUMNS and then one text column for each column of the
    file; an empty cell is null. `_row` is unique, in the order of the rows. `_line` is the place:
    the first line of a CSV record, the line of a person in a calendar, the row of a sheet, the
    entry of a feed or the item in JSON counted from 1, the row of Parquet counted from 2.
    `_line_count` is the number of lines of a CSV record, else 1.

    What cannot be read as a row, such as a CSV record with too few cells, has no cells; `_hint`
    says what is wrong with it, and `_text` is its text. Both are null in all other rows.

    Raises ProgramError, which begins with the place of the file, when it cannot be read.
    """

    def rows(path: Path) -> RawRows:
        match options.format or file.format:
            case "parquet":
                return parquet_table.read(
                    con, path, file.place, folder_columns(file.path, file.folder), table
                )
            case "xlsx":
                return workbook.read(con, path, file.place, file.sheet or "", options, table)
            case "json":
                return json_text.read(con, path, file.place, options, table)
            case "feed":
                return feed.read(con, path, file.place, table)
            case "calendar":
                return calendar.read(con, path, file.place, options, table)
        return csv_text.read(con, path, file.place, options, table, report_progress)

    return _at_place(file, rows, temporary_folder(con) if file.is_packed else None)


def _at_place(file: RawFile, read: Callable[[Path], _Found], within: Path | None = None) -> _Found:
    """What `read` makes of the bytes of a file, which are unpacked in the folder `within`.

    Errors begin with the place of the file.
    """
    if file.fault:
        raise ProgramError(f"{file.place}: {file.fault}")
    path = file.path
    try:
        with file.opened(within) as path:
            return read(path)
    except ProgramError as error:
        raise ProgramError(f"{file.place}: {str(error).removeprefix(f'{path}: ')}") from None
    except OSError as error:
        raise ProgramError(f"{file.place}: cannot be read: {error.strerror}") from None
