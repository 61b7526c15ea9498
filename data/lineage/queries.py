"""What a figure rests on: the queries under its own, and the settings that they name."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from data.days.earlier_days import TABLES as HISTORY
from data.days.rules import RULES
from data.sql.files import columns_of, names, sql
from data.sql.parse import nodes, parsed, tables_named

SETTLED = ("calendar", "leave_days", "contributions", "activity")
# Each table that a page can read, or a rule, and the queries that make it.
_MADE_BY = {
    **{name: (f"as_of_independent/{name}",) for name in SETTLED},
    **{name: (f"rules/{name}",) for name in RULES},
    **{name: (f"earlier_days/{name}",) for name in HISTORY},
    **{name: (f"backtest/{name}",) for name in ("observations", "earlier_tracks", "cases")},
    "expected_by_day": ("single_mvp/horizons", "rules/expected"),
    "forecast_band": ("single_mvp/horizons", "single_mvp/forecast_band"),
}
_ORDER = list(dict.fromkeys(query for made_by in _MADE_BY.values() for query in made_by))


@dataclass(frozen=True)
class Lineage:
    """What a query rests on; queries stand in the order in which they are computed.

    `homes` work out the columns that it names, `rests_on` is all under it. `inputs` are the tables
    of the build that no query makes, `settings` the columns of rule_* tables, as (table, column).
    """

    homes: tuple[str, ...]
    rests_on: tuple[str, ...]
    inputs: tuple[str, ...]
    settings: frozenset[tuple[str, str]]


@cache
def lineage(query: str) -> Lineage:
    """What queries/<query>.sql rests on; raises FileNotFoundError when there is no such file."""
    under: set[str] = set()
    waiting = _queries_read(query)
    while waiting:
        under |= waiting
        waiting = {lower for name in waiting for lower in _queries_read(name)} - under
    every = (query, *under)
    tables = {table for name in every for table in tables_read(name)}
    return Lineage(
        homes=_in_order(_homes(query)),
        rests_on=_in_order(under),
        inputs=tuple(sorted(table for table in tables if _is_input(table))),
        settings=frozenset(named for name in every for named in _settings_named(name)),
    )


@cache
def tables_read(query: str) -> frozenset[str]:
    """The tables and views that a query reads, without its own steps."""
    return tables_named(sql(query)) - set(_steps(parsed(sql(query))))


def home(query: str, column: str) -> str | None:
    """Where a column of `query` is worked out: followed down for as long as it is handed on.

    `schema/<table>` when it stands so in the input; None when the query has no such column.
    """
    tree = parsed(sql(query))
    return _home(query, tree, _steps(tree), column)


def _home(query: str, select: dict, steps: dict[str, dict], column: str) -> str | None:
    """`home`, for a column of one of the selects of the query."""
    if select["type"] == "SET_OPERATION_NODE":  # what a union hands on, it puts together
        first = select["left"] or select["children"][0]
        return query if _home(query, first, steps, column) else None
    items, sources = select["select_list"], _sources(select["from_table"])
    for item in items:
        if _name_of(item) == column:
            taken = _column_of(item)
            break
    else:
        stars = [item for item in items if item["type"] == "STAR"]
        if len(stars) != 1:
            return None
        taken = [*filter(None, [stars[0]["relation_name"]]), column]
    if taken is None or (len(taken) == 1 and len(sources) > 1):
        return query
    source = sources[taken[0]] if len(taken) > 1 else next(iter(sources.values()), None)
    if source in steps:
        return _home(query, steps[source], steps, taken[-1])
    if source in _MADE_BY:
        return _home_in(source, taken[-1])
    if _is_input(source):
        return f"schema/{source}" if taken[-1] in columns_of(source) else None
    return query


def _home_in(table: str, column: str) -> str | None:
    found = (home(query, column) for query in reversed(_MADE_BY[table]))
    return next(filter(None, found), None)


def _homes(query: str) -> set[str]:
    """The queries in which the columns that `query` names are worked out."""
    tree = parsed(sql(query))
    sources = _sources(tree)
    homes = set()
    for *qualifier, name in filter(None, (node.get("column_names") for node in nodes(tree))):
        named = sources.get(qualifier[0]) if qualifier else None
        for table in [named] if named in _MADE_BY else tables_read(query) & set(_MADE_BY):
            homes.add(_home_in(table, name))
    return {home for home in homes if home in _ORDER}


def _settings_named(query: str) -> Iterator[tuple[str, str]]:
    """The columns of the settings that a query names, in the tables it reads."""
    found = list(nodes(parsed(sql(query))))
    named = {name for node in found for name in (node.get("column_names") or [])[-1:]}
    named |= {name for node in found for name in node.get("using_columns", [])}
    for table in tables_read(query):
        if table.startswith("rule_"):
            yield from ((table, column) for column in columns_of(table) if column in named)


def _queries_read(query: str) -> set[str]:
    return {lower for table in tables_read(query) for lower in _MADE_BY.get(table, ())} - {query}


def _is_input(table: str | None) -> bool:
    is_setting = str(table).startswith("rule_")
    return table in names("schema") and table not in _MADE_BY and not is_setting


def _in_order(queries: set[str]) -> tuple[str, ...]:
    return tuple(sorted(queries, key=_ORDER.index))


def _name_of(item: dict) -> str | None:
    """What a column of a select is called."""
    return item["alias"] or ((_column_of(item) or [None])[-1])


def _column_of(item: dict) -> list[str] | None:
    """The column that an item of a select hands on, perhaps as another type; None: worked out."""
    while item["type"] == "OPERATOR_CAST":
        item = item["child"]
    return item.get("column_names")


def _steps(tree: dict) -> dict[str, dict]:
    """The selects that a query names by `with`."""
    steps = {step["key"]: step["value"] for step in tree["cte_map"]["map"]}
    # The second is how DuckDB 1.5 says it.
    return {key: step.get("query_node") or step["query"]["node"] for key, step in steps.items()}


def _sources(tree: dict) -> dict[str, str]:
    """What stands after from and join: the name it goes by -> the table."""
    tables = (node for node in nodes(tree) if node.get("type") == "BASE_TABLE")
    return {table["alias"] or table["table_name"]: table["table_name"] for table in tables}
