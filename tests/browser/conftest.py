"""A real server and a real browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import Program
from tests.machine import unavailable

PROJECT = Path(__file__).parents[2]
MAKE_RUN = (sys.executable, "-m", "dashboard")
Serve = Callable[..., str]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(url: str, path: str = "/_stcore/health") -> bool:
    """Whether a server, of Streamlit if nothing else is said, can be asked at `url`."""
    try:
        with urlopen(url + path, timeout=1) as answer:
            return answer.status == 200
    except OSError:
        return False


@pytest.fixture(scope="module")
def serve() -> Iterator[Serve]:
    """Start the app on a database, with further server options; returns its address."""
    servers = []

    def start(
        program: Program,
        *options: str,
        command: tuple[str, ...] = MAKE_RUN,
        port: int | None = None,
    ) -> str:
        port = port or free_port()
        environment = {**os.environ, "MVP_DATABASE": str(program.database)}
        servers.append(
            subprocess.Popen(
                [*command, f"--server.port={port}", *options],
                cwd=PROJECT,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        url = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 60
        while not answers(url):
            assert time.monotonic() < deadline, "the server did not start within a minute"
            time.sleep(0.2)
        return url

    yield start
    for server in servers:
        server.terminate()
        server.wait(timeout=10)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium, as the system has it; raises FileNotFoundError where it has none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        raise FileNotFoundError("Chromium is not installed (on Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
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
