"""Errors of disks, files and memory as one line for people."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from data.errors import BUILD_AGAIN, NoDatabaseError, ProgramError

_DISK_FULL = os.strerror(errno.ENOSPC)  # DuckDB uses the same words
_NO_MEMORY = "could not allocate"  # the words of DuckDB
_DAMAGED = "Corrupt database file"  # the words of DuckDB


@contextmanager
def as_program_error(path: Path) -> Iterator[None]:
    """Turn an error of the operating system into a ProgramError about `path`.

    Errors of the program itself pass unchanged.
    """
    try:
        yield
    except OSError as error:
        where, reason = error.filename or path, error.strerror or str(error)
    except (MemoryError, duckdb.OutOfMemoryException):
        where, reason = path, _NO_MEMORY
    except (duckdb.OperationalError, duckdb.FatalException) as error:
        where, reason = path, f"cannot be written: {error}"
    else:
        return
    if _DISK_FULL in reason:
        reason = "the disk is full; make room and try again"
    elif _NO_MEMORY in reason:
        reason = "the memory limit is reached; make more memory available, or leave out files"
    raise ProgramError(f"{where}: {reason.splitlines()[0]}")


@contextmanager
def damage_as_program_error() -> Iterator[None]:
    """Turn the error of DuckDB about a block that is damaged into a NoDatabaseError."""
    try:
        yield
    except duckdb.Error as error:
        if _DAMAGED not in str(error):
            raise
        reason = str(error).splitlines()[0]
        raise NoDatabaseError(
            "unreadable", f"the database is damaged: {reason}; {BUILD_AGAIN}"
        ) from None
