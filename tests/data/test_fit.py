"""`python -m data fit`: the numbers of the forecast by a program's own history."""

import subprocess
import sys
from datetime import date, timedelta
from math import lgamma, log
from pathlib import Path
from random import Random

import numpy as np
import pytest

from data.build.build import build
from data.outputs.fit.likelihood import Cases, fitted, log_likelihood
from data.settings.files import load, load_program
from tests.conftest import Program

from .folders import written

ROOT = Path(__file__).parent.parent.parent


def drawn_cases(a: float, b: float, k: float) -> Cases:
    """Two thousand cases as the model with these numbers draws them."""
    random = np.random.default_rng(5)
    events, days = random.uniform(0, 20, 2000), random.uniform(5, 130, 2000)
    rates = random.gamma(a + events / k, 1 / (b + days / k))
    return Cases(events, days, np.full(2000, 60.0), random.poisson(rates * 60).astype(float))


def test_the_likelihood_is_that_of_the_negative_binomial():
    cases = Cases(np.array([3.5]), np.array([80.0]), np.array([60.0]), np.array([4.0]))
    size, rate = 0.2 + 3.5 / 3, 6 + 80 / 3
    p = rate / (rate + 60)
    expected = lgamma(size + 4) - lgamma(size) + size * log(p) + 4 * log(1 - p)
    # 60 ** 4 is the same for all numbers and left out.
    found = log_likelihood(cases, 0.2, 6, 3) + 4 * log(60)
    assert found == pytest.approx(expected, rel=1e-12)


def test_a_fit_finds_the_numbers_that_the_cases_were_drawn_with():
    cases = drawn_cases(0.5, 20, 4)
    found = fitted({90: cases})
    assert found.half_life_days == 90
    assert found.prior_events == pytest.approx(0.5, rel=0.3)
    assert found.prior_days == pytest.approx(20, rel=0.3)
    assert found.overdispersion == pytest.approx(4, rel=0.3)
    likely = log_likelihood(cases, found.prior_events, found.prior_days, found.overdispersion)
    assert likely >= log_likelihood(cases, 0.5, 20, 4)


def run(database: Path, as_of: date, *more: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "data", "fit", "--database", database, "--as-of", str(as_of)]
    return subprocess.run([*command, *more], capture_output=True, text=True, cwd=ROOT)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve MVPs with a component about every twenty days, for three years."""
    random, rows = Random(3), []
    people = [f"m{number}" for number in range(12)]
    for who in people:
        for day in range(3 * 365):
            if random.random() < 0.05:
                on = date(2022, 1, 1) + timedelta(day)
                rows.append(f"c{len(rows)},{who},forge,component,{on}\n")
    files = {
        "mvps.csv": "mvp_id,name,email,entered_on\n"
        + "".join(f"{who},{who},{who}@example.org,2022-01-01\n" for who in people),
        "commitments.csv": "mvp_id,year,track\n"
        + "".join(f"{who},{year},forge\n" for who in people for year in (2022, 2023, 2024)),
        "contributions.csv": "contribution_id,mvp_id,track,kind,occurred_at\n" + "".join(rows),
        "program.toml": "[tracks.forge]\nlabel = 'Parts'\n",
    }
    folder = tmp_path_factory.mktemp("fit")
    source = written(folder / "input", files)
    build(source, folder / "mvp.duckdb", date(2024, 12, 31), load_program(source))
    return folder / "mvp.duckdb"


def test_the_record_is_printed_and_the_numbers_are_written_only_where_asked(history, tmp_path):
    out = tmp_path / "numbers.toml"
    done = run(history, date(2024, 12, 31), "--out", str(out))
    assert [done.returncode, done.stderr] == [0, ""]
    lines = done.stdout.splitlines()
    # Twelve checkpoints have passed, of which eight are fitted on: up to the last one of 2023.
    assert lines[0].startswith("Fitted on the days up to 2023-12-31, judged by the checkpoints")
    assert "forum: not enough history: 0 cases with 0 events; at least 30 cases" in done.stdout
    (record,) = [line.split() for line in lines if line.startswith("  forge, 60 days:")]
    before, after = float(record[3]), float(record[5])
    assert after < before
    assert record[-2:] == ["(48", "cases)"]  # four checkpoints, twelve MVPs
    text = out.read_text()
    assert text.startswith("[forecast.forge]\nhalf_life_days = ")
    own = tmp_path / "program.toml"
    own.write_text(text)
    events_a_day = load(own).forecast["forge"]
    assert events_a_day.prior_events / events_a_day.prior_days == pytest.approx(0.05, rel=0.2)
    again = run(history, date(2024, 12, 31), "--out", str(out))
    assert again.returncode == 1
    assert again.stderr == f"Error: {out}: is there already; name another file\n"


def test_a_file_that_is_not_written_is_said_and_ends_with_1(tmp_path: Path):
    """One MVP with 24 components in two years: checkpoints enough, and no track with 30 cases."""
    months = [(year, month) for year in (2023, 2024) for month in range(1, 13)]
    files = {
        "mvps.csv": "mvp_id,name,email,entered_on\nana,Ana,ana@example.org,2023-01-01\n",
        "commitments.csv": "mvp_id,year,track\nana,2023,forge\nana,2024,forge\n",
        "contributions.csv": "contribution_id,mvp_id,track,kind,occurred_at\n"
        + "".join(f"c{y}{m},ana,forge,component,{y}-{m:02}-05\n" for y, m in months),
    }
    database, out = tmp_path / "mvp.duckdb", tmp_path / "numbers.toml"
    build(written(tmp_path / "input", files), database, date(2024, 12, 31), load())
    done = run(database, date(2024, 12, 31), "--out", str(out))
    assert "forge: not enough history: " in done.stdout
    assert done.stderr == f"Error: {out}: not written, as no track has enough history\n"
    assert done.returncode == 1
    assert not out.exists()


def test_without_enough_checkpoints_nothing_is_fitted(tiny_program: Program):
    done = run(tiny_program.database, date(2024, 3, 30))
    assert done.returncode == 1
    assert done.stderr.startswith("Error: 0 checkpoints with a case have passed by 2024-03-30; ")
