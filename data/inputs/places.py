"""Where the rows of raw exports are in their files."""

from collections.abc import Mapping

import duckdb
import pyarrow as pa

from data.inputs.input_files import SourceFile

_NO_PLACES = """
    select null::integer as file_number, null::bigint as row, null::bigint as line limit 0"""
_PLACES = """
    select exports.file_number, mapped.row, mapped.line,
    from {mapped} as mapped
    join source_exports as exports
        on exports.mapped = '{mapped}' and exports.number = mapped.file_number
    where mapped.outcome is null"""


def create_places(con: duckdb.DuckDBPyConnection, exports: Mapping[int, SourceFile]) -> None:
    """Create the view `places`: the `line` in its file of each row of `checked` that has another.

    These are the rows of `exports`, which are there by their number. Columns: file_number, row
    (the line in `checked`), line.
    """
    columns = {
        "mapped": pa.array([export.mapped for export in exports.values()], pa.string()),
        "number": pa.array([export.number for export in exports.values()], pa.int32()),
        "file_number": pa.array([*exports], pa.int32()),
    }
    con.register("new_exports", pa.table(columns))
    con.execute("create or replace temp table source_exports as from new_exports")
    con.unregister("new_exports")
    tables = dict.fromkeys(export.mapped for export in exports.values())
    places = " union all ".join(_PLACES.format(mapped=table) for table in tables) or _NO_PLACES
    con.execute(f"create or replace temp view places as {places}")
