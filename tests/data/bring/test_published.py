"""Trying, publishing and putting back, and the job that does it."""

import os
import signal
import time
from datetime import date
from pathlib import Path

import pytest

from data.bring import job
from data.bring.draft import changed, existing_draft, fingerprint, open_draft, remove_file
from data.bring.exchange import KEPT, exchanges
from data.bring.job import JobState, start, state
from data.bring.locks import only_job
from data.bring.published import last_published, publish_draft, put_back, tried_database, try_draft
from data.bring.uploads import add
from data.build.build import build
from data.errors import ProgramError
from data.events.folder import EventFolder
from data.inputs.progress import no_progress
from data.settings.files import load
from data.store.connect import attach
from data.store.publishing import current, only_builder
from data.store.replacing import replacement
from tests.data.events.said import decided, said

from .program import AS_OF, MVPS, NEW_PEOPLE, OLD_PEOPLE, Program, make_draft, make_program


@pytest.fixture
def program(tmp_path) -> Program:
    return make_program(tmp_path)


def publish(program: Program) -> None:
    publish_draft(program.folder, program.database, AS_OF, no_progress)


def undo(program: Program) -> None:
    put_back(program.folder, program.database, AS_OF, no_progress)


def refusal(action, program: Program) -> str:
    before = program.files, current(program.database)
    with pytest.raises(ProgramError) as refused:
        action(program)
    assert (program.files, current(program.database)) == before
    assert all(each.state == "done" for each in exchanges(program.folder))
    return str(refused.value)


def test_a_try_shows_what_would_change_and_changes_nothing(program):
    draft = make_draft(program)
    changes = changed(draft)
    tried = try_draft(program.folder, program.database, AS_OF, no_progress)
    assert "  mvps: 3 rows (+1)" in tried.changes
    assert "  new MVPs (1): cay" in tried.changes
    assert program.is_old
    assert changed(draft) == changes
    assert current(tried_database(program.folder)) == tried.path
    assert tried.rejects_csv.parent == tried.path.parent == draft.work / ".try"


def test_a_try_knows_what_people_said_as_a_publication_does(program):
    claim = said("claim", mvp_id="ana")
    for event in (claim, decided(claim, 1)):
        EventFolder(program.database.with_name("mvp-events")).write(event)
    make_draft(program)
    tried = try_draft(program.folder, program.database, date(2026, 3, 31), no_progress)
    found = attach(tried.path).execute(
        "select title from build.contributions where day > '2026-01-01'"
    )
    assert found.fetchall() == [("I spoke in Porto",)]


def test_a_publication_makes_the_draft_the_program_and_names_its_folder(program):
    make_draft(program)
    publish(program)
    assert program.is_new
    assert existing_draft(program.folder) is None
    answer = attach(current(program.database)).execute("select source from build.build")
    assert answer.fetchone() == (str(program.folder.resolve()),)
    again = build(program.folder, program.database, AS_OF, load())
    assert again.changes[1:] == ["  no change in rows, MVPs or flags"]


def test_only_the_draft_that_was_tried_is_published(program):
    draft = make_draft(program)
    tried = fingerprint(draft)
    add(draft, "mvps-more.csv", b"mvp_id,name,email,entered_on\neve,Eve,eve@x.org,2025-01-01\n")

    def publish_tried(program: Program) -> None:
        publish_draft(program.folder, program.database, AS_OF, no_progress, tried)

    assert "has changed since it was tried" in refusal(publish_tried, program)
    start(program.folder, "publish", program.database, AS_OF, tried)
    assert "has changed since it was tried" in ended(program).error
    assert program.is_old


def test_put_back_makes_everything_as_it_was_before(program):
    before = current(program.database)
    make_draft(program)
    publish(program)
    assert [change.place for change in last_published(program.folder).changes] == [
        *("leaves.csv", "mvps.csv", "raw/form/answers/a.csv", "raw/forum/posts-2.csv")
    ]
    undo(program)
    assert program.is_old
    assert not (program.folder / "raw/form").exists() or not any(
        path.is_file() for path in (program.folder / "raw/form").rglob("*")
    )
    assert current(program.database) == before
    assert last_published(program.folder) is None
    assert "nothing was published here" in refusal(undo, program)


def test_what_was_put_back_is_kept(program):
    make_draft(program)
    publish(program)
    undo(program)
    (kept,) = exchanges(program.folder)
    assert "cay" in (kept.earlier / "mvps.csv").read_text()
    assert (kept.earlier / "raw/forum/posts-2.csv").exists()


def test_put_back_builds_when_another_build_was_made_since(program):
    make_draft(program)
    publish(program)
    build(program.folder, program.database, AS_OF, load())
    newest = current(program.database)
    undo(program)
    assert program.is_old
    assert current(program.database).name > newest.name


def test_put_back_touches_no_file_while_a_build_runs(program):
    make_draft(program)
    publish(program)
    before = (program.folder / "raw/forum").stat().st_mtime_ns
    with only_builder(program.database):
        assert "another build is running; wait until it is done" in refusal(undo, program)
    assert (program.folder / "raw/forum").stat().st_mtime_ns == before
    assert program.is_new
    undo(program)
    assert program.is_old


def test_put_back_leaves_a_file_that_was_changed_since(program):
    make_draft(program)
    publish(program)
    (program.folder / "mvps.csv").write_text(MVPS)
    assert "mvps.csv: was changed after the publication" in refusal(undo, program)


def test_a_failed_build_leaves_everything_and_names_the_program(program):
    draft = make_draft(program)
    with replacement(draft.work / "mvps.csv") as file:
        file.write(b"mvp_id,name\nana,Ana\n")
    said = refusal(publish, program)
    assert "mvps.csv" in said
    assert ".before" not in said
    assert program.is_old
    assert len(changed(draft)) == 4


