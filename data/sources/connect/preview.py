"""The first rows that a mapping makes of a raw file, as a table of text."""

from collections.abc import Iterator

import duckdb

from data.inputs.contract import INPUTS
from data.sources.compile import compile_section
from data.sources.formats.rows import RawRows
from data.sources.mapping import Mapping

ROWS = 10
_WIDEST = 24  # characters of a cell
_LINKS = ("link_account", "link_email")


def preview_lines(
    con: duckdb.DuckDBPyConnection, mapping: Mapping, source: str, raw: RawRows, table: str
) -> Iterator[str]:
    """Lines for each input that the mapping feeds: its columns, and its first rows."""
    specs = {spec.name: spec for spec in INPUTS}
    pairs = [(name, n) for name, parts in mapping.sections.items() for n in range(len(parts))]
    for name, number in pairs:
        spec = specs[name]
        rows_sql = f"(select 0 as _file, rowid as _row, * from {table})"
        compiled = compile_section(mapping, spec, source, rows_sql, raw.columns, number)
        if not compiled.is_possible:
            yield from compiled.missing
            continue
        made = [column for column in spec.column_names if column in compiled.columns]
        columns = ["line", *_LINKS, *made]
        cells = ", ".join(f'"{column}"' for column in columns)
        found = con.execute(
            f"select {cells} from ({compiled.sql}) where outcome is null and hint is null "
            f"order by row limit {ROWS}"
        ).fetchall()
        used = [i for i, c in enumerate(columns) if any(row[i] is not None for row in found)]
        header = [columns[i].removeprefix("link_") for i in used]
        yield f"{name}, the first {len(found)} rows:"
        yield from _table([header, *([_text(row[i]) for i in used] for row in found)])


def _text(value: object) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in str(value or "")).split())
    return line if len(line) <= _WIDEST else f"{line[: _WIDEST - 1]}…"


def _table(rows: list[list[str]]) -> Iterator[str]:
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    for row in rows:
        yield "  " + "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip()
