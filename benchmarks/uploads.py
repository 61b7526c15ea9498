"""Files of 100 MB, sent to the page Bring data in Chromium: the memory of the server meanwhile."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, expect

from benchmarks.flood import highest
from benchmarks.serving import Server, starting
from benchmarks.table import Table
from data.bring.uploads import MOST_BYTES
from data.build.build import build
from data.sample import write_sample
from data.settings.files import load
from tests.browser.conftest import PYTHON_M_DASHBOARD, chromium, free_port

_PAGE = "bring_data"
_SETTLED = 3_000  # ms without a run
_LONGEST = 1_800_000  # ms


def measure(smallest: bool) -> list[Table]:
    """One table: three files one after another, and three at once in another program."""
    size = 1_000_000 if smallest else MOST_BYTES - 1_000
    one_by_one = {"the first": [0], "the second": [1], "the third": [2]}
    return [
        Table(
            f"Uploads of {size / 1e6:.0f} MB",
            ["files", "seconds", "memory before, MB", "highest", "after"],
            [*_rows(one_by_one, size), *_rows({"three at once": [0, 1, 2]}, size)],
            ["Until the page has said what the files are, and whose accounts are in them."],
        )
    ]


def _rows(drops: dict[str, list[int]], size: int) -> list[list[str]]:
    """Files of that many bytes, named by numbers, dropped in a program of their own."""
    with TemporaryDirectory() as name, _serving(Path(name)) as server, chromium() as browser:
        tab = browser.new_page()
        tab.goto(f"{server.url}/{_PAGE}")
        _settle(tab)
        rows = []
        for title, numbers in drops.items():
            files = [_written(Path(name) / f"forum-{n}.csv", size, n) for n in numbers]
            rows.append([title, *_sent(server, tab, files)])
        return rows


@contextmanager
def _serving(folder: Path) -> Iterator[Server]:
    """A server of a made-up program whose files lie in `folder`."""
    as_of = datetime.now(UTC).date()
    write_sample(folder / "input", mvps=60, as_of=as_of)
    build(folder / "input", folder / "mvp.duckdb", as_of, load())
    with starting([*PYTHON_M_DASHBOARD], free_port(), folder / "mvp.duckdb") as server:
        server.wait()
        yield server


def _sent(server: Server, tab: Page, files: list[Path]) -> list[str]:
    """Drop files; returns the seconds and the memory. Raises RuntimeError when one is refused."""
    answered: list[int] = []
    tab.on("response", lambda a: answered.append(a.status) if a.request.method == "PUT" else None)
    first, begin = server.memory(), time.monotonic()
    with highest(server) as memory:
        tab.locator("input[type=file]").set_input_files(files)
        while len(answered) < len(files):
            tab.wait_for_timeout(50)
        _settle(tab)
    if set(answered) != {204}:
        raise RuntimeError(f"files were refused: {answered}")
    seconds = time.monotonic() - begin - _SETTLED / 1000
    return [f"{value:,.0f}" for value in (seconds, first, max(memory), server.memory())]


def _settle(tab: Page) -> None:
    """Wait until no run has been on its way for some seconds."""
    app = tab.get_by_test_id("stApp")
    quiet = 0
    while quiet < _SETTLED:
        expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=_LONGEST)
        tab.wait_for_timeout(100)
        quiet = quiet + 100 if _is_idle(tab) else 0


def _is_idle(tab: Page) -> bool:
    state = tab.get_by_test_id("stApp").get_attribute("data-test-script-state")
    return state == "notRunning"


def _written(path: Path, size: int, seed: int) -> Path:
    """An export of a forum of that many bytes, other rows for each seed."""
    with path.open("w", encoding="utf-8") as file:
        file.write("post_id,username,created_at,title\n")
        number = seed * 10_000_000
        while file.tell() < size - 100_000:
            file.writelines(
                f"{number + row},user{row % 997},2026-{row % 12 + 1:02}-{row % 28 + 1:02}T09:00Z,"
                f"How do I {number + row}\n"
                for row in range(1000)
            )
            number += 1000
    return path
