"""A select of one's own over the raw rows, for what a mapping cannot say (docs/sources.md).

It runs in a database of its own that holds nothing but the raw rows and the tables of the build
that it names, and that can open no file and no connection.
"""

import re

import duckdb
import pyarrow as pa

from data.errors import ProgramError
from data.inputs.contract import INPUTS, Input
from data.sources.compile import MAPPED
from data.sources.mapping import Mapping
from data.sql.files import quoted
from data.sql.parse import tables_named
from data.store.confined import scratch

_LINKS = ("account", "email")
_PLACES = "* exclude (_line, _line_count, _hint, _text, _file, _row)"


def select_rows(
    con: duckdb.DuckDBPyConnection, mapping: Mapping, spec: Input, source: str, table: str
) -> tuple[pa.Table, frozenset[str]]:
    """The rows of `mapping.select` over the raw rows of one file, as mapped rows.

    Returns also which columns of the input it gives. `table` is SQL for the raw rows.

    Raises ProgramError with the file, the line and what is wrong.
    """
    text = mapping.select or ""
    shown = f"sources/{mapping.select_path.name}" if mapping.select_path else mapping.name
    with scratch() as own:
        _copy(con, own, text, table)
        try:
            kinds = [statement.type for statement in own.extract_statements(text)]
            if kinds != [duckdb.StatementType.SELECT]:
                raise ProgramError(f"{shown}: is not one select; write one `select … from raw`")
            own.execute(f"create table answer as {text}")
        except duckdb.Error as error:
            raise ProgramError(f"{shown}{_place_and_reason(error)}") from None
        columns = [name for name, *_ in own.execute("from answer limit 0").description]
        _refuse_columns(shown, spec, columns)
        rows: pa.Table = own.sql(_mapped(spec, columns, source)).to_arrow_table()
        return rows, frozenset({*columns, "mvp_id"}.intersection(spec.column_names))


def needs_tables(select: str) -> bool:
    """Whether a select reads more than the raw rows."""
    return not tables_named(select).isdisjoint(spec.name for spec in INPUTS)


def _copy(
    con: duckdb.DuckDBPyConnection, own: duckdb.DuckDBPyConnection, text: str, table: str
) -> None:
    """Give `own` the raw rows, and the tables of the build that the select names."""
    raw = con.sql(f"select _line as line, {_PLACES} from {table} as raw where _hint is null")
    own.register("raw_rows", raw.to_arrow_table())
    own.execute("create table raw as from raw_rows")
    own.unregister("raw_rows")
    for spec in INPUTS:
        if spec.name in tables_named(text):
            own.register("rows_of_input", con.sql(f"from {spec.name}").to_arrow_table())
            own.execute(f"create table {spec.name} as from rows_of_input")
            own.unregister("rows_of_input")


def _place_and_reason(error: duckdb.Error) -> str:
    """` line 3: what DuckDB says`, in one line."""
    text = str(error)
    line = re.search(r"^LINE (\d+):", text, re.MULTILINE)
    reason = " ".join(text.split("\n\nLINE ")[0].split("\nLINE ")[0].split())
    return f"{f' line {line[1]}' if line else ''}: {reason}"


def _refuse_columns(shown: str, spec: Input, columns: list[str]) -> None:
    required = [c.name for c in spec.columns if c.is_required and c.name != "mvp_id"]
    missing = [name for name in required if name not in columns]
    is_linked = not {"account", "email", "mvp_id"}.isdisjoint(columns)
    if "mvp_id" in spec.column_names and spec.name != "mvps" and not is_linked:
        missing.append("account")
    if "line" not in columns:
        missing.append("line (the place of the row in the export: select it too)")
    if missing:
        raise ProgramError(f"{shown}: gives no {', '.join(missing)}; {spec.name} needs it")


def _mapped(spec: Input, columns: list[str], source: str) -> str:
    """SQL for the rows of `answer` as mapped rows, all cells as text."""
    cells = []
    for name in spec.column_names:
        cell = f'"{name}"::varchar' if name in columns else "null::varchar"
        if name == "contribution_id" and spec.name == "contributions":
            cell = f"{quoted(source + ':')} || {cell}"
        if name == "mvp_id" and spec.name == "mvps" and name not in columns:
            cell = 'lower(trim("email"::varchar))'
        cells.append(f'{cell} as "{name}"')
    given = {"line": '"line"'}
    for name in _LINKS:
        if name in columns and name not in spec.column_names:
            given[f"link_{name}"] = f'"{name}"'
    places = [
        f"{given.get(name, 'null')}::{kind} as {name}"
        for name, kind in MAPPED.items()
        if name not in ("row", "file_number")
    ]
    return f"select row_number() over () - 1 as row, {', '.join([*places, *cells])} from answer"
