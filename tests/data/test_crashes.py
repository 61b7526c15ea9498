"""Builds that are killed, that find no room, and that meet: what is served afterwards is whole."""

import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from data.sql.files import names
from data.store.connect import attach
from data.store.publishing import KEPT_BUILDS, builds, current, unfinished
from tests.machine import small_disk

from .builders import Builders, Ended
from .folders import TINY, written
from .forum_program import MAPPING

AS_OF = "2024-08-20"
LANES = 2  # that run side by side, each with a database of its own
NEXT_BUILD_AFTER = 5  # kills
POSTS = "id,user,mail,on\np1,ana.s,ana@example.org,2024-08-06\np2,visitor,,2024-03-02\n"
MORE_POSTS = "id,user,mail,on\np3,visitor,,2024-04-01\n"
Content = dict[str, tuple[int, int]]


@pytest.fixture
def sources(tmp_path) -> Iterator[list[Path]]:
    """Two programs: the tiny one with a row that is rejected, and the same with one MVP more.

    Both have raw exports, one of them packed. No build may change or leave any file in a program.
    """
    made = [shutil.copytree(TINY, tmp_path / name) for name in ("small", "large")]
    for source in made:
        with (source / "leaves.csv").open("a") as file:
            file.write("nobody,2024-01-01,2024-01-02,\n")
        written(source, {"sources/forum.toml": MAPPING, "raw/forum/posts.csv": POSTS})
        with zipfile.ZipFile(source / "raw" / "forum" / "more.zip", "w") as archive:
            archive.writestr("posts-2.csv", MORE_POSTS)
    with (made[1] / "mvps-new.csv").open("w") as file:
        file.write("mvp_id,name,email,entered_on\nnew,New,new@example.org,2024-08-01\n")
    before = [files_in(source) for source in made]
    yield made
    assert [files_in(source) for source in made] == before


