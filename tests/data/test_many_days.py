"""Queries as of many days in one plan: the same rows as by the rules of one day after another."""

from datetime import date, timedelta
from random import randrange

import duckdb
import pyarrow as pa
import pytest

from data.build.build import build
from data.days import earlier_days, many_days
from data.days.kept import KEPT_ON
from data.days.many_days import rows_as_of_each
from data.days.rules import compute, rules_read_by
from data.sample import write_sample
from data.settings.files import load_program
from data.sql.files import sql
from data.store.connect import attach

from .cells import is_same_cell
from .published_program import INPUT, JULY, LATE
from .published_program import Program as Published

QUERIES = (
    *(f"earlier_days/{table}" for table in earlier_days.TABLES),
    "backtest/earlier_tracks",
    "past_years/past_levels",
    "past_years/past_tracks",
)
CHANGED_RULES = """
[[from]]
date = "2025-01-01"
[from.levels]
ahead = "3/2"
[from.tracks.content]
cadence_months = 1
[from.tracks.meetup]
use = false
"""
# In January the renewals of the year before are in play, which the settings of then judge.
DAYS = (date(2024, 2, 29), date(2024, 12, 30), date(2025, 1, 1), date(2025, 1, 20))
LATER = (date(2025, 5, 1), date(2025, 6, 30), date(2025, 7, 1))


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """A random program whose settings change with the year 2025."""
    folder = tmp_path_factory.mktemp("changed")
    as_of, source = date(2025, 8, 1), folder / "input"
    write_sample(source, mvps=25, seed=randrange(10_000), as_of=as_of, since=date(2024, 1, 1))
    (source / "program.toml").write_text(CHANGED_RULES, encoding="utf-8")
    return attach(build(source, folder / "mvp.duckdb", as_of, load_program(source)).path)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """Ben's program, with July frozen and what arrived since."""
    program = Published(tmp_path_factory.mktemp("published"))
    program.built(INPUT)
    program.freeze()
    program.built({"contributions-late.csv": LATE})
    return attach(program.published)


def one_by_one(
    con: duckdb.DuckDBPyConnection, queries: tuple[str, ...], days: list[date]
) -> dict[str, pa.Table]:
    """The rows of `queries`, and the day that each is of, by the rules of one day after another."""
    parts: dict[str, list[pa.Table]] = {query: [] for query in queries}
    for day in days:
        compute(con, day, "memory.one_day", rules_read_by(*queries))
        for query in queries:
            rows = con.sql(sql(query)).to_arrow_table()
            on = pa.array([day] * len(rows), pa.date32())
            parts[query].append(rows.append_column(KEPT_ON, on))
        con.execute("drop schema memory.one_day cascade")
    return {query: pa.concat_tables(parts[query]) for query in queries}


def cells(rows: pa.Table) -> list[list]:
    """The rows in the order of their texts, without the digits in which fractions may differ."""
    listed = [list(row.values()) for row in rows.to_pylist()]
    return sorted(
        listed, key=lambda row: repr([None if isinstance(cell, float) else cell for cell in row])
    )


def assert_same(con: duckdb.DuckDBPyConnection, queries: tuple[str, ...], days: list[date]) -> None:
    together = rows_as_of_each(con, queries, days)
    for query, expected in one_by_one(con, queries, days).items():
        got = together[query.split("/")[1]]
        assert got.schema.equals(expected.schema), query
        assert len(got) == len(expected), query
        for one, other in zip(cells(got), cells(expected), strict=True):
            assert all(map(is_same_cell, one, other)), query


def test_the_rows_are_those_of_the_rules_one_day_after_another(changed):
    assert_same(changed, QUERIES, [*DAYS, *LATER])


@pytest.mark.parametrize("days", [[LATER[0]], [date(2000, 1, 1)], [*LATER]])
def test_a_single_day_and_days_of_nobody_have_all_columns(changed, days):
    assert_same(changed, QUERIES, days)


def test_days_that_do_not_fit_into_one_plan_are_taken_in_several(changed, monkeypatch):
    monkeypatch.setattr(many_days, "_ROWS_AT_ONCE", 50)
    days = [date(2024, 3, 1) + timedelta(days=30 * number) for number in range(7)]
    assert_same(changed, ("backtest/earlier_tracks", "earlier_days/earlier_risk"), days)


def test_what_was_published_is_compared_as_of_each_day(published):
    assert_same(published, QUERIES, [JULY - timedelta(days=1), JULY, JULY + timedelta(days=1)])
    compared = rows_as_of_each(
        published, ("earlier_days/progress_comparison",), [JULY, date(2025, 8, 2)]
    )
    assert {row[KEPT_ON] for row in compared["progress_comparison"].to_pylist()} == {JULY}
