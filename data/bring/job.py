"""The job of a program's folder: try, publish or put back, in a process of its own.

One job runs at a time. What it does and how it ended is in a file, so that every session sees it.
"""

import json
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from filelock import Timeout

from data.bring.locks import BEFORE, before_folder, job_lock
from data.errors import ProgramError
from data.store.os_errors import as_program_error
from data.store.replacing import replacement

Action = Literal["try", "publish", "put back"]
STATE = "job.json"
STARTED = "started"  # what the process says when it holds the lock
_PROGRAM = Path(__file__).resolve().parents[2]
_DIED = "the job ended before it was done, as when the machine restarts; start it again"


@dataclass(frozen=True)
class JobState:
    """A job that runs or has ended.

    `step` says in words what is being done, and `share` how much is done, from 0 to 1. Times are in
    UTC. `error` is one line; None when all went well. `report` has the lines of the build, and
    `changes` what changed against the build that is or was served. `draft` is the fingerprint of
    the draft that was tried.
    """

    action: Action
    step: str
    share: float
    started_at: datetime
    ended_at: datetime | None = None
    error: str | None = None
    report: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    draft: str = ""

    @property
    def is_running(self) -> bool:
        return self.ended_at is None


def start(folder: Path, action: Action, database: Path, as_of: date, tried: str = "") -> None:
    """Start a job for the program's `folder`, and return when it has begun.

    `tried` is the fingerprint of the draft that was tried: no other is published. Without it, the
    draft is published as it is when the job begins.

    Raises ProgramError when another job runs, or this one cannot be started.
    """
    folder, database = folder.resolve(), database.absolute()
    words = ["-m", "data.bring", action, str(folder), str(database), as_of.isoformat(), tried]
    with as_program_error(folder):
        process = subprocess.Popen(
            [sys.executable, *words],
            cwd=_PROGRAM,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
    assert process.stdout is not None
    said = process.stdout.readline().strip()
    threading.Thread(target=process.communicate, daemon=True).start()  # so that it leaves nothing
    if said != STARTED:
        raise ProgramError(said or f"{folder}: the job could not be started; see if memory is left")


def state(folder: Path) -> JobState | None:
    """The job that runs for the program's `folder`, or else the last one; None before the first.

    A job whose process died is one that failed.
    """
    found = _read(folder)
    if found is None or not found.is_running:
        return found
    try:
        with job_lock(folder):
            found = _read(folder)
    except Timeout:
        return found
    if found is None or not found.is_running:
        return found
    facts = asdict(found) | {"ended_at": datetime.now(UTC), "error": _DIED}
    return JobState(**facts)


def write_state(folder: Path, now: JobState) -> None:
    """Keep what a job does, for all sessions; raises OSError."""
    facts = asdict(now)
    for key in ("started_at", "ended_at"):
        facts[key] = facts[key] and facts[key].isoformat()
    with replacement(before_folder(folder) / STATE) as file:
        file.write(json.dumps(facts).encode())


def _read(folder: Path) -> JobState | None:
    with suppress(OSError, ValueError, TypeError, KeyError):
        facts = json.loads((folder / BEFORE / STATE).read_text(encoding="utf-8"))
        for key in ("started_at", "ended_at"):
            facts[key] = facts[key] and datetime.fromisoformat(facts[key])
        return JobState(**facts)
    return None
