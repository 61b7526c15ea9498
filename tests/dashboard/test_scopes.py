"""Each scope sees the rows of its own people in every table and figure, and no others."""

import csv
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import duckdb
import pandas as pd
import pytest

from dashboard.page.catalog import figures_of
from dashboard.page.figures import Figure, mvp
from data.build.build import build
from data.days import past_years
from data.days.day import Day
from data.days.rules import RULES
from data.days.scope import Scope
from data.frozen.freeze import freeze
from data.settings.files import load
from data.sql.files import sql
from tests.conftest import Program
from tests.figures import PAGE_FIGURES, is_of, label

WITHOUT_PEOPLE = {"dates", "years", "comparison_dates", "reach"}
PROGRAM_ONLY = (
    *(
        "nominees",
        "team_leads",
        "points_of_everybody",
        "build_files",
        "builds",
        "gaps",
        "refusals",
        "rejects",
        "strangers",
    ),
    *("track_sources", "warnings"),
)
ABOUT_PEOPLE = (
    *(rule for rule in RULES if rule not in WITHOUT_PEOPLE and rule not in PROGRAM_ONLY),
    *("earlier_members", "earlier_risk", "cases"),
    *("progress_comparison", "member_comparison", "arrived_since"),
    *("accounts", "contributions", "judged_contributions", "activity", "leave_days", "source_rows"),
    *("expected_by_next_checkpoint", "checkpoint_progress"),
)
EVERYBODY = Scope(everybody=True)
JULY = date(2024, 7, 31)
LEAD = Scope(teams=("North",))
MVP = Scope(mvp_id="A01")
NORTH = {"A01", "A02", "A08", "A09"}
SOUTH = {"A05", "A06", "A07", "a00"}
ALL = NORTH | SOUTH | {"A03", "A04"}
SCOPES = {
    "a lead": (LEAD, NORTH),
    "a lead of two teams": (Scope(teams=("North", "+Lab")), NORTH | {"A03"}),
    "a lead of a team that is not there": (Scope(teams=("Nowhere",)), set()),
    "an MVP": (MVP, {"A01"}),
    "an MVP without a team": (Scope(mvp_id="A04"), {"A04"}),
    "an MVP who is not there": (Scope(mvp_id="nobody"), set()),
    "a lead who is an MVP of another team": (
        Scope(teams=("North",), mvp_id="A05"),
        NORTH | {"A05"},
    ),
    "nobody": (Scope(), set()),
    "the program team filtered to a team": (Scope(everybody=True, only_team="South"), SOUTH),
    "the program team filtered to an MVP": (Scope(everybody=True, only_mvp="A05"), {"A05"}),
    "a lead filtered to their team": (Scope(teams=("North",), only_team="North"), NORTH),
    "a lead filtered to another team": (Scope(teams=("North",), only_team="South"), set()),
    "a lead filtered to one of theirs": (Scope(teams=("North",), only_mvp="A02"), {"A02"}),
    "a lead filtered to another's": (Scope(teams=("North",), only_mvp="A05"), set()),
    "a lead filtered to both": (Scope(teams=("North",), only_team="North", only_mvp="A05"), set()),
    "an MVP filtered to their team": (Scope(mvp_id="A01", only_team="North"), {"A01"}),
    "an MVP filtered to another team": (Scope(mvp_id="A01", only_team="South"), set()),
    "an MVP filtered to another": (Scope(mvp_id="A01", only_mvp="A02"), set()),
}


@pytest.fixture(scope="module")
def day(tiny_program: Program, tmp_path_factory: pytest.TempPathFactory) -> Day:
    """The tiny program as of its date, with a checkpoint that was published in July.

    No contribution was known when it was published, so all of them have arrived since.
    """
    folder, as_of = tmp_path_factory.mktemp("published"), tiny_program.as_of
    shutil.copytree(
        tiny_program.source, folder / "input", ignore=shutil.ignore_patterns("contributions*")
    )
    published = build(folder / "input", folder / "published.duckdb", as_of, load())
    freeze(Day(published.path, JULY), folder / "checkpoints", JULY)
    newest = build(
        tiny_program.source,
        folder / "newest.duckdb",
        as_of,
        load(),
        checkpoints=folder / "checkpoints",
    )
    return Day(newest.path, as_of)


@pytest.fixture(scope="module")
def people(tiny_program: Program) -> dict[str, str]:
    """The name of every MVP, by mvp_id."""
    with (tiny_program.source / "mvps.csv").open(encoding="utf-8") as file:
        return {row["mvp_id"]: row["name"] for row in csv.DictReader(file)}


