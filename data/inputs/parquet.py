"""A Parquet file as rows of text in the table `raw` (data/inputs/staging.py)."""

from pathlib import Path

import duckdb

from data.errors import ProgramError
from data.inputs.contract import Input
from data.inputs.headers import check_header, column_name


def stage_parquet(con: duckdb.DuckDBPyConnection, spec: Input, path: Path) -> list[str]:
    """Fill `raw` from the file at `path`, with 2 as the line of its first row; returns notices.

    Raises ProgramError when it cannot be read, or its columns are not those of `spec`.
    """
    known = set(spec.column_names)
    parameters = {"path": str(path)}
    try:
        con.execute("select * from read_parquet($path) limit 0", parameters)
        columns = {column_name(name): (name, str(kind)) for name, kind, *_ in con.description}
        header = [column_name(name) for name, *_ in con.description]
        # Folders called name=value add a column, which is no reason for a notice.
        partitions = {part.partition("=")[0] for part in path.parts if "=" in part} - known
        notices = check_header(spec, path, [name for name in header if name not in partitions])
        cells = ", ".join(
            f'{_text(*column)} as "{name}"' for name, column in columns.items() if name in known
        )
        con.execute(
            f"""
            insert into raw by name
            select file_row_number + 2 as line, 1 as line_count, {cells},
            from read_parquet($path, file_row_number = true)""",
            parameters,
        )
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise ProgramError(f"{path}: cannot be read as Parquet: {reason}") from None
    return notices


def _text(name: str, sql_type: str) -> str:
    """SQL for a cell as text; a timestamp without a zone at midnight becomes its date."""
    cell, sql_type = f'"{name}"', sql_type.upper()
    if not sql_type.startswith("TIMESTAMP") or "ZONE" in sql_type:
        return f"{cell}::varchar"
    return f"if({cell} = date_trunc('day', {cell}), {cell}::date::varchar, {cell}::varchar)"
