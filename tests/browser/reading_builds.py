"""Sessions that read page after page while builds are published: what they see, and the memory."""

import csv
import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from itertools import cycle
from pathlib import Path

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection

from data.build.build import build
from data.settings.files import load as load_settings
from tests.browser.auth_cookies import secrets_option
from tests.browser.conftest import free_port, serving
from tests.browser.ws_client import SECONDS_A_RUN, error_in, messages_of, session
from tests.conftest import TINY, Program
from tests.leak_search import sent_texts
from tests.people import signed_in

SECONDS_A_PAGE = 15  # between two pages of a session
LINKS = ("overview", "progress", "at_risk", "mvp", "data_health")
AS_OF = date(2024, 8, 20)
# Every build has its number in the name of each MVP and team.
MARK = re.compile(r"\bbuild(\d{3})\b")


@dataclass(frozen=True)
class Load:
    """How many builds come while how many sessions read, and when the memory in use is level.

    It is level once every session has read every page of the last three builds.
    """

    sessions: int
    builds: int
    level_after: int  # builds

    def __str__(self) -> str:
        return f"{self.builds} builds, {self.sessions} sessions"


@dataclass
class Seen:
    """What one session received: how much, in how many runs, of which builds, and any faults."""

    messages: int = 0
    runs: int = 0
    restarted: int = 0
    builds: set[int] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)


def marked(folder: Path, number: int) -> Path:
    """The tiny program with the build's number in every name and team."""
    mark = f" build{number:03}"
    for path in (TINY / "input").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    with (TINY / "input" / "mvps.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (folder / "mvps.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        for row in rows:
            team = row["team"] and row["team"] + mark
            writer.writerow(row | {"name": row["name"] + mark, "team": team})
    return folder


def runs_of(connection: ClientConnection, link: str) -> list[list[ForwardMsg]]:
    """Ask for a page; returns the messages of its run, after those of runs that were restarted."""
    runs: list[list[ForwardMsg]] = []
    for message in messages_of(connection, link):
        if message.WhichOneof("type") == "new_session":
            runs.append([])
        if runs:
            runs[-1].append(message)
    return runs


def note(heard: Seen, run: list[ForwardMsg], link: str) -> None:
    """Note what was received in a run."""
    texts = {text for message in run for text in sent_texts(message)}
    builds = {int(number) for text in texts for number in MARK.findall(text)}
    heard.messages += len(run)
    heard.builds |= builds
    if len(builds) > 1:
        heard.wrong.append(f"{link}: builds {sorted(builds)} in one run")
    heard.wrong += [f"{link}: {error}" for error in map(error_in, run) if error]


@dataclass
class Reading:
    """The sessions that read: where, and until when."""

    url: str
    all_read: threading.Barrier  # all sessions have read every page of the newest build
    published: tuple[threading.Event, ...]  # one for each series of builds

    def read_on(self, number: int) -> Seen:
        """Read page after page in one session while builds are published, then every page once."""
        heard, links = (
            Seen(),
            cycle(LINKS[number % len(LINKS) :] + LINKS[: number % len(LINKS)]),
        )
        with session(self.url, signed_in("program@example.org")) as connection:
            self._read_all(connection, links, heard)
            for done in self.published:
                while not done.wait(SECONDS_A_PAGE):
                    self._read(connection, next(links), heard)
                self._read_all(connection, links, heard)
        return heard

    def _read_all(self, connection: ClientConnection, links: Iterator[str], heard: Seen) -> None:
        for _ in LINKS:
            self._read(connection, next(links), heard)
        self.all_read.wait(timeout=SECONDS_A_RUN)

    def _read(self, connection: ClientConnection, link: str, heard: Seen) -> None:
        runs = runs_of(connection, link)
        heard.runs += 1
        heard.restarted += len(runs) - 1
        for run in runs:
            note(heard, run, link)


def resident(port: int) -> float:
    """The memory in use by the server on `port`, in MB."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"--server.port={port}".encode() in (process / "cmdline").read_bytes():
                status = (process / "status").read_text()
                return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) / 1000
        except OSError:
            continue  # it has ended
    raise AssertionError("the server is not there")


@dataclass(frozen=True)
class Outcome:
    """What each session received, and the memory of the server in MB: level, and at the end."""

    heard: list[Seen]
    level: float
    end: float


def read_while_builds_come(load: Load, folder: Path) -> Outcome:
    """Start a server in `folder`, and let its sessions read while it gets the builds of `load`.

    The memory is taken when every session has read every page of the newest build.
    """
    source, database, port = folder / "input", folder / "mvp.duckdb", free_port()
    source.mkdir()

    def publish(number: int) -> None:
        build(marked(source, number), database, AS_OF, load_settings())

    publish(0)
    program = Program(database, source, AS_OF)
    with serving(program, secrets_option(folder, port), port=port) as url:
        return _read(load, url, port, publish)


def _read(load: Load, url: str, port: int, publish: Callable[[int], None]) -> Outcome:
    times = range(1, load.level_after + 1), range(load.level_after + 1, load.builds + 1)
    reading = Reading(
        url, threading.Barrier(load.sessions + 1), tuple(threading.Event() for _ in times)
    )
    levels = []
    with ThreadPoolExecutor(load.sessions) as pool:
        readers = [pool.submit(reading.read_on, number) for number in range(load.sessions)]
        try:
            reading.all_read.wait(timeout=SECONDS_A_RUN)
            for numbers, done in zip(times, reading.published, strict=True):
                for number in numbers:
                    publish(number)
                done.set()
                reading.all_read.wait(timeout=SECONDS_A_RUN)
                levels.append(resident(port))
        finally:
            for done in reading.published:
                done.set()
        heard = [reader.result() for reader in readers]
    level, end = levels
    return Outcome(heard, level, end)
