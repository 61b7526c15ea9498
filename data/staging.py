"""Files as raw text in one table, `raw`: a row a record, nothing judged but whether it can be read.

`raw` holds file_number, line (the record's first physical line; the header is 1), lines (how many),
fault (for a record that is no row) and the cells as text, one column an input column.
"""

from collections.abc import Callable
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa

from data.errors import ProgramError
from data.inputs import Input
from data.reading import CsvFile, Record, raw_text

_BATCH = 50_000
Seen = Callable[[int], None]


def create_raw(con: duckdb.DuckDBPyConnection, given: Input) -> None:
    """Make the empty table `raw` for `given`."""
    cells = ", ".join(f'"{column.name}" varchar' for column in given.columns)
    con.execute(f"""
        create or replace temp table raw (
            file_number integer, line bigint, lines integer,
            fault struct("column" varchar, "value" varchar, reason varchar), {cells}
        )""")


def stage(
    con: duckdb.DuckDBPyConnection, given: Input, number: int, path: Path, seen: Seen
) -> list[str]:
    """Add the records of the file at `path` to `raw`, as file `number`; returns notices.

    Raises ProgramError when the file cannot be read or lacks a required column.
    """
    if path.suffix.lower() == ".parquet":
        return _stage_parquet(con, given, number, path)
    file = CsvFile(path, seen)
    notices = _check_header(given, path, file.header)
    names = [column.name for column in given.columns]
    places = [file.header.index(name) if name in file.header else None for name in names]
    records = file.records()
    while batch := list(islice(records, _BATCH)):
        _add(con, number, _table(batch, names, places))
    return notices


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
            "readable": pa.array([record.cells is not None for record in batch]),
            **{name: pa.array(column, pa.string()) for name, column in cells},
        }
    )


def _add(con: duckdb.DuckDBPyConnection, number: int, batch: pa.Table) -> None:
    con.register("batch", batch)
    con.execute(
        """
        insert into raw by name
        select
            $number as file_number,
            * exclude (readable),
            if(
                readable, null, {'column': null, 'value': null, 'reason': 'unreadable_row'}
            ) as fault,
        from batch""",
        {"number": number},
    )
    con.unregister("batch")


def _stage_parquet(
    con: duckdb.DuckDBPyConnection, given: Input, number: int, path: Path
) -> list[str]:
    known = {column.name for column in given.columns}
    source = {"path": str(path)}
    try:
        con.execute("select * from read_parquet($path) limit 0", source)
        header = [column[0] for column in con.description]
        notices = _check_header(given, path, [name.lower() for name in header])
        cells = ", ".join(
            f'{_parquet_text(name, kind)} as "{name.lower()}"'
            for name, kind, *_ in con.description
            if name.lower() in known
        )
        con.execute(
            f"""
            insert into raw by name
            select $number as file_number, file_row_number + 2 as line, 1 as lines, {cells},
            from read_parquet($path, file_row_number = true)""",
            {"number": number, **source},
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
    twice = sorted({name for name in header if header.count(name) > 1 and name in known})
    if twice:
        raise ProgramError(f"{path}: column named twice: {', '.join(twice)}")
    unknown = [name for name in header if name not in known]
    return [f"{path.name}: column ignored: {name or '(no name)'}" for name in unknown]


def rejected_text(
    con: duckdb.DuckDBPyConnection, given: Input, number: int, path: Path, wanted: dict[int, int]
) -> dict[int, str]:
    """The raw text of the records of a file at `wanted` (first line -> number of lines)."""
    if path.suffix.lower() != ".parquet":
        return raw_text(path, wanted)
    cells = ", ".join(f'''coalesce("{column.name}", '')''' for column in given.columns)
    rows = con.execute(
        f"select line, concat_ws(',', {cells}) from raw where file_number = $number",
        {"number": number},
    ).fetchall()
    return {line: text for line, text in rows if line in wanted}
