"""`python -m data backtest`: the scores of our flags as text."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from data.build.build import build
from data.settings.files import load

from .folders import written

ROOT = Path(__file__).parent.parent.parent
# By 2025-03-31, 3 components are expected of Ana, and 64 answer days of Bob, more than the days
# left at any observation. So her chance is 1 from her third component on, and his is always 0.
FILES = {
    "mvps.csv": "mvp_id,name,email,entered_on,nda_signed_on\n"
    "ana,Ana,ana@example.org,2025-01-01,2025-01-01\n"
    "bob,Bob,bob@example.org,2025-01-01,2025-01-01\n",
    "commitments.csv": "mvp_id,year,track\nana,2025,forge\nbob,2025,forum\n",
    "contributions.csv": "contribution_id,mvp_id,track,kind,occurred_at\n"
    "c1,ana,forge,component,2025-01-10\n"
    "c2,ana,forge,component,2025-01-11\n"
    "c3,ana,forge,component,2025-01-12\n",
}
FEW = "too few to judge"


@pytest.fixture(scope="module")
def database(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("backtest")
    source = written(folder / "input", FILES)
    build(source, folder / "mvp.duckdb", date(2025, 7, 1), load())
    return folder / "mvp.duckdb"


def backtest(database: Path, as_of: str) -> subprocess.CompletedProcess:
    """Run the command for real, with its output in pipes."""
    command = [sys.executable, "-m", "data", "backtest", "--database", database, "--as-of", as_of]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT)


def test_the_command_prints_the_scores_over_all_by_track_and_by_year(database):
    done = backtest(database, "2025-07-01")
    assert [done.returncode, done.stderr] == [0, ""]
    together = f"2 1 1 1 100% 100% 0.0000 0.0000 {FEW}"
    assert [" ".join(line.split()) for line in done.stdout.splitlines()] == [
        "part look_ahead cases missed flagged flagged_missed precision recall brier brier_pro_rata"
        " note",
        *(f"all {days} {together}" for days in (60, 30, 14)),
        *(f"forum {days} 1 1 1 1 100% 100% 0.0000 0.0000 {FEW}" for days in (60, 30, 14)),
        *(f"forge {days} 1 0 0 0 - - 0.0000 0.0000 {FEW}" for days in (60, 30, 14)),
        *(f"2025 {days} {together}" for days in (60, 30, 14)),
    ]


def test_the_command_says_when_no_checkpoint_has_passed(database):
    done = backtest(database, "2025-03-30")
    assert [done.returncode, done.stderr] == [0, ""]
    assert done.stdout == "No checkpoint with a case has passed by 2025-03-30\n"


def test_a_date_outside_of_the_database_ends_with_1_and_one_line(database):
    done = backtest(database, "2026-07-03")
    assert [done.returncode, done.stdout] == [1, ""]
    assert done.stderr.endswith("knows the days from 2000-01-01 to 2026-07-02, not 2026-07-03\n")
    assert len(done.stderr.splitlines()) == 1
