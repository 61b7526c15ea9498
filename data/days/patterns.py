"""Patterns that a person should look at (docs/rules.md section 19). No rule reads them."""

import duckdb
import pyarrow as pa

from data.days.addresses import create_address_of
from data.sql.files import sql
from data.store.locations import Build

# The rows of one MVP alone, and rows that are about several of them: who sees them differs.
OF_ONE, OF_SEVERAL = "patterns_of_one", "patterns_of_several"
TABLES = (OF_ONE, OF_SEVERAL)
# What the others are found in; then the queries of each table.
STEPS = ("compared_titles", "claims")
QUERIES = {
    OF_ONE: ("like_titles", "burst", "same_asker", "repeated_claim"),
    OF_SEVERAL: ("shared_titles", "shared_claim"),
}

# SQL macros, each on the ones before it. Titles are as compared_titles has them. `share` of `of`
# pairs of neighboring characters are in both; null: only the same title is like another.
_MACROS = {
    "padded(title)": "' ' || title || ' '",
    "letter_pairs(title)": "list_distinct(list_transform("
    "range(1, length(padded(title))), lambda i: padded(title)[i:i + 1]))",
    "has_share(common, one, other, share, of)": "common * of >= (one + other - common) * share",
    "is_alike(one, other, share, of)": "one = other or coalesce(has_share("
    "length(list_intersect(letter_pairs(one), letter_pairs(other))), "
    "length(letter_pairs(one)), length(letter_pairs(other)), share, of), false)",
}


def tables(cursor: duckdb.DuckDBPyConnection, _: Build) -> dict[str, pa.Table]:
    """The rows of TABLES for the year of D, up to D; `cursor` reads the tables of D."""
    create_address_of(cursor)
    for macro, body in _MACROS.items():
        cursor.execute(f"create or replace temp macro {macro} as {body}")
    for step in STEPS:
        cursor.register(step, _rows(cursor, step))
    return {
        table: pa.concat_tables(_rows(cursor, query) for query in queries)
        for table, queries in QUERIES.items()
    }


def _rows(cursor: duckdb.DuckDBPyConnection, query: str) -> pa.Table:
    return cursor.sql(sql(f"patterns/{query}")).to_arrow_table()
