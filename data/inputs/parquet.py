"""A Parquet file as rows of text in the table `raw` (data/inputs/staging.py)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import duckdb

from data.errors import ProgramError
from data.inputs.contract import Input
from data.inputs.headers import check_header, column_name
from data.inputs.parquet_limits import refuse_bomb, refuse_long_text
from data.sql.files import literal_path, quoted, quoted_name

_NO_VALUE = "__HIVE_DEFAULT_PARTITION__"  # how writers of datasets name the folder of null
_WHOLE = 1e15  # below it, a float holds every whole number exactly


@dataclass(frozen=True)
class ParquetColumn:
    """A column as the file has it: its name, DuckDB's name and type for it, its stored type."""

    written_name: str
    name: str
    sql_type: str
    stored_type: str | None

    @property
    def is_nested(self) -> bool:
        """Whether its cells are lists or records."""
        return self.sql_type.endswith("]") or self.sql_type.startswith(("STRUCT", "MAP", "UNION"))

    def text(self) -> str:
        """SQL for a cell as text.

        A timestamp without a zone at midnight becomes its date. INT96 holds an instant, always in
        UTC. A whole number stays whole where gaps made its column one of floats (101.0 is 101).
        """
        cell, kind = quoted_name(self.name), self.sql_type
        if kind == "BLOB":
            message = f"its column {self.written_name} has bytes that are not UTF-8 text"
            decoded = f"coalesce(try(decode({cell})), error({quoted(message)}))"
            return f"if({cell} is null, null, {decoded})"
        if kind in ("FLOAT", "DOUBLE") or kind.startswith("DECIMAL"):
            is_whole = f"{cell} = trunc({cell}) and abs({cell}) < {_WHOLE}"
            whole = f"if({is_whole}, try_cast({cell} as bigint)::varchar, {cell}::varchar)"
            return f"nullif({whole}, 'nan')"
        if self.stored_type == "INT96":
            return f"{cell}::varchar || '+00'"
        if kind.startswith("TIMESTAMP") and "TZ" not in kind and "ZONE" not in kind:
            return f"if({cell} = date_trunc('day', {cell}), {cell}::date::varchar, {cell}::varchar)"
        return f"{cell}::varchar"


def stage_parquet(
    con: duckdb.DuckDBPyConnection, spec: Input, path: Path, folder: Path
) -> tuple[list[str], frozenset[str]]:
    """Fill `raw` from the file at `path` in `folder`; its first row is line 2.

    Returns notices, and which columns of `spec` the file has. Folders called name=value between
    `folder` and the file add the column `name`.

    Raises ProgramError when it cannot be read, or its columns are not those of `spec`.
    """
    try:
        return _stage(con, spec, path, folder)
    except duckdb.Error as error:
        reason = str(error).splitlines()[0].removeprefix("Invalid Input Error: ")
        raise ProgramError(f"{path}: cannot be read as Parquet: {reason}") from None


def _stage(
    con: duckdb.DuckDBPyConnection, spec: Input, path: Path, folder: Path
) -> tuple[list[str], frozenset[str]]:
    known = set(spec.column_names)
    of_folders = {name: value for name, value in folder_columns(path, folder) if name in known}
    columns = [c for c in columns_of(con, path) if column_name(c.written_name) not in of_folders]
    notices = check_header(spec, path, [*of_folders, *(column.written_name for column in columns)])
    cells = {name: "null" if v is None else quoted(v) for name, v in of_folders.items()}
    used = [column for column in columns if column_name(column.written_name) in known]
    for column in used:
        _refuse_nested(path, column)
        cells[column_name(column.written_name)] = column.text()
    texts = {c.name: c.sql_type for c in used if c.sql_type in ("VARCHAR", "BLOB")}
    refuse_long_text(con, path, literal_path(path), texts)
    con.execute(
        f"""
        insert into raw by name
        select
            file_row_number + 2 as line,
            1 as line_count,
            {", ".join(f'{cell} as "{name}"' for name, cell in cells.items())},
        from read_parquet($path, file_row_number = true, hive_partitioning = false)""",
        {"path": literal_path(path)},
    )
    return notices, frozenset(cells)


def columns_of(con: duckdb.DuckDBPyConnection, path: Path) -> Iterator[ParquetColumn]:
    """The columns of the file, in order.

    DuckDB renames a column whose name is there already, so the names come from the schema. Below a
    nested column, the schema also lists its parts.

    Raises duckdb.Error, and ProgramError for a file that is made to take all memory.
    """
    refuse_bomb(con, path, literal_path(path))
    parameters = {"path": literal_path(path)}
    con.execute("from read_parquet($path, hive_partitioning = false) limit 0", parameters)
    described = iter([(name, str(sql_type)) for name, sql_type, *_ in con.description])
    schema = con.execute("select name, type, num_children from parquet_schema($path)", parameters)
    parts_left = 0
    for written_name, stored_type, parts in schema.fetchall()[1:]:
        if parts_left == 0:
            yield ParquetColumn(written_name, *next(described), stored_type)
        parts_left += (parts or 0) - (parts_left > 0)


def folder_columns(path: Path, folder: Path) -> Iterator[tuple[str, str | None]]:
    """The columns that the folders between `folder` and the file add, with their values."""
    for part in path.relative_to(folder).parts[:-1]:
        name, sign, value = part.partition("=")
        if sign:
            yield column_name(unquote(name)), None if value == _NO_VALUE else unquote(value)


def _refuse_nested(path: Path, column: ParquetColumn) -> None:
    if column.is_nested:
        raise ProgramError(
            f"{path}: column {column.written_name} has lists or records in its cells; "
            "write one value in each cell"
        )
