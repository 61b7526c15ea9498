"""A file as raw text in the table `raw`: a row a record, nothing judged but if it can be read.

`raw` holds line (the record's first physical line; the header is 1; see LINE), lines (how many),
fault and hint (for a record that is no row) and the cells as text, one column an input column.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa

from data.errors import ProgramError
from data.inputs.contract import Input, name_and_ending
from data.inputs.csv_records import CsvFile, Record, column_name, second_header
from data.inputs.decoding import WINDOWS_1252
from data.inputs.plain import plain_rows

# SQL for the line of a row of `raw`: where it is null, the rows lie there as their lines do.
LINE = "coalesce(line, raw.rowid + 2)"
_BATCH = 50_000
_PATTERN = re.compile(r"[*?[]")  # in a path, DuckDB takes these for any other letters
_NAMED = 5  # ignored columns that a notice names; thousands are only counted
Seen = Callable[[int], None]


@dataclass(frozen=True)
class Staged:
    """A file that was staged, with the notices about it; no `csv` for Parquet."""

    path: Path
    notices: list[str]
    csv: CsvFile | None = None

    @property
    def encoding(self) -> str | None:
        """What its letters are written in; None for Parquet."""
        return self.csv and self.csv.encoding


def create_raw(con: duckdb.DuckDBPyConnection, given: Input) -> None:
    """Make the empty table `raw` for a file of `given`."""
    cells = ", ".join(f'"{column.name}" varchar' for column in given.columns)
    con.execute(f"""
        create or replace temp table raw (
            line bigint, lines integer default 1,
            fault struct("column" varchar, "value" varchar, reason varchar), hint varchar, {cells}
        )""")


def stage(con: duckdb.DuckDBPyConnection, given: Input, path: Path, seen: Seen) -> Staged:
    """Put the records of the file at `path` into `raw`, in their order.

    `seen` hears how many bytes of the file were read.

    Raises ProgramError when the file cannot be read or lacks a required column.
    """
    create_raw(con, given)
    if name_and_ending(path)[1].lower() == ".parquet":
        staged = Staged(path, _stage_parquet(con, given, path))
        seen(path.stat().st_size)
        return staged
    file = CsvFile(path, seen)
    notices = _check_header(given, path, file.header) + _notices(file)
    if not _stage_plain(con, given, file, seen):
        _stage_records(con, given, file)
    return Staged(path, notices, file)


def refuse_second_header(
    con: duckdb.DuckDBPyConnection, given: Input, path: Path, lines: list[int]
) -> None:
    """Raise ProgramError when one of the records of `raw` at `lines` names other columns.

    Two files joined into one are fine as long as their columns stand in the same order.
    """
    names = ", ".join(f"'{column.name}'" for column in given.columns)
    words = {c: f"lower(trim(\"{c.name}\", ' \ufeff'))" for c in given.columns}
    is_header = " and ".join(f"{words[c]} in ({names})" for c in given.columns if c.required)
    is_same = " and ".join(f"coalesce({words[c]}, '') in ('{c.name}', '')" for c in given.columns)
    (line,) = con.execute(
        f"select min({LINE}) from raw where {LINE} in $lines and {is_header} and not ({is_same})",
        {"lines": lines},
    ).fetchone()
    if line:
        raise second_header(path, line)


def _stage_plain(con: duckdb.DuckDBPyConnection, given: Input, file: CsvFile, seen: Seen) -> bool:
    """Let DuckDB read a file that is plain; False, and nothing staged, when it is not.

    `line` stays null: the rows lie in `raw` in their order, and each is one line.
    """
    path = str(file.path)
    rows = None if _PATTERN.search(path) else plain_rows(file, seen)
    if rows is None:
        return False
    known = {column.name for column in given.columns}
    names = [name if name in known else str(place) for place, name in enumerate(file.header)]
    cells = ", ".join(f'"{name}"' for name in names if name in known)
    try:
        con.execute(
            f"""
            insert into raw by name
            select {cells},
            from read_csv(
                $path, columns = $columns, delim = $delimiter, quote = '"', escape = '"',
                header = false, skip = 1, force_not_null = $names, auto_detect = false,
                hive_partitioning = false, compression = 'none'
            )""",
            {
                "path": path,
                "columns": dict.fromkeys(names, "varchar"),
                "delimiter": file.delimiter,
                "names": names,
            },
        )
    except duckdb.InvalidInputException:
        return False
    return True


def _stage_records(con: duckdb.DuckDBPyConnection, given: Input, file: CsvFile) -> None:
    """Read a file record by record, with the true line of each."""
    names = [column.name for column in given.columns]
    places = [file.header.index(name) if name in file.header else None for name in names]
    records = file.records()
    while batch := list(islice(records, _BATCH)):
        _add(con, _table(batch, names, places))


def _notices(file: CsvFile) -> list[str]:
    notices = []
    if file.encoding == WINDOWS_1252:
        notices.append(
            f"is not UTF-8 and was read as {WINDOWS_1252}; "
            "if letters look wrong, save it as CSV UTF-8"
        )
    if file.width > len(file.header):
        notices.append("its rows end in an empty cell that the header does not name; it is ignored")
    return [f"{file.path.name}: {notice}" for notice in notices]


def _table(batch: list[Record], names: list[str], places: list[int | None]) -> pa.Table:
    blank = [None] * len(names)
    rows = [
        blank if r.cells is None else [p if p is None else r.cells[p] for p in places]
        for r in batch
    ]
    cells = zip(names, zip(*rows, strict=True), strict=True)
    return pa.table(
        {
            "line": pa.array([record.line for record in batch], pa.int64()),
            "lines": pa.array([record.lines for record in batch], pa.int32()),
            "hint": pa.array([record.hint for record in batch], pa.string()),
            **{name: pa.array(column, pa.string()) for name, column in cells},
        }
    )


def _add(con: duckdb.DuckDBPyConnection, batch: pa.Table) -> None:
    con.register("batch", batch)
    con.execute("""
        insert into raw by name
        select
            *,
            if(
                hint is null, null, {'column': null, 'value': null, 'reason': 'unreadable_row'}
            ) as fault,
        from batch""")
    con.unregister("batch")


def _stage_parquet(con: duckdb.DuckDBPyConnection, given: Input, path: Path) -> list[str]:
    known = {column.name for column in given.columns}
    source = {"path": str(path)}
    try:
        con.execute("select * from read_parquet($path) limit 0", source)
        partitions = {part.partition("=")[0] for part in path.parts if "=" in part}
        header = [column_name(name) for name, *_ in con.description]
        notices = _check_header(
            given, path, [n for n in header if n in known or n not in partitions]
        )
        cells = ", ".join(
            f'{_parquet_text(name, kind)} as "{column_name(name)}"'
            for name, kind, *_ in con.description
            if column_name(name) in known
        )
        con.execute(
            f"""
            insert into raw by name
            select file_row_number + 2 as line, 1 as lines, {cells},
            from read_parquet($path, file_row_number = true)""",
            source,
        )
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise ProgramError(f"{path}: cannot be read as Parquet: {reason}") from None
    return notices


def _parquet_text(name: str, kind: object) -> str:
    """SQL for a Parquet cell as text; a day kept as its local midnight is a day again."""
    cell, kind = f'"{name}"', str(kind).upper()
    if not kind.startswith("TIMESTAMP") or "ZONE" in kind:
        return f"{cell}::varchar"
    return f"if({cell} = date_trunc('day', {cell}), {cell}::date::varchar, {cell}::varchar)"


def _check_header(given: Input, path: Path, header: list[str]) -> list[str]:
    if not header:
        raise ProgramError(f"{path}: is empty; it needs a header row")
    missing = [c.name for c in given.columns if c.required and c.name not in header]
    if missing:
        raise ProgramError(f"{path}: required column missing: {', '.join(missing)}")
    known = {column.name for column in given.columns}
    twice = [name for name, times in Counter(header).items() if times > 1 and name in known]
    if twice:
        raise ProgramError(f"{path}: column named twice: {', '.join(sorted(twice))}")
    unknown = [name[:100] or "(no name)" for name in header if name not in known]
    more = len(unknown) - _NAMED
    return [
        *(f"{path.name}: column ignored: {name}" for name in unknown[:_NAMED]),
        *([f"{path.name}: {more:,} more columns ignored"] if more > 0 else []),
    ]


def rejected_text(
    con: duckdb.DuckDBPyConnection, given: Input, staged: Staged, wanted: dict[int, int]
) -> dict[int, str]:
    """The raw text of the records of a file at `wanted` (first line -> number of lines)."""
    if staged.csv:
        return staged.csv.raw_text(wanted)
    create_raw(con, given)
    _stage_parquet(con, given, staged.path)
    cells = ", ".join(f'''coalesce("{column.name}", '')''' for column in given.columns)
    rows = con.execute(
        f"select line, concat_ws(',', {cells}) from raw where line in $lines",
        {"lines": list(wanted)},
    )
    return dict(rows.fetchall())
