"""Queries as of many days in one plan: the same rows as by the rules of one day after another."""

from datetime import date, timedelta
from random import randrange

import duckdb
import pyarrow as pa
import pytest

from data.build.build import build
from data.days import backtest_cases, earlier_days, many_days, past_years
from data.days.kept import KEPT_ON
from data.days.rules import compute, rules_read_by
from data.sample import write_sample
from data.settings.files import load_program
from data.sql.files import sql
from data.store.connect import attach

from .cells import is_same_cell
from .changed_rules import CHANGED_RULES
from .published_program import INPUT, JULY, LATE
from .published_program import Program as Published

# The folder of queries -> the module that asks for rows of them as of many days.
GROUPS = {"earlier_days": earlier_days, "backtest": backtest_cases, "past_years": past_years}
# In January the renewals of the year before are in play, which the settings of then judge.
DAYS = (date(2024, 2, 29), date(2024, 12, 30), date(2025, 1, 1), date(2025, 1, 20))
LATER = (date(2025, 5, 1), date(2025, 6, 30), date(2025, 7, 1))


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """A random program whose settings change with the year 2025."""
    folder = tmp_path_factory.mktemp("changed")
    as_of, source = date(2025, 8, 1), folder / "input"
    write_sample(source, mvps=25, seed=randrange(10_000), as_of=as_of, since=date(2024, 1, 1))
    (source / "program.toml").write_text(CHANGED_RULES.format("2025-01-01"), encoding="utf-8")
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


def assert_same(con: duckdb.DuckDBPyConnection, days: list[date]) -> None:
    """What each group asks for is the same as by the rules of one day after another."""
    found = {
        f"{folder}/{name}": rows
        for folder, group in GROUPS.items()
        for name, rows in group.rows_as_of(con, days).items()
    }
    for query, expected in one_by_one(con, tuple(found), days).items():
        assert found[query].schema.equals(expected.schema), query
        assert len(found[query]) == len(expected), query
        for one, other in zip(cells(found[query]), cells(expected), strict=True):
            assert all(map(is_same_cell, one, other)), query


def test_the_rows_are_those_of_the_rules_one_day_after_another(changed):
    assert_same(changed, [*DAYS, *LATER])


@pytest.mark.parametrize("days", [[LATER[0]], [date(2000, 1, 1)], [date(2000, 1, 1), *LATER]])
def test_a_single_day_and_days_of_nobody_have_all_columns(changed, days):
    assert_same(changed, days)


def test_days_that_do_not_fit_into_one_plan_are_taken_in_several(changed, monkeypatch):
    monkeypatch.setattr(many_days, "_ROWS_AT_ONCE", 50)
    assert_same(changed, [*LATER])


def test_what_was_published_is_compared_as_of_each_day(published):
    days = [JULY - timedelta(days=1), JULY, JULY + timedelta(days=1)]
    assert_same(published, days)
    compared = earlier_days.rows_as_of(published, days)["progress_comparison"].to_pylist()
    assert {row["compared_on"] for row in compared} == {JULY}
