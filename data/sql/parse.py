"""The structure of a select, as DuckDB reads it."""

import json
from collections.abc import Iterator
from functools import cache

import duckdb


@cache
def parsed(text: str) -> dict:
    """The parse tree of one select, as DuckDB reads it; raises KeyError when it is none."""
    cursor = _parser().cursor()
    (tree,) = cursor.execute("select json_serialize_sql(?)", [text]).fetchone()
    return json.loads(tree)["statements"][0]["node"]


@cache
def _parser() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 1})


@cache
def tables_named(text: str) -> frozenset[str]:
    """The tables, views and own steps that a select reads; none when it is no select."""
    try:
        found = [*nodes(parsed(text))]
    except KeyError:
        return frozenset()
    return frozenset(node["table_name"] for node in found if node.get("type") == "BASE_TABLE")


def nodes(tree: object) -> Iterator[dict]:
    if isinstance(tree, dict):
        yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for part in tree:
            yield from nodes(part)
