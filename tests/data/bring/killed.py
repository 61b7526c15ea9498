"""A job that kills itself before one of the things that it does to files."""

import os
import signal
import sys
from pathlib import Path

from data.bring.__main__ import main as run_job
from data.bring.job import STATE

_CHANGES = (
    "os.rename",
    "os.remove",
    "os.link",
    "os.symlink",
    "os.rmdir",
    "os.truncate",
)


def main() -> None:
    """Run the job of the arguments after the first two.

    The first is the folder whose changes are counted; the second is the number of the change
    before which the process is killed, or 0: then the count goes to standard error.
    """
    folder, number = sys.argv.pop(1), int(sys.argv.pop(1))
    count = 0

    def look(event: str, details: tuple) -> None:
        nonlocal count
        is_change = event in _CHANGES or _is_made(event, details) or _is_written(event, details)
        paths = [os.fsdecode(each) for each in details if isinstance(each, str | bytes | Path)]
        is_progress = any(
            STATE in path for path in paths
        )  # how often it is written depends on time
        if is_change and not is_progress and any(path.startswith(folder) for path in paths):
            count += 1
            if count == number:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(look)
    run_job()
    if not number:
        os.write(2, str(count).encode())


def _is_made(event: str, details: tuple) -> bool:
    """Whether a folder is made; many are asked for that are there already."""
    return event == "os.mkdir" and not Path(details[0]).exists()


def _is_written(event: str, details: tuple) -> bool:
    return event == "open" and bool(details[2] & (os.O_WRONLY | os.O_RDWR))
