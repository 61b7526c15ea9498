"""The first rows that a mapping makes of a raw file, as data and as a table of text."""

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from data.inputs.contract import INPUTS, Input
from data.sources.exports import Group
from data.sources.mapped import map_rows
from data.sources.staged import ExportFile

ROWS = 10
_WIDEST = 24  # characters of a cell
_LINKS = ("link_account", "link_email")


@dataclass(frozen=True)
class MappedRows:
    """The first rows of `input` that a mapping makes of a raw file.

    `columns` begin with `line`, the place of the row in the file; those that are empty in all of
    these rows are left out. `lacking` says what the file lacks.
    """

    input: str
    columns: list[str]
    rows: list[list[str | None]]
    lacking: list[str]


def preview_tables(con: duckdb.DuckDBPyConnection, group: Group) -> Iterator[MappedRows]:
    """The first rows of each input that the mapping of `group` feeds, of its exports."""
    specs = {spec.name: spec for spec in INPUTS}
    for name in group.mapping.inputs if group.exports else ():
        files, faults = map_rows(con, group, specs[name], "previewed")
        wanted = "from previewed where outcome is null and hint is null"
        yield first_rows(con, specs[name], wanted, files, faults)


def first_rows(
    con: duckdb.DuckDBPyConnection,
    spec: Input,
    wanted: str,
    files: list[ExportFile],
    faults: list[str],
    most: int = ROWS,
) -> MappedRows:
    """The first of the mapped rows `wanted`, which is SQL that begins with `from`."""
    has = {name for file in files for name in file.columns}
    columns = ["line", *_LINKS, *(name for name in spec.column_names if name in has)]
    cells = ", ".join(f'"{column}"' for column in columns)
    found = con.execute(f"select {cells} {wanted} order by file_number, row limit {most}")
    rows = [[None if cell is None else str(cell) for cell in row] for row in found.fetchall()]
    used = [i for i, _ in enumerate(columns) if any(row[i] is not None for row in rows)]
    header = [columns[i].removeprefix("link_") for i in used]
    return MappedRows(spec.name, header, [[row[i] for i in used] for row in rows], faults)


def preview_lines(table: MappedRows) -> Iterator[str]:
    """The table as lines of text."""
    yield from table.lacking
    if table.rows:
        yield f"{table.input}, the first {len(table.rows)} rows:"
        yield from _table([table.columns, *([_text(cell) for cell in row] for row in table.rows)])


def _text(cell: str | None) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in cell or "").split())
    return line if len(line) <= _WIDEST else f"{line[: _WIDEST - 1]}…"


def _table(rows: list[list[str]]) -> Iterator[str]:
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    for row in rows:
        yield "  " + "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip()
