"""Definitions: the numbers that went into the chances of one MVP."""

import csv
from math import exp, lgamma, log
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.registry import page
from dashboard.viewers.access import VIEW_AS
from tests.conftest import Program

ROOT = Path(__file__).parents[2]
LEAD, OTHER_LEAD = "lead.north@example.org", "lead.south@example.org"
DAY = "September 30, 2024"


@pytest.fixture(autouse=True)
def as_database(tiny_program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tiny program, as the app's database."""
    monkeypatch.setenv("MVP_DATABASE", str(tiny_program.database))


def opened(viewer: str | None = None, **query: str) -> AppTest:
    """Definitions of the risks of an MVP, as a viewer sees it."""
    app = AppTest.from_file(ROOT / "dashboard" / "main.py", default_timeout=60)
    app.session_state[VIEW_AS] = viewer
    for key, value in {"as_of": "2024-08-20", "figure": "mvp/risks", **query}.items():
        app.query_params[key] = value
    app.switch_page(page("definitions").file).run()
    assert not app.exception
    return app


def numbers(app: AppTest) -> list[pd.DataFrame]:
    """The tables of numbers, one for each track."""
    return [each.value for each in app.table if "Symbol" in each.value]


def by_symbol(table: pd.DataFrame) -> dict[str, float]:
    """The numbers that have a symbol, at the next checkpoint."""
    named = table[table["Symbol"] != ""]
    return {
        symbol: float(said.replace(",", ""))
        for symbol, said in zip(named["Symbol"], named[DAY], strict=True)
    }


def chance_of(n: dict[str, float]) -> float:
    """The formulas of docs/forecast.md: a negative binomial times a beta-binomial distribution."""
    r, q = n["a"] + n["S"] / n["k"], n["b"] + n["X"] / n["k"]
    p = q / (q + n["m"])
    too_few = sum(
        exp(lgamma(r + i) - lgamma(r) - lgamma(i + 1) + r * log(p) + i * log(1 - p))
        for i in range(int(n["N"]))
    )
    z, alpha, beta = int(n["z"]), n["α"], n["β"]  # noqa: RUF001

    def of_beta(x: float, y: float) -> float:
        return lgamma(x) + lgamma(y) - lgamma(x + y)

    too_few_accepted = sum(
        exp(
            lgamma(z + 1)
            - lgamma(i + 1)
            - lgamma(z - i + 1)
            + of_beta(alpha + i, beta + z - i)
            - of_beta(alpha, beta)
        )
        for i in range(int(n["y"]))
    )
    return (1 - too_few) * (1 - too_few_accepted)


def test_the_numbers_that_are_printed_give_the_chance_that_was_worked_out_by_hand():
    (table,) = numbers(opened(mvp="A01"))
    file = ROOT / "tests" / "programs" / "tiny" / "expected" / "risk.csv"
    with file.open(encoding="utf-8", newline="") as opened_file:
        rows = {(row["mvp_id"], row["about"]): row for row in csv.DictReader(opened_file)}
    expected = float(rows["A01", "forum"]["chance"])
    assert chance_of(by_symbol(table)) == pytest.approx(expected, abs=0.0001)
    assert table[DAY].iloc[-1] == "**9 %**"


def test_a_chance_that_needs_no_numbers_says_why():
    """Elena has all three pieces of content that are expected."""
    said = {
        str(row) for table in numbers(opened(mvp="A05")) for row in table[DAY] if "**" in str(row)
    }
    assert "**100 %**: nothing more has to happen" in said


def test_nobody_is_shown_before_somebody_is_picked():
    app = opened()
    assert "The numbers behind one person’s chance" in [each.value for each in app.subheader]
    assert numbers(app) == []


def test_a_figure_without_a_chance_has_no_such_numbers():
    app = opened(figure="mvp/accounts", mvp="A01")
    assert "The numbers behind one person’s chance" not in [each.value for each in app.subheader]


def test_a_lead_sees_their_own_people_only():
    assert len(numbers(opened(LEAD, mvp="A01"))) == 1
    app = opened(OTHER_LEAD, mvp="A01")
    assert numbers(app) == []
    assert "The MVP in this link is nobody whom you can see on this day." in [
        each.value for each in app.caption
    ]


def test_an_mvp_sees_their_own_numbers_and_nobody_else_s():
    (own,) = numbers(opened("ana@example.org"))
    assert own.equals(numbers(opened("ana@example.org", mvp="A01"))[0])
    assert numbers(opened("ana@example.org", mvp="A02")) == []
