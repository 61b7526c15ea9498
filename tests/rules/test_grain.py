"""Each query states its key in its first lines; in real programs no two rows have the same key."""

from datetime import date

import pytest

from dashboard.page.catalog import figures
from dashboard.page.figures import Figure
from data.days.day import Day
from data.days.past_years import TABLES as PAST_YEARS
from data.days.rules import RULES
from data.days.scope import Scope
from data.lineage.queries import AS_OF_INDEPENDENT
from data.sql.files import key_of, names, sql
from tests.data.folders import AS_OF
from tests.data.forum_program import build_with_forum
from tests.figures import is_of, label

EVERYBODY = Scope(everybody=True)
# They show contributions and corrections without their ids, so two rows may look alike.
WITHOUT_KEY = {
    "pages/mvp/arrived",
    "pages/mvp/contributions",
    "pages/mvp/published",
    "pages/mvp/told",
}
WITH_KEY = [figure for figure in figures() if figure.sql_file not in WITHOUT_KEY]
TABLES = [
    *(f"rules/{rule}" for rule in RULES),
    *(f"as_of_independent/{table}" for table in AS_OF_INDEPENDENT),
    *("earlier_days/earlier_members", "earlier_days/earlier_risk", "backtest/cases"),
    *(f"past_years/{table}" for table in PAST_YEARS),
    "checkpoint_progress/checkpoint_progress",
]
OF_OUTPUTS = [f"{floor}/{name}" for floor in ("record", "calendar") for name in names(floor)]


@pytest.fixture(scope="module")
def days(sample, tiny_program, empty_program, tmp_path_factory) -> dict[str, Day]:
    """The sample and `tiny`: in January, when two years are in play, and later in the year.

    In the empty program nothing was supplied; the last one has raw exports.
    """
    exports = build_with_forum(tmp_path_factory.mktemp("exports")).built
    tiny = tiny_program.database.resolve()
    return {
        "empty": Day(empty_program.database.resolve(), empty_program.as_of),
        "sample, January": sample.program.day("2025-01-20"),
        "sample, July": sample.program.day("2025-07-31"),
        "tiny, January": Day(tiny, date(2024, 1, 20)),
        "tiny, August": Day(tiny, tiny_program.as_of),
        "raw exports": Day(exports.path, AS_OF),
    }


def scopes(day: Day, figure: Figure) -> list[Scope]:
    """Everybody; for a figure about one MVP, each MVP in turn."""
    if not is_of(figure, "mvp"):
        return [EVERYBODY]
    found = day.query(EVERYBODY, "select mvp_id from members order by mvp_id").fetchall()
    return [Scope(everybody=True, only_mvp=mvp_id) for (mvp_id,) in found]


def counted(query: str, text: str) -> str:
    """SQL for the keys of `query` in the rows of `text`, with how many rows have each."""
    columns = ", ".join(f'"{column}"' for column in key_of(query)) or "true"
    return f"select {columns}, count(*) as rows from ({text}\n) group by all"


# The programs here count no points, and nobody in them is known to leave on a later day; there are
# rows of it in tests/rules/test_measures.py and tests/rules/test_call_deadlines.py.
WITHOUT_ROWS = ("rules/points_of_everybody", "rules/points_of_events", "rules/known_leavings")


def repeated(found: list[tuple]) -> list[tuple]:
    """The keys that more than one row has."""
    return [tuple(key) for *key, rows in found if rows > 1]


def test_every_rule_table_and_figure_states_its_key():
    queries = [*TABLES, *(figure.sql_file for figure in WITH_KEY)]
    assert [query for query in queries if key_of(query) is None] == []
    assert [query for query in WITHOUT_KEY if key_of(query) is not None] == []


@pytest.mark.parametrize("query", TABLES)
def test_no_two_rows_of_a_table_have_the_same_key(days, query):
    rows, text = 0, counted(query, f"from {query.partition('/')[2]}")
    for name, day in days.items():
        found = day.query(EVERYBODY, text).fetchall()
        assert repeated(found) == [], name
        rows += len(found)
    assert rows > 0 or query in WITHOUT_ROWS


@pytest.mark.parametrize("query", OF_OUTPUTS)
def test_no_two_rows_of_a_record_or_a_calendar_have_the_same_key(days, query):
    rows = 0
    for name, day in days.items():
        found = day.query(EVERYBODY, counted(query, sql(query))).fetchall()
        assert repeated(found) == [], name
        rows += len(found)
    assert rows > 0


@pytest.mark.parametrize("figure", WITH_KEY, ids=label)
def test_no_two_rows_of_a_figure_have_the_same_key(days, figure):
    text = counted(figure.sql_file, sql(figure.sql_file))
    for name in ("tiny, January", "tiny, August"):
        for scope in scopes(days[name], figure):
            found = days[name].query(scope, text, figure.parameters or None).fetchall()
            assert repeated(found) == [], (name, scope)