def files_in(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def builders(tmp_path) -> Iterator[Builders]:
    with Builders(tmp_path) as started:
        yield started


def content(path: Path) -> Content:
    """Rows and a digest of every table of a build but those that say when it was made.

    Raises ProgramError when the build cannot be opened, or is of another version.
    """
    con = attach(path)
    tables = [name for name in names("schema") if name not in ("build", "builds")]
    return {
        table: con.execute(
            f"select count(*), coalesce(bit_xor(md5_number(t::varchar)), 0) from build.{table} as t"
        ).fetchone()
        for table in tables
    }


def contents(builders: Builders, sources: list[Path], folder: Path) -> list[Content]:
    """What a build of each source holds, whole."""
    found = []
    for number, source in enumerate(sources):
        database = folder / f"whole-{number}" / "mvp.duckdb"
        assert build(builders, source, database).status == 0
        found.append(content(current(database)))
    assert found[0] != found[1]
    assert found[0]["mvps"][0] + 1 == found[1]["mvps"][0]
    return found


def build(builders: Builders, source: Path, database: Path, **more: float) -> Ended:
    words = ("build", "--source", source, "--database", database, "--as-of", AS_OF)
    return builders.run(*words, **more)


FILES = ["mvp.duckdb", "mvp.duckdb.lock", "rejects.csv", "strangers.csv"]  # beside the builds


def beside(database: Path) -> list[str]:
    """What lies in the folder of the database, without the builds that are kept."""
    kept = {path.name for path in builds(database)}
    return sorted(path.name for path in database.parent.iterdir() if path.name not in kept)


@pytest.mark.parametrize(
    "kills",
    [
        pytest.param(10, marks=pytest.mark.short),
        pytest.param(20, marks=pytest.mark.slow(reason="takes a minute")),
    ],
)
def test_a_build_killed_at_any_moment_leaves_one_whole_build_and_the_next_one_works(
    builders, sources, tmp_path, report_figure, kills
):
    whole = contents(builders, sources, tmp_path)

    def lane(number: int) -> Counter:
        folder = tmp_path / f"lane-{number}"
        folder.mkdir()
        with Builders(folder) as own:
            moments = spread(kills // LANES, Random(number))
            return kill(own, sources, whole, folder / "out" / "mvp.duckdb", moments)

    with ThreadPoolExecutor(LANES) as pool:
        became = sum(pool.map(lane, range(LANES)), Counter())
    kept, swapped, done = (became[how] for how in ("old", "new", "done"))
    assert kept + swapped + done == kills
    assert kept + swapped > kills / 2
    assert became["next"] > 0
    report_figure(
        f"{kills} builds, killed at random moments: {kept} left the old build, {swapped} the "
        f"new one, {done} were done before; {became['unfinished']} left something behind, and "
        f"{became['next']} of {became['next']} next builds worked",
    )


def spread(count: int, chance: Random) -> list[float]:
    """Random moments of a build, from 0 to 1 of its time: one in each of `count` equal parts."""
    return [(part + chance.random()) / count for part in chance.sample(range(count), count)]


def kill(
    builders: Builders,
    sources: list[Path],
    whole: list[Content],
    database: Path,
    moments: list[float],
) -> Counter:
    """Kill builds of one database, each at one of the moments; how many ended how."""
    became, served = Counter(), 1
    full = max(build(builders, source, database).seconds for source in sources)
    for number, moment in enumerate(moments, start=1):
        old, other = current(database), 1 - served
        ended = build(builders, sources[other], database, kill_after=moment * full)
        assert ended.status in (-signal.SIGKILL, 0), ended.said
        if current(database) == old:
            assert ended.status == -signal.SIGKILL
            became["old"] += 1
        else:
            served = other
            became["done" if ended.status == 0 else "new"] += 1
        assert content(current(database)) == whole[served]
        became["unfinished"] += bool(unfinished(database))
        if number % NEXT_BUILD_AFTER == 0:
            served = 1 - served
            assert build(builders, sources[served], database).status == 0
            assert content(current(database)) == whole[served]
            assert beside(database) == FILES
            assert len(builds(database)) == KEPT_BUILDS
            became["next"] += 1
    return became


@pytest.fixture
def disk(tmp_path) -> Iterator[Path]:
    """A disk of its own in memory, which `resize` makes larger and smaller."""
    with small_disk(tmp_path / "disk", 100) as mounted:
        yield mounted


def leave(disk: Path, kibibytes: int) -> None:
    """Make the disk so small that only this much room is left."""
    facts = os.statvfs(disk)
    used = (facts.f_blocks - facts.f_bfree) * facts.f_frsize // 1024
    size = f"remount,size={used + kibibytes}k"
    subprocess.run(["mount", "-o", size, disk], check=True)


@pytest.mark.parametrize(
    "rooms",
    [
        pytest.param([0, 64, 2048, 12000], marks=pytest.mark.short),
        pytest.param(
            [0, 8, 32, 128, 512, 2048, 4096, 8192, 12000],
            marks=pytest.mark.slow(reason="ten builds after one another"),
        ),
    ],
    ids=len,
)
def test_a_build_on_a_full_disk_leaves_the_old_one_and_the_next_one_works(
    builders, sources, tmp_path, disk, report_figure, rooms
):
    whole = contents(builders, sources, tmp_path)
    database = disk / "mvp.duckdb"
    assert build(builders, sources[0], database).status == 0
    old = current(database)
    # less than the tables of a build take by themselves
    assert rooms[-1] * 1024 < old.stat().st_size
    for room in rooms:
        leave(disk, room)
        ended = build(builders, sources[1], database)
        assert ended.status == 1
        assert ended.said.startswith(f"Error: {disk}/mvp")
        assert ended.said.endswith(": the disk is full; make room and try again\n")
        assert ended.said.count("\n") == 1
        assert [current(database), builds(database)] == [old, [old]]
        assert content(old) == whole[0]
        assert beside(database) == FILES
    leave(disk, 100_000)
    assert build(builders, sources[1], database).status == 0
    assert content(current(database)) == whole[1]
    report_figure(
        f"{len(rooms)} builds on a disk with 0 to {rooms[-1]:,} KiB left: {len(rooms)} ended "
        "with one line and left the old build, and the next one worked",
    )


# A build that stands still while it holds the right to build, until it hears a line.
STANDING_STILL = """
import sys
import data.build.read_folder as reading
from data.__main__ import main
read = reading.read_inputs
def waiting(*given):
    print("building", flush=True)
    sys.stdin.readline()
    return read(*given)
reading.read_inputs = waiting
sys.stdin.readline()
main()
"""


@pytest.mark.parametrize(
    "times",
    [
        pytest.param(2, marks=pytest.mark.short),
        pytest.param(5, marks=pytest.mark.slow(reason="starts ten processes")),
    ],
)
def test_of_two_builds_at_once_one_wins_and_the_other_says_so(
    sources, tmp_path, report_figure, times
):
    database = tmp_path / "out" / "mvp.duckdb"
    said = f"Error: {database}: another build is running; wait until it is done\n"
    first_to_start_won = 0
    for _ in range(times):
        both = [start(source, database) for source in sources]
        for process in both:
            process.stdin.write("go\n")
            process.stdin.flush()
        loser = first_to_end(both)
        winner = both[1 - both.index(loser)]
        assert loser.communicate(timeout=60)[1] == said
        assert winner.poll() is None
        output, error = winner.communicate("go on\n", timeout=60)
        assert [loser.returncode, winner.returncode, error] == [1, 0, ""]
        assert f"({current(database).name})" in output.splitlines()[-1]
        mvps = content(current(database))["mvps"][0]
        assert mvps == (10 if winner is both[0] else 11)
        first_to_start_won += winner is both[0]
    report_figure(
        f"{times} times two builds at once: {times} times one won and the other said so; "
        f"the one that was started first won {first_to_start_won} times",
    )


def start(source: Path, database: Path) -> subprocess.Popen:
    words = ["build", "--source", source, "--database", database, "--as-of", AS_OF]
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    command = [sys.executable, "-c", STANDING_STILL, *map(str, words)]
    return subprocess.Popen(command, text=True, **pipes)


def first_to_end(processes: list[subprocess.Popen]) -> subprocess.Popen:
    deadline = time.monotonic() + 60
    while True:
        for process in processes:
            if process.poll() is not None:
                return process
        assert time.monotonic() < deadline, "neither build was refused within a minute"
        time.sleep(0.01)
