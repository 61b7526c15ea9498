"""The process of a job: `python -m data.bring ACTION FOLDER DATABASE DAY TRIED` (job.py)."""

import os
import sys
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import get_args

from data.bring.job import STARTED, Action, JobState, write_state
from data.bring.locks import only_job
from data.errors import ProgramError
from data.store.os_errors import as_program_error


def main() -> None:
    """Run a job; its one line on standard output says that it runs, or why it does not."""
    action, folder, database, day, tried = sys.argv[1:]
    try:
        with only_job(Path(folder)):
            first = JobState(_action(action), "Starting", 0, datetime.now(UTC), draft=tried)
            with as_program_error(Path(folder)):
                write_state(Path(folder), first)
            print(STARTED, flush=True)
            with suppress(AttributeError):
                os.nice(5)  # so that pages come first
            from data.bring.run import run  # takes a second, which the page need not wait for

            run(Path(folder), Path(database), date.fromisoformat(day), first)
    except ProgramError as error:
        print(error, flush=True)


def _action(text: str) -> Action:
    actions: tuple[Action, ...] = get_args(Action)
    for action in actions:
        if text == action:
            return action
    raise ProgramError(f"{text!r} is not try, publish or put back")


if __name__ == "__main__":
    main()
