"""Of several exports of a source, the last one has the say about a row (docs/sources.md)."""

from collections.abc import Sequence

import duckdb

from data.inputs.contract import Input
from data.sources.mapping import Cell


def settle_series(con: duckdb.DuckDBPyConnection, table: str, column: str, cell: Cell) -> None:
    """Fill `column` of the mapped rows: the text for the first of a series, and for later ones.

    Rows of the same time are equal: each of them may be the first.
    """
    con.execute(
        f"""
        update {table} set "{column}" = if(placed.place = 1, $first, $later)
        from (
            select file_number, row,
                rank() over (partition by series order by series_at nulls last) as place,
            from {table}
            where hint is null and outcome is null and series is not null
        ) as placed
        where {table}.file_number = placed.file_number and {table}.row = placed.row""",
        {"first": cell.first, "later": cell.later},
    )


def settle_copies(con: duckdb.DuckDBPyConnection, table: str, spec: Input) -> None:
    """Set the outcome of mapped rows that are there again.

    `collapsed`: the same row is there again, earlier in its file or in a later file.
    `superseded`: a later file has a row with the same key that says something else.
    """
    content = _listed([*spec.column_names, "link_account", "link_email"])
    key = "contribution_id" if spec.name == "contributions" else content
    is_row = "hint is null" + (f" and {key} is not null" if key != content else "")
    con.execute(f"""
        update {table} set outcome = judged.outcome
        from (
            select
                file_number,
                row,
                case
                    when file_number = max(file_number) over of_key then
                        if(row_number() over same > 1, 'collapsed', null)
                    when content is not distinct from first_value(content) over newest
                        then 'collapsed'
                    else 'superseded'
                end as outcome,
            from (
                select file_number, row, row({key}) as key, row({content}) as content,
                from {table}
                where {is_row} and hash({key}) in (
                    select hash({key}) from {table} where {is_row} group by all having count(*) > 1
                )
            )
            window
                of_key as (partition by key),
                newest as (partition by key order by file_number desc, row),
                same as (partition by key, file_number, content order by row)
        ) as judged
        where {table}.outcome is null and judged.outcome is not null
            and {table}.file_number = judged.file_number and {table}.row = judged.row""")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
