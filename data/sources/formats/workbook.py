"""The sheets of a workbook (.xlsx, .xlsm, .xlsb, .xls, .ods) as raw tables."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice
from pathlib import Path

import duckdb
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from data.errors import ProgramError
from data.sources.formats.header import header_with, likely_header
from data.sources.formats.rows import RawRows, ReadOptions, RowCollector, named_columns
from data.sources.formats.workbook_size import refuse_vast_sheets

_SAMPLED = 100  # rows among which the header is looked for
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # a part of a workbook with a password
_WHOLE = 1e15  # below it, a float holds every whole number exactly

_Cell = int | float | str | bool | time | date | datetime | timedelta


def sheets(path: Path) -> list[tuple[str, bool]]:
    """The names of the sheets, in their order, and whether each is hidden."""
    with _opened(path, has_cells=False) as workbook:
        return [
            (sheet.name, sheet.visible != SheetVisibleEnum.Visible)
            for sheet in workbook.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet
        ]


def header(path: Path, sheet: str, options: ReadOptions) -> list[str]:
    """The header of a sheet as written; [] when it has no cells."""
    with _opened(path) as workbook:
        rows = [cells for _, cells in _rows(_sheet(workbook, sheet), _SAMPLED)]
    position = _header_position(rows, options)
    return _trimmed(rows[position]) if rows else []


def read(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    place: str,
    sheet: str,
    options: ReadOptions,
    table: str,
) -> RawRows:
    """Fill `table` with the rows of a sheet below its header; `_line` is the row of the sheet."""
    with _opened(path) as workbook:
        numbered = list(_rows(_sheet(workbook, sheet)))
    position = _header_position([cells for _, cells in numbered[:_SAMPLED]], options)
    if not numbered:
        columns, names, count = RowCollector().fill(con, table)
        return RawRows(place, columns, names, count)
    width = max(len(_trimmed(cells)) for _, cells in numbered[position:])
    columns, _ = named_columns(numbered[position][1][:width])
    rows = RowCollector(columns)
    for line, cells in numbered[position + 1 :]:
        rows.add(line, dict(zip(columns, cells, strict=False)))
    columns, names, count = rows.fill(con, table)
    notices = []
    if position:
        notices.append(f"the header is row {numbered[position][0]}; the rows above it are ignored")
    return RawRows(place, columns, names, count, [f"{place}: {notice}" for notice in notices])


def _header_position(rows: list[list[str]], options: ReadOptions) -> int:
    found = header_with(options.columns, rows) if options.columns else None
    return likely_header(rows) if found is None else found


def _trimmed(cells: list[str]) -> list[str]:
    """The cells without empty ones at the end."""
    count = max((number for number, cell in enumerate(cells, 1) if cell.strip()), default=0)
    return cells[:count]


def _rows(sheet: CalamineSheet, most: int | None = None) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet that are not blank, each with its number in the sheet."""
    for number, cells in enumerate(islice(sheet.iter_rows(), most), start=1):
        texts = [_text(cell) for cell in cells]
        if any(text.strip() for text in texts):
            yield number, texts


def _text(cell: _Cell) -> str:
    """A cell as text: dates as ISO 8601, whole numbers without decimals, `true` and `false`."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _WHOLE else repr(cell)
    if isinstance(cell, datetime):
        moment = (cell + timedelta(milliseconds=500)).replace(microsecond=0)
        return moment.date().isoformat() if moment.time() == time() else moment.isoformat()
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def _sheet(workbook: CalamineWorkbook, name: str) -> CalamineSheet:
    try:
        return workbook.get_sheet_by_name(name)
    except CalamineError as error:
        known = ", ".join(workbook.sheet_names)
        raise ProgramError(
            f"its sheet {name} cannot be read ({error}); its sheets are: {known}"
        ) from None


def _opened(path: Path, has_cells: bool = True) -> CalamineWorkbook:
    """The workbook at `path`, whose cells are read if it `has_cells`.

    Raises ProgramError when it cannot be read.
    """
    if has_cells:
        status = path.stat()
        refuse_vast_sheets(path, status.st_size, status.st_mtime_ns)
    data = path.read_bytes()
    try:
        # Of a path, the library would believe the ending of the name.
        return load_workbook(BytesIO(data))
    except (CalamineError, OSError) as error:
        if isinstance(error, PasswordError) or _ENCRYPTED in data:
            raise ProgramError(
                "is a workbook with a password; save it without one, or its sheets as CSV UTF-8"
            ) from None
        raise ProgramError(
            f"is a workbook that cannot be read ({error}); open it and save it again as .xlsx"
        ) from None
