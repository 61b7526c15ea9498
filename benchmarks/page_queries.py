"""Every page query of one build, timed by pytest-benchmark; benchmarks/queries.py runs this file.

The build is the one that MVP_DATABASE names. A query is asked as its page asks it: through the
views of a scope, and into a frame. What a benchmark is about stands in its group.
"""

import os
import resource
from functools import cache
from itertools import count
from pathlib import Path

import pandas as pd
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.programs import AS_OF
from dashboard.page.figures import Figure
from data.days.day import Day
from data.days.scope import Scope
from data.sql.files import sql
from tests.figures import PAGE_FIGURES, is_of, label

ROUNDS = 7
_MIB = 1024
_EVERYBODY = Scope(everybody=True)
# The parts of a day -> a table of each, which makes the day compute the part.
_PARTS = {
    "rules": "members",
    "earlier days": "earlier_members",
    "backtest": "cases",
    "patterns": "patterns_of_one",
}


@cache
def day() -> Day:
    """The day that all queries read, kept as the app keeps it."""
    return Day(Path(os.environ["MVP_DATABASE"]).resolve(), AS_OF)


@cache
def mvps() -> list[str]:
    """All MVPs with contributions, those with most of them first."""
    text = "select mvp_id from activity group by all order by count(*) desc, mvp_id"
    return [mvp_id for (mvp_id,) in day().query(_EVERYBODY, text).fetchall()]


@pytest.fixture(autouse=True)
def peak_memory(benchmark: BenchmarkFixture):
    """Note how much memory the process has held at most, in MiB."""
    yield
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    benchmark.extra_info["memory"] = peak / _MIB


@pytest.mark.benchmark(group="day")
@pytest.mark.parametrize("part", _PARTS)
def test_a_part_of_a_day_is_computed(benchmark: BenchmarkFixture, part: str):
    def compute() -> None:
        day().query(_EVERYBODY, f"from {_PARTS[part]} limit 0")

    benchmark.pedantic(compute, rounds=1)


@pytest.mark.benchmark(group="scope")
def test_the_page_of_an_mvp_is_opened(benchmark: BenchmarkFixture):
    number = count()

    def open_next() -> None:
        scope = Scope(everybody=True, only_mvp=mvps()[next(number)])
        day().query(scope, "select 1").fetchall()

    benchmark.pedantic(open_next, rounds=ROUNDS, warmup_rounds=1)


@pytest.mark.benchmark(group="query")
@pytest.mark.parametrize("figure", PAGE_FIGURES, ids=label)
def test_a_page_query_answers(benchmark: BenchmarkFixture, figure: Figure):
    text, parameters = sql(figure.sql_file), dict(figure.parameters)
    is_of_one = is_of(figure, "mvp")
    scope = Scope(everybody=True, only_mvp=mvps()[0]) if is_of_one else _EVERYBODY

    def ask() -> pd.DataFrame:
        return day().query(scope, text, parameters).df()

    benchmark.pedantic(ask, rounds=ROUNDS, warmup_rounds=1)
