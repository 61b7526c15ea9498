"""The larger homes of a build, started for real: PostgreSQL for catalogs of lakes, and Quack."""

import getpass
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import pytest

from data.store.remote import TOKEN
from tests.browser.conftest import free_port
from tests.machine import unavailable

MAKES = "make test-remote"
PASSWORD = "a word between machines"
ServeQuack = Callable[[Path, str], None]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session", autouse=True)
def _extensions() -> None:
    if find_spec("duckdb_extension_ducklake") is None:
        unavailable(f"the DuckDB extensions are not here; `{MAKES}` runs this with them")


class Postgres:
    """A PostgreSQL of its own, on a port of its own, which can be stopped and started again."""

    def __init__(self, folder: Path, programs: Path, owner: str) -> None:
        self._folder, self._programs, self._owner = folder, programs, owner
        self._port, self._numbers = free_port(), count(1)

    def run(self, program: str, *words: str) -> None:
        """Run one of PostgreSQL's programs, as somebody who is not root."""
        said = subprocess.run(
            [self._programs / program, *words],
            user=self._owner,
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert said.returncode == 0, said.stderr

    def create(self) -> None:
        """Make its files, with a user who has a password, and start it."""
        word = self._folder / "word"
        word.write_text(PASSWORD)
        how = ["--username=mvp", "--auth=scram-sha-256", f"--pwfile={word}", "--no-sync"]
        self.run("initdb", f"--pgdata={self._folder / 'data'}", *how)
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-p {self._port} -k {self._folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        data, log = str(self._folder / "data"), str(self._folder / "log")
        self.run("pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start")

    def stop(self) -> None:
        """Stop it at once, whoever is connected."""
        self.run("pg_ctl", "-D", str(self._folder / "data"), "-w", "-m", "immediate", "stop")

    def catalog(self) -> str:
        """The address of a lake that is not there yet, in a database of its own."""
        name = f"lake{next(self._numbers)}"
        where = f"host=127.0.0.1 port={self._port} user=mvp password='{PASSWORD}'"
        self.run("psql", f"{where} dbname=postgres", "-c", f"create database {name}")
        return f"ducklake:postgres:{where} dbname={name} connect_timeout=5"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A running PostgreSQL for the catalogs of lakes."""
    found = shutil.which("initdb") or max(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), default=None
    )
    if found is None:
        unavailable("PostgreSQL is not installed (on Debian: apt-get install postgresql)")
    owner = "postgres" if os.geteuid() == 0 else getpass.getuser()  # it refuses to run as root
    folder = Path(tempfile.mkdtemp(prefix="lakes-"))
    os.chown(folder, pwd.getpwnam(owner).pw_uid, -1)
    server = Postgres(folder, Path(found).resolve().parent, owner)
    server.create()
    yield server
    server.stop()
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def serve_quack() -> Iterator[ServeQuack]:
    """Serve the build in a file at a `quack:` address; who was there before ends."""
    environment = pytest.MonkeyPatch()
    environment.setenv(TOKEN, PASSWORD)
    running: dict[str, subprocess.Popen] = {}

    def stop(address: str) -> None:
        if address in running:
            running.pop(address).communicate(timeout=20)

    def serve(file: Path, address: str) -> None:
        stop(address)
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.remote.quack_server", file, address],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert server.stdout.readline() == f"{address}\n"
        running[address] = server

    yield serve
    for address in list(running):
        stop(address)
    environment.undo()
