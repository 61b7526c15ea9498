"""Watching a folder: when it is built again, what is printed, and how it ends."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from data.build import watch as watching
from data.build.build import build
from data.build.watch import watch
from data.errors import ProgramError
from data.events.folder import EventFolder
from data.events.place import events_folder
from data.settings.files import PROGRAM_TOML
from data.store.publishing import current

from .events.said import decided, said
from .folders import AS_OF, MVPS, accepting, add_mvp, served, written

ROOT = Path(__file__).parent.parent.parent
LONG = 120  # seconds after which something did not happen


@pytest.fixture
def source(tmp_path) -> Path:
    return written(tmp_path / "input", {"mvps.csv": MVPS})


@pytest.fixture
def database(tmp_path) -> Path:
    return tmp_path / "out" / "mvp.duckdb"


class Watcher:
    """`python -m data watch` as people run it, and what it has said so far."""

    def __init__(self, source: Path, database: Path) -> None:
        self.log = source.parent / "watch.log"
        command = [sys.executable, "-m", "data", "watch", str(source), "--database", str(database)]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd=ROOT)

    def lines(self, start: str) -> list[str]:
        return [line for line in self.log.read_text().splitlines() if line.startswith(start)]

    def until(self, start: str, count: int) -> None:
        """Wait until so many lines begin like this."""
        deadline = time.monotonic() + LONG
        while len(self.lines(start)) < count:
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.05)


@pytest.fixture
def watcher(source, database) -> Iterator[Watcher]:
    started = Watcher(source, database)
    yield started
    started.process.kill()
    started.process.wait()


def test_it_builds_at_once_and_after_each_change_and_a_build_that_fails_is_one_line(
    source, database, watcher
):
    watcher.until("Published", 1)
    assert served(database) == ["ana", "ben"]
    add_mvp(source, "cay")
    watcher.until("Published", 2)
    assert served(database) == ["ana", "ben", "cay"]
    assert watcher.lines("  new MVPs") == ["  new MVPs (1): cay"]
    leaves = source / "leaves.csv"
    leaves.write_text("mvp_id\nana\n")
    watcher.until("Error", 1)
    assert watcher.lines("Error") == [
        f"Error: {leaves}: required column missing: from_on; the columns of the file are: mvp_id"
    ]
    assert served(database) == ["ana", "ben", "cay"]
    leaves.unlink()
    watcher.until("Published", 3)
    assert len(watcher.lines("Error")) == 1
    moved = source.rename(source.with_name("away"))
    watcher.until("Error", 2)
    assert watcher.lines("Error")[1].startswith(f"Error: {source}: is not a folder")
    moved.rename(source)
    watcher.until("Published", 4)
    assert watcher.process.poll() is None


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_with_0_and_prints_nothing(watcher, number):
    watcher.until("Published", 1)
    watcher.process.send_signal(number)
    assert watcher.process.wait(timeout=LONG) == 0
    assert "Published" in watcher.log.read_text().splitlines()[-1]


def test_an_unchanged_folder_is_not_built_again_at_the_start(source, database):
    build(source, database, AS_OF, accepting(0))
    first = current(database)
    watcher = Watcher(source, database)
    try:
        watcher.until("Watching", 1)
        time.sleep(1)
        assert current(database) == first
        add_mvp(source, "cay")
        watcher.until("Published", 1)
        assert watcher.lines("  new MVPs") == ["  new MVPs (1): cay"]
    finally:
        watcher.process.kill()
        watcher.process.wait()


# Watched within this process, to see when it builds.


class Builds:
    """A `build` that is counted and fails as it is told; after the last one the watch ends."""

    def __init__(self, source: Path, *failures: str) -> None:
        self.newest = source / "mvps.csv"
        self.failures = list(failures)
        self.left_alone: list[float] = []
        self.said: list[str] = []
        self.stop = Event()

    def build(self) -> None:
        self.left_alone.append(time.time() - self.newest.stat().st_mtime)
        failure = self.failures.pop(0) if self.failures else ""
        if not self.failures:
            self.stop.set()
        if failure:
            raise ProgramError(failure)

    def watch(self, source: Path, database: Path, events: Path | None = None) -> None:
        watch(source, PROGRAM_TOML, database, events, self.build, self.said.append, self.stop)


@pytest.mark.parametrize(
    "change", ["a file more", "a file less", "a newer file", "no database", "an event more"]
)
def test_it_builds_at_once_when_the_database_is_from_other_files(source, database, change):
    (source / "leaves.csv").write_text("mvp_id,from_on\n")
    build(source, database, AS_OF, accepting(0))
    match change:
        case "a file more":
            (source / "benefits.csv").write_text("mvp_id,benefit\n")
        case "a file less":
            (source / "leaves.csv").unlink()
        case "a newer file":
            (source / "leaves.csv").touch()
        case "no database":
            current(database).unlink()
        case "an event more":
            EventFolder(events_folder(database)).write(said("claim"))
    builds = Builds(source)
    builds.watch(source, database, events_folder(database))
    assert [len(builds.left_alone), builds.said] == [1, []]


def test_new_events_are_built_when_they_come(source, database):
    build(source, database, AS_OF, accepting(0))
    watcher = Watcher(source, database)
    try:
        watcher.until("Watching", 1)
        time.sleep(1)
        for event in (claim := said("claim"), decided(claim, 1)):
            EventFolder(events_folder(database)).write(event)
        watcher.until("Published", 1)
        assert watcher.lines("events: 2 read")
    finally:
        watcher.process.kill()
        watcher.process.wait()


def test_it_waits_until_nothing_has_changed_for_two_seconds(source, database, monkeypatch):
    build(source, database, AS_OF, accepting(0))
    builds = Builds(source)
    looks = 0
    wait = builds.stop.wait

    def changed_while_waiting(seconds: float) -> bool:
        nonlocal looks
        looks += 1
        if looks in (1, 3):
            add_mvp(source, f"new{looks}")
        return wait(seconds)

    monkeypatch.setattr(builds.stop, "wait", changed_while_waiting)
    builds.watch(source, database)
    (left_alone,) = builds.left_alone
    assert left_alone >= watching.QUIET_SECONDS == 2


def test_a_failed_build_is_tried_again_and_reports_the_same_error_once(
    source, database, monkeypatch
):
    monkeypatch.setattr(watching, "_RETRY_SECONDS", 0)
    monkeypatch.setattr(watching, "_POLL_SECONDS", 0.01)
    builds = Builds(source, "the disk is full", "the disk is full", "another build", "")
    builds.watch(source, database)
    assert len(builds.left_alone) == 4
    assert builds.said == ["the disk is full", "another build"]