def rows_of(day: Day, scope: Scope, text: str, **parameters: object) -> pd.DataFrame:
    return day.query(scope, text, parameters or None).df()


def rows_of_figure(day: Day, scope: Scope, figure: Figure) -> pd.DataFrame:
    """The rows of a figure with the parameters that its page begins with."""
    return rows_of(day, scope, sql(figure.sql_file), **figure.parameters)


def scopes_on_page(scope: Scope, figure: Figure) -> list[Scope]:
    """The scopes of a figure's page: the page of an MVP shows one MVP at a time."""
    if not is_of(figure, "mvp"):
        return [scope]
    return [replace(scope, only_mvp=mvp_id) for mvp_id in sorted(ALL)]


def test_every_table_about_people_has_an_mvp_id(day):
    for table in ABOUT_PEOPLE:
        assert "mvp_id" in rows_of(day, EVERYBODY, f"from {table} limit 0").columns, table


def test_published_figures_and_late_contributions_are_of_several_people(day):
    for table in ("progress_comparison", "member_comparison", "arrived_since"):
        people = set(rows_of(day, EVERYBODY, f"from {table}")["mvp_id"])
        assert {"A05", "A08"} <= people, table


def test_a_table_that_every_viewer_sees_has_no_person_in_it(day):
    for table in WITHOUT_PEOPLE:
        columns = set(rows_of(day, EVERYBODY, f"from {table} limit 0").columns)
        assert not columns & {"mvp_id", "name", "email", "team"}, table


def test_the_program_team_sees_everybody(day):
    for table in ("membership", "contributions", "activity"):
        assert set(rows_of(day, EVERYBODY, f"from {table}")["mvp_id"]) >= ALL - {"a00"}, table
    assert set(rows_of(day, EVERYBODY, "from membership")["mvp_id"]) == ALL


@pytest.mark.parametrize("viewer", SCOPES)
def test_a_viewer_sees_all_rows_of_the_people_in_their_scope_and_no_others(day, viewer):
    scope, allowed = SCOPES[viewer]
    whole = rows_by_table_and_mvp(day, EVERYBODY)
    seen = rows_by_table_and_mvp(day, scope)
    assert {mvp_id for table, mvp_id in seen if table == "membership"} == allowed
    assert seen == {(table, mvp): rows for (table, mvp), rows in whole.items() if mvp in allowed}


def rows_by_table_and_mvp(day: Day, scope: Scope) -> dict[tuple[str, str], int]:
    """How many rows `scope` sees of each MVP in each table that is about people."""
    counts = [
        f"select '{table}', mvp_id, count(*) from {table} group by all" for table in ABOUT_PEOPLE
    ]
    cursor = day.query(scope, " union all ".join(counts))
    return {(table, mvp_id): rows for table, mvp_id, rows in cursor.fetchall()}


@pytest.mark.parametrize("table", PROGRAM_ONLY)
def test_only_the_program_team_sees_nominees_files_builds_and_rejected_rows(day, table):
    for scope, _ in SCOPES.values():
        seen = len(rows_of(day, scope, f"from {table}"))
        assert scope.everybody or seen == 0, scope
    assert len(rows_of(day, EVERYBODY, "from nominees")) == 10
    assert len(rows_of(day, EVERYBODY, "from build_files")) == 14
    assert len(rows_of(day, EVERYBODY, "from builds")) == 1


def test_each_scope_sees_its_own_rows_in_any_order_of_queries(tiny_program):
    fresh = Day(tiny_program.database.resolve(), tiny_program.as_of)
    for scope, allowed in ((LEAD, NORTH), (EVERYBODY, ALL), (LEAD, NORTH), (MVP, {"A01"})):
        assert set(rows_of(fresh, scope, "from membership")["mvp_id"]) == allowed


@pytest.mark.parametrize("viewer", SCOPES)
def test_tables_for_one_mvp_are_there_only_for_a_scope_of_one_mvp(day, viewer):
    scope, allowed = SCOPES[viewer]
    if scope.is_one_mvp:
        assert set(rows_of(day, scope, "from expected_by_day")["mvp_id"]) == allowed
        assert rows_of(day, scope, "from forecast_band").empty == (not allowed)
    else:
        for table in ("expected_by_day", "forecast_band"):
            with pytest.raises(duckdb.CatalogException):
                rows_of(day, scope, f"from {table}")


