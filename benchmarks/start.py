"""The start: from the command to the first page drawn, beside an empty Streamlit page."""

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from benchmarks.serving import starting
from benchmarks.table import Table, spread
from dashboard.server.first_run import build_sample
from tests.browser.conftest import PYTHON_M_DASHBOARD, chromium, free_port

# With the options that .streamlit/config.toml changes as Streamlit has them.
_EMPTY = (
    *(sys.executable, "-m", "streamlit", "run", "benchmarks/empty_page.py"),
    *("--server.fileWatcherType=auto", "--runner.postScriptGC=true"),
)
_ROUNDS = 7
# The script has run, each chart is drawn, and nothing waits to be drawn.
_IS_DRAWN = """charts =>
    document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'
    && document.querySelectorAll('.js-plotly-plot:has(.trace)').length >= charts
    && !document.querySelector('[data-testid=stSkeleton]')"""


@dataclass(frozen=True)
class Started:
    """The seconds from the command until the server answers, and until its page is drawn."""

    answers: float
    drawn: float


def measure(smallest: bool) -> list[Table]:
    """One table: a row for the dashboard and one for the empty page."""
    with TemporaryDirectory() as folder, chromium() as browser:
        database = Path(folder) / "mvp.duckdb"
        build_sample(database)
        ours, empty = [], []
        for _ in range(1 if smallest else _ROUNDS):
            ours.append(_started(browser, PYTHON_M_DASHBOARD, 3, database))
            empty.append(_started(browser, _EMPTY, 1))
    ratio = median(one.drawn for one in ours) / median(one.drawn for one in empty)
    return [
        Table(
            "The start",
            ["", "server answers, s", "first page drawn, s"],
            [_row("`make run` on a built database", ours), _row("empty page, one chart", empty)],
            [f"The first page takes {ratio:.2f} times the empty one. New browser profile each."],
        )
    ]


def _started(
    browser: Browser, command: tuple[str, ...], charts: int, database: Path | None = None
) -> Started:
    """Start a server, and open its front page as soon as it answers."""
    since = time.perf_counter()
    with starting([*command], free_port(), database) as server:
        server.wait()
        answers = time.perf_counter() - since
        tab = browser.new_page()
        tab.goto(server.url)
        tab.wait_for_function(_IS_DRAWN, arg=charts, timeout=60_000)
        drawn = time.perf_counter() - since
        tab.close()
    return Started(answers, drawn)


def _row(title: str, rounds: list[Started]) -> list[str]:
    return [
        title,
        spread([one.answers for one in rounds], 2),
        spread([one.drawn for one in rounds], 2),
    ]
