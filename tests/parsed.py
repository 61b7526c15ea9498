"""SQL and Python files as parse trees, and what the layers forbid to find in them."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb

ROOT = Path(__file__).parent.parent

_NO_NUMBERS = {"STRING", "BOOLEAN", "NULL_LITERAL"}
_ALLOWED_NUMBERS = {"0", "1"}
_HIDDEN_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?( *[a-z]+)?|.*\d{2}-\d{2}.*", re.IGNORECASE)
_ROW_MAKERS = {"range", "generate_series", "unnest"}
_CLOCKS = {"current_date", "current_time", "current_timestamp", "localtime", "localtimestamp"}
_CLOCKS_CALLED = {
    *("now", "today", "get_current_timestamp", "transaction_timestamp", "current_localtimestamp"),
    *("random", "uuid", "gen_random_uuid"),
}
_RESHAPING = {
    *("groupby", "merge", "pivot", "pivot_table", "agg", "aggregate", "apply", "transform"),
    *("resample", "rolling", "cumsum", "value_counts", "crosstab", "eval"),
}
_DUCKDB_ITSELF = {"connect", "sql", "query", "execute", "from_df", "read_csv"}


def found(*patterns: str) -> list[Path]:
    """The files of the project that match; a check that finds none checks nothing, so it fails."""
    paths = sorted({path for pattern in patterns for path in ROOT.glob(pattern)})
    assert paths, f"no file matches {', '.join(patterns)}"
    return paths


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def nodes_of_sql(text: str) -> list[dict]:
    """Every node of one select statement, without the sizes inside of types."""
    (tree,) = duckdb.connect().execute("select json_serialize_sql(?)", [text]).fetchone()
    parsed = json.loads(tree)
    assert not parsed["error"], parsed["error_message"]
    (statement,) = parsed["statements"]
    return list(_nodes(statement))


def _nodes(tree: object) -> Iterator[dict]:
    if isinstance(tree, dict):
        if tree.get("class") == "TYPE":
            return
        yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for part in tree:
            yield from _nodes(part)


def tables_of(nodes: list[dict]) -> set[str]:
    """The tables and views that a select reads, without its own steps (CTEs)."""
    maps = [node["cte_map"].get("map", []) for node in nodes if "cte_map" in node]
    steps = {step["key"] for steps in maps for step in steps}
    return {node["table_name"] for node in nodes if node.get("type") == "BASE_TABLE"} - steps


def parameters_of(nodes: list[dict]) -> set[str]:
    return {node["identifier"] for node in nodes if node.get("class") == "PARAMETER"}


def faults_of_sql(nodes: list[dict]) -> list[str]:
    """What no rule and no figure may hold: names in full, files, numbers, dates, clocks."""
    return [fault for node in nodes for fault in _faults_of_node(node)]


def _faults_of_node(node: dict) -> Iterator[str]:
    match node.get("type"):
        case "BASE_TABLE" if node.get("schema_name") or node.get("catalog_name"):
            yield f"name in full: {node['schema_name']}.{node['table_name']}"
        case "TABLE_FUNCTION" if node["function"]["function_name"] not in _ROW_MAKERS:
            yield f"table function: {node['function']['function_name']}"
        case "SHOW_REF":
            yield "reads the catalog"
    if node.get("class") == "CONSTANT":
        kind, text = node["literal"]["kind"], node["literal"].get("text", "")
        if kind not in _NO_NUMBERS and text not in _ALLOWED_NUMBERS:
            yield f"number: {text}"
        if kind == "STRING" and _HIDDEN_NUMBER.fullmatch(text):
            yield f"number or date in a text: {text!r}"
    if node.get("function_name") in _CLOCKS | _CLOCKS_CALLED:
        yield "asks the clock or chance"
    if node.get("column_names", [""])[0] in _CLOCKS:  # written without parentheses
        yield "asks the clock or chance"


def imports_of(tree: ast.Module) -> set[str]:
    """Every module that a file imports, `a.b` for both `import a.b` and `from a import b`."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            names |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def uses_of_duckdb_itself(tree: ast.Module) -> list[str]:
    """Calls that open a database, or use the connection that all share."""
    return [
        f"duckdb.{node.attr} in line {node.lineno}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "duckdb"
        and node.attr in _DUCKDB_ITSELF
    ] + [name for name in imports_of(tree) if name.removeprefix("duckdb.") in _DUCKDB_ITSELF]


def computing_on_frames(tree: ast.Module) -> list[str]:
    """Reshaping by name, and arithmetic on `frame["column"]`."""
    faults = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in _RESHAPING:
            faults.append(f"{node.attr} in line {node.lineno}")
        if isinstance(node, ast.BinOp) and _is_arithmetic(node):
            faults.append(f"arithmetic in line {node.lineno}")
        if isinstance(node, ast.AugAssign) and _is_column(node.target):
            faults.append(f"arithmetic in line {node.lineno}")
    return faults


def _is_arithmetic(node: ast.BinOp) -> bool:
    columns = [_is_column(node.left), _is_column(node.right)]
    if isinstance(node.op, ast.Add):  # with one column it may join two texts
        return all(columns)
    return any(columns) and isinstance(
        node.op, ast.Sub | ast.Mult | ast.Div | ast.FloorDiv | ast.Mod | ast.Pow
    )


def _is_column(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Constant)
        and isinstance(node.slice.value, str)
    )
