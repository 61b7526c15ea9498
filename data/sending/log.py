"""The log of what was sent: a line of JSON when a message is handed over, and one for the answer.

Each line is on the disk before anything else happens. So whenever the program ends, every message
that may have arrived has its line.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from data.errors import ProgramError
from data.sending.outgoing import Outgoing
from data.store.os_errors import as_program_error
from data.store.replacing import sync_folder

BEGUN = "begun"  # it is being handed over
SENT, REFUSED, PUT_OFF = "sent", "refused", "put off"  # the answer of the server
_EVENTS = (BEGUN, SENT, REFUSED, PUT_OFF)
_OPEN = os.O_RDWR | os.O_APPEND | os.O_CREAT
_ONLY_OWNER, _ONLY_OWNERS_FOLDER = 0o600, 0o700
_LONGEST_LINE = 100_000  # bytes


@dataclass(frozen=True)
class State:
    """What the log says about a message: `sent` is the digest of what was sent last, at `sent_at`.

    `begun_at` is when one was handed over of which no answer is known.
    """

    sent: str | None = None
    sent_at: str | None = None
    begun_at: str | None = None


class SentLog:
    """The log of one mailing; `open_log` makes it."""

    def __init__(self, path: Path, descriptor: int, states: dict[str, State]) -> None:
        self._path = path
        self._descriptor = descriptor
        self._states = states

    def state(self, key: str) -> State:
        """What is known about a message."""
        return self._states.get(key, State())

    def write(self, event: str, message: Outgoing, said: str = "") -> None:
        """Append a line and wait until it is on the disk; raises ProgramError when it cannot."""
        entry = {
            "at": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "event": event,
            "key": message.key,
            "to": message.to,
            "digest": message.digest,
            "said": said,
        }
        line = json.dumps(entry, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        with as_program_error(self._path):
            if os.write(self._descriptor, line) < len(line):
                raise OSError("the disk is full")
            os.fsync(self._descriptor)
        self._states[message.key] = _after(self.state(message.key), entry)


@contextmanager
def open_log(path: Path) -> Iterator[SentLog]:
    """The log at `path`, which is made when it is not there, for one program at a time.

    Raises ProgramError when it cannot be written, has a damaged line, or is in use.
    """
    with as_program_error(path):
        path.parent.mkdir(mode=_ONLY_OWNERS_FOLDER, parents=True, exist_ok=True)
        lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=0)
        try:
            lock.acquire()
        except Timeout:
            raise ProgramError(
                f"{path}: another program sends by this log; wait until it is done"
            ) from None
    try:
        states = read_log(path)
        with as_program_error(path):
            descriptor = os.open(path, _OPEN, _ONLY_OWNER)
            try:
                _cut_torn_line(descriptor)
                with suppress(OSError):
                    sync_folder(path.parent)
                yield SentLog(path, descriptor, states)
            finally:
                os.close(descriptor)
    finally:
        lock.release()


def read_log(path: Path) -> dict[str, State]:
    """What the log at `path` says about each message; {} where there is none.

    A last line that was cut off says nothing: a message is handed over after its line is written.
    Raises ProgramError for any other line that cannot be read, since sending could then be double.
    """
    states: dict[str, State] = {}
    with as_program_error(path), suppress(FileNotFoundError), path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(_LONGEST_LINE), b""), start=1):
            if line.endswith(b"\n"):
                entry = _entry(line)
                if entry is None:
                    raise ProgramError(
                        f"{path} line {number}: is damaged; correct it, or delete it if you know "
                        "that the message did not arrive"
                    )
                states[entry["key"]] = _after(states.get(entry["key"], State()), entry)
    return states


def _entry(line: bytes) -> dict[str, str] | None:
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    is_known = isinstance(entry, dict) and entry.get("event") in _EVENTS
    needed = ("at", "key", "digest")
    return entry if is_known and all(isinstance(entry.get(n), str) for n in needed) else None


def _after(state: State, entry: dict[str, str]) -> State:
    """What is known about a message after one more line about it."""
    if entry["event"] == BEGUN:
        return State(state.sent, state.sent_at, entry["at"])
    if entry["event"] == SENT:
        return State(entry["digest"], entry["at"])
    return State(state.sent, state.sent_at)


def _cut_torn_line(descriptor: int) -> None:
    """Cut off a last line that has no end: a full disk or the end of the machine has cut it."""
    size = os.fstat(descriptor).st_size
    tail = os.pread(descriptor, _LONGEST_LINE, max(0, size - _LONGEST_LINE))
    if tail and not tail.endswith(b"\n"):
        os.ftruncate(descriptor, size - (len(tail) - tail.rfind(b"\n") - 1))
