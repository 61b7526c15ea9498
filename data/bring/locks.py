"""The two locks of a program's folder: one for changes of the draft, one for the job."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from data.bring.disk import private_folder
from data.errors import ProgramError

BEFORE = ".before"  # the folder of earlier files, of the locks and of what the job says
_WAIT_SECONDS = 20


def before_folder(folder: Path) -> Path:
    """The folder of earlier files in a program's folder; it is made if there is none."""
    return private_folder(folder / BEFORE)


@contextmanager
def changing_draft(folder: Path) -> Iterator[None]:
    """Let nobody else change the draft of `folder` meanwhile; raises ProgramError after a wait."""
    try:
        with FileLock(before_folder(folder) / "draft.lock", timeout=_WAIT_SECONDS):
            yield
    except Timeout:
        raise ProgramError(f"{folder}: somebody else changes the draft; try again") from None


@contextmanager
def only_job(folder: Path) -> Iterator[None]:
    """Hold the right to run the job of `folder`; the system frees it when the process dies.

    Raises ProgramError at once when another job runs.
    """
    try:
        with job_lock(folder):
            yield
    except Timeout:
        raise ProgramError(f"{folder}: another job is running; wait until it is done") from None


def job_lock(folder: Path) -> FileLock:
    """The lock of the job; acquiring it raises Timeout when a job runs."""
    return FileLock(before_folder(folder) / "job.lock", timeout=0)
