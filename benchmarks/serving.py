"""A server to measure, in a process of its own."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

import psutil

from tests.browser.conftest import PROJECT, answers

_SECONDS_TO_START = 60


@dataclass(frozen=True)
class Server:
    """A server that has been started."""

    url: str
    process: psutil.Popen
    complaints: Path  # what it writes to its standard error

    def cpu(self) -> float:
        """The seconds of CPU that it has used so far."""
        used = self.process.cpu_times()
        return used.user + used.system

    def memory(self) -> float:
        """The memory that it holds now, in MB."""
        return self.process.memory_info().rss / 1e6

    def wait(self, path: str = "/_stcore/health") -> None:
        """Return once it answers at `path`.

        Raises TimeoutError when it does not in a minute, RuntimeError when it has ended.
        """
        deadline = time.monotonic() + _SECONDS_TO_START
        while not answers(self.url, path):
            if self.process.poll() is not None:
                said = self.complaints.read_text(encoding="utf-8", errors="replace")
                raise RuntimeError(f"{self.url}: the server has ended, and said\n{said}")
            if time.monotonic() > deadline:
                raise TimeoutError(f"{self.url}: no answer in {_SECONDS_TO_START} seconds")
            time.sleep(0.01)


@contextmanager
def running(command: list[str], port: int, **where: object) -> Iterator[Server]:
    """Start `command`, which serves at `port`, as `Popen` does; it is ended with the block."""
    with NamedTemporaryFile() as complaints:
        process = psutil.Popen(command, stdout=subprocess.DEVNULL, stderr=complaints, **where)
        try:
            yield Server(f"http://127.0.0.1:{port}", process, Path(complaints.name))
        finally:
            with suppress(psutil.NoSuchProcess):
                process.terminate()
            process.wait(timeout=30)


@contextmanager
def starting(
    command: list[str], port: int, database: Path | None = None, folder: Path = PROJECT
) -> Iterator[Server]:
    """Start a server of pages in `folder`, with a port and a database to show."""
    environment = os.environ | ({"MVP_DATABASE": str(database)} if database else {})
    with running([*command, f"--server.port={port}"], port, cwd=folder, env=environment) as server:
        yield server
