"""Answers questions about large files in a process of its own: `python -m data.bring.apart`.

Reading a file of 100 MB takes about 1 GB of memory for a minute. In a process of its own, the app
keeps its memory and goes on to answer others.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from data.errors import ProgramError

_PROGRAM = Path(__file__).resolve().parents[2]
_Answer = TypeVar("_Answer")


def apart(ask: Callable[[], _Answer]) -> _Answer:
    """What `ask` returns, a function of a module with its arguments, as `partial` makes one.

    Raises the ProgramError that `ask` raises, and one when the system ends the process. Raises
    RuntimeError when `ask` fails in another way.
    """
    done = subprocess.run(
        [sys.executable, "-m", "data.bring.apart"],
        input=pickle.dumps(ask),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_PROGRAM,
        check=False,
    )
    if done.returncode < 0:  # ended by the system
        raise ProgramError(
            "the files could not be looked at: the server has not enough memory for their size; "
            "take back a large one, or divide it"
        )
    if done.returncode:
        raise RuntimeError("the process that reads files has failed")
    answer, error = pickle.loads(done.stdout)
    if error is not None:
        raise ProgramError(error)
    return answer  # type: ignore[no-any-return]


def _answer() -> None:
    """Read the question from the standard input, and write the answer to the standard output."""
    ask = pickle.load(sys.stdin.buffer)
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)  # what else is printed is not part of the answer
        try:
            pickle.dump((ask(), None), out)
        except ProgramError as error:
            pickle.dump((None, str(error)), out)


if __name__ == "__main__":
    _answer()
