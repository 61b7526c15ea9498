"""Many writers, killed ones and a full disk: what was confirmed is there, once and whole."""

import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from random import Random

import pytest

from data.errors import ProgramError
from data.events.folder import EventFolder
from data.events.model import from_json
from data.events.place import events_folder
from tests.machine import small_disk

from .said import said

WRITERS = 8
# Writes events until it is killed or has written enough, and says the id of each that is confirmed.
WRITER = """
import sys
from pathlib import Path
from data.events.folder import EventFolder
from data.events.model import new

folder = EventFolder(Path(sys.argv[1]))
claim = {"text": sys.argv[2] * 200, "day": "2026-02-27", "track": "content", "kind": "article"}
for number in range(int(sys.argv[3])):
    event = folder.write(new("claim", f"{sys.argv[2]}@example.org", "mvp", sys.argv[2], claim))
    print(event.id, flush=True)
"""


class Writer:
    """A process that writes events; `confirmed` are the ids of those that it said are kept."""

    def __init__(self, folder: Path, name: str, count: int) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), name, str(count)],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.confirmed: list[str] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        # A line without its end was not confirmed: the process was killed while it said it.
        for line in self.process.stdout:
            if line.endswith("\n"):
                self.confirmed.append(line.strip())

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)

    def ended(self) -> int:
        status = self.process.wait()
        self._reader.join()
        return status


def whole(folder: Path) -> dict[str, str]:
    """The events of a folder by their id; fails when a file is torn."""
    names = [path.name for path in folder.iterdir() if not path.name.startswith(".")]
    return {from_json((folder / name).read_text(), name).id: name for name in names}


def test_eight_writers_and_two_readers_lose_tear_and_double_nothing(tmp_path):
    folder = tmp_path / "said"
    writers = [Writer(folder, f"w{n}", 40) for n in range(WRITERS)]
    readers, grown = [EventFolder(folder), EventFolder(folder)], [0, 0]
    while any(writer.process.poll() is None for writer in writers):
        for number, reader in enumerate(readers):
            read = reader.read()
            assert read.damaged == ()
            assert len(read.events) >= grown[number]
            grown[number] = len(read.events)
        time.sleep(0.02)
    assert [writer.ended() for writer in writers] == [0] * WRITERS
    confirmed = [event_id for writer in writers for event_id in writer.confirmed]
    assert len(confirmed) == len(set(confirmed)) == 40 * WRITERS
    assert set(whole(folder)) == set(confirmed)
    assert [event.id for event in readers[0].read().events] == sorted(confirmed)


@pytest.mark.parametrize(
    "kills",
    [
        pytest.param(32, marks=pytest.mark.short),
        pytest.param(100, marks=pytest.mark.slow(reason="100 killed writers take 20 s")),
    ],
)
def test_of_killed_writers_every_confirmed_event_is_there_and_none_is_torn(tmp_path, kills: int):
    folder, random = tmp_path / "said", Random(7)
    confirmed: set[str] = set()
    for turn in range(kills // WRITERS):
        writers = [Writer(folder, f"w{turn}-{n}", 10_000) for n in range(WRITERS)]
        while not all(writer.confirmed or writer.process.poll() is not None for writer in writers):
            time.sleep(0.01)
        for writer in writers:
            time.sleep(random.uniform(0, 0.03))
            writer.kill()
        assert {writer.ended() for writer in writers} == {-signal.SIGKILL}
        confirmed |= {event_id for writer in writers for event_id in writer.confirmed}
    assert confirmed
    found = whole(folder)
    assert confirmed <= set(found)
    # Beside these there is at most one of each writer, which was killed before it could say so.
    assert len(found) - len(confirmed) <= kills
    unfinished = EventFolder(folder).unfinished()
    assert len(unfinished) <= kills
    assert EventFolder(folder).read().damaged == ()


def test_on_a_full_disk_an_event_is_refused_and_the_others_stay(tmp_path):
    kept = []

    def fill(folder: EventFolder) -> None:
        for number in range(10_000):
            kept.append(folder.write(said("claim", number, text="x" * 1000)))

    with small_disk(tmp_path / "disk", 1) as disk:
        folder = EventFolder(disk / "said")
        with pytest.raises(ProgramError, match="the disk is full; make room and try again"):
            fill(folder)
        assert len(kept) > 10
        assert set(whole(folder.path)) == {event.id for event in kept}
        assert folder.unfinished() == []
        folder.delete(kept[0])
        assert folder.write(said("claim", 20_000, text="x" * 1000))


def test_a_file_that_may_not_grow_is_refused_and_leaves_nothing(tmp_path):
    folder = EventFolder(tmp_path / "said")
    event = folder.write(said("claim"))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        with pytest.raises(ProgramError, match="File too large"):
            folder.write(said("claim", 1))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [path.name for path in folder.path.iterdir()] == [f"{event.id}.json"]


def test_a_folder_that_cannot_be_written_to_says_so(tmp_path):
    with small_disk(tmp_path / "disk", 1) as disk:
        folder = EventFolder(disk / "said")
        event = folder.write(said("claim"))
        remount = ["mount", "-o", "remount,ro", str(disk)]
        assert subprocess.run(remount, capture_output=True).returncode == 0
        assert folder.why_closed() == f"{disk / 'said'}: cannot be written to."
        with pytest.raises(ProgramError, match="cannot be written to"):
            folder.write(said("claim", 1))
        assert folder.read().events == (event,)
        missing = EventFolder(events_folder(disk / "mvp.duckdb"))
        assert missing.why_closed() == f"{disk / 'mvp-events'}: is not there, and cannot be made."
        assert [path.name for path in disk.iterdir()] == ["said"]
