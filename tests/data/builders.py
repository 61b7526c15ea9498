"""Commands in processes of their own, which can be killed, limited, and let meet."""

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

# Imports the program once; each line then forks one process that runs a command, and may kill it.
# The dead stay unreaped until they were killed, so no other process can have their number.
_FORKS = """
import json, os, signal, sys, time
{imports}

def command(words, said):
    for stream, path in ((1, os.devnull), (2, said)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), stream)
    sys.argv = ["data", *words]
    try:
        main()
    except SystemExit as ended:
        os._exit(ended.code or 0)
    os._exit(0)

for line in sys.stdin:
    words, seconds, said = json.loads(line)
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        command(words, said)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(json.dumps([status, time.monotonic() - began]), flush=True)
"""


class Ended(NamedTuple):
    """How a process ended: its status (-9: killed), how long it took, its standard error."""

    status: int
    seconds: float
    said: str


class Builders:
    """Starts `python -m data` again and again, without the time that its imports take.

    `imports` may import another `main` than that of `data`.
    """

    def __init__(self, folder: Path, imports: str = "from data.__main__ import main") -> None:
        self._said = folder / "said.txt"
        self._forks = subprocess.Popen(
            [sys.executable, "-c", _FORKS.replace("{imports}", imports)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> "Builders":
        return self

    def __exit__(self, *raised: object) -> None:
        self._forks.communicate()

    def run(self, *words: object, kill_after: float | None = None) -> Ended:
        """Run a command; with `kill_after`, kill it after so many seconds."""
        asked = [[str(word) for word in words], kill_after, str(self._said)]
        self._forks.stdin.write(json.dumps(asked) + "\n")
        self._forks.stdin.flush()
        status, seconds = json.loads(self._forks.stdout.readline())
        return Ended(status, seconds, self._said.read_text())