@pytest.mark.parametrize("viewer", ["the program team", "a lead", "an MVP"])
@pytest.mark.parametrize("figure", PAGE_FIGURES, ids=label)
def test_a_figure_shows_a_viewer_only_their_people(day, people, figure, viewer):
    scope, allowed = {"the program team": (EVERYBODY, ALL), **SCOPES}[viewer]
    others = {people[mvp_id] for mvp_id in ALL - allowed}
    for narrowed in scopes_on_page(scope, figure):
        rows = rows_of_figure(day, narrowed, figure)
        assert set(rows.get("mvp_id", [])) <= allowed
        text = "\n".join(str(cell) for row in rows.itertuples(index=False) for cell in row)
        assert not {other for other in others if mentions(text, other)}


def mentions(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def test_a_name_is_found_only_as_a_whole():
    assert mentions("Jo · South", "Jo")
    assert not mentions("Joana", "Jo")


def test_a_lead_who_opens_the_page_of_an_mvp_of_another_team_sees_nothing(day):
    scope = Scope(teams=("North",), only_mvp="A05")
    for figure in figures_of("mvp"):
        rows = rows_of_figure(day, scope, figure)
        if figure is mvp.CALENDAR:
            assert not rows["contributions"].any()
        else:
            counts = rows.select_dtypes("number")
            assert rows.empty or not counts.to_numpy().any(), figure.query


@pytest.mark.parametrize(
    "text",
    [
        "from read_csv('{mvps}')",
        "from '{mvps}'",
        "select content from read_text('{mvps}')",
        "from glob('{folder}/*')",
        "copy members to '{out}'",
        "copy (select 1) to '{out}' (format parquet)",
        "export database '{out}'",
        "attach '{out}' as other",
        "attach '{other}' as other (read_only)",
        "install httpfs",
        "load httpfs",
        "set memory_limit = '8GB'",
        "set threads = 64",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "reset lock_configuration",
        "from secret",
        "insert into build.main.mvps (mvp_id, name) values ('x', 'X')",
        "delete from build.main.contributions",
        "create table build.main.other as select 1 as one",
    ],
)
@pytest.mark.parametrize("scope", [EVERYBODY, MVP], ids=["the program team", "an MVP"])
def test_a_query_reaches_no_file_no_extension_and_no_setting(
    day, tiny_program, tmp_path, text, scope
):
    secret = pd.DataFrame({"word": ["a variable of the process"]})
    out, other = tmp_path / "out", tmp_path / "other.duckdb"
    shutil.copy(tiny_program.database.resolve(), other)
    statement = text.format(
        mvps=tiny_program.source / "mvps.csv",
        folder=tiny_program.source,
        other=other,
        out=out,
    )
    day.query(scope, "from members").fetchall()  # so that nothing but the lock keeps it in
    with pytest.raises(duckdb.Error):
        day.query(scope, statement).fetchall()
    assert len(secret) == 1
    assert not out.exists()
    assert len(rows_of(day, EVERYBODY, "from membership")) == len(ALL)


def test_a_lead_sees_the_backtest_of_their_teams(day):
    # Before August 20, 2024 only three of South had committed to a track and were active.
    for scope, seen in ((Scope(teams=("South",)), {"A05", "A06", "A07"}), (LEAD, set())):
        assert set(rows_of(day, scope, "from cases")["mvp_id"]) == seen
        scores = rows_of(day, scope, sql("pages/track_record/scores"), by="all", look_ahead=None)
        assert scores["look_ahead"].tolist() == ([60, 30, 14] if seen else [])


def test_a_lead_sees_the_years_of_their_teams(day):
    members = rows_of(day, LEAD, "from membership")["mvp_id"]
    for table in past_years.TABLES:
        assert set(rows_of(day, LEAD, f"from {table}")["mvp_id"]) <= set(members)
    years = rows_of(day, LEAD, "from membership_years")
    assert 0 < len(years) < len(rows_of(day, EVERYBODY, "from membership_years"))


def test_threads_that_ask_for_different_mvps_at_the_same_time_get_their_own_rows(tiny_program):
    day = Day(tiny_program.database.resolve(), tiny_program.as_of)
    tables = ("members", "progress", "expected_by_day", "contributions")

    def seen(mvp_id: str) -> set[str]:
        asked = (f"select mvp_id from {table}" for table in tables)
        return {
            row[0] for text in asked for row in day.query(Scope(mvp_id=mvp_id), text).fetchall()
        }

    people = sorted(ALL) * 4
    with ThreadPoolExecutor(16) as pool:
        assert all(
            rows <= {mvp_id} for mvp_id, rows in zip(people, pool.map(seen, people), strict=True)
        )
    assert seen("A01") == {"A01"}
