"""The limits of the machine: no room, no right, no memory, each said in one line."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from data.errors import ProgramError

_DISK_FULL = os.strerror(errno.ENOSPC)  # DuckDB says so in these words too
_NO_MEMORY = "could not allocate"  # in the words of DuckDB


@contextmanager
def as_program_error(where: Path) -> Iterator[None]:
    """Turn what the machine refuses into a ProgramError about `where`; our own faults pass."""
    try:
        yield
    except OSError as error:
        place, reason = error.filename or where, error.strerror or str(error)
    except (MemoryError, duckdb.OutOfMemoryException):
        place, reason = where, _NO_MEMORY
    except (duckdb.OperationalError, duckdb.FatalException) as error:
        place, reason = where, f"cannot be written: {error}"
    else:
        return
    if _DISK_FULL in reason:
        reason = "the disk is full; make room and try again"
    elif _NO_MEMORY in reason:
        reason = "the memory limit is reached; make more memory available, or leave out files"
    raise ProgramError(f"{place}: {reason.splitlines()[0]}")
