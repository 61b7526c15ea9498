"""A real server and a real browser."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as NotInTime

from dashboard.registry import page
from tests.conftest import Program
from tests.machine import unavailable

PROJECT = Path(__file__).parents[2]
COMMANDS = {
    "python -m dashboard": (sys.executable, "-m", "dashboard"),
    "streamlit run app.py": (sys.executable, "-m", "streamlit", "run", "app.py"),
}
PYTHON_M_DASHBOARD = COMMANDS["python -m dashboard"]
ELSEWHERE = "dashboard.example"  # a name of this machine that browsers do not take for it
Serve = Callable[..., str]
BUSY_MACHINE = 60  # seconds that a step may take: many tests run at once

expect.set_options(timeout=BUSY_MACHINE * 1000)


def free_port() -> int:
    """A port that is not in use."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(url: str, path: str = "/_stcore/health") -> bool:
    """Whether a server answers at `url`, by default one of Streamlit."""
    try:
        with urlopen(url + path, timeout=1) as answer:
            return answer.status == 200
    except OSError:
        return False


@contextmanager
def serving(
    program: Program,
    *options: str,
    command: tuple[str, ...] = PYTHON_M_DASHBOARD,
    port: int | None = None,
    env: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[str]:
    """Run the app on a database, with further options and variables; yields its address."""
    port = port or free_port()
    with subprocess.Popen(
        [*command, f"--server.port={port}", *options],
        cwd=PROJECT,
        env={**os.environ, "MVP_DATABASE": str(program.database), **env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            wait_for_answer(url := f"http://127.0.0.1:{port}")
            yield url
        finally:
            server.terminate()
            server.wait(timeout=10)


def choose(tab: Page, name: str, option: str) -> None:
    """Pick an option of a list. A run of the page that ends now closes an open list, so a list in
    which the option does not come is opened again."""
    choices = tab.get_by_role("option", name=option)
    deadline = time.monotonic() + BUSY_MACHINE
    while time.monotonic() < deadline:
        tab.get_by_role("combobox", name=name, exact=True).click()
        with suppress(NotInTime):
            return choices.click(timeout=5_000)
    raise AssertionError(f"the list {name} does not offer {option}")


def wait_for_answer(url: str) -> None:
    """Return when the server at `url` answers; it may take a minute."""
    deadline = time.monotonic() + BUSY_MACHINE
    while not answers(url):
        assert time.monotonic() < deadline, "the server did not start within a minute"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def serve() -> Iterator[Serve]:
    """Start the app as `serving` does, for all tests of a module; returns its address."""
    with ExitStack() as servers:
        yield lambda *args, **options: servers.enter_context(serving(*args, **options))


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium; raises FileNotFoundError when there is none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        raise FileNotFoundError("Chromium is not installed (on Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", f"--host-resolver-rules=MAP {ELSEWHERE} 127.0.0.1"]
        launched = playwright.chromium.launch(executable_path=path, args=arguments)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser, for all tests."""
    try:
        with chromium() as launched:
            yield launched
    except FileNotFoundError as error:
        unavailable(str(error))


def open_menu(tab: Page, title: str) -> Locator:
    """The menu of the figure with that title, opened."""
    tab.get_by_role("button", name=f"Menu: {title}", exact=True).click()
    return tab.get_by_role("dialog", name=f"Menu: {title}", exact=True)


def expect_in_url(tab: Page, part: str) -> None:
    """Wait until `part` is in the address of the page: filters get there after the heading."""
    expect(tab).to_have_url(re.compile(re.escape(part)))


def title_of(tab: Page, title: str) -> Locator:
    """What shows that the page with that title in the menu is drawn: its heading.

    The heading of the page of an MVP is a name, so there it is the first of its tabs; where there
    is nobody to show, it is the title.
    """
    heading = tab.get_by_role("heading", name=title, level=1, exact=True)
    if title == page("mvp").title:
        return heading.or_(tab.get_by_role("tab", name="Progress", exact=True))
    return heading
