"""Tables and views that a day makes when a query first names them: once, complete, and bounded."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import duckdb
import pyarrow as pa
import pytest

from dashboard.reading import days
from data.build.build import build
from data.days import backtest_cases, checkpoint_progress, earlier_days, past_years
from data.days.day import Day
from data.days.scope import Scope
from data.errors import NoDatabaseError
from data.settings.files import load
from data.store.locations import Build, build_at
from tests.conftest import TINY, Program

EVERYBODY = Scope(everybody=True)
ONE = Scope(mvp_id="A01")
GROUPS = pytest.mark.parametrize(
    "group", [earlier_days, backtest_cases, past_years, checkpoint_progress]
)


@pytest.fixture
def day(tiny_program: Program) -> Day:
    """The tiny program as of its date; no query has named a table yet."""
    return Day(tiny_program.database.resolve(), tiny_program.as_of)


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The groups of tables that are computed during the test, in order."""
    names: list[str] = []
    for group in (earlier_days, backtest_cases, past_years, checkpoint_progress):
        original = group.tables

        def counted(cursor: object, build: Build, group=group, original=original) -> dict:
            names.append(group.__name__)
            return original(cursor, build)

        monkeypatch.setattr(group, "tables", counted)
    return names


def count(day: Day, table: str, scope: Scope = EVERYBODY) -> int:
    return day.query(scope, f"select count(*) from {table}").fetchone()[0]


# Tables of the day


def test_a_query_of_the_rules_computes_no_table_of_a_group(day, computed):
    count(day, "members join progress using (mvp_id)")
    assert computed == []


@GROUPS
def test_the_tables_of_a_group_are_computed_once_for_all_scopes(day, computed, group):
    for table in group.TABLES * 2:
        count(day, table)
        count(day, table, ONE)
    assert computed == [group.__name__]


@GROUPS
def test_threads_that_name_a_table_at_the_same_time_compute_it_once(day, computed, group):
    table = group.TABLES[0]
    with ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(lambda _: count(day, table), range(8)))
    assert computed == [group.__name__]
    assert counts == [count(day, table)] * 8
    assert counts[0] > 0


@GROUPS
def test_a_query_can_tell_whether_its_tables_are_there(day, group):
    text = f"from {group.TABLES[0]}"
    assert day.has_tables_of("from members")
    assert not day.has_tables_of(text)
    day.query(EVERYBODY, text)
    assert day.has_tables_of(text)


@GROUPS
def test_after_an_error_none_of_the_tables_is_there_and_they_are_computed_again(
    day, monkeypatch, group
):
    computed = group.tables

    def incomplete(cursor: object, build: Build) -> dict:
        return {**computed(cursor, build), "two words": pa.table({"one": [1]})}

    monkeypatch.setattr(group, "tables", incomplete)
    for _ in ("first", "again"):
        with pytest.raises(duckdb.Error):
            count(day, group.TABLES[0])
    monkeypatch.setattr(group, "tables", computed)
    assert count(day, group.TABLES[0]) > 0


@GROUPS
def test_tables_are_not_made_from_a_file_that_was_changed_in_place(tmp_path, group):
    built = build(TINY / "input", tmp_path / "mvp.duckdb", date(2024, 8, 20), load())
    day = Day(built.path, date(2024, 8, 20))
    content = built.path.read_bytes()
    built.path.unlink()
    built.path.write_bytes(content)
    with pytest.raises(NoDatabaseError, match="has changed; open this page again"):
        count(day, group.TABLES[0])


@pytest.mark.parametrize("program", ["tiny_program", "sample_program"])
def test_all_tables_fit_into_the_memory_that_a_day_sets_aside(program, request):
    program = request.getfixturevalue(program)
    day = Day(program.database.resolve(), program.as_of)
    for table in day.names(EVERYBODY):
        count(day, table)
    (used,) = day.query(
        EVERYBODY,
        "select memory_usage_bytes from duckdb_memory() where tag = 'IN_MEMORY_TABLE'",
    ).fetchone()
    assert 0 < used <= day.bytes


# The cache of days


@pytest.fixture
def empty_cache() -> Iterator[None]:
    """An empty cache of days, before and after the test."""
    days.empty_caches()
    yield
    days.empty_caches()


def test_the_backtest_of_a_day_evicts_no_other_day(tiny_program, empty_cache):
    build = build_at(tiny_program.database.resolve())
    dates = [tiny_program.as_of - timedelta(days=number) for number in range(3)]
    before = [days.day(build, as_of) for as_of in dates]
    size = days._days.currsize
    for table in ("earlier_members", "cases"):
        count(before[0], table)
    assert [days.day(build, as_of) for as_of in dates] == before
    assert days._days.currsize == size == sum(day.bytes for day in before)


class LargeDay(Day):
    """A day of which the cache can hold two."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)
        self.bytes = days._MOST_BYTES * 2 // 5


def test_the_cache_evicts_the_day_that_was_not_used_for_the_longest_time(
    tiny_program, empty_cache, monkeypatch
):
    monkeypatch.setattr(days, "Day", LargeDay)
    build = build_at(tiny_program.database.resolve())
    dates = [tiny_program.as_of - timedelta(days=number) for number in range(3)]
    first, second, third = (days.day(build, as_of) for as_of in dates)
    assert days._days.currsize == first.bytes * 2
    assert days.day(build, dates[1]) is second
    assert days.day(build, dates[2]) is third
    assert days.day(build, dates[0]) is not first
    assert days.day(build, dates[2]) is third
    assert days.day(build, dates[1]) is not second


# Views of a scope


def test_tables_for_one_mvp_can_be_named_in_any_order(day):
    for names in (
        "progress",
        "forecast_band",
        "expected_by_day",
        "progress join forecast_band using (track)",
        "expected_by_next_checkpoint",
        "expected_by_next_checkpoint join expected_by_day using (track)",
    ):
        assert count(day, names, ONE) > 0


def test_views_that_fail_half_way_leave_nothing_behind(day):
    for _ in ("first", "again"):
        with pytest.raises(duckdb.ConversionException):
            day.query(Scope(everybody="neither yes nor no"), "from membership")


def test_other_dates_leave_the_horizons_of_the_rules_as_they_are(day):
    for scope in (EVERYBODY, ONE):
        before = count(day, "horizons", scope), count(day, "expected", scope)
        count(day, "expected_by_next_checkpoint", scope)
        assert (count(day, "horizons", scope), count(day, "expected", scope)) == before


def test_what_is_expected_by_the_next_checkpoint_is_of_the_mvps_in_scope(day):
    whole = day.query(EVERYBODY, "select distinct mvp_id from expected_by_next_checkpoint")
    assert len(whole.fetchall()) > 1
    one = day.query(ONE, "select distinct mvp_id from expected_by_next_checkpoint")
    assert one.fetchall() == [("A01",)]
