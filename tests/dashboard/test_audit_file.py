"""The file of the audit log: its lines, its mode, and what happens when it cannot be written."""

import errno
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.server import health, startup
from dashboard.viewers import audit_file

WRITES = """
from dashboard.viewers import audit_file
for number in range({lines}):
    audit_file.write({{"process": {process}, "number": number, "padding": "x" * 500}})
"""


@pytest.fixture(autouse=True)
def no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """No line has failed yet."""
    monkeypatch.setattr(audit_file, "_failed", None)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of an audit log that is on."""
    path = tmp_path / "audit.jsonl"
    monkeypatch.setenv("MVP_AUDIT_LOG", str(path))
    return path


def lines(file: Path) -> list[dict]:
    """The lines of the file."""
    return [json.loads(line) for line in file.read_text(encoding="ascii").splitlines()]


def test_without_the_setting_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.delenv("MVP_AUDIT_LOG", raising=False)
    monkeypatch.chdir(tmp_path)
    audit_file.check()
    audit_file.write({"event": "opened"})
    assert not list(tmp_path.iterdir())


def test_a_line_has_the_time_in_utc_and_the_entry_and_only_its_owner_reads_it(file):
    os.umask(0o000)
    audit_file.write({"event": "opened", "teams": ['Ibé"ria\n\ud800']})
    (line,) = lines(file)
    assert line.pop("at").endswith("Z")
    assert line == {"event": "opened", "teams": ['Ibé"ria\n\ud800']}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_several_processes_mix_no_lines(file):
    processes = [
        subprocess.Popen([sys.executable, "-c", WRITES.format(lines=500, process=process)])
        for process in range(4)
    ]
    assert [process.wait(timeout=60) for process in processes] == [0] * 4
    written = lines(file)
    for process in range(4):
        theirs = [line["number"] for line in written if line["process"] == process]
        assert theirs == list(range(500))


def test_a_file_that_was_moved_away_is_made_again(file):
    audit_file.write({"number": 1})
    file.rename(file.with_suffix(".1"))
    audit_file.write({"number": 2})
    assert [line["number"] for line in lines(file.with_suffix(".1"))] == [1]
    assert [line["number"] for line in lines(file)] == [2]


def test_a_line_that_was_cut_off_does_not_spoil_the_next(file):
    file.write_text('{"number": 1}\n{"numb', encoding="ascii")
    audit_file.write({"number": 2})
    first, cut, last = file.read_text(encoding="ascii").splitlines()
    assert (first, cut) == ('{"number": 1}', '{"numb')
    assert json.loads(last)["number"] == 2


def make_folder(file: Path) -> str:
    file.mkdir()
    return os.strerror(errno.EISDIR)


def remove_folder(file: Path) -> str:
    file.parent.rmdir()
    return os.strerror(errno.ENOENT)


def make_pipe(file: Path) -> str:
    os.mkfifo(file)
    return "not a file"


def point_to_a_full_disk(file: Path) -> str:
    file.symlink_to("/dev/full")
    return "not a file"


SPOILED = [make_folder, remove_folder, make_pipe, point_to_a_full_disk]


@pytest.mark.parametrize("spoil", SPOILED, ids=lambda spoil: spoil.__name__)
def test_a_file_that_cannot_be_written_is_said_at_the_start_and_by_healthz(file, caplog, spoil):
    reason = spoil(file)
    with pytest.raises(audit_file.AuditError, match=f"MVP_AUDIT_LOG: {file}: {reason}. No page"):
        audit_file.check()
    with pytest.raises(audit_file.AuditError):
        audit_file.write({})
    caplog.clear()
    audit_file.note_at_start()
    assert reason in caplog.text
    assert health.state() == "unwritable"


def test_the_start_of_the_server_checks_the_file():
    assert "note_at_start()" in Path(startup.__file__).read_text(encoding="utf-8")


def test_after_a_failed_line_nothing_opens_for_a_moment_and_then_it_is_tried_again(
    file, monkeypatch
):
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        with pytest.raises(audit_file.AuditError, match="No space left"):
            audit_file.write({})
    with pytest.raises(audit_file.AuditError, match="No space left"):
        audit_file.check()
    monkeypatch.setattr(audit_file, "TRY_AGAIN", 0)
    audit_file.check()
    audit_file.write({"number": 1})
    assert [line["number"] for line in lines(file)] == [1]