def test_a_failed_exchange_of_files_leaves_everything(program, monkeypatch):
    make_draft(program)
    replace = Path.replace

    def failing(path: Path, target: Path) -> Path:
        if path.name == "posts-2.csv" and "next" in path.parts:
            raise OSError(28, "No space left on device", str(target))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", failing)
    assert "the disk is full; make room and try again" in refusal(publish, program)
    assert program.is_old


def test_a_draft_without_changes_and_no_draft_cannot_be_published(program):
    assert "there is no draft; add files first" in refusal(publish, program)
    open_draft(program.folder)
    assert "the draft changes nothing; add files first" in refusal(publish, program)


def test_a_file_that_both_changed_is_not_overwritten(program):
    draft = make_draft(program)
    (program.folder / "mvps.csv").unlink()
    (program.folder / "mvps.csv").write_text(MVPS + "dan,Dan,dan@example.org,2025-01-01,\n")
    assert "mvps.csv: was changed in the program's folder too" in refusal(publish, program)
    remove_file(draft, "mvps.csv")
    publish(program)
    assert program.people == ["ana", "ben", "dan"]


def test_a_file_that_is_changed_during_the_build_is_not_overwritten(program):
    make_draft(program)

    def change(byte_count: int) -> None:
        (program.folder / "mvps.csv").write_text(MVPS + "dan,Dan,dan@example.org,2025-01-01,\n")

    with pytest.raises(ProgramError, match=r"mvps.csv: was changed meanwhile"):
        publish_draft(program.folder, program.database, AS_OF, change)
    assert "dan" in program.files["mvps.csv"]
    assert program.people == OLD_PEOPLE


def test_a_file_that_comes_during_the_build_stays_in_the_draft(program):
    draft = make_draft(program)
    came = []

    def upload(byte_count: int) -> None:
        came.append(add(draft, "later.csv", b"id\n1\n"))

    publish_draft(program.folder, program.database, AS_OF, upload)
    assert came
    assert program.is_new
    assert [change.place for change in changed(draft)] == ["raw/later/later.csv"]


def test_the_earlier_files_of_the_last_publications_are_kept(program):
    for number in range(KEPT + 2):
        add(open_draft(program.folder), f"{'abcdefgh'[number]}.csv", b"id\n")
        publish(program)
    assert len(exchanges(program.folder)) == KEPT
    assert not (program.folder / ".before/dropped").exists()


def test_earlier_files_do_not_change_with_those_of_the_program(program):
    make_draft(program)
    publish(program)
    with (program.folder / "mvps.csv").open("a") as file:
        file.write("dan,Dan,dan@example.org,2025-01-01,\n")
    (kept,) = exchanges(program.folder)
    assert (kept.earlier / "mvps.csv").read_text() == MVPS


def test_a_first_program_can_be_published(tmp_path):
    folder, database = tmp_path / "program", tmp_path / "out" / "mvp.duckdb"
    folder.mkdir()
    draft = open_draft(folder)
    with replacement(draft.work / "mvps.csv") as file:
        file.write(MVPS.encode())
    first = Program(folder, database)
    publish(first)
    assert first.people == OLD_PEOPLE
    assert last_published(folder).is_first
    assert "there is no build before the first publication" in refusal(undo, first)


def ended(program: Program) -> JobState:
    deadline = time.monotonic() + 120
    while (now := state(program.folder)).is_running:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    return now


def test_a_job_runs_in_a_process_of_its_own_and_says_how_it_ended(program):
    assert state(program.folder) is None
    make_draft(program)
    start(program.folder, "publish", program.database, AS_OF)
    now = state(program.folder)
    assert (now.is_running, now.action, now.error) == (True, "publish", None)
    with pytest.raises(ProgramError, match="another job is running; wait until it is done"):
        start(program.folder, "try", program.database, AS_OF)
    now = ended(program)
    assert (now.step, now.share, now.error) == ("Published", 1, None)
    assert "  new MVPs (1): cay" in now.changes
    assert any(line.startswith("mvps.csv") for line in now.report)
    assert program.people == NEW_PEOPLE


def test_a_job_that_fails_says_why_in_one_line(program):
    start(program.folder, "put back", program.database, AS_OF)
    now = ended(program)
    assert now.error == f"{program.folder}: nothing was published here that could be put back"


def test_a_try_is_of_the_draft_with_what_changed_in_the_program_since(program):
    draft = make_draft(program)
    posts = "id,user,mail,on\n1,ana,ana@example.org,2025-03-02\n"
    (program.folder / "raw/forum/posts.csv").unlink()
    (program.folder / "raw/forum/posts.csv").write_text(posts)
    start(program.folder, "try", program.database, AS_OF)
    now = ended(program)
    assert (now.step, now.error) == ("Tried", None)
    assert (draft.work / "raw/forum/posts.csv").read_text() == posts
    assert now.draft == fingerprint(draft)


def test_a_dead_job_is_noticed(program, monkeypatch):
    make_draft(program)
    processes = []

    def popen(*given, **named):
        processes.append(original(*given, **named))
        return processes[-1]

    original = job.subprocess.Popen
    monkeypatch.setattr(job.subprocess, "Popen", popen)
    start(program.folder, "publish", program.database, AS_OF)
    os.kill(processes[0].pid, signal.SIGKILL)
    now = ended(program)
    assert now.error == "the job ended before it was done, as when the machine restarts; " + (
        "start it again"
    )
    assert program.is_old
    with only_job(program.folder):
        pass


def test_a_job_that_cannot_start_says_so(program):
    with pytest.raises(ProgramError, match="is not try, publish or put back"):
        start(program.folder, "delete", program.database, AS_OF)
    assert state(program.folder) is None
