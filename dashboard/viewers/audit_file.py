"""The file of the audit log: one line of JSON per opening, appended by every process.

The environment variable MVP_AUDIT_LOG names the file; without it there is no audit log. When a line
cannot be written, the pages stay closed: an opening without its line would be lost for good, and
figures can wait (docs/deployment.md).
"""

import importlib
import json
import logging
import os
import stat
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from data.errors import ProgramError

TRY_AGAIN = 10.0  # seconds after a line could not be written
_OPEN = os.O_RDWR | os.O_APPEND | os.O_CREAT
_ONLY_OWNER = 0o600
fcntl = importlib.import_module("fcntl") if os.name == "posix" else None
_LOG = logging.getLogger("dashboard")
_failed: tuple[float, str] | None = None  # when a line could not be written last, and why


class AuditError(ProgramError):
    """The audit log cannot be written, so no page opens."""

    why = "unwritable"


def path() -> Path | None:
    """The file of the audit log; None when there is no audit log."""
    text = os.environ.get("MVP_AUDIT_LOG")
    return Path(text) if text else None


def check() -> None:
    """Raise AuditError when there is an audit log and a line cannot be written to it."""
    file = path()
    if file is None:
        return
    if _failed and time.monotonic() < _failed[0] + TRY_AGAIN:
        raise AuditError(_failed[1])
    try:
        os.close(_opened(file))
    except OSError as error:
        raise _as_audit_error(file, error) from None


def note_at_start() -> None:
    """Say in the log of the server, at its start, that pages are closed."""
    try:
        check()
    except AuditError as error:
        _LOG.error("%s", error)


def write(entry: dict[str, object]) -> None:
    """Append a line with the time in UTC and `entry`; raises AuditError when it cannot.

    The file is opened by its name for each line, so it can be moved away at any time. One `write`
    in append mode is one line, and one process writes at a time.
    """
    global _failed
    file = path()
    if file is None:
        return
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    line = json.dumps({"at": now} | entry).encode() + b"\n"
    try:
        _append(file, line)
    except OSError as error:
        failure = _as_audit_error(file, error)
        _failed = time.monotonic(), str(failure)
        _LOG.error("%s", failure)
        raise failure from None
    _failed = None


def _append(file: Path, line: bytes) -> None:
    descriptor = _opened(file)
    try:
        _lock(descriptor)  # the end of the file may be seen before what is written there
        size = os.fstat(descriptor).st_size
        is_torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
        text = b"\n" + line if is_torn else line  # a full disk may have cut the line before
        if os.write(descriptor, text) < len(text):
            raise OSError("the disk is full")
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    """Wait until no other process appends; closing the descriptor ends it. Not on Windows."""
    if fcntl is not None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)


def _opened(file: Path) -> int:
    """A descriptor of the file, which is made when it is not there; raises OSError."""
    descriptor = os.open(file, _OPEN, _ONLY_OWNER)
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    with suppress(OSError):
        os.close(descriptor)
    raise OSError("not a file")


def _as_audit_error(file: Path, error: OSError) -> AuditError:
    return AuditError(
        f"MVP_AUDIT_LOG: {file}: {error.strerror or error}. No page opens until the audit log can "
        "be written."
    )
