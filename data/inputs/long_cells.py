"""Cells that are too long: work on some of them would take many times their size of memory."""

from collections.abc import Collection, Iterator

import duckdb

from data.inputs.contract import Input, Kind
from data.inputs.limits import LONGEST_CELL


def settle_long_cells(
    con: duckdb.DuckDBPyConnection, spec: Input, columns: Collection[str], number: int
) -> list[tuple[int, str]]:
    """Cut free text in `raw` that is too long, and give up rows where another cell is.

    `columns` are those that may have such cells. A row that is given up has no cells, and is one
    that cannot be read. Returns notices about free text, each with the number of its file: that in
    `raw`, or else `number`.
    """
    for_text = {c.name for c in spec.columns if c.kind == Kind.TEXT}
    _give_up(con, spec, [name for name in columns if name not in for_text])
    texts = [name for name in columns if name in for_text]
    return [notice for name in texts for notice in _cut(con, name, number)]


def _give_up(con: duckdb.DuckDBPyConnection, spec: Input, columns: Collection[str]) -> None:
    if not columns:
        return
    hints = " ".join(
        f"when {_is_too_long(name)} then "
        f"'{name} has more than {LONGEST_CELL:,} characters; shorten it'"
        for name in columns
    )
    no_cells = ", ".join(f'"{name}" = null' for name in spec.column_names)
    con.execute(f"""
        update raw
        set fault = {{'column': null, 'value': null, 'reason': 'unreadable_row'}},
            hint = case {hints} end, {no_cells}
        where {" or ".join(map(_is_too_long, columns))}""")


def _cut(con: duckdb.DuckDBPyConnection, name: str, number: int) -> Iterator[tuple[int, str]]:
    counts = con.execute(
        f"""
        select coalesce(file_number, $number), count(*)
        from raw where {_is_too_long(name)} group by all order by all""",
        {"number": number},
    ).fetchall()
    con.execute(
        f'update raw set "{name}" = left("{name}", {LONGEST_CELL}) where {_is_too_long(name)}'
    )
    for file_number, count in counts:
        cells = f"a cell of {name} has" if count == 1 else f"{count:,} cells of {name} have"
        said = f"{cells} more than {LONGEST_CELL:,} characters; the rest of it is left out"
        yield file_number, said


def _is_too_long(name: str) -> str:
    return f'length("{name}") > {LONGEST_CELL}'
