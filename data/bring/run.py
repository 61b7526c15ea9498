"""Runs a job, and keeps how far it is and how it ended where every session sees it."""

import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from data.bring.draft import existing_draft, fingerprint
from data.bring.job import Action, JobState, write_state
from data.bring.locks import before_folder
from data.bring.published import publish_draft, put_back, ready_draft, try_draft
from data.build.build import Built
from data.errors import ProgramError
from data.inputs.progress import ReportProgress
from data.inputs.report_lines import report_lines
from data.sources.folder import source_files
from data.store.os_errors import as_program_error

_Job = Callable[[Path, Path, date, ReportProgress], Built | None]
_JOBS: dict[Action, _Job] = {"try": try_draft, "publish": publish_draft, "put back": put_back}
_DONE: dict[Action, str] = {"try": "Tried", "publish": "Published", "put back": "Put back"}
_READING = 0.7  # the share of the time that reading the files takes
_PAUSE_SECONDS = 0.3  # between two reports of progress
_ROOM = 65_536  # bytes kept free, so that a full disk does not hide how the job ended


def run(folder: Path, database: Path, as_of: date, now: JobState) -> None:
    """Run the job of the state `now`; raises ProgramError when not even that can be kept."""
    room = before_folder(folder) / "room"
    try:
        with as_program_error(folder):
            room.write_bytes(bytes(_ROOM))
        ended = _ended(folder, database, as_of, _Progress(folder, now))
    except ProgramError as error:
        ended = _failed(now, str(error))
    finally:
        room.unlink(missing_ok=True)
    with as_program_error(folder):
        write_state(folder, ended)


def _ended(folder: Path, database: Path, as_of: date, progress: "_Progress") -> JobState:
    action = progress.now.action
    try:
        job = _JOBS[action]
        if action == "try" or (action == "publish" and not progress.now.draft):
            progress.now = replace(progress.now, draft=fingerprint(ready_draft(folder)))
        if action == "publish":
            job = partial(publish_draft, tried=progress.now.draft)
        built = job(folder, database, as_of, progress.add)
    except ProgramError as error:
        return _failed(progress.now, str(error))
    except Exception as error:  # the pages must say that it failed
        traceback.print_exc()
        return _failed(progress.now, str(ProgramError(f"{type(error).__name__}: {error}")))
    return replace(
        progress.now,
        step=_DONE[action],
        share=1,
        ended_at=datetime.now(UTC),
        report=report_lines(built.report) if built else [],
        changes=built.changes if built else [],
    )


def _failed(now: JobState, error: str) -> JobState:
    return replace(now, ended_at=datetime.now(UTC), error=error)


class _Progress:
    """How far a job is: first it reads the files, then it computes what changed."""

    def __init__(self, folder: Path, now: JobState) -> None:
        self._folder = folder
        self._size, self._read, self._said_at = _size(folder), 0, 0.0
        self.now = replace(now, step="Reading the files")
        self._say()

    def add(self, byte_count: int) -> None:
        """Count bytes that were read; negative when they are read again."""
        self._read += byte_count
        done = min(max(self._read / self._size, 0), 1) if self._size else 1
        step = "Computing what changed" if done == 1 else self.now.step
        is_new_step = step != self.now.step
        self.now = replace(self.now, step=step, share=_READING * done)
        if is_new_step or time.monotonic() - self._said_at > _PAUSE_SECONDS:
            self._say()

    def _say(self) -> None:
        self._said_at = time.monotonic()
        with suppress(OSError):  # the job matters more than what is said about it
            write_state(self._folder, self.now)


def _size(folder: Path) -> int:
    """The bytes of the files that the job reads."""
    draft = existing_draft(folder)
    try:
        files = source_files(draft.work if draft else folder)
        return sum(path.stat().st_size for path in files)
    except (ProgramError, OSError):
        return 0  # the job itself says why
