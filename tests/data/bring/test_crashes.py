"""Jobs that are killed at each change of a file, and on full disks: all or nothing remains."""

import os
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from data.bring.draft import existing_draft, open_draft
from data.bring.job import state
from data.bring.published import last_published
from tests.data.builders import Builders, Ended
from tests.machine import small_disk

from .program import AS_OF, Program, make_draft, make_program

SLOW = pytest.mark.slow(reason="kills a job at many moments")
IMPORTS = "import data.bring.run\nfrom tests.data.bring.killed import main"
DISK_FULL = ": the disk is full; make room and try again"


@pytest.fixture
def jobs(tmp_path) -> Iterator[Builders]:
    with Builders(tmp_path, IMPORTS) as started:
        yield started


def run(jobs: Builders, action: str, program: Program, at: Path, kill_before: int = 0) -> Ended:
    return jobs.run(at, kill_before, action, program.folder, program.database, AS_OF, "")


def kill(jobs: Builders, action: str, program: Program, at: Path, number: int, total: int) -> None:
    """Kill a job before the change with this number of `total`.

    One more or less is made in some runs, so the last ones may end before they are killed.
    """
    ended = run(jobs, action, program, at, number)
    assert ended.status == -signal.SIGKILL or (ended.status == 0 and number > total - 3)


def moments(changes: int, most: int) -> list[int]:
    """Up to `most` of the numbers from 1 to `changes`, the last ones close together."""
    if most >= changes:
        return list(range(1, changes + 1))
    return sorted({round(changes * (part / most) ** 0.5) for part in range(1, most + 1)})


class Saved:
    """A program as it was; it can be had again at the same place."""

    def __init__(self, at: Path, program: Program) -> None:
        self._at, self.program = at, program
        self._kept = shutil.copytree(at, at.with_name("kept"), symlinks=True)

    def again(self) -> Program:
        shutil.rmtree(self._at)
        shutil.copytree(self._kept, self._at, symlinks=True)
        return self.program


def leftovers(program: Program) -> list[str]:
    """What is left in `.before` beside complete exchanges, locks and what the job says."""
    expected = {".gitignore", "draft.lock", "job.lock", "job.json", "room"}
    before = program.folder / ".before"
    return [
        path.name
        for path in before.iterdir()
        if path.name not in expected and not (path / "done").exists()
    ]


@pytest.mark.parametrize(
    "most", [pytest.param(10, marks=pytest.mark.short), pytest.param(14, marks=SLOW)]
)
def test_a_publication_killed_at_any_change_is_finished_or_undone(
    jobs, tmp_path, report_figure, most
):
    at = tmp_path / "site"
    program = make_program(at)
    make_draft(program)
    saved = Saved(at, program)
    whole = run(jobs, "publish", program, at)
    assert whole.status == 0
    assert program.is_new
    changes = int(whole.said)
    assert changes > 30
    became = Counter()
    for number in moments(changes, most):
        saved.again()
        kill(jobs, "publish", program, at, number, changes)
        open_draft(program.folder)
        assert program.is_old or program.is_new, number
        assert leftovers(program) == [], number
        became["old" if program.is_old else "new"] += 1
        if program.is_old and number % 3 == 0:  # the next one works
            assert run(jobs, "publish", program, at).status == 0
            assert state(program.folder).error is None
            assert program.is_new
    assert min(became["old"], became["new"]) > 1
    report_figure(
        f"publications killed at {became.total()} of {changes} changes of files: "
        f"{became['old']} were undone, {became['new']} were finished"
    )


@pytest.mark.parametrize(
    "most", [pytest.param(6, marks=pytest.mark.short), pytest.param(12, marks=SLOW)]
)
@pytest.mark.parametrize("is_build_kept", [True, False])
def test_a_putting_back_killed_at_any_change_is_finished_or_undone(
    jobs, tmp_path, most, is_build_kept
):
    at = tmp_path / "site"
    program = make_program(at)
    before = program.database.resolve()
    make_draft(program)
    assert run(jobs, "publish", program, at).status == 0
    assert program.is_new
    if not is_build_kept:
        before.unlink()
    saved = Saved(at, program)
    changes = int(run(jobs, "put back", program, at).said)
    assert state(program.folder).error is None
    assert program.is_old
    became = Counter()
    for number in moments(changes, most):
        saved.again()
        kill(jobs, "put back", program, at, number, changes)
        open_draft(program.folder)
        assert program.is_old or program.is_new, number
        assert leftovers(program) == [], number
        assert (last_published(program.folder) is None) == program.is_old
        became["old" if program.is_old else "new"] += 1
    assert min(became["old"], became["new"]) > 0


def test_a_try_killed_at_any_change_leaves_the_program_and_the_draft(jobs, tmp_path):
    at = tmp_path / "site"
    program = make_program(at)
    draft = make_draft(program)
    files = Program(draft.work, program.database).files
    count = int(run(jobs, "try", program, at).said)
    for number in moments(count, 4):
        kill(jobs, "try", program, at, number, count)
        assert program.is_old
        assert Program(open_draft(program.folder).work, program.database).files == files
    assert run(jobs, "try", program, at).status == 0
    assert state(program.folder).error is None


@pytest.fixture
def disk(tmp_path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", 100) as mounted:
        yield mounted


def leave(disk: Path, kibibytes: int) -> None:
    """Make the disk so small that only this much room is left."""
    facts = os.statvfs(disk)
    used = (facts.f_blocks - facts.f_bfree) * facts.f_frsize // 1024
    subprocess.run(["mount", "-o", f"remount,size={used + kibibytes}k", disk], check=True)


@pytest.mark.parametrize("is_database_there", [True, False])
def test_jobs_on_a_full_disk_leave_everything_as_it_was(
    jobs, tmp_path, disk, report_figure, is_database_there
):
    program = make_program(disk, None if is_database_there else tmp_path / "out")
    make_draft(program)
    failed = Counter()
    for room, action in product((0, 72, 80, 1024), ("try", "publish")):
        leave(disk, room)
        assert run(jobs, action, program, disk).status == 0
        if program.is_new:
            break
        assert program.is_old
        assert existing_draft(program.folder)
        assert leftovers(program) == []
        if room >= 72 and (error := state(program.folder).error):
            assert error.endswith(DISK_FULL)
        failed[action] += 1
    assert failed["publish"] >= (4 if is_database_there else 1)
    leave(disk, 90_000)
    if program.is_old:
        assert run(jobs, "publish", program, disk).status == 0
    assert program.is_new
    leave(disk, 0)
    assert run(jobs, "put back", program, disk).status == 0
    assert program.is_new or program.is_old
    leave(disk, 90_000)
    if program.is_new:
        assert run(jobs, "put back", program, disk).status == 0
    assert program.is_old, state(program.folder)
    report_figure(f"jobs on a full disk that left everything as it was: {dict(failed)}")
