"""The parts of the architecture that no linter checks (docs/architecture.md)."""

import ast
from datetime import date

import pytest

from data.build.build import build
from data.days.day import Day
from data.days.rules import RULES
from data.days.scope import Scope
from data.settings.files import load
from data.sql.files import names

from .parsed import (
    ROOT,
    computing_on_frames,
    faults_of_sql,
    found,
    name_of,
    nodes_of_sql,
    parameters_of,
    tables_of,
    uses_of_duckdb_itself,
)

FLOORS_OF_A_DAY = (
    "rules", "build", "single_mvp", "whole_year", "earlier_days", "backtest", "past_years",
    "patterns",
    "checkpoint_progress", "explain", "rehearse", "plan", "pages/*", "snapshot", "letters",
    "calendar", "digest", "record", "fit", "reminders", "sending",
)  # fmt: skip
APP = ("app.py", "dashboard/**/*.py", "pages/**/*.py")
PROGRAM = (*APP, "data/**/*.py")
OPEN_DATABASES = {
    "data/sql/parse.py",
    "data/store/confined.py",
    "data/store/connect.py",
}


def queries(floor: str) -> dict[str, list[dict]]:
    """The parse tree of each query of a floor, by the file's name."""
    paths = found(f"queries/{floor}/*.sql")
    return {name_of(path): nodes_of_sql(path.read_text(encoding="utf-8")) for path in paths}


def modules(*patterns: str) -> dict[str, ast.Module]:
    """The parse tree of each Python file, by its name."""
    return {name_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in found(*patterns)}


@pytest.fixture(scope="module")
def views(tmp_path_factory) -> set[str]:
    """What the query of a page can see at most: everybody's rows, and those of one MVP."""
    folder = tmp_path_factory.mktemp("views")
    mvp = "mvp_id,name,email,entered_on\nana,Ana,ana@example.org,2025-01-01\n"
    (folder / "mvps.csv").write_text(mvp)
    built = build(folder, folder / "mvp.duckdb", date(2025, 7, 1), load())
    day = Day(built.path, date(2025, 7, 1))
    found = set()
    for scope in (Scope(everybody=True), Scope(mvp_id="ana")):
        for name in day.names(scope):
            day.query(scope, f"from {name}").fetchall()
        found |= day.names(scope)
    return found


# The checks themselves find each forbidden passage, and nothing else.


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("select 2", "number: 2"),
        ("select 0.05", "number: 0.05"),
        ("select -1", "number: -1"),
        ("from goals limit 10", "number: 10"),
        ("select interval 3 months", "number: 3"),
        ("select interval '3 months'", "number or date in a text: '3 months'"),
        ("select date '2025-01-31'", "number or date in a text: '2025-01-31'"),
        ("select '12-31'", "number or date in a text: '12-31'"),
        ("select '90'::integer", "number or date in a text: '90'"),
        ("with a as (select 1) from a where exists (select 7)", "number: 7"),
        ("from day.goals", "name in full: day.goals"),
        ("from goals join memory.day.risk using (mvp_id)", "name in full: day.risk"),
        ("from read_csv('mvps.csv')", "table function: read_csv"),
        ("from duckdb_views()", "table function: duckdb_views"),
        ("from (describe goals)", "reads the catalog"),
        ("select now()", "asks the clock or chance"),
        ("from dates where as_of = current_date", "asks the clock or chance"),
    ],
)
def test_a_forbidden_passage_of_sql_is_seen(text, fault):
    assert fault in faults_of_sql(nodes_of_sql(text))


def test_what_queries_are_made_of_is_allowed():
    text = """
        -- 90 days, in main.goals, as of 2025-07-31
        with final as (
            select date_sub('month', as_of, $as_of)::decimal(5, 4) + 1 - 0 as months, 'Q1' as said,
            from goals join range(needed) on true
        )
        select * from final"""
    nodes = nodes_of_sql(text)
    assert faults_of_sql(nodes) == []
    assert tables_of(nodes) == {"goals"}
    assert parameters_of(nodes) == {"as_of"}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('rows.groupby("team").sum()', 1),
        ('share = rows["done"] / rows["expected"]', 1),
        ('rows["share"] *= 100', 1),
        ('rows["share"] * 100', 1),
        ('rows["done"] + rows["needed"]', 1),
        ('"of " + rows["name"]', 0),
        ("height = 40 + 20 * len(rows)", 0),
    ],
)
def test_computing_on_a_frame_is_seen(text, count):
    assert len(computing_on_frames(ast.parse(text))) == count


def test_a_pattern_that_matches_no_file_fails():
    with pytest.raises(AssertionError, match=r"no file matches nowhere/\*\.py"):
        found("nowhere/*.py")


# Streamlit would run the scripts of such a folder without the main script, and so without sign-in.


def test_there_is_no_folder_pages_beside_the_main_script():
    assert found("dashboard/main.py")
    assert not (ROOT / "dashboard" / "pages").exists()


# A query sees only its viewer's rows, and takes every number from the settings.


@pytest.mark.parametrize("floor", FLOORS_OF_A_DAY)
def test_no_query_names_a_schema_reads_a_file_or_holds_a_number(floor):
    faults = {name: faults_of_sql(nodes) for name, nodes in queries(floor).items()}
    assert {name: fault for name, fault in faults.items() if fault} == {}


def test_a_page_reads_only_what_its_viewer_sees(views):
    stray = {name: tables_of(nodes) - views for name, nodes in queries("pages/*").items()}
    assert {name: tables for name, tables in stray.items() if tables} == {}


@pytest.mark.parametrize("floor", ["letters", "calendar", "digest", "record", "fit"])
def test_letters_calendars_and_the_digest_read_only_what_a_scope_sees(views, floor):
    for name, nodes in queries(floor).items():
        assert tables_of(nodes) <= views, name


def test_a_page_does_not_read_who_is_in_scope():
    reads = {name for name, nodes in queries("pages/*").items() if "in_scope" in tables_of(nodes)}
    assert reads == set()


# Rules are computed in one visible order, each from those before it.


def test_the_order_of_rules_names_each_file_once():
    assert sorted(RULES) == names("rules")


def test_each_rule_reads_tables_of_the_build_and_earlier_rules_only():
    trees = queries("rules")
    for number, rule in enumerate(RULES):
        allowed = {*names("schema"), *RULES[:number]}
        assert tables_of(trees[f"queries/rules/{rule}.sql"]) <= allowed, rule


def test_the_as_of_date_enters_in_one_rule():
    trees = queries("rules")
    assert {name for name, nodes in trees.items() if parameters_of(nodes)} == {
        "queries/rules/dates.sql"
    }


@pytest.mark.parametrize("floor", ["build", "earlier_days", "checkpoint_progress", "snapshot"])
def test_the_floors_above_read_rules_and_tables_of_the_build(floor):
    for name, nodes in queries(floor).items():
        assert tables_of(nodes) <= {*names("schema"), *RULES}, name
        assert parameters_of(nodes) == set(), name


def test_no_rule_has_the_name_of_a_table_of_the_build():
    assert set(RULES) & set(names("schema")) == set()


# Numbers are computed in SQL alone; pages and figures choose, sort and show.


def test_no_page_and_no_figure_computes_on_frames():
    faults = {name: computing_on_frames(tree) for name, tree in modules(*APP).items()}
    assert {name: fault for name, fault in faults.items() if fault} == {}


def test_only_a_few_modules_open_databases():
    opening = {name for name, tree in modules(*PROGRAM).items() if uses_of_duckdb_itself(tree)}
    assert opening == OPEN_DATABASES
