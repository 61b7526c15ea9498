"""Rows of one input with the same key: which is used (docs/contract.md, Duplicates)."""

import duckdb

from data.inputs.contract import Input
from data.sql.files import sql


def find_duplicates(con: duckdb.DuckDBPyConnection, spec: Input) -> None:
    """Create the table `outcomes` from `checked`: a row for each good row that shares its key.

    Rows are first compared by the hash of their key, which takes a fraction of the memory. A row
    that shares only the hash is found to be alone by the comparison of the keys, and is good.
    """
    key = ", ".join(f'"{name}"' for name in spec.key)
    content = ", ".join(f'"{name}"' for name in spec.column_names)
    con.execute(f"""
        create or replace temp view same_key as
        select
            file_number,
            line,
            dense_rank() over (order by {key}) as key,
            row({content}) as content,
        from checked
        where fault is null and hash({key}) in (
            select hash({key}) from checked where fault is null group by all having count(*) > 1
        )""")
    con.execute(f"create or replace temp table outcomes as {sql('as_of_independent/outcomes')}")
