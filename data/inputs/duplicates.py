"""Rows of one input with the same key: which is used (docs/contract.md, Duplicates)."""

from collections.abc import Collection, Iterable

import duckdb

from data.inputs.contract import Input
from data.sql.files import quoted, sql
from data.sql.one_row import one_row

_OUTCOMES = """
    create or replace temp table outcomes (
        file_number integer, line bigint, outcome varchar, replaces boolean, is_used boolean,
        merged map(varchar, varchar), first_file integer, first_line bigint
    )"""


def find_duplicates(
    con: duckdb.DuckDBPyConnection, spec: Input, columns_of_files: list[frozenset[str]]
) -> None:
    """Create the table `outcomes` from `checked`: a row for each good row that shares its key.

    `columns_of_files` are the columns that each file has, by its number. Where a file lacks some,
    the rows of `checked` that are used get the cells of an earlier file.
    """
    lacking = {
        name: [number for number, has in enumerate(columns_of_files) if name not in has]
        for name in spec.column_names
    }
    # A column that no file has is empty everywhere.
    count = len(columns_of_files)
    lacking = {name: numbers for name, numbers in lacking.items() if 0 < len(numbers) < count}
    con.execute(_OUTCOMES)
    if _find_shared_hashes(con, spec):
        _create_same_key(con, spec, lacking)
        con.execute(f"insert into outcomes by name {sql('as_of_independent/outcomes')}")
        if lacking:
            _fill_in(con, lacking)


def _find_shared_hashes(con: duckdb.DuckDBPyConnection, spec: Input) -> int:
    """Create the table `shared_hashes`: those of keys that good rows share; returns how many."""
    answer = con.execute(f"""
        create or replace temp table shared_hashes as
        select hash({_list(spec.key)}) as key_hash,
        from checked
        where fault is null
        group by all
        having count(*) > 1""")
    (count,) = one_row(answer)
    return int(count)


def _create_same_key(
    con: duckdb.DuckDBPyConnection, spec: Input, lacking: dict[str, list[int]]
) -> None:
    """Create the view `same_key`, which queries/as_of_independent/outcomes.sql reads.

    Rows are first compared by the hash of their key, which takes a fraction of the memory. A row
    that shares only the hash is found to be alone by the comparison of the keys, and is good.
    """
    key = _list(spec.key)
    # A row that is valid for good has no end.
    valid_to = f"coalesce(\"{spec.end}\", 'infinity'::date)" if spec.end else "null::date"
    con.execute(f"""
        create or replace temp view same_key as
        select
            file_number,
            line,
            dense_rank() over (order by {key}) as key,
            row({_list(spec.owner) or "null"}) as owner,
            row({_list(spec.column_names)}) as content,
            row({_list(name for name in spec.column_names if name not in lacking)}) as certain,
            {_cells(lacking)} as cells,
            {valid_to} as valid_to,
        from checked
        where fault is null and hash({key}) in (select key_hash from shared_hashes)""")


def _list(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _cells(lacking: dict[str, list[int]]) -> str:
    """SQL for a map from each of the columns that the row's file has to the row's cell as text."""
    entries = [
        f"if(file_number in {_numbers(numbers)}, null, "
        f"{{'k': {quoted(name)}, 'v': \"{name}\"::varchar}})"
        for name, numbers in lacking.items()
    ]
    no_entry = "null::struct(k varchar, v varchar)"
    entry_list = f"[{', '.join([*entries, no_entry])}]"
    return f"map_from_entries(list_filter({entry_list}, lambda entry: entry is not null))"


def _numbers(numbers: Collection[int]) -> str:
    return f"({', '.join(map(str, numbers))})"


def _fill_in(con: duckdb.DuckDBPyConnection, lacking: dict[str, list[int]]) -> None:
    """Give the rows that are used the cells that their file lacks."""
    types = dict(con.execute("select column_name, column_type from (describe checked)").fetchall())
    cells = ", ".join(f'"{name}" = (merged[{quoted(name)}])::{types[name]}' for name in lacking)
    con.execute(f"""
        update checked set {cells}
        from outcomes
        where outcomes.is_used
            and checked.file_number = outcomes.file_number
            and checked.line = outcomes.line""")
