"""Publishing: what readers see while builds succeed, fail, run at once and are killed."""

import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from data.build.build import build
from data.days.day import Day
from data.days.scope import Scope
from data.errors import ProgramError
from data.store import publishing
from data.store.memory import MEMORY
from data.store.publishing import build_path, builds, current, only_builder

from .folders import AS_OF, MVPS, accepting, add_mvp, served, written

EVERYBODY = Scope(everybody=True)


@pytest.fixture
def source(tmp_path) -> Path:
    return written(tmp_path / "input", {"mvps.csv": MVPS})


@pytest.fixture
def database(tmp_path) -> Path:
    return tmp_path / "out" / "mvp.duckdb"


def publish(source: Path, database: Path) -> Path:
    return build(source, database, AS_OF, accepting(0.05)).path


FILES = ["mvp.duckdb", "mvp.duckdb.lock", "rejects.csv", "strangers.csv"]  # beside the builds


def files(database: Path) -> list[str]:
    """What lies in the folder of the database, without the builds that are kept."""
    kept = {path.name for path in builds(database)}
    return sorted(path.name for path in database.parent.iterdir() if path.name not in kept)


def refusal(source: Path, database: Path) -> str:
    with pytest.raises(ProgramError) as refused:
        publish(source, database)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_the_name_is_a_link_to_the_build_beside_it_and_opens_as_one(source, database):
    built = publish(source, database)
    assert database.is_symlink()
    assert database.readlink() == Path(built.name)
    assert current(database) == built
    with duckdb.connect(database, read_only=True) as con:
        assert con.execute("select count(*) from mvps").fetchone() == (2,)
    assert files(database) == FILES


def test_a_moved_folder_still_opens(source, database):
    publish(source, database)
    moved = database.parent.rename(database.parent.with_name("moved"))
    assert served(moved / "mvp.duckdb") == ["ana", "ben"]


def test_an_open_reader_keeps_its_build_while_newer_ones_come(source, database):
    day = Day(publish(source, database), AS_OF)
    for number in range(4):
        add_mvp(source, f"new{number}")
        publish(source, database)
    mvps = "select count(*) from membership"
    assert day.query(EVERYBODY, mvps).fetchone() == (2,)
    assert Day(current(database), AS_OF).query(EVERYBODY, mvps).fetchone() == (6,)


def test_the_last_three_builds_are_kept_and_any_of_them_can_be_read(source, database):
    made = []
    for number in range(5):
        made.append(publish(source, database))
        add_mvp(source, f"new{number}")
    assert builds(database) == made[2:]
    assert [len(served(path)) for path in made[2:]] == [4, 5, 6]


def test_the_newest_build_is_served_when_the_clock_was_set_back(source, database):
    last = publish(source, database).rename(build_path(database, "29990101T000000000000Z"))
    publishing.publish(database, last)
    add_mvp(source, "cay")
    newest = publish(source, database)
    assert current(database) == newest
    assert builds(database) == [newest, last]
    assert served(database) == ["ana", "ben", "cay"]


def test_databases_side_by_side_leave_each_others_builds_alone(source, database):
    other = database.with_name("mvp-2.duckdb")
    mine, others = publish(source, database), publish(source, other)
    unfinished = build_path(other, "20250101T000000000000Z").with_suffix(".building")
    unfinished.touch()
    for _ in range(4):
        mine = publish(source, database)
    assert [current(database), current(other)] == [mine, others]
    assert unfinished.exists()


def test_a_name_without_links_is_a_text_file_that_names_the_build(source, database, monkeypatch):
    def no_links(link: Path, target: str) -> None:
        raise OSError("A required privilege is not held by the client")

    monkeypatch.setattr(Path, "symlink_to", no_links)
    publish(source, database)
    add_mvp(source, "cay")
    built = publish(source, database)
    assert not database.is_symlink()
    assert database.read_text() == built.name
    assert current(database) == built
    assert served(database) == ["ana", "ben", "cay"]
    monkeypatch.undo()
    assert publish(source, database) == current(database)
    assert database.is_symlink()


def test_a_missing_database_says_how_to_make_one(database):
    database.parent.mkdir()
    said = f"{database}: no database there; make one with python -m data build"
    with pytest.raises(ProgramError) as refused:
        current(database)
    assert str(refused.value) == said
    database.symlink_to("mvp-20250101T000000000000Z.duckdb")  # a build that somebody deleted
    with pytest.raises(ProgramError) as refused:
        current(database)
    assert str(refused.value) == said


@pytest.mark.parametrize("content", [b"", b"my notes", b"x" * 1000])
def test_a_file_that_is_not_a_build_is_not_replaced(source, database, content):
    database.parent.mkdir()
    database.write_bytes(content)
    said = refusal(source, database)
    assert said == f"{database}: is not a link made by build; move that file away first"
    assert database.read_bytes() == content
    assert builds(database) == []


