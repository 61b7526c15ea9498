"""What a query builds on: the queries and input tables under it, and the settings they name."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from data.days.backtest_cases import TABLES as BACKTEST_CASES
from data.days.checkpoint_progress import TABLES as CHECKPOINT_PROGRESS
from data.days.earlier_days import TABLES as EARLIER_DAYS
from data.days.other_dates import TABLES as OTHER_DATES
from data.days.other_dates import hiding
from data.days.past_years import TABLES as PAST_YEARS
from data.days.patterns import QUERIES as PATTERNS
from data.days.patterns import STEPS as STEPS_OF_PATTERNS
from data.days.rules import RULES
from data.inputs.contract import INPUTS
from data.settings.parts import lacking_rules
from data.sql.files import columns_of, names, sql
from data.sql.parse import Node, nodes, parsed, tables_named

AS_OF_INDEPENDENT = (
    "supplied",
    "absent",
    "program_years",
    "cycle_months",
    "calendar",
    "checkpoints",
    "spells",
    "leave_days",
    "contributions",
    "activity",
    "strangers",
    "unlinked_addresses",
    "source_rows",
    "track_sources",
    "data_spans",
    "gaps",
)
_BACKTEST = ("observations", "earlier_tracks", *BACKTEST_CASES)
# Tables that a build does not keep, and what is read to fill them.
_INPUTS_BY_TABLE = {"typed_contributions": "contributions", "stranger_rows": "raw_files"}
# Each table that a page or a rule can read, and the queries that make it.
_MADE_BY = {
    **{name: (f"as_of_independent/{name}",) for name in AS_OF_INDEPENDENT},
    **{name: (f"rules/{name}",) for name in RULES},
    **{name: (f"earlier_days/{name}",) for name in EARLIER_DAYS},
    **{name: (f"past_years/{name}",) for name in PAST_YEARS},
    **{name: (f"patterns/{name}",) for name in STEPS_OF_PATTERNS},
    **{name: tuple(f"patterns/{query}" for query in queries) for name, queries in PATTERNS.items()},
    **{name: (f"checkpoint_progress/{name}",) for name in CHECKPOINT_PROGRESS},
    **{name: (f"backtest/{name}",) for name in _BACKTEST},
    **{
        table: (*hiding(folder), query)
        for folder, tables in OTHER_DATES.items()
        for table, query in tables.items()
    },
}
_ORDER = list(dict.fromkeys(query for made_by in _MADE_BY.values() for query in made_by))


@dataclass(frozen=True)
class Lineage:
    """What a query builds on; queries are in the order in which they run.

    `homes` compute the columns that it names, `rests_on` are all queries under it. `inputs` are the
    tables that are read and not computed. `settings` are the columns of rule_* tables that hold a
    setting, as (table, column).
    """

    homes: tuple[str, ...]
    rests_on: tuple[str, ...]
    inputs: tuple[str, ...]
    settings: frozenset[tuple[str, str]]


@cache
def lineage_of(query: str) -> Lineage:
    """What queries/<query>.sql builds on; raises FileNotFoundError when there is no such file."""
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
        inputs=tuple(
            sorted({_INPUTS_BY_TABLE.get(name, name) for name in tables if is_input(name)})
        ),
        settings=frozenset(named for name in every for named in _settings_named(name)),
    )


def lineage_in(query: str, parts: frozenset[str]) -> Lineage:
    """The same in a program with these parts, without rules and inputs about others."""
    lineage, rules = lineage_of(query), {f"rules/{rule}" for rule in lacking_rules(parts)}
    tables = {spec.name for spec in INPUTS if spec.part is not None and spec.part not in parts}
    return replace(
        lineage,
        homes=tuple(name for name in lineage.homes if name not in rules),
        rests_on=tuple(name for name in lineage.rests_on if name not in rules),
        inputs=tuple(name for name in lineage.inputs if name not in tables),
    )


@cache
def tables_read(query: str) -> frozenset[str]:
    """The tables and views that a query reads, without its own CTEs."""
    return tables_named(sql(query)) - set(_steps(parsed(sql(query))))


def home(query: str, column: str) -> str | None:
    """The query that computes a column of `query`: followed down while it is only passed on.

    `schema/<table>` for a column of an input; None when the query has no such column.
    """
    tree = parsed(sql(query))
    return _home(query, tree, _steps(tree), column)


def _home(query: str, select: Node, steps: dict[str, Node], column: str) -> str | None:
    """`home`, for a column of one of the selects of the query."""
    if select["type"] == "SET_OPERATION_NODE":  # a union computes what it returns
        first = select["left"] or select["children"][0]
        return query if _home(query, first, steps, column) else None
    items, sources = select["select_list"], _sources(select["from_table"])
    for item in items:
        if _name_of(item) == column:
            origin = _column_of(item)
            break
    else:
        stars = [item for item in items if item["type"] == "STAR"]
        if len(stars) != 1:
            return None
        origin = [*filter(None, [stars[0]["relation_name"]]), column]
    if origin is None or (len(origin) == 1 and len(sources) > 1):
        return query
    source = sources[origin[0]] if len(origin) > 1 else next(iter(sources.values()), None)
    if source in steps:
        return _home(query, steps[source], steps, origin[-1])
    if source in _MADE_BY:
        return _home_in(source, origin[-1])
    if source in names("schema") and is_input(source):
        return f"schema/{source}" if origin[-1] in columns_of(source) else None
    return query


def _home_in(table: str, column: str) -> str | None:
    found = (home(query, column) for query in reversed(_MADE_BY[table]))
    return next(filter(None, found), None)


def _homes(query: str) -> set[str]:
    """The queries that compute the columns that `query` names."""
    tree = parsed(sql(query))
    sources = _sources(tree)
    homes = set()
    for *qualifier, name in filter(None, (node.get("column_names") for node in nodes(tree))):
        named = sources.get(qualifier[0]) if qualifier else None
        for table in [named] if named in _MADE_BY else tables_read(query) & set(_MADE_BY):
            homes.add(_home_in(table, name))
    return {home for home in homes if home in _ORDER}


def _settings_named(query: str) -> Iterator[tuple[str, str]]:
    """The columns that a query names and that hold a setting: their comments give its key."""
    found = list(nodes(parsed(sql(query))))
    named = {name for node in found for name in (node.get("column_names") or [])[-1:]}
    named |= {name for node in found for name in node.get("using_columns", [])}
    for table in tables_read(query):
        if table.startswith("rule_"):
            for column, said in columns_of(table).items():
                if column in named and "[" in said:
                    yield table, column


def _queries_read(query: str) -> set[str]:
    return {lower for table in tables_read(query) for lower in _MADE_BY.get(table, ())} - {query}


def is_input(table: str) -> bool:
    """Whether a table is read into a build, and neither computed nor a setting."""
    is_setting = table.startswith("rule_")
    is_read = table in _INPUTS_BY_TABLE or table in names("schema")
    return is_read and table not in _MADE_BY and not is_setting


def _in_order(queries: set[str]) -> tuple[str, ...]:
    return tuple(sorted(queries, key=_ORDER.index))


def _name_of(item: Node) -> str | None:
    """What a column of a select is called."""
    column = _column_of(item)
    return item["alias"] or (column[-1] if column else None)


def _column_of(item: Node) -> list[str] | None:
    """The column that an item of a select passes on, perhaps as another type; None: computed."""
    while item["type"] == "OPERATOR_CAST":
        item = item["child"]
    return item.get("column_names")


def _steps(tree: Node) -> dict[str, Node]:
    """The CTEs of a query, by name."""
    steps = {step["key"]: step["value"] for step in tree["cte_map"]["map"]}
    # The second form is that of DuckDB 1.5.
    return {key: step.get("query_node") or step["query"]["node"] for key, step in steps.items()}


def _sources(tree: Node) -> dict[str, str]:
    """The tables after `from` and `join`: alias -> table."""
    tables = (node for node in nodes(tree) if node.get("type") == "BASE_TABLE")
    return {table["alias"] or table["table_name"]: table["table_name"] for table in tables}
