"""The structure of a select, as DuckDB reads it."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import duckdb

from data.sql.one_row import one_row

Node = dict[str, Any]  # a part of a parse tree, as DuckDB writes it in JSON


@cache
def parsed(text: str) -> Node:
    """The parse tree of one select, as DuckDB reads it; raises KeyError when it is none."""
    cursor = _parser().cursor()
    (tree,) = one_row(cursor.execute("select json_serialize_sql(?)", [text]))
    node: Node = json.loads(tree)["statements"][0]["node"]
    return node


@cache
def _parser() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 1, "enable_external_access": False})


@cache
def tables_named(text: str) -> frozenset[str]:
    """The tables, views and own steps that a select reads; none when it is no select."""
    try:
        found = [*nodes(parsed(text))]
    except KeyError:
        return frozenset()
    return frozenset(node["table_name"] for node in found if node.get("type") == "BASE_TABLE")


def nodes(tree: object) -> Iterator[Node]:
    if isinstance(tree, dict):
        yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for part in tree:
            yield from nodes(part)