def test_a_folder_with_the_name_of_the_database_is_not_replaced(source, database):
    database.mkdir(parents=True)
    assert "is not a link made by build" in refusal(source, database)
    assert files(database) == ["mvp.duckdb"]


def test_a_failed_build_leaves_the_old_one_and_nothing_else(source, database):
    old = publish(source, database)
    before = files(database)
    add_mvp(source, "cay")
    (source / "leaves.csv").write_text("mvp_id\nana\n")
    assert "required column missing: from_on" in refusal(source, database)
    assert [current(database), builds(database)] == [old, [old]]
    assert files(database) == before


def test_a_first_build_that_fails_leaves_no_database(source, database):
    (source / "mvps.csv").unlink()
    refusal(source, database)
    assert files(database) == ["mvp.duckdb.lock"]


@pytest.mark.parametrize("size", [16, 1000])
def test_a_full_disk_is_one_line_and_leaves_the_old_build(source, database, size):
    old = publish(source, database)
    limit = f"import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, ({size * 1024},) * 2)"
    limited = run_build(source, database, limit)
    assert limited.returncode == 1
    assert limited.stderr.startswith(f"Error: {database.parent}")
    assert limited.stderr.count("\n") == 1
    assert [current(database), builds(database)] == [old, [old]]
    assert files(database) == FILES


@pytest.mark.parametrize("size", ["1MB", "2MB", "5MB"])
def test_a_build_that_reaches_the_memory_limit_is_one_line_and_leaves_the_old_build(
    source, database, size, monkeypatch
):
    old = publish(source, database)
    monkeypatch.setenv(MEMORY, size)
    limited = run_build(source, database)
    assert [limited.returncode, limited.stdout] == [1, ""]
    assert limited.stderr == (
        f"Error: {database}: the memory limit is reached; "
        "make more memory available, or leave out files\n"
    )
    assert [current(database), builds(database)] == [old, [old]]
    assert files(database) == FILES


@pytest.mark.parametrize("amount", ["much", "4", "-4GB", "0GB", "4 GBs"])
def test_a_wrong_amount_of_memory_is_refused(source, database, amount, monkeypatch):
    monkeypatch.setenv(MEMORY, amount)
    said = f"MVP_BUILD_MEMORY: {amount!r} is not an amount of memory such as 4GB"
    assert refusal(source, database) == said


def test_a_build_that_cannot_be_published_is_deleted(source, database, monkeypatch):
    old = publish(source, database)
    database.with_name("mvp.duckdb.new").mkdir()  # in the way of the new name
    assert "mvp.duckdb.new" in refusal(source, database)
    assert [current(database), builds(database)] == [old, [old]]


HOLDER = """
import sys
from pathlib import Path
from data.store.publishing import only_builder
with only_builder(Path(sys.argv[1])):
    print("building", flush=True)
    sys.stdin.read()
"""


def test_a_second_builder_is_refused_at_once_until_the_first_is_gone(source, database):
    publish(source, database)
    first = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert first.stdout.readline() == "building\n"
        said = f"{database}: another build is running; wait until it is done"
        assert refusal(source, database) == said
        assert served(database) == ["ana", "ben"]
    finally:
        first.kill()
        first.communicate()
    assert publish(source, database) == current(database)


def test_builds_of_different_databases_can_run_at_once(source, database):
    publish(source, database)
    with only_builder(database.with_name("other.duckdb")):
        assert publish(source, database) == current(database)


# The build in a process of its own, which first runs something.
BUILDER = """
import os, signal, sys
import data.build.build
def die(*given, **named):
    os.kill(os.getpid(), signal.SIGKILL)
{first}
from data.__main__ import main
main()
"""


def run_build(source: Path, database: Path, first: str = "") -> subprocess.CompletedProcess:
    command = ["build", "--source", str(source), "--database", str(database)]
    text = BUILDER.format(first=first)
    return subprocess.run(
        [sys.executable, "-c", text, *command, "--as-of", AS_OF.isoformat()],
        capture_output=True,
        text=True,
    )


MOMENTS = {
    "while reading": "data.inputs.read.file_reports = die",
    "with the file still open": "data.build.build._describe = die",
    "with the file written": "data.build.build.Path.rename = die",
    "before the name is swapped": "data.build.build.publish = die",
    "with the new name beside the old": "data.store.publishing.Path.replace = die",
    "with the name swapped": "data.store.publishing.builds = die",
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_build_leaves_the_old_one_served_and_the_next_one_works(source, database, moment):
    publish(source, database)
    add_mvp(source, "cay")
    killed = run_build(source, database, f"import data.store.publishing\n{MOMENTS[moment]}")
    assert killed.returncode == -signal.SIGKILL
    swapped = moment == "with the name swapped"
    assert served(database) == (["ana", "ben", "cay"] if swapped else ["ana", "ben"])

    add_mvp(source, "dov")
    assert publish(source, database) == current(database)
    assert served(database) == ["ana", "ben", "cay", "dov"]
    assert files(database) == FILES
    assert len(builds(database)) <= publishing.KEPT_BUILDS
